"""Scores of the face from the findings of a case: counts of a row are summed over the face, then banded once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.case.model import Case, Finding
from planner.catalog import Catalog
from planner.catalog.assessment import Scale, ScaleRow
from planner.scales.additive import AREA, Amount, band_set_of, row_score
from planner.scales.rows import Place, ecca_place, goodman_baron_place
from planner.scales.score import Score, total

Placing = Callable[[Finding, Case, Catalog], Place]
WORDS = {"count": "count", "area_cm2": "area in cm2", "older_than_two_years": "age (over or under two years)"}


@dataclass(frozen=True)
class Seen:
    """A finding with its place in the list of findings and in the scale."""

    index: int
    finding: Finding
    place: Place

    def field(self, name: str) -> str:
        """Where `name` of this finding stands in the document of a case."""
        return f"assessment.findings[{self.index}].{name}"


def goodman_baron_quant_of(case: Case, catalog: Catalog) -> Score:
    """Goodman-Baron quantitative score of the face: keloid and hypertrophic scars by area in cm2, others by count."""
    return _face_score(catalog.scales["goodman_baron_quant"], goodman_baron_place, case, catalog)


def ecca_of(case: Case, catalog: Catalog) -> Score:
    """ECCA of the findings on the face."""
    return _face_score(catalog.scales["ecca"], ecca_place, case, catalog)


def _face_score(scale: Scale, placing: Placing, case: Case, catalog: Catalog) -> Score:
    seen = [
        Seen(index, finding, placing(finding, case, catalog))
        for index, finding in enumerate(case.findings)
        if catalog.regions[finding.region].unit == "face"
    ]
    left_out = _left_out(case, catalog)
    if not seen:
        return Score(None, ("assessment.findings",), (*left_out, "No finding on the face is recorded: no score."))
    score = total([*_undecided(seen, catalog), *_rated(scale, seen, catalog)], "Total of the face")
    return Score(score.value, score.missing, (*left_out, *_unrated(seen, catalog), *_assumed(seen), *score.workings))


def _rated(scale: Scale, seen: Sequence[Seen], catalog: Catalog) -> list[Score]:
    parts = []
    for row in scale.row:
        in_row = [one for one in seen if one.place.row == row.key]
        if in_row:
            parts.append(_row_of_face(scale, row, in_row, catalog))
    return parts


def _row_of_face(scale: Scale, row: ScaleRow, in_row: Sequence[Seen], catalog: Catalog) -> Score:
    name = "area_cm2" if band_set_of(scale, row).unit == AREA else "count"
    amounts = [getattr(one.finding, name) for one in in_row]
    unknown = [one for one, amount in zip(in_row, amounts, strict=True) if amount is None]
    if unknown:
        return _missing(unknown, name, catalog)
    amount = _area(amounts) if name == "area_cm2" else _count(amounts)
    labels = dict.fromkeys(catalog.scar_types[one.finding.scar_type].label for one in in_row)
    subject = f"{' and '.join(labels)} on the face (row: {row.label})"
    return row_score(scale, row, amount, subject, [one.field(name) for one in in_row if _ranges(one.finding, name)])


def _count(counts: Sequence[Amount]) -> Amount:
    highs = [high for _, high in counts]
    return sum(low for low, _ in counts), None if None in highs else sum(highs)


def _area(areas: Sequence[float]) -> Amount:
    """Areas added as they are written, so that 1.4 + 2.8 + 0.8 cm2 is 5 cm2."""
    area = float(sum(Decimal(str(area)) for area in areas))
    return area, area


def _ranges(finding: Finding, name: str) -> bool:
    return name == "count" and finding.count[0] != finding.count[1]


def _undecided(seen: Sequence[Seen], catalog: Catalog) -> list[Score]:
    undecided = [one for one in seen if one.place.missing]
    uncounted = [one for one in undecided if one.finding.count is None]
    rows = [_missing([one], one.place.missing, catalog) for one in undecided]
    return [*rows, *(_missing([one], "count", catalog) for one in uncounted)]


def _missing(seen: Sequence[Seen], name: str, catalog: Catalog) -> Score:
    fields = tuple(one.field(name) for one in seen)
    return Score(None, fields, tuple(f"Missing: {WORDS[name]} of {_named(one.finding, catalog)}." for one in seen))


def _named(finding: Finding, catalog: Catalog) -> str:
    side = f" ({finding.side})" if finding.side else ""
    return f"{catalog.scar_types[finding.scar_type].label} at {catalog.regions[finding.region].label}{side}"


def _assumed(seen: Sequence[Seen]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.place.assumed for one in seen if one.place.assumed))


def _unrated(seen: Sequence[Seen], catalog: Catalog) -> tuple[str, ...]:
    without = [one.finding for one in seen if one.place.row is None and one.place.missing is None]
    labels = dict.fromkeys(catalog.scar_types[finding.scar_type].label for finding in without)
    return tuple(f"{label} is not rated: the scale has no row for it." for label in labels)


def _left_out(case: Case, catalog: Catalog) -> tuple[str, ...]:
    elsewhere = [finding for finding in case.findings if catalog.regions[finding.region].unit != "face"]
    return tuple(f"Left out, as it is not on the face: {_named(finding, catalog)}." for finding in elsewhere)
