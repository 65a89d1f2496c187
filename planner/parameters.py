"""The settings a procedure starts from: the published rows for its area and for the scars it treats there."""

from collections.abc import Collection

from planner.catalog import Catalog
from planner.catalog.treatments import Parameter as Row
from planner.combining.courses import Course
from planner.proposal import Parameter, Procedure
from planner.vocabulary import DARK_PHOTOTYPE_FROM

ANY_DEPTH, WORDS_UNIT = "any", "text"
DEPTH_WORDS = {
    "icepick": "icepick",
    "boxcar_deep": "boxcar",
    "boxcar_shallow": "shallow",
    "rolling": "rolling",
    "hypertrophic": "hypertrophic",
    "keloid": "hypertrophic",
    "fine_lines": "fine_lines",
    "topical_absorption": "delivery_only",
}
DARKER_SKIN = "darker_skin"


def settings_in(course: Course, modality: str, region: str) -> tuple[Parameter, ...]:
    """For every named setting the row that fits best: the scars there before any, then the narrowest area, then the gentler.

    Rows for deep work are a dermatologist's own step: the literature disagrees on depth and the milder reading is the default.
    """
    words = depth_words(course, modality, region)
    best: dict[str, Row] = {}
    for row in fitting_rows(modality, region, words, course.situation.catalog):
        best.setdefault(row.name, row)
    return tuple(_parameter(row) for row in best.values() if row.typical is not None or row.note)


def fitting_rows(modality: str, region: str, words: Collection[str | None], catalog: Catalog) -> list[Row]:
    """The rows of a modality for a region and these words of depth, those that fit best first; names keep their order."""
    rows = [
        row
        for row in catalog.parameters_of.get(modality, ())
        if region in catalog.area_regions.get(row.area, ()) and (row.scar_depth == ANY_DEPTH or row.scar_depth in words)
    ]
    names = list(dict.fromkeys(row.name for row in rows))
    return sorted(rows, key=lambda row: (names.index(row.name), *_fitness(row, catalog)))


def _fitness(row: Row, catalog: Catalog) -> tuple[bool, int, float]:
    """The scars there before any, then the narrowest area, then the gentler setting."""
    return row.scar_depth == ANY_DEPTH, len(catalog.area_regions[row.area]), row.typical or 0


def depth_words(course: Course, modality: str, region: str) -> frozenset[str | None]:
    """The words of depth that the treated targets in a region stand for, and whether the skin is darker."""
    situation = course.situation
    words = set()
    for place in course.treated.get(modality, ()):
        target = situation.targets[place]
        if target.region in (region, None):
            words.add(DEPTH_WORDS.get(target.key))
    if (situation.case.phototype or 0) >= DARK_PHOTOTYPE_FROM:
        words.add(DARKER_SKIN)
    return frozenset(words)


def _parameter(row: Row) -> Parameter:
    if row.unit == WORDS_UNIT or row.typical is None:
        return Parameter(row.name, row.note or "", row.unit)
    return Parameter(row.name, row.typical, row.unit)


def areas_alike(
    course: Course, modality: str, regions: tuple[str, ...]
) -> list[tuple[tuple[str, ...], tuple[Parameter, ...]]]:
    """The regions in groups that take the same settings."""
    groups: dict[tuple[Parameter, ...], list[str]] = {}
    for region in regions:
        groups.setdefault(settings_in(course, modality, region), []).append(region)
    return [(tuple(areas), settings) for settings, areas in groups.items()]


def published_range(
    row: Procedure, setting: Parameter, region: str, catalog: Catalog
) -> tuple[float | None, float | None]:
    """The ends published for a setting of a procedure of an adopted course; None = no end, or no such row in force.

    What it treats is read from the rules by which it was proposed; of several rows the one that holds the present value counts.
    """
    words = {word for key, word in DEPTH_WORDS.items() if any(rule.startswith(f"{key}_") for rule in row.reasons)}
    rows = [
        one for one in fitting_rows(row.modality, region, {*words, DARKER_SKIN}, catalog) if one.name == setting.name
    ]
    holding = [one for one in rows if _holds(one, setting.value)]
    return next(((one.min, one.max) for one in (*holding, *rows)), (None, None))


def _holds(row: Row, value: float) -> bool:
    return (row.min is None or row.min <= value) and (row.max is None or value <= row.max)
