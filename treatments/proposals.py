"""The one bridge between this house and the planner's engine: every proposal shown or printed comes through here."""

from planner.case import CaseError, read_case_text
from planner.catalog import Catalog, shipped_catalog
from planner.document import as_document
from planner.engine import propose
from planner.explain import explain_tree

__all__ = ["CaseError", "NoCatalogInForce", "catalog_in_force", "explanation", "proposal_document", "shipped_catalog"]


class NoCatalogInForce(LookupError):
    """This installation has published no catalog version yet."""


def catalog_in_force() -> Catalog:
    """The catalog version in force in this clinic. Raises NoCatalogInForce: it has no versions yet."""
    raise NoCatalogInForce("No catalog version is in force in this installation. Use --pack for the shipped pack.")


def proposal_document(text: str | bytes, catalog: Catalog) -> dict:
    """The proposal for the case in `text` as the JSON document of the contract. Raises CaseError."""
    return as_document(propose(read_case_text(text, catalog), catalog))


def explanation(text: str | bytes, catalog: Catalog) -> str:
    """The tree of reasons behind the proposal for the case in `text`, to be read by a person. Raises CaseError."""
    return explain_tree(propose(read_case_text(text, catalog), catalog))
