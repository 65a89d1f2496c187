"""The addresses of consultations and of the tablet."""

from django.urls import path

from patients.views import consultation_saves as saves
from patients.views import consultation_tablet as tablet
from patients.views import consultations

ONE = "consultations/<uuid:consultation_id>/"

urlpatterns = [
    path("patients/<uuid:patient_id>/consultations/", consultations.consultation_list, name="consultation_list"),
    path("patients/<uuid:patient_id>/consultations/new/", consultations.consultation_start, name="consultation_start"),
    path(ONE, consultations.consultation, name="consultation"),
    path(f"{ONE}answers/", saves.consultation_answers, name="consultation_answers"),
    path(f"{ONE}none/", saves.consultation_none, name="consultation_none"),
    path(f"{ONE}same/", saves.consultation_same, name="consultation_same"),
    path(f"{ONE}findings/", saves.consultation_findings, name="consultation_findings"),
    path(f"{ONE}findings/<uuid:finding_id>/", saves.consultation_finding, name="consultation_finding"),
    path(f"{ONE}skin/", saves.consultation_skin, name="consultation_skin"),
    path(f"{ONE}past/", saves.consultation_past, name="consultation_past"),
    path(f"{ONE}note/", saves.consultation_note, name="consultation_note"),
    path(f"{ONE}sign/", saves.consultation_sign, name="consultation_sign"),
    path(f"{ONE}amend/", saves.consultation_amend, name="consultation_amend"),
    path(f"{ONE}tablet/", tablet.consultation_tablet, name="consultation_tablet"),
    path(f"{ONE}tablet/end/", tablet.consultation_tablet_end, name="consultation_tablet_end"),
    path("tablet/", tablet.tablet, name="tablet"),
    path("tablet/leave/", tablet.tablet_leave, name="tablet_leave"),
]
