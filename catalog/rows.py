"""A fact as the database keeps it, and back: a JSON object whose absent fields have the dataclass's own default."""

import dataclasses
import datetime
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from catalog.tables import TABLES
from planner.catalog.building import build

PLAIN = (str, int, float, bool, type(None))


def as_data(fact: Any) -> dict[str, Any]:
    """The fields of a fact by the names they have in the knowledge files."""
    return {
        field.metadata.get("name", field.name): plain(value)
        for field in dataclasses.fields(fact)
        if (value := getattr(fact, field.name)) != field.default or field.default is dataclasses.MISSING
    }


def plain(value: Any) -> Any:
    """A value of a fact as JSON has it."""
    if dataclasses.is_dataclass(value):
        return as_data(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, PLAIN):
        return value
    raise TypeError(f"{value!r} has no place in a fact")


def as_fact(kind: str, key: str, data: Mapping[str, Any]) -> Any:
    """The fact that `data` holds, checked field by field. Raises PackError naming table, row and field."""
    return build(TABLES[kind].row, data, f"{kind}[{key}]")


def digest_of(rows: Iterable[tuple]) -> str:
    """What two versions of equal content have in common, whatever the order of the fields inside their rows."""
    content = sha256()
    for row in rows:
        content.update(json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str).encode())
        content.update(b"\0")
    return content.hexdigest()
