"""The catalog in force, to be read: overview with one search over everything, a table, a fact, the clinic's items."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.access import Permission, requires
from catalog.book import Book, book_of
from catalog.models import CatalogVersion
from catalog.progress import progress_of
from catalog.references import MODALITY
from catalog.shown import address, fields
from catalog.snapshot import NoCatalogInForce, of_version, version_in_force
from catalog.tables import SECTIONS, SOURCES, TABLES

MOST_FOUND = 50


def in_force(view):
    """Give the view the version in force and its book; without one the page says who puts one in force."""

    @wraps(view)
    def with_version(request, *args, **kwargs):
        try:
            version = version_in_force()
        except NoCatalogInForce:
            return render(request, "catalog/none.html")
        return view(request, version, book_of(of_version(version)), *args, **kwargs)

    return with_version


@requires(Permission.READ_CATALOG)
@in_force
def catalog(request, version: CatalogVersion, book: Book):
    asked = request.GET.get("q", "").strip()
    context = {"version": version, "asked": asked, "progress": progress_of(version, book)}
    if asked:
        return render(request, "catalog/catalog.html", context | _found(book.search(asked)))
    return render(
        request, "catalog/catalog.html", context | {"sections": _sections(book), "offered": version.items.count()}
    )


@requires(Permission.READ_CATALOG)
@in_force
def catalog_table(request, version: CatalogVersion, book: Book, kind: str):
    table = TABLES.get(kind)
    if table is None:
        raise Http404(_("The catalog has no such table."))
    asked = request.GET.get("q", "").strip()
    context = {
        "table": table,
        "asked": asked,
        "entries": _rows(book.search(asked, kind)),
        "all": len(book.tables[kind]),
    }
    return render(request, "catalog/table.html", context)


@requires(Permission.READ_CATALOG)
@in_force
def catalog_fact(request, version: CatalogVersion, book: Book, kind: str, key: str):
    entry = book.find(kind, key)
    if entry is None:
        raise Http404(_("The version in force has no such fact."))
    context = {
        "entry": entry,
        "fields": fields(entry, book),
        "resting": [(table, _rows(entries)) for table, entries in book.resting_on(entry).items()],
        "items": version.items.in_order().filter(modality=key) if kind == MODALITY else None,
        "signature": version.sign_offs.covering(kind, key if entry.signed_alone else "").first(),
        "currency": settings.CURRENCY,
    }
    return render(request, "catalog/fact.html", context)


@requires(Permission.READ_CATALOG)
def catalog_source(request, key: str):
    return catalog_fact(request, kind=SOURCES, key=key)


@requires(Permission.READ_CATALOG)
@in_force
def catalog_items(request, version: CatalogVersion, book: Book):
    named = [(item, book.find(MODALITY, item.modality), _names(book, item)) for item in version.items.in_order()]
    items = [{"item": item, "modality": row, "url": address(row), "boosters": extra} for item, row, extra in named]
    return render(request, "catalog/items.html", {"version": version, "items": items, "currency": settings.CURRENCY})


def _names(book: Book, item) -> list[str]:
    return [book.find(MODALITY, key).title for key in item.standard_boosters]


def _sections(book: Book) -> list[dict]:
    """The tables that hold rows, section by section, safety first."""
    filled = [(TABLES[kind], len(entries)) for kind, entries in book.tables.items() if entries]
    return [
        {"key": key, "name": name, "tables": [pair for pair in filled if pair[0].section == key]}
        for key, name in SECTIONS.items()
    ]


def _found(entries: list) -> dict:
    return {
        "entries": _rows(entries[:MOST_FOUND]),
        "found": len(entries),
        "left_out": max(len(entries) - MOST_FOUND, 0),
    }


def _rows(entries: list) -> list[dict]:
    return [{"entry": entry, "url": address(entry)} for entry in entries]
