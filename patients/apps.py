from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatientsConfig(AppConfig):
    """Who comes here, what was told and what was seen."""

    name = "patients"

    @property
    def navigation(self):
        from accounts.navigation import Entry

        return (Entry("patient_search", _("Patients"), "people", place=30, covers=("/consultations/",)),)

    @property
    def names_in_the_trail(self):
        from accounts.naming import PATIENT, Names
        from patients.naming import patient_numbered, record_numbers

        return Names(PATIENT, called=record_numbers, meant=patient_numbered)
