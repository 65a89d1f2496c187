from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """What the clinic offers and what medicine says, in versions; it knows no patient."""

    name = "catalog"
