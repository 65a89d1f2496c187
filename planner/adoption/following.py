"""What follows when a visit of an adopted course changes: the last review, the home phase, the totals, and what is named."""

import datetime
from dataclasses import replace

from planner.adoption.reading import AdoptedCourse
from planner.catalog import Catalog
from planner.presenting.home import joined
from planner.proposal import HomePhase, Visit
from planner.visit_sums import TREATMENT, totals_of, working_on

Date = datetime.date
Visits = tuple[Visit, ...]
REVIEW = "review"


def longest_validity(catalog: Catalog) -> int:
    """For how many days the answer that counts longest counts: further on, nothing that was told for a course holds."""
    return max((question.validity_days for question in catalog.questions.values()), default=0)


def following(course: AdoptedCourse, visits: Visits, catalog: Catalog) -> AdoptedCourse:
    """The course with these visits, and with everything that hangs on them; what is in no visit any more is not named."""
    visits = _last_review_follows(course.visits, visits, catalog)
    home = tuple(after for phase in course.home if (after := _phase_after(phase, course, visits, catalog)) is not None)
    held = {row.modality for visit in visits for row in visit.procedures} | {phase.modality for phase in home}
    return replace(
        course,
        needs_reason=tuple(key for key in course.needs_reason if key in held),
        modalities=tuple(key for key in course.modalities if key in held),
        options=tuple(key for key in course.options if key in held),
        home=home,
        visits=visits,
        totals=totals_of(visits),
    )


def moved(visit: Visit, days: int) -> Visit:
    """A visit with its whole window so many days later, or earlier."""
    shift = datetime.timedelta(days)
    return replace(
        visit,
        day=visit.day + days,
        earliest_on=visit.earliest_on + shift,
        target_on=visit.target_on + shift,
        latest_on=visit.latest_on + shift,
    )


def _treatments(visits: Visits) -> list[Visit]:
    return [visit for visit in visits if visit.kind == TREATMENT]


# ---- the last review


def _last_review_follows(before: Visits, after: Visits, catalog: Catalog) -> Visits:
    """When another visit is the last treatment now, the last review falls the days of its protocol after that one."""
    was, now = _treatments(before), _treatments(after)
    if not now or after[-1].kind != REVIEW or _is_same_end(was, now, catalog):
        return after
    wait = max(catalog.protocol[key].assess_after_last_session_days for key in working_on(now[-1], catalog))
    day = max(now[-1].day + wait, after[-2].day)
    return (*after[:-1], moved(after[-1], day - after[-1].day))


def _is_same_end(was: list[Visit], now: list[Visit], catalog: Catalog) -> bool:
    """Whether the last treatment is the one it was, by its working modalities and by its day, unless it was only moved."""
    is_same_visit = len(was) == len(now) or was[-1].day == now[-1].day
    return is_same_visit and working_on(was[-1], catalog) == working_on(now[-1], catalog)


# ---- the home phase


def _phase_after(phase: HomePhase, course: AdoptedCourse, visits: Visits, catalog: Catalog) -> HomePhase | None:
    """The home phase beside these visits; None when it led in to treatments that are all taken out."""
    was, now = ((_around(phase, held, catalog), _last_on(held)) for held in (course.visits, visits))
    if was == now:
        return phase
    until_on = _until(phase, course, visits, catalog)
    if until_on is None:
        return None
    return replace(phase, until_on=until_on, pauses=_pauses(phase, until_on, course.proposed_on, visits, catalog))


def _last_on(visits: Visits) -> Date | None:
    return max((visit.target_on for visit in _treatments(visits)), default=None)


def _around(phase: HomePhase, visits: Visits, catalog: Catalog) -> list[tuple[str, Date, int, int]]:
    """(modality, date, days of pause before it, days to the restart) of every session that the phase pauses around."""
    rows = catalog.home_phase
    return [
        (key, visit.target_on, rows[phase.modality, key].pause_days, rows[phase.modality, key].restart_days)
        for visit in _treatments(visits)
        for key in working_on(visit, catalog)
        if (phase.modality, key) in rows
    ]


def _until(phase: HomePhase, course: AdoptedCourse, visits: Visits, catalog: Catalog) -> Date | None:
    """A phase that leads in ends before the pause of the last session it leads in to; another one with the course."""
    ends = _ends(phase, course.visits, catalog)
    leads_in_to = {key for key, end in ends if end == phase.until_on}
    if not leads_in_to:
        return _with_the_course(phase, course.visits, visits, catalog)
    after = _ends(phase, visits, catalog)
    return max((end for key, end in after if key in leads_in_to), default=max((end for _, end in after), default=None))


def _ends(phase: HomePhase, visits: Visits, catalog: Catalog) -> list[tuple[str, Date]]:
    return [(key, day - datetime.timedelta(pause + 1)) for key, day, pause, _ in _around(phase, visits, catalog)]


def _with_the_course(phase: HomePhase, before: Visits, after: Visits, catalog: Catalog) -> Date:
    """On the day of the last treatment, but not before it is assessed; an end that has another ground stays."""
    assessed = phase.from_on + datetime.timedelta(catalog.protocol[phase.modality].assess_after_last_session_days)
    was, now = (max((assessed, *(visit.target_on for visit in _treatments(visits)))) for visits in (before, after))
    return now if phase.until_on == was else phase.until_on


def _pauses(
    phase: HomePhase, until_on: Date, first_on: Date | None, visits: Visits, catalog: Catalog
) -> tuple[tuple[Date, Date], ...]:
    """Around every session of a target, from the day of the proposal to the end of the phase; pauses that touch are one."""
    first, end = (first_on or phase.from_on).toordinal(), until_on.toordinal()
    days = [
        (day.toordinal() - pause, day.toordinal() + restart)
        for _, day, pause, restart in _around(phase, visits, catalog)
    ]
    held = joined([(max(first, start), min(end, restart)) for start, restart in days if start <= end])
    return tuple((Date.fromordinal(start), Date.fromordinal(restart)) for start, restart in held)
