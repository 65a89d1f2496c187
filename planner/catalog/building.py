"""From a parsed TOML row to a frozen dataclass: every field checked against the type that the dataclass states."""

import dataclasses
import datetime
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin


class PackError(ValueError):
    """A row of knowledge that cannot be read: which row and field, what was wrong, what is allowed."""

    def __init__(self, row: str, problem: str, allowed: str):
        super().__init__(f"{row}: {problem}; allowed: {allowed}")
        self.row, self.problem, self.allowed = row, problem, allowed


@cache
def fields_of(kind: type) -> dict[str, tuple[Any, bool]]:
    """Field name -> (type, required) of a fact dataclass, in the order they are written."""
    hints = typing.get_type_hints(kind)
    return {
        field.metadata.get("name", field.name): (hints[field.name], field.default is dataclasses.MISSING)
        for field in dataclasses.fields(kind)
    }


@cache
def attribute_names(kind: type) -> dict[str, str]:
    """The TOML name of a field -> its attribute: they differ only where the TOML name is a Python keyword."""
    return {field.metadata.get("name", field.name): field.name for field in dataclasses.fields(kind)}


def build(kind: type, raw: Mapping[str, Any], row: str) -> Any:
    """One fact of `kind` from the mapping `raw`. Raises PackError naming `row` and the field."""
    if not isinstance(raw, Mapping):
        raise PackError(row, f"is {type(raw).__name__}", "a table")
    fields = fields_of(kind)
    for name in raw:
        if name not in fields:
            raise PackError(f"{row}.{name}", "unknown field", ", ".join(fields))
    values = {}
    for name, (wanted, required) in fields.items():
        if name in raw:
            values[attribute_names(kind)[name]] = convert(wanted, raw[name], f"{row}.{name}")
        elif required:
            raise PackError(f"{row}.{name}", "missing", describe(wanted))
    return kind(**values)


def convert(wanted: Any, value: Any, row: str) -> Any:
    """`value` as the type `wanted`: lists become tuples, tables dataclasses. Raises PackError."""
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        return _first_that_fits(wanted, value, row)
    if origin is tuple and isinstance(value, list):
        return tuple(convert(get_args(wanted)[0], item, f"{row}[{i}]") for i, item in enumerate(value))
    if origin is Literal and value in get_args(wanted):
        return value
    if origin is Mapping and isinstance(value, Mapping):
        inner = get_args(wanted)[1]
        return types.MappingProxyType({key: convert(inner, item, f"{row}.{key}") for key, item in value.items()})
    if dataclasses.is_dataclass(wanted):
        return build(wanted, value, row)
    if _is_plain(wanted, value):
        return value
    raise PackError(row, f"{value!r} does not fit", describe(wanted))


def _is_plain(wanted: Any, value: Any) -> bool:
    if wanted is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return wanted in (str, bool, datetime.date) and isinstance(value, wanted)


def _first_that_fits(wanted: Any, value: Any, row: str) -> Any:
    for option in get_args(wanted):
        if option is type(None):
            continue
        try:
            return convert(option, value, row)
        except PackError as error:
            if error.row != row:
                raise
    raise PackError(row, f"{value!r} does not fit", describe(wanted))


def describe(wanted: Any) -> str:
    """The type in words a person who edits the catalog understands."""
    origin = get_origin(wanted)
    if origin is Literal:
        return ", ".join(str(option) for option in get_args(wanted))
    if origin is tuple:
        return f"a list of {describe(get_args(wanted)[0])}"
    if origin in (Union, types.UnionType):
        return " or ".join(describe(option) for option in get_args(wanted) if option is not type(None))
    words = {str: "text", int: "a whole number", float: "a number", bool: "true or false", datetime.date: "a date"}
    return words.get(wanted, "a table")
