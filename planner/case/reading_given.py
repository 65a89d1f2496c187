"""A field of a case document as it was given: where it stands, and the checks that name it when it does not fit."""

import difflib
import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

LONGEST_QUOTE = 60


class CaseError(ValueError):
    """A case that cannot be read: which field, what was wrong with it, and what is allowed there."""

    def __init__(self, field: str, problem: str, allowed: str):
        super().__init__(f"{field}: {problem}; allowed: {allowed}")
        self.field, self.problem, self.allowed = field, problem, allowed


class RepeatedName(dict):
    """An object of the document in which `name` stands twice; it is refused where it is opened."""

    def __init__(self, members: Iterable[tuple[str, Any]], name: str):
        super().__init__(members)
        self.name = name


@dataclass(frozen=True)
class Given:
    """What a document gives at `field`. Null stands for unknown: every check lets it pass as None, but `required`."""

    field: str
    value: Any

    def error(self, problem: str, allowed: str) -> CaseError:
        """The error that names this field."""
        return CaseError(self.field, problem, allowed)

    def required(self) -> "Given":
        """Itself. Raises CaseError when nothing was given."""
        if self.value is None:
            raise self.error("is missing", "a value here; it cannot be left out")
        return self

    def members(self, names: Collection[str], what: str = "an object") -> dict[str, "Given"]:
        """Name -> what is given there, for every allowed name; null counts as empty. Any other name is refused."""
        value = {} if self.value is None else self.value
        if not isinstance(value, dict):
            raise self.error(f"is {in_words(value)}", f"{what} with {listed(names)}")
        if isinstance(value, RepeatedName):
            raise CaseError(self._path(value.name), "stands twice in the same object", "each name once")
        for name in value:
            if name not in names:
                raise CaseError(self._path(name), "is not a known field", nearest_first(name, names))
        return {name: Given(self._path(name), value.get(name)) for name in names}

    def _path(self, name: object) -> str:
        plain = isinstance(name, str) and name.isidentifier() and name.isascii() and len(name) <= LONGEST_QUOTE
        name = name if plain else in_words(name)
        return f"{self.field}.{name}" if self.field != "document" else str(name)

    def rows(self, most: int) -> list["Given"]:
        """The rows of a list; null counts as empty. Raises CaseError when it is no list or longer than `most`."""
        value = [] if self.value is None else self.value
        if not isinstance(value, list):
            raise self.error(f"is {in_words(value)}", f"a list of at most {most}")
        if len(value) > most:
            raise self.error(f"has {len(value)} rows", f"at most {most}")
        return [Given(f"{self.field}[{place}]", row) for place, row in enumerate(value)]

    def one_of(self, choices: Collection[str]) -> Any:
        """One of `choices`, or None."""
        if self.value is None or (isinstance(self.value, str) and self.value in choices):
            return self.value
        raise self.error(f"is {in_words(self.value)}", nearest_first(self.value, choices))

    def several_of(self, choices: Collection[str], most: int | None = None) -> tuple[str, ...]:
        """A list of `choices`, none of them twice."""
        rows = self.rows(most or len(choices))
        for place, row in enumerate(rows):
            row.required().one_of(choices)
            if row.value in [other.value for other in rows[:place]]:
                raise row.error(f"{in_words(row.value)} is given twice", "each one once")
        return tuple(row.value for row in rows)

    def flag(self) -> bool | None:
        """True, false, or None."""
        if self.value is None or isinstance(self.value, bool):
            return self.value
        raise self.error(f"is {in_words(self.value)}", "true, false or null")

    def whole(self, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`, or None."""
        if self.value is None or (type(self.value) is int and low <= self.value <= high):
            return self.value
        raise self.error(f"is {in_words(self.value)}", f"a whole number from {low} to {high}, or null")

    def number(self, low: int, high: int, unit: str | None = None, open_below: bool = False) -> int | float | None:
        """A number from `low` (above it when `open_below`) to `high`, or None; 70.0 is the same as 70."""
        if self.value is None:
            return None
        number = type(self.value) in (int, float) and math.isfinite(self.value)
        if number and low <= self.value <= high and not (open_below and self.value == low):
            return plain_number(self.value)
        range_in_words = f"a number {'above' if open_below else 'from'} {low} {'up ' if open_below else ''}to {high}"
        raise self.error(f"is {in_words(self.value)}", f"{range_in_words}{f' {unit}' if unit else ''}, or null")


def plain_number(value: int | float) -> int | float:
    """The number without a fraction that says nothing: 70.0 and 70 are the same answer and become the same bytes."""
    return int(value) if value == int(value) else value


def in_words(value: object) -> str:
    """What was given, short, on one line and safe to print."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (int, float)):
        return _number_in_words(value)
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    return f"of the kind {type(value).__name__}"


def _number_in_words(value: int | float) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "not a number that can be read (NaN, infinite or with too many digits)"
    return str(value) if abs(value) < 10**15 else "a number with more than 15 digits"


def quoted(text: str) -> str:
    """The text in quotation marks, cut when long, with whatever cannot be printed written as an escape."""
    shown = repr(text[:LONGEST_QUOTE])[1:-1]
    return f'"{shown}…" ({len(text)} characters)' if len(text) > LONGEST_QUOTE else f'"{shown}"'


def listed(names: Iterable[str]) -> str:
    """Names separated by commas."""
    return ", ".join(names)


def nearest_first(wrong: object, names: Collection[str]) -> str:
    """The allowed names, and before them the one that was probably meant."""
    short = isinstance(wrong, str) and len(wrong) <= LONGEST_QUOTE
    near = difflib.get_close_matches(wrong.lower(), names, n=1) if short else []
    return (f'did you mean "{near[0]}"? One of: ' if near else "one of: ") + listed(names)
