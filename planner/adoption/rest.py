"""What is left of a course that is proposed anew when part of it was done already."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date

from planner.adoption.following import REVIEW, following
from planner.adoption.reading import AdoptedCourse
from planner.amending import without_procedure, without_step
from planner.catalog import Catalog
from planner.visit_sums import TEST_SPOT, TREATMENT, totals_of, working_on


def sessions_done(course: AdoptedCourse, done: frozenset[int], catalog: Catalog) -> dict[str, int]:
    """Working modality -> how many of its sessions lie on the steps that are done."""
    counts: dict[str, int] = {}
    for step, visit in course.steps:
        if step in done and visit.kind == TREATMENT:
            for key in working_on(visit, catalog):
                counts[key] = counts.get(key, 0) + 1
    return counts


def tried_in(course: AdoptedCourse, done: frozenset[int]) -> dict[str, Date]:
    """Modality -> the last date on which a test spot of it was tried."""
    return {
        row.modality: visit.target_on
        for step, visit in course.steps
        if step in done and visit.kind == TEST_SPOT
        for row in visit.procedures
    }


def without_sessions(course: AdoptedCourse, done: Mapping[str, int], catalog: Catalog) -> AdoptedCourse | None:
    """The course with so many sessions of each modality fewer, the last ones first; None when nothing is left to be done.

    The course begins after what was done and keeps its intervals: what is taken off is its end.
    """
    left = course
    for key, count in done.items():
        for _ in range(count):
            if left is None:
                return None
            left = _without_last(left, key, catalog)
    return _without_reviews_of_nothing(left, catalog) if left and done else left


def behind_what_was_done(course: AdoptedCourse, done: frozenset[int], rest: AdoptedCourse) -> AdoptedCourse:
    """The visits that are done as they were adopted, and behind them another rest, its days counted as those of the course."""
    held = tuple(visit for step, visit in course.steps if step in done)
    shift = (rest.proposed_on - course.proposed_on).days if rest.proposed_on and course.proposed_on else 0
    visits = (*held, *(replace(visit, day=visit.day + shift) for visit in rest.visits))
    named = {row.modality for visit in held for row in visit.procedures}
    return replace(
        rest,
        modalities=(
            *rest.modalities,
            *(key for key in course.modalities if key in named and key not in rest.modalities),
        ),
        options=(*rest.options, *(key for key in course.options if key in named and key not in rest.options)),
        visits=visits,
        totals=totals_of(visits),
    )


def _without_last(course: AdoptedCourse, key: str, catalog: Catalog) -> AdoptedCourse | None:
    treated = [(step, visit) for step, visit in course.steps if visit.kind == TREATMENT]
    with_it = [(step, visit) for step, visit in treated if key in working_on(visit, catalog)]
    if not with_it:
        return course
    step, visit = with_it[-1]
    if len(working_on(visit, catalog)) > 1:
        return without_procedure(course, step, key, catalog)
    return without_step(course, step, catalog) if len(treated) > 1 else None


def _without_reviews_of_nothing(course: AdoptedCourse, catalog: Catalog) -> AdoptedCourse:
    """Behind the last treatment one review is left: the one that looks at the whole course."""
    last = max(step for step, visit in course.steps if visit.kind == TREATMENT)
    end = len(course.visits)
    visits = tuple(visit for step, visit in course.steps if step <= last or step == end or visit.kind != REVIEW)
    return course if len(visits) == end else following(course, visits, catalog)
