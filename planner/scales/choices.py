"""The post-acne hyperpigmentation index: one choice for each of its rows, and the points of the choices added."""

from collections.abc import Mapping

from planner.catalog import Catalog
from planner.catalog.assessment import ScaleRow
from planner.scales.score import ScaleError, Score, check_names, in_words, total


def pahpi(choices: Mapping[str, str | None], catalog: Catalog, *, marks_seen: bool = True) -> Score:
    """PAHPI: row -> label of the choice, for median size, darkness and number of the marks; an open row leaves no sum.

    Without any mark it is 0, which lies below the published range. Raises ScaleError for an unknown row or choice.
    """
    scale = catalog.scales["pahpi"]
    check_names(scale.key, choices, [row.key for row in scale.row])
    if not marks_seen:
        return _without_marks(scale.key, choices)
    return total([_row_score(f"{scale.key}.{row.key}", row, choices.get(row.key)) for row in scale.row])


def _without_marks(field: str, choices: Mapping[str, str | None]) -> Score:
    if any(label is not None for label in choices.values()):
        raise ScaleError(field, "rates marks, though none were seen", "no choices, or marks_seen")
    return Score(0, (), ("No brown mark seen: 0.",))


def _row_score(field: str, row: ScaleRow, label: str | None) -> Score:
    if label is None:
        return Score(None, (row.key,), (f"{row.label}: not recorded.",))
    points = {choice.label: choice.points for choice in row.choices}
    if type(label) is not str or label not in points:
        raise ScaleError(field, f"is {label!r}", f"{in_words(points)}, or None = not recorded")
    return Score(points[label], (), (f"{row.label}, {label}: {points[label]} points.",))
