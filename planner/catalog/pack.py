"""The shipped pack: the files of planner/knowledge read, counted and made into one catalog."""

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from planner.catalog import assessment, courses, house, safety, treatments
from planner.catalog.building import PackError, build
from planner.catalog.snapshot import Catalog, Item
from planner.catalog.sources import Source

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
FILES: dict[str, dict[str, type]] = {
    "assessment": assessment.TABLES,
    "treatments": treatments.TABLES | courses.TABLES,
    "safety": safety.TABLES,
    "house": house.TABLES,
}
SOURCE_FILES = ("sources", "sources-assessment")


@cache
def shipped_catalog() -> Catalog:
    """The catalog of the shipped pack: every modality offered as one item with all its listed ingredients, no prices, unsigned.

    Raises PackError when a row does not fit its dataclass or a table has not the number of rows it announces.
    """
    return read_pack(KNOWLEDGE)


def read_pack(folder: Path) -> Catalog:
    """The catalog of the pack in `folder`. Raises PackError."""
    texts = {name: (folder / f"{name}.toml").read_bytes() for name in (*FILES, *SOURCE_FILES)}
    documents = {name: _parse(name, text) for name, text in texts.items()}
    facts = {name: build_tables(name, documents[name], tables) for name, tables in FILES.items()}
    sources = _sources([documents[name] for name in SOURCE_FILES])
    digest = sha256(b"\0".join(texts[name] for name in sorted(texts))).hexdigest()
    version = f"pack {documents['treatments']['meta']['version']} {digest[:12]}"
    items = tuple(Item(modality=row.id, ingredients=row.ingredients) for row in facts["treatments"]["modality"])
    return Catalog(version=version, signed=False, sources=sources, items=items, **facts)


def _parse(name: str, text: bytes) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(name, str(error), "a TOML file in UTF-8") from error


def build_tables(name: str, document: Mapping[str, Any], tables: Mapping[str, type]) -> dict[str, tuple]:
    """Table name -> facts, in file order; a single table counts as one row. Raises PackError."""
    for table in document:
        if table != "meta" and table not in tables:
            raise PackError(f"{name}.{table}", "unknown table", ", ".join(tables))
    built = {}
    for table, kind in tables.items():
        rows = document.get(table, [])
        rows = rows if isinstance(rows, list) else [rows]
        built[table] = tuple(build(kind, row, f"{name}.{table}[{i}]") for i, row in enumerate(rows))
        announced = document.get("meta", {}).get("row_counts", {}).get(table)
        if announced is not None and announced != len(rows):
            raise PackError(f"{name}.{table}", f"{len(rows)} rows", f"{announced} rows, as row_counts says")
    return built


def _sources(documents: list[Mapping[str, Any]]) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for document in documents:
        for key, raw in document["sources"].items():
            if key in sources:
                raise PackError(f"sources.{key}", "named twice", "a key unique across both files")
            sources[key] = build(Source, raw, f"sources.{key}")
    return sources
