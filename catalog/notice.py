"""The notice every page and paper carries until the clinical lead has signed the catalog in force."""

from django.db import DatabaseError
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from catalog.snapshot import NoCatalogInForce, version_in_force

DEMONSTRATION = _("Demonstration: not approved for patient care")


def demonstration() -> str:
    """The words of the notice; empty when the catalog in force is signed. Without a catalog nothing is approved either."""
    try:
        return "" if version_in_force().signed else str(DEMONSTRATION)
    except NoCatalogInForce:
        return str(DEMONSTRATION)


def notice(request) -> dict:
    """For templates: `demonstration`, asked of the database only where a template shows it."""
    return {"demonstration": SimpleLazyObject(_shown)}


def _shown() -> str:
    """Where the database does not answer, the page that says so carries the notice too."""
    try:
        return demonstration()
    except DatabaseError:
        return str(DEMONSTRATION)
