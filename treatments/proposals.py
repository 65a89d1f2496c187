"""The one bridge between this house and the planner's engine: every proposal shown or printed comes through here."""

from django.db import Error, OperationalError

from catalog import snapshot
from catalog.snapshot import NoCatalogInForce
from planner.case import CaseError, read_case_text
from planner.catalog import Catalog, shipped_catalog
from planner.document import as_document
from planner.engine import propose
from planner.explain import explain_tree

__all__ = ["CaseError", "NoCatalogInForce", "catalog_in_force", "explanation", "proposal_document", "shipped_catalog"]

NONE_PUBLISHED = "No catalog version is in force in this installation. Use --pack for the shipped pack."
OUT_OF_REACH = "The database of this installation cannot be reached. Start it, or use --pack for the shipped pack."
NOT_MIGRATED = "The database of this installation is not set up: run migrate, or use --pack for the shipped pack."


def catalog_in_force() -> Catalog:
    """The catalog version in force in this clinic. Raises NoCatalogInForce, which says what to do instead."""
    try:
        return snapshot.in_force()
    except NoCatalogInForce:
        raise NoCatalogInForce(NONE_PUBLISHED) from None
    except OperationalError:
        raise NoCatalogInForce(OUT_OF_REACH) from None
    except Error:  # a table or a right is missing
        raise NoCatalogInForce(NOT_MIGRATED) from None


def proposal_document(text: str | bytes, catalog: Catalog) -> dict:
    """The proposal for the case in `text` as the JSON document of the contract. Raises CaseError."""
    return as_document(propose(read_case_text(text, catalog), catalog))


def explanation(text: str | bytes, catalog: Catalog) -> str:
    """The tree of reasons behind the proposal for the case in `text`, to be read by a person. Raises CaseError."""
    return explain_tree(propose(read_case_text(text, catalog), catalog))
