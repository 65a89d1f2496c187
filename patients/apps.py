from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatientsConfig(AppConfig):
    """Who comes here, what was told and what was seen."""

    name = "patients"

    @property
    def navigation(self):
        from accounts.navigation import Entry

        return (Entry("patient_search", _("Patients"), "people", place=30, covers=("/consultations/",)),)
