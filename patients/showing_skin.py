"""The skin of a consultation as pages show it: the face map, the lines that count, the list of findings, the scores."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from patients.assessing import OTHER_SIDE, Place
from patients.case_of import Rows
from patients.face import Shape, shape_of
from patients.models import ScarFinding
from patients.saying import count_in_words, place_in_words, scar_type_in_words
from planner.case import Case
from planner.catalog import Catalog
from planner.catalog.assessment import Range, ScarType
from planner.scales import scores_by_scale
from planner.scales.additive import LESIONS
from planner.scales.score import short_label
from planner.vocabulary import COLOUR_MARKS, PHOTOTYPES

GROUPS = {
    "atrophic": _("Dips"),
    "hyperplastic": _("Raised"),
    "macular": _("Colour"),
    "dystrophic": _("Other"),
}
SIDES = ("right", "left")  # as they lie on the page, seen from the front
SEVEREST = 4
JUDGED = ("goodman_baron_qual", "scar_s")  # chosen as a whole; any other score follows from the findings


@dataclass(frozen=True)
class Band:
    """A range of counts that lies within one band of every scale that counts lesions; high None = open."""

    low: int
    high: int | None

    @property
    def value(self) -> str:
        return f"{self.low}-{'' if self.high is None else self.high}"

    @property
    def label(self) -> str:
        return count_in_words((self.low, self.high))


def bands_of(catalog: Catalog) -> list[Band]:
    """The bands one may choose instead of a count: cut wherever a scale of the catalog cuts."""
    sets = [bands for scale in catalog.scales.values() for bands in scale.band_set if bands.unit == LESIONS]
    starts = sorted({int(band.min) for bands in sets for band in bands.bands if band.min})
    ends = [start - 1 for start in starts[1:]] + [None]
    return [Band(low, high) for low, high in zip(starts, ends, strict=True)]


@dataclass
class Spot:
    """A place of the body map with what was found there."""

    region: str
    side: str | None
    label: str
    shape: Shape | None
    count: str
    severity: int
    types: str
    is_current: bool = False

    @property
    def key(self) -> str:
        return f"{self.region}.{self.side or ''}"

    @property
    def id(self) -> str:
        return f"spot-{self.region}-{self.side or 'middle'}"


@dataclass
class CountLine:
    """One scar type at one place: its count or its band, and what it was when the page was made."""

    place: Place
    label: str
    help: str
    finding: ScarFinding | None
    bands: list[Band]
    typed: Mapping[str, str]

    @property
    def key(self) -> str:
        return f"{self.place.scar_type}.{self.place.region}.{self.place.side or ''}"

    @property
    def id(self) -> str:
        return f"count-{self.key.replace('.', '-')}"

    @property
    def was(self) -> str:
        return count_as_typed(self.finding)

    @property
    def count(self) -> str:
        """What stands in the number field: an exact count."""
        typed = self.typed.get(f"count.{self.key}")
        return typed if typed is not None else self.was if self.was.isdigit() else ""

    @property
    def choices(self) -> list[tuple[Band, bool]]:
        chosen = self.typed.get(f"band.{self.key}", self.was)
        return [(band, band.value == chosen) for band in self.bands]

    @property
    def other(self) -> str:
        """A count that is neither a number nor one of the bands, in words."""
        fits = not self.was or self.was.isdigit() or any(band.value == self.was for band in self.bands)
        return "" if fits else count_in_words(self.finding.count)


def count_as_typed(finding: ScarFinding | None) -> str:
    """A count as one would type it: 12, 5-10, 21-, ?; empty where nothing was found."""
    if finding is None:
        return ""
    low, high = finding.count_low, finding.count_high
    if low is None:
        return "?"
    return str(low) if low == high else f"{low}-{'' if high is None else high}"


def spots_of(rows: Rows, catalog: Catalog, current: str) -> list[Spot]:
    """Every place of the body map, right before left, each with its sum."""
    bands = bands_of(catalog)
    places = [
        (region.key, side) for region in catalog.regions.values() for side in (SIDES if region.paired else (None,))
    ]
    return [_spot(place, rows.findings, bands, catalog, current) for place in places]


def _spot(place: tuple, findings: Iterable[ScarFinding], bands: list[Band], catalog: Catalog, current: str) -> Spot:
    region, side = place
    here = [
        finding for finding in findings if finding.region == region and (finding.side == side or finding.side == "both")
    ]
    total = _total(here)
    spot = Spot(
        region=region,
        side=side,
        label=place_in_words(region, side, catalog),
        shape=shape_of(region, side),
        count=_total_in_words(total, bool(here)),
        severity=_severity(total, bool(here), bands),
        types=", ".join(scar_type_in_words(finding.scar_type, catalog) for finding in here),
    )
    spot.is_current = spot.key == current
    return spot


def _total(findings: list[ScarFinding]) -> tuple[int, int | None]:
    counted = [finding for finding in findings if finding.count_low is not None]
    highs = [finding.count_high for finding in counted]
    return sum(finding.count_low for finding in counted), None if None in highs else sum(highs)


def _total_in_words(total: tuple[int, int | None], is_any: bool) -> str:
    if not total[0]:
        return "?" if is_any else ""
    return count_in_words(total)


def _severity(total: tuple[int, int | None], is_any: bool, bands: list[Band]) -> int:
    """How dark a place is drawn: by how many there are at least; what was not counted is drawn as few."""
    reached = [place for place, band in enumerate(bands, start=1) if total[0] >= band.low]
    return min(max(reached, default=int(is_any)), SEVEREST)


def lines_at(spot: Spot, rows: Rows, catalog: Catalog, typed: Mapping) -> list[tuple[str, list[CountLine], bool]]:
    """The lines of one place by kind of scar; kinds with a finding there, and the dips, stand open."""
    grouped = []
    for group, title in GROUPS.items():
        types = [row for row in catalog.scar_types.values() if row.group == group]
        lines = [
            _count_line(Place(row.key, spot.region, spot.side), row.label, _help(row), rows, catalog, typed)
            for row in types
        ]
        if lines:
            grouped.append((title, lines, group == "atrophic" or any(line.finding for line in lines)))
    return grouped


def lines_of(scar_type: str, rows: Rows, catalog: Catalog, typed: Mapping) -> list[tuple[str, list[CountLine], bool]]:
    """One scar type over all places."""
    spots = spots_of(rows, catalog, "")
    lines = [
        _count_line(Place(scar_type, spot.region, spot.side), spot.label, "", rows, catalog, typed) for spot in spots
    ]
    return [(scar_type_in_words(scar_type, catalog), lines, True)]


def _count_line(place: Place, label: str, help: str, rows: Rows, catalog: Catalog, typed: Mapping) -> CountLine:
    here = (place.scar_type, place.region, place.side)
    finding = next((one for one in rows.findings if (one.scar_type, one.region, one.side) == here), None)
    return CountLine(place, label, help, finding, bands_of(catalog), typed)


def _help(row: ScarType) -> str:
    """How the type is told from the others: its edge, its width and its depth, as far as the catalog says."""
    words = [row.edge, _extent(row.width_mm, _("wide")), _extent(row.depth_mm, _("deep"))]
    return ", ".join(word for word in words if word)


def _extent(range: Range | None, measured) -> str:
    """1.5 to 4 mm wide; an end that is not known is left open."""
    low, high = (range.min, range.max) if range else (None, None)
    if low and high:
        return f"{low:g} to {high:g} mm {measured}"
    if high:
        return f"up to {high:g} mm {measured}"
    return f"at least {low:g} mm {measured}" if low else ""


@dataclass
class FindingRow:
    """A finding in the list, and what may be described of it."""

    finding: ScarFinding
    type_label: str
    place_label: str
    count: str
    typed_count: str
    grades: list[int]
    can_mirror: bool
    is_current: bool
    is_described: bool

    @property
    def described(self) -> str:
        one = self.finding
        words = [f"{one.area_cm2:g} cm²"] if one.area_cm2 is not None else []
        words += [str(one.get_base_display()) + " base"] if one.base else []
        if one.older_than_two_years is not None:
            words.append("over two years" if one.older_than_two_years else "under two years")
        return ", ".join(words)


def finding_rows(rows: Rows, catalog: Catalog, current: str, described: str = "") -> list[FindingRow]:
    """The findings as a list: the same data as the map, region by region in the order of the catalog."""
    order = {key: place for place, key in enumerate(catalog.regions)}
    lowest, *more = [level.value for level in catalog.scales["goodman_baron_qual"].level]
    ordered = sorted(rows.findings, key=lambda one: (order.get(one.region, len(order)), one.side or "", one.pk))
    return [
        FindingRow(
            finding=one,
            type_label=scar_type_in_words(one.scar_type, catalog),
            place_label=place_in_words(one.region, one.side, catalog),
            count=count_in_words(one.count),
            typed_count=count_as_typed(one),
            grades=[lowest] if one.scar_type in COLOUR_MARKS else more,
            can_mirror=one.side in OTHER_SIDE,
            is_current=f"{one.region}.{one.side or ''}" == current,
            is_described=str(one.public_id) == described,
        )
        for one in ordered
    ]


def scores_of(case: Case, catalog: Catalog) -> list[dict]:
    """Each score with its range and its workings; a score that lacks an input has no value and says what it lacks."""
    scored = []
    for key, score in scores_by_scale(case, catalog).items():
        scale = catalog.scales[key]
        highest = scale.total_max or scale.max or max((level.value for level in scale.level), default=None)
        shown = {
            "key": key,
            "label": short_label(scale),
            "value": score.value,
            "of": highest,
            "is_judged": key in JUDGED,
        }
        scored.append(shown | {"workings": score.workings})
    return scored


def skin_choices(rows: Rows, catalog: Catalog, typed: Mapping) -> dict:
    """The choices of the form for the skin as a whole, with what is chosen."""
    skin = rows.assessment
    present = dict.fromkeys(finding.scar_type for finding in rows.findings)
    wanted = [*present, *skin.concerns]
    return {
        "phototypes": [(number, roman, number == skin.phototype) for number, roman in enumerate(PHOTOTYPES, start=1)],
        "grades": [(level, level.value == skin.grade) for level in catalog.scales["goodman_baron_qual"].level],
        "priorities": [(key, scar_type_in_words(key, catalog), _place(key, skin.priorities)) for key in wanted],
        "priorities_before": " ".join(skin.priorities),
        "concerns": [(key, scar_type_in_words(key, catalog), key in skin.concerns) for key in catalog.concerns],
        "scar_s": [
            (
                region,
                region.capitalize(),
                [(level, skin.scar_s.get(region) == level.value) for level in catalog.scales["scar_s"].level],
            )
            for region in catalog.scales["scar_s"].regions
        ],
    }


def _place(key: str, chosen: list[str]) -> int:
    """First, second, and so on in the order of choosing; 0 for what was not chosen."""
    return chosen.index(key) + 1 if key in chosen else 0
