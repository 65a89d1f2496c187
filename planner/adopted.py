"""An adopted course: the regimen of a proposal as it was stored, read back as a frozen value; and the boosters chosen for it."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Any

from planner.adoption.reading import AdoptedCourse, read_course
from planner.catalog import Catalog
from planner.document import home_as_document, regimen_as_document, totals_as_document, visit_as_document
from planner.proposal import Procedure, Regimen, Visit
from planner.visit_sums import TREATMENT, listed_price, minutes_of, part_of, sum_of, totals_of
from planner.words import plain

__all__ = [
    "AdoptedCourse",
    "OptionCost",
    "as_document",
    "course_of_regimen",
    "may_be_chosen_together",
    "option_costs",
    "read_course",
    "with_options",
]


@dataclass(frozen=True)
class OptionCost:
    """What an option adds to the whole course: on how many visits, for what price, in how many minutes; None = not known."""

    modality: str
    visits: int
    price: Decimal | None
    minutes: int | None


def course_of_regimen(regimen: Regimen) -> AdoptedCourse:
    """A regimen that was just proposed, as it would be adopted."""
    return read_course(regimen_as_document(regimen))


def as_document(course: AdoptedCourse) -> dict[str, Any]:
    """The regimen of the contract, as it is stored: `read_course` of it gives the course again."""
    return {
        "key": course.key,
        "labels": list(course.labels),
        "provisional": course.provisional,
        "needs_reason": list(course.needs_reason),
        "nearest": course.nearest,
        "modalities": list(course.modalities),
        "options": list(course.options),
        "levels": [list(level) for level in course.levels],
        "home": [home_as_document(phase) for phase in course.home],
        "visits": [visit_as_document(visit) for visit in course.visits],
        "totals": totals_as_document(course.totals),
        "expected": copy.deepcopy(list(course.expected)),
        "cautions": copy.deepcopy(list(course.cautions)),
        "reasons": copy.deepcopy(list(course.reasons)),
    }


# ---- the boosters that were chosen


def with_options(course: AdoptedCourse, chosen: frozenset[str], catalog: Catalog) -> AdoptedCourse:
    """The course with the chosen boosters as part of its visits and without the others; minutes and price follow.

    Raises ValueError for one that the course does not offer, and for two that are alternatives to one another.
    """
    for key in sorted(chosen):
        if key not in course.options:
            offered = ", ".join(plain(option) for option in course.options) or "none"
            raise ValueError(f"{plain(key)} is not offered here; allowed: {offered}")
    for one, other in combinations(sorted(chosen), 2):
        if not may_be_chosen_together(one, other, course, catalog):
            raise ValueError(f"{plain(one)} and {plain(other)} are alternatives to one another; allowed: one of them")
    visits = tuple(_with_chosen(visit, chosen, catalog) for visit in course.visits)
    options = tuple(key for key in course.options if key in chosen)
    return replace(course, options=options, visits=visits, totals=totals_of(visits))


def _with_chosen(visit: Visit, chosen: frozenset[str], catalog: Catalog) -> Visit:
    """A visit with its chosen options as part of it, in the order the procedures stood, the others left out."""
    added = tuple(dict.fromkeys(row.modality for row in visit.procedures if row.option and row.modality in chosen))
    kept = [row for row in visit.procedures if not row.option or row.modality in chosen]
    procedures = in_order(replace(row, option=False) for row in kept)
    if not added:
        return replace(visit, procedures=procedures)
    numbing, chair = minutes_of(added, catalog)
    longest = max(visit.numbing_minutes, numbing)
    return replace(
        visit,
        procedures=procedures,
        numbing_minutes=longest,
        minutes=visit.minutes - visit.numbing_minutes + longest + chair,
        price=sum_of([visit.price, *(listed_price(key, catalog) for key in added)]),
    )


def in_order(procedures: Iterable[Procedure]) -> tuple[Procedure, ...]:
    """Procedures numbered anew, those of one modality alike."""
    procedures = tuple(procedures)
    places = {key: place for place, key in enumerate(dict.fromkeys(row.modality for row in procedures), start=1)}
    return tuple(replace(row, order=places[row.modality]) for row in procedures)


def may_be_chosen_together(one: str, other: str, course: AdoptedCourse, catalog: Catalog) -> bool:
    """Whether two boosters may both be had: on every visit that could hold both, a published combination joins them."""
    shared = [visit for visit in course.visits if {one, other} <= {row.modality for row in visit.procedures}]
    return one == other or all(joined_by_a_publication(one, other, visit, catalog) for visit in shared)


def joined_by_a_publication(one: str, other: str, visit: Visit, catalog: Catalog) -> bool:
    """Whether a published combination gives both on one day, beside nothing that is not part of this visit."""
    present = {row.modality for row in visit.procedures}
    for row in catalog.combinations.values():
        days = {key: {step.day for step in row.steps if step.modality == key} for key in (one, other)}
        if days[one] & days[other] and {step.modality for step in row.steps} <= present:
            return True
    return False


def option_costs(course: AdoptedCourse, catalog: Catalog) -> tuple[OptionCost, ...]:
    """What each option of a course adds to it as a whole, in the order of its options."""
    return tuple(_option_cost(key, course, catalog) for key in course.options)


def _option_cost(key: str, course: AdoptedCourse, catalog: Catalog) -> OptionCost:
    held = [visit for visit in course.visits if visit.kind == TREATMENT and key in _modalities(visit)]
    price = listed_price(key, catalog)
    minutes = sum(_added_minutes(key, visit, catalog) for visit in held)
    return OptionCost(key, len(held), None if price is None else price * len(held), minutes)


def _modalities(visit: Visit) -> set[str]:
    return {row.modality for row in visit.procedures}


def _added_minutes(key: str, visit: Visit, catalog: Catalog) -> int:
    without = [other for other in part_of(visit) if other != key]
    return sum(minutes_of([*without, key], catalog)) - sum(minutes_of(without, catalog))
