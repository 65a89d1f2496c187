"""The addresses of patients. New pages of a patient stand below patients/<uuid:patient_id>/."""

from django.urls import path

from patients import consultation_urls
from patients.views import find, merge, people

urlpatterns = [
    path("patients/", find.patient_search, name="patient_search"),
    path("patients/new/", people.patient_register, name="patient_register"),
    path("patients/<uuid:patient_id>/", people.patient_record, name="patient_record"),
    path("patients/<uuid:patient_id>/edit/", people.patient_edit, name="patient_edit"),
    path("patients/<uuid:patient_id>/contacts/new/", people.contact_person_add, name="contact_person_add"),
    path(
        "patients/<uuid:patient_id>/contacts/<uuid:contact_id>/end/",
        people.contact_person_end,
        name="contact_person_end",
    ),
    path("patients/<uuid:patient_id>/duplicates/", merge.patient_duplicates, name="patient_duplicates"),
    path("patients/<uuid:patient_id>/merge/<uuid:other_id>/", merge.patient_merge, name="patient_merge"),
    path("patients/<uuid:patient_id>/merges/<uuid:merge_id>/undo/", merge.merge_undo, name="merge_undo"),
    *consultation_urls.urlpatterns,
]
