"""Versions of the catalog, the facts and items each holds, and the signatures of the clinical lead under them."""

from catalog.models.content import ClinicItem, Fact
from catalog.models.sign_off import SignOff
from catalog.models.version import CatalogVersion

__all__ = ["CatalogVersion", "ClinicItem", "Fact", "SignOff"]
