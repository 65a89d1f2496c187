from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """Who comes here, what was told and what was seen."""

    name = "patients"
