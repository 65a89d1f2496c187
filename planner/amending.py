"""Amending an adopted course: one step of it is changed, and what hangs on that step follows. The caller judges the result.

Nothing is ever added that the proposal did not hold. A visit that changes is timed and priced by the catalog given; the others
keep what they were adopted with.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from planner.adopted import in_order, joined_by_a_publication
from planner.adoption.differences import Difference, difference
from planner.adoption.following import following, longest_validity, moved
from planner.adoption.losing import Loss, lost
from planner.adoption.reading import AdoptedCourse
from planner.case.reading_given import in_words
from planner.catalog import Catalog
from planner.combining.spacing import hosts
from planner.parameters import WORDS_UNIT, published_range
from planner.proposal import Parameter, Procedure, Visit
from planner.visit_sums import TREATMENT, part_of, recounted, working_on
from planner.words import plain

__all__ = [
    "AmendmentRefused",
    "Difference",
    "Loss",
    "allowed_range",
    "difference",
    "lost",
    "postponed",
    "with_option",
    "with_setting",
    "without_procedure",
    "without_step",
]


class AmendmentRefused(ValueError):
    """A change that cannot be made: which field, what is wrong with it, and what is allowed there."""

    def __init__(self, field: str, problem: str, allowed: str):
        super().__init__(f"{field}: {problem}; allowed: {allowed}")
        self.field, self.problem, self.allowed = field, problem, allowed


# ---- taking out


def without_procedure(course: AdoptedCourse, step: int, modality: str, catalog: Catalog) -> AdoptedCourse:
    """The course without a modality on one step; a booster goes with the last procedure it was added to.

    Raises AmendmentRefused for the only procedure of a visit: then the step itself is taken out.
    """
    visit = _visit_at(course, step)
    _rows_of(visit, modality)
    left = _with_their_hosts(visit, [row for row in visit.procedures if row.modality != modality], catalog)
    after = replace(visit, procedures=in_order(left))
    if not (working_on(after, catalog) if visit.kind == TREATMENT else after.procedures):
        raise AmendmentRefused(
            "modality", f"{plain(modality)} is all that is done on this visit", "to take the visit out"
        )
    return _with_visit(course, step, recounted(after, catalog), catalog)


def _with_their_hosts(visit: Visit, left: list[Procedure], catalog: Catalog) -> Iterable[Procedure]:
    """Boosters stay where one of the procedures they were added to still works; one that had none stays as it is."""
    for row in left:
        is_booster = catalog.modalities[row.modality].role == "booster"
        hosting = hosts(row.modality, catalog) if is_booster else frozenset()
        if not any(other.modality in hosting for other in visit.procedures):
            yield row
            continue
        places = {area for other in left if other.modality in hosting for area in other.areas}
        areas = tuple(area for area in row.areas if area in places)
        if areas:
            yield replace(row, areas=areas)


def without_step(course: AdoptedCourse, step: int, catalog: Catalog) -> AdoptedCourse:
    """The course without one visit; the others keep their days.

    Raises AmendmentRefused for the last treatment of a course: then the plan is stopped.
    """
    taken = _visit_at(course, step)
    visits = tuple(visit for number, visit in course.steps if number != step)
    if not visits or (taken.kind == TREATMENT and not any(visit.kind == TREATMENT for visit in visits)):
        raise AmendmentRefused("step", "this visit is all that is left to be done", "to stop the plan")
    return following(course, visits, catalog)


# ---- later


def postponed(course: AdoptedCourse, step: int, days: int, catalog: Catalog) -> AdoptedCourse:
    """The course with a step and all later ones moved by the same days; the pauses and the end of the home phase follow.

    Raises AmendmentRefused unless `days` is a whole number from 1 to the days for which the answer that counts longest counts.
    """
    _visit_at(course, step)
    most = longest_validity(catalog)
    if type(days) is not int or not 1 <= days <= most:
        allowed = f"1 to {most} days, for no answer counts longer; for a later start stop the plan and propose anew"
        raise AmendmentRefused("days", f"{in_words(days)} was given", allowed)
    visits = tuple(moved(visit, days) if number >= step else visit for number, visit in course.steps)
    return following(course, visits, catalog)


# ---- otherwise


def with_setting(
    course: AdoptedCourse,
    step: int,
    modality: str,
    name: str,
    value: int | float | str,
    catalog: Catalog,
    area: str | None = None,
) -> AdoptedCourse:
    """The course with another setting of a modality at one step, in all its areas or where `area` lies.

    Raises AmendmentRefused for a setting that the step does not have, and for a number outside its published range.
    """
    visit = _visit_at(course, step)
    rows = [row for row in _rows_of(visit, modality) if area is None or area in row.areas]
    if not rows:
        places = [place for row in _rows_of(visit, modality) for place in row.areas]
        raise AmendmentRefused("area", f"{plain(modality)} is not done on {_said(area)} on this visit", _either(places))
    named = [one.name for row in rows for one in row.parameters]
    if name not in named:
        raise AmendmentRefused("name", f"{plain(modality)} has no setting {_said(name)} here", _either(named))
    procedures = tuple(_set(row, name, value, catalog) if row in rows else row for row in visit.procedures)
    return _with_visit(course, step, replace(visit, procedures=procedures), catalog)


def _set(row: Procedure, name: str, value: int | float | str, catalog: Catalog) -> Procedure:
    return replace(
        row,
        parameters=tuple(
            replace(one, value=_checked(one, value, row, catalog)) if one.name == name else one
            for one in row.parameters
        ),
    )


def _checked(setting: Parameter, value: int | float | str, row: Procedure, catalog: Catalog) -> int | float | str:
    """The value, if it is of the kind of the setting and inside the range that was published for every area of the row."""
    if setting.unit == WORDS_UNIT or isinstance(setting.value, str):
        if not isinstance(value, str) or not value.strip():
            raise AmendmentRefused("value", f"{in_words(value)} was given", "words")
        return value.strip()
    if type(value) not in (int, float) or not math.isfinite(value):
        raise AmendmentRefused("value", f"{in_words(value)} was given", f"a number, in {setting.unit}")
    for place in row.areas:
        low, high = published_range(row, setting, place, catalog)
        if (low is not None and value < low) or (high is not None and value > high):
            asked = " ".join(f"{word} {end:g}" for word, end in (("from", low), ("to", high)) if end is not None)
            problem = f"{value:g} {setting.unit} is outside what was published for the {plain(setting.name)}"
            raise AmendmentRefused("value", problem, f"{asked} {setting.unit} on the {plain(place)}")
    return value


def allowed_range(row: Procedure, setting: Parameter, catalog: Catalog) -> tuple[float | None, float | None]:
    """From where to where a setting of a procedure may be changed: what was published for all of its areas at once."""
    ends = [published_range(row, setting, place, catalog) for place in row.areas]
    low = max((one for one, _ in ends if one is not None), default=None)
    high = min((one for _, one in ends if one is not None), default=None)
    return low, high


def with_option(course: AdoptedCourse, step: int, modality: str, on: bool, catalog: Catalog) -> AdoptedCourse:
    """The course with a booster switched on or off at one step. One that is off stays an option of the visit.

    Raises AmendmentRefused for what is no option there, and beside a booster to which it is an alternative.
    """
    visit = _visit_at(course, step)
    rows = _rows_of(visit, modality)
    offered = [key for key in course.options if any(row.modality == key for row in visit.procedures)]
    if modality not in offered:
        raise AmendmentRefused("modality", f"{_said(modality)} is no option on this visit", _either(offered))
    if all(row.option != on for row in rows):
        raise AmendmentRefused(
            "on", f"{plain(modality)} is {'on' if on else 'off'} on this visit already", "the other of the two"
        )
    procedures = tuple(replace(row, option=not on) if row.modality == modality else row for row in visit.procedures)
    after = recounted(replace(visit, procedures=procedures), catalog)
    _refuse_alternatives(modality, after, catalog)
    return _with_visit(course, step, after, catalog)


def _refuse_alternatives(modality: str, visit: Visit, catalog: Catalog) -> None:
    boosters = [key for key in part_of(visit) if catalog.modalities[key].role == "booster"]
    for one, other in combinations(boosters, 2):
        if modality in (one, other) and not joined_by_a_publication(one, other, visit, catalog):
            raise AmendmentRefused("modality", f"{plain(one)} and {plain(other)} are alternatives", "one of them")


# ---- what every change looks up


def _visit_at(course: AdoptedCourse, step: int) -> Visit:
    if type(step) is not int or not 1 <= step <= len(course.visits):
        raise AmendmentRefused("step", f"there is no visit {in_words(step)}", f"a visit from 1 to {len(course.visits)}")
    return course.visits[step - 1]


def _rows_of(visit: Visit, modality: str) -> list[Procedure]:
    rows = [row for row in visit.procedures if row.modality == modality]
    if not rows:
        raise AmendmentRefused(
            "modality", f"{_said(modality)} is not done there", _either(row.modality for row in visit.procedures)
        )
    return rows


def _either(keys: Iterable[str]) -> str:
    """What is allowed instead, in words: no page shows a key."""
    return ", ".join(plain(key) for key in dict.fromkeys(keys)) or "nothing"


def _said(given: object) -> str:
    """A key that was given in words; of anything else what it is."""
    return plain(given) if isinstance(given, str) else in_words(given)


def _with_visit(course: AdoptedCourse, step: int, visit: Visit, catalog: Catalog) -> AdoptedCourse:
    visits = tuple(visit if number == step else other for number, other in course.steps)
    return following(course, visits, catalog)
