"""A fact as a page shows it: one line per field of its dataclass, in that order, each with its shape. No template per table."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from django.urls import reverse

from catalog import words
from catalog.book import Book, Entry
from catalog.references import table_named_by
from catalog.tables import SOURCES
from planner.catalog.building import fields_of
from planner.catalog.safety import Condition
from planner.vocabulary import Confidence

OUTSIDE = {  # fields of a source that lead out of the house
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "url": "{}",
}


@dataclass(frozen=True)
class Part:
    """A piece of a value: its words, and the fact it names, if it names one."""

    text: str
    url: str = ""
    note: str = ""
    outside: bool = False


@dataclass(frozen=True)
class Shown:
    """A field and its value. `shape` says how it is drawn: empty, text, parts, sources, confidence, record or rows."""

    name: str
    label: str
    shape: str
    text: str = ""
    parts: tuple[Part, ...] = ()
    fields: tuple["Shown", ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple["Shown", ...], ...] = ()


def address(entry: Entry) -> str:
    """The page of a fact."""
    if entry.kind == SOURCES:
        return reverse("catalog_source", args=[entry.key])
    return reverse("catalog_fact", args=[entry.kind, entry.key])


def fields(entry: Entry, book: Book) -> list[Shown]:
    """Every field of the fact, the unknown ones too."""
    return list(_fields(entry.kind, entry.fact, book))


def _fields(kind: str, fact: Any, book: Book) -> Iterator[Shown]:
    hints = fields_of(type(fact))
    for part in dataclasses.fields(fact):
        name = part.metadata.get("name", part.name)
        yield _shown(kind, name, hints[name][0], getattr(fact, part.name), book)


def _shown(kind: str, name: str, hint: Any, value: Any, book: Book) -> Shown:
    label = words.label(name)
    if value is None or value == ():
        return Shown(name, label, "empty")
    if hint == Confidence or hint == Confidence | None:
        return Shown(name, label, "confidence", text=value)
    if isinstance(value, Condition):
        return Shown(name, label, "text", text=words.condition(value))
    if dataclasses.is_dataclass(value):
        return Shown(name, label, "record", fields=_known(_fields(kind, value, book)))
    if isinstance(value, Mapping):
        return Shown(
            name, label, "record", fields=tuple(_shown(kind, key, None, one, book) for key, one in value.items())
        )
    if isinstance(value, tuple) and dataclasses.is_dataclass(value[0]):
        return _table(kind, name, value, book)
    if name in OUTSIDE and kind == SOURCES:
        return Shown(name, label, "parts", parts=(Part(value, OUTSIDE[name].format(value), outside=True),))
    if isinstance(value, tuple) or table_named_by(kind, name):
        values = value if isinstance(value, tuple) else (value,)
        return _parts(kind, name, _inner(hint), values, book)
    return Shown(name, label, "text", text=_plain(name, hint, value))


def _parts(kind: str, name: str, hint: Any, values: tuple, book: Book) -> Shown:
    target = table_named_by(kind, name)
    parts = tuple(_part(name, hint, value, book.find(target, str(value)) if target else None) for value in values)
    return Shown(name, words.label(name), "sources" if target == SOURCES else "parts", parts=parts)


def _part(name: str, hint: Any, value: Any, named: Entry | None) -> Part:
    if named is None:
        return Part(_plain(name, hint, value).replace("_", " "))
    citation = named.summary if named.kind == SOURCES and named.summary != named.title else ""
    return Part(named.title, address(named), citation)


def _table(kind: str, name: str, rows: tuple, book: Book) -> Shown:
    """Rows of parts as a table; a column that no row fills is left out."""
    lines = [tuple(_fields(kind, row, book)) for row in rows]
    filled = [i for i in range(len(lines[0])) if any(line[i].shape != "empty" for line in lines)]
    return Shown(
        name,
        words.label(name),
        "rows",
        columns=tuple(lines[0][i].label for i in filled),
        rows=tuple(tuple(line[i] for i in filled) for line in lines),
    )


def _known(shown: Iterator[Shown]) -> tuple[Shown, ...]:
    return tuple(one for one in shown if one.shape != "empty")


def _plain(name: str, hint: Any, value: Any) -> str:
    if isinstance(value, bool):
        return words.yes_no(value)
    if isinstance(value, (int, float)):
        return words.number(name, value)
    return words.said(value) if _is_fixed_word(hint) else str(value)


def _is_fixed_word(hint: Any) -> bool:
    """Whether the dataclass itself lists the words this field may hold."""
    if get_origin(hint) is Literal:
        return True
    return get_origin(hint) in (Union, type(int | str)) and any(_is_fixed_word(option) for option in get_args(hint))


def _inner(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is tuple else hint
