from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicConfig(AppConfig):
    """The entrance hall: settings, addresses, the commands that run the house, and its database."""

    name = "clinic"

    def ready(self):
        from clinic.database import checks  # noqa: F401  (they register themselves)

    @property
    def navigation(self):
        from accounts.navigation import Entry

        return (Entry("today", _("Today"), "calendar3", place=10),)
