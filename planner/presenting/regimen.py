"""From a chosen course to the regimen that is shown: visits, home phase, what to expect, what to mind, and why."""

import json
from hashlib import sha256

from planner.case.writing import case_as_document
from planner.choosing import Shown
from planner.combining.courses import Course
from planner.evidence import expected_of
from planner.presenting.cautions import cautions_of
from planner.presenting.home import home_of
from planner.presenting.options import options_of
from planner.presenting.questions import open_for
from planner.presenting.reasons import reasons_of
from planner.presenting.visits import TREATMENT, visits_of
from planner.proposal import HomePhase, Regimen, Totals, Visit
from planner.wishes import last_day_for

KEY_LENGTH = 24


def regimen_of(shown: Shown, case_digest: str) -> Regimen:
    """The regimen of a course that is shown, with the key under which it is adopted."""
    judged, course = shown.judged, shown.judged.course
    visits, home = visits_of(course, _last_days(course, shown.nearest)), home_of(course)
    options = options_of(course)
    return Regimen(
        key=_key(case_digest, course, visits, home, options),
        labels=shown.labels,
        provisional=bool(open_for(course)),
        needs_reason=course.needs_reason,
        nearest=shown.nearest,
        modalities=course.modalities,
        options=options,
        levels=judged.levels,
        home=home,
        visits=visits,
        totals=_totals(course, visits),
        expected=expected_of(course, options),
        cautions=cautions_of(course),
        reasons=reasons_of(shown),
    )


def _last_days(course: Course, nearest: str | None) -> dict[bool, int] | None:
    """The last days of windows, without and with a deeper injury, when the patient's date to be ready by is kept."""
    if course.situation.case.preferences.ready_by is None or nearest == "ready_by":
        return None
    return last_day_for(course, course.situation.case.preferences)


def _totals(course: Course, visits: tuple[Visit, ...]) -> Totals:
    treatments = [visit for visit in visits if visit.kind == TREATMENT]
    downtime = [visit.downtime_days for visit in treatments]
    return Totals(
        visits=len(treatments),
        days=course.last_day,
        downtime_days=(sum(days[0] for days in downtime), sum(days[1] for days in downtime)),
        price=course.price,
    )


def digest_of(document: object) -> str:
    """A digest of a document: the same for equal documents."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=True, default=str)
    return sha256(text.encode()).hexdigest()


def case_digest(situation) -> str:
    """What every key of a proposal rests on: the facts of the case, its wishes and the catalog version."""
    return digest_of([case_as_document(situation.case, situation.catalog), situation.catalog.version])


def _key(
    digest: str, course: Course, visits: tuple[Visit, ...], home: tuple[HomePhase, ...], options: tuple[str, ...]
) -> str:
    facts = [digest, course.modalities, options, repr(visits), repr(home)]
    return digest_of(facts)[:KEY_LENGTH]
