"""The courses that the rows of the pack mean, worked out from the rows alone, and what would block one on its own days."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from planner.case import Case
from planner.catalog import shipped_catalog
from planner.catalog.courses import Combination, Protocol
from planner.safety import screen
from planner.vocabulary import COLOUR_MARKS
from tests.planner.vignettes.negative import negative_case

CATALOG = shipped_catalog()
TREATMENTS, MODALITIES = CATALOG.treatments, CATALOG.modalities
COLOUR_TYPES = {key for mark in COLOUR_MARKS for key in CATALOG.linked_types[mark]}
FITNESS = ("first_line", "adjunct", "poor", "contraindicated")
COLOUR_GRADE, USUAL_GRADE = 1, 3
PHOTOTYPES = (2, 6)
REGION = "cheek_lower"


@dataclass(frozen=True)
class Planned:
    """A procedure on `day`, counted from the day of the case, in these regions; the order within a day is that of the list."""

    day: int
    modality: str
    areas: tuple[str, ...] = (REGION,)


Course = list[Planned]
Run = tuple[str, str, Case, Course]  # the row, the judged scar type, the patient, the course
Trouble = tuple[str, ...]


# ---- the courses that the rows mean


def by_protocol(row: Protocol) -> Course:
    """The typical sessions at the typical interval."""
    return [Planned(turn * row.interval_typical_days, row.modality) for turn in range(row.sessions_typical)]


def by_combination(row: Combination) -> Course:
    """Every step of a published calendar, boosters and the home phase too; the first on day 0."""
    steps = [
        (step.day + turn * (step.every_days or 0), step.modality) for step in row.steps for turn in range(step.repeat)
    ]
    first = min(day for day, _ in steps)
    return [Planned(day - first, key) for day, key in sorted(steps, key=lambda step: step[0])]


def people(scar_type: str, grade: int) -> Iterator[tuple[str, Case]]:
    """Everyone a row of the evidence is about: each judged scar type linked to it alone, fair and dark, all answers negative."""
    for key, types in CATALOG.linked_types.items():
        for phototype in PHOTOTYPES if types == (scar_type,) else ():
            patient = {"age": 30, "sex": "female", "phototype": phototype}
            assessment = {"grade": grade, "findings": [{"scar_type": key, "region": REGION, "side": "both"}]}
            yield key, negative_case({"patient": patient, "assessment": assessment})


def protocol_courses() -> Iterator[Run]:
    """A protocol is run for a scar type that its modality fits best."""
    for row in TREATMENTS["protocol"]:
        cells = [cell for cell in TREATMENTS["indication"] if cell.modality == row.modality]
        best = min(cells, key=lambda cell: FITNESS.index(cell.fitness)).scar_type
        for key, case in people(best, COLOUR_GRADE if best in COLOUR_TYPES else USUAL_GRADE):
            yield f"protocol {row.modality} {row.context}", key, case, by_protocol(row)


def combination_courses() -> Iterator[Run]:
    """A combination is run for every scar type and grade that it is published for."""
    for row in TREATMENTS["combination"]:
        for scar_type, grade in product(row.scar_types, range(row.grade_min, row.grade_max + 1)):
            if (scar_type, grade) in CATALOG.algorithm:
                for key, case in people(scar_type, grade):
                    yield f"combination {row.id}", key, case, by_combination(row)


def algorithm_courses() -> Iterator[Run]:
    """The modalities of the first and of the second line, one by one."""
    for row in TREATMENTS["algorithm"]:
        for modality in (*row.first_line, *row.second_line):
            for key, case in people(row.scar_type, row.grade):
                yield f"algorithm {row.scar_type} {row.grade}", key, case, by_protocol(CATALOG.protocol[modality])


# ---- what would block a course


def blocked(case: Case, course: Course) -> Iterator[Trouble]:
    """The procedures that screening forbids or defers on their own day."""
    screening = screen(case, CATALOG)
    for one in course:
        verdict = screening.severity(one.modality, one.areas, case.on + datetime.timedelta(one.day))
        if verdict in ("absolute", "defer"):
            yield verdict, one.modality


def too_soon(course: Course, strength: str) -> Iterator[Trouble]:
    """The pairs on different days in one area that stand closer than a spacing row of this strength allows."""
    for one, other in product(course, course):
        row = CATALOG.spacing.get((one.modality, other.modality))
        if row is None or row.strength != strength or not set(one.areas) & set(other.areas):
            continue
        if 0 < other.day - one.day < row.min_days:
            yield "too soon", one.modality, other.modality


def forbidden_pairs(course: Course) -> Iterator[Trouble]:
    """The pairs of one day that never share one, not even in a publication."""
    pairs = {frozenset((row.a, row.b)) for row in TREATMENTS["never_same_day"] if row.strength == "block"}
    for one, other in combinations(course, 2):
        if one.day == other.day and frozenset((one.modality, other.modality)) in pairs:
            yield "never the same day", one.modality, other.modality


def wrong_order(course: Course) -> Iterator[Trouble]:
    """The pairs of one day and area that no spacing row lets share a visit in this order."""
    for one, other in combinations(course, 2):
        if one.day != other.day or not set(one.areas) & set(other.areas):
            continue
        ordered = CATALOG.spacing.get((one.modality, other.modality))
        reverse = CATALOG.spacing.get((other.modality, one.modality))
        allowed = ordered is not None and ordered.same_day == "yes_ordered"
        if not allowed and not (reverse is not None and reverse.same_day == "yes_reverse_order"):
            yield "wrong order", one.modality, other.modality


def too_much(course: Course) -> Iterator[Trouble]:
    """The days on which one area takes more injury than the house allows."""
    taken = Counter()
    for one in course:
        taken.update({(one.day, area): MODALITIES[one.modality].injury for area in one.areas})
    limit = CATALOG.settings["injury_limit_per_visit_and_area"]
    yield from (("too much injury", str(day), area) for (day, area), sum_ in taken.items() if sum_ > limit)


def troubles(case: Case, course: Course, published: bool) -> list[Trouble]:
    """All that would block a course; a published calendar keeps its own order and amount of injury."""
    found = [*blocked(case, course), *too_soon(course, "block_same_area"), *forbidden_pairs(course)]
    return found if published else [*found, *wrong_order(course), *too_much(course)]
