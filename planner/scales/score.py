"""What every scale returns: a value or none, the inputs that are missing, and the arithmetic in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.catalog.assessment import Scale, ScaleLevel


class ScaleError(ValueError):
    """An input that a scale cannot take: which field, what was wrong with it, and what is allowed there."""

    def __init__(self, field: str, problem: str, allowed: str):
        super().__init__(f"{field}: {problem}; allowed: {allowed}")
        self.field, self.problem, self.allowed = field, problem, allowed


@dataclass(frozen=True)
class Score:
    """A score in points or levels; None when an input is missing or ambiguous, which `missing` then names."""

    value: int | None
    missing: tuple[str, ...] = ()
    workings: tuple[str, ...] = ()


def total(parts: Sequence[Score], subject: str = "Total") -> Score:
    """The sum of the parts; one part without a value leaves the sum without one."""
    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
    workings = tuple(sentence for part in parts for sentence in part.workings)
    values = [part.value for part in parts if part.value is not None]
    if len(values) < len(parts):
        return Score(None, missing, (*workings, f"{subject}: none, as not every part has a value."))
    terms = " + ".join(map(str, values))
    shown = f"{terms} = {sum(values)}" if len(values) > 1 else str(sum(values))
    return Score(sum(values), missing, (*workings, f"{subject}: {shown}."))


def level_score(scale: Scale, value: int | None, field: str, subject: str) -> Score:
    """The level that was rated, with its word and definition. Raises ScaleError for a level the scale has not."""
    if value is None:
        return Score(None, (field,), (f"{subject}: not recorded.",))
    level = level_of(scale, value, field)
    return Score(value, (), (f"{subject}: {value}, {level.label}. {level.definition}",))


def level_of(scale: Scale, value: int, field: str) -> ScaleLevel:
    """The level of an ordinal scale. Raises ScaleError for a level the scale has not."""
    levels = {level.value: level for level in scale.level}
    if type(value) is not int or value not in levels:
        raise ScaleError(field, f"is {value!r}", f"{in_words(levels)} or None = not rated")
    return levels[value]


def check_names(field: str, given: Iterable[str], allowed: Iterable[str]) -> None:
    """Raises ScaleError for the first name that is not allowed."""
    allowed = tuple(allowed)
    for name in given:
        if name not in allowed:
            raise ScaleError(f"{field}.{name}", "is not a part of this scale", in_words(allowed))


def short_label(scale: Scale) -> str:
    """The label without what stands in brackets."""
    return scale.label.partition(" (")[0]


def in_words(values: Iterable) -> str:
    """The values one after the other, as a sentence lists them."""
    return ", ".join(map(str, values))
