"""A version of the catalog as the frozen value the planner reads. Built once per process: what is published never changes."""

import dataclasses
from functools import lru_cache

from catalog.models import CatalogVersion, ClinicItem, Fact
from catalog.rows import as_fact
from catalog.tables import SOURCES, TABLES
from planner.catalog import Catalog, Item
from planner.catalog.pack import FILES

MOST_KEPT = 4


class NoCatalogInForce(LookupError):
    """This installation has published no catalog version yet."""

    def __init__(self, why: str = "No catalog version is in force in this installation."):
        super().__init__(why)


def version_in_force() -> CatalogVersion:
    """The version in force now, with `signed`: one query. Raises NoCatalogInForce."""
    version = CatalogVersion.objects.in_force().with_signing().first()
    if version is None:
        raise NoCatalogInForce
    return version


def in_force() -> Catalog:
    """The catalog in force now, as every page and every proposal has to see it. Raises NoCatalogInForce."""
    return of_version(version_in_force())


def of_version(version: CatalogVersion) -> Catalog:
    """The catalog of one version; a draft is read anew each time, because it may have changed."""
    signed = version.signed if hasattr(version, "signed") else _is_signed(version)
    if version.state == CatalogVersion.State.DRAFT:
        return _read(version.pk, f"draft {version.number}")
    return _kept(version.pk, f"version {version.number} {version.digest[:12]}", signed)


def _is_signed(version: CatalogVersion) -> bool:
    return CatalogVersion.objects.with_signing().values_list("signed", flat=True).get(pk=version.pk)


@lru_cache(maxsize=2 * MOST_KEPT)
def _kept(pk: int, name: str, signed: bool) -> Catalog:
    return dataclasses.replace(_kept(pk, name, False), signed=True) if signed else _read(pk, name)


def _read(pk: int, name: str) -> Catalog:
    """Every row through its dataclass. Raises PackError when one does not fit."""
    tables = {kind: {} for kind in TABLES}
    for kind, key, data in Fact.objects.filter(version=pk).in_order().values_list("kind", "key", "data"):
        tables[kind][key] = as_fact(kind, key, data)
    files = {file: {name: tuple(tables[f"{file}.{name}"].values()) for name in names} for file, names in FILES.items()}
    items = tuple(_item(row) for row in ClinicItem.objects.filter(version=pk).in_order())
    return Catalog(version=name, signed=False, sources=tables[SOURCES], items=items, **files)


def _item(row: ClinicItem) -> Item:
    return Item(
        modality=row.modality,
        ingredients=None if row.ingredients is None else tuple(row.ingredients),
        price=row.price,
        standard_boosters=tuple(row.standard_boosters),
    )
