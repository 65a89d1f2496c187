from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    """What the clinic offers and what medicine says, in versions; it knows no patient."""

    name = "catalog"

    @property
    def navigation(self):
        from accounts.navigation import Entry

        return (Entry("catalog", _("Catalog"), "journal-text", place=60),)
