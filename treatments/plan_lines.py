"""Plans as lists show them: a line each, read in a fixed number of queries however long the list is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from catalog import snapshot
from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments.hooks import regimen_in_words
from treatments.models import PlanJudgement, PlannedSession, PlanRevision, TreatmentPlan
from treatments.plan_concerns import concerns_in_words
from treatments.plan_page import STATE_KINDS, STILL_TO_COME, progress_in_words


@dataclass(frozen=True)
class Line:
    """One plan in a list of clinicians."""

    plan: TreatmentPlan
    regimen: str
    progress: str
    next_visit: str
    kind: str
    concerns: list[dict]
    unsafe: int
    open: int
    since: object


def lines_of(
    plans: Iterable[TreatmentPlan], catalog: Catalog, *, restricted: bool = True, concerns=False
) -> list[Line]:
    """The lines of plans that came with their judgement; with `concerns` what stands against each is said."""
    plans = list(plans)
    courses, sessions = _courses(plans), _sessions(plans)
    return [
        _line(plan, courses[plan.pk], sessions.get(plan.pk, []), catalog, restricted if concerns else None)
        for plan in plans
    ]


def _courses(plans: list[TreatmentPlan]) -> dict[int, PlanRevision]:
    """The course each plan stands at, without the facts and proposals beside it."""
    rows = PlanRevision.objects.filter(plan__in=plans, number=F("plan__revision")).only("plan_id", "course")
    return {row.plan_id: row for row in rows}


def _sessions(plans: list[TreatmentPlan]) -> dict[int, list[PlannedSession]]:
    sessions: dict[int, list[PlannedSession]] = {}
    for row in PlannedSession.objects.filter(plan__in=plans).standing().in_order():
        sessions.setdefault(row.plan_id, []).append(row)
    return sessions


def _line(plan, revision: PlanRevision, sessions: list[PlannedSession], catalog, restricted: bool | None) -> Line:
    judgement = judgement_of(plan)
    said = [] if restricted is None or judgement is None else judgement.concerns
    return Line(
        plan=plan,
        regimen=regimen_in_words(revision.regimen, catalog),
        progress=progress_in_words(sessions),
        next_visit=next_visit_in_words(sessions) if plan.is_open else "",
        kind=STATE_KINDS[plan.state],
        concerns=concerns_in_words(said, catalog, restricted=bool(restricted)),
        unsafe=judgement.unsafe if judgement and plan.is_open else 0,
        open=judgement.open if judgement and plan.is_open else 0,
        since=judgement and judgement.since,
    )


def judgement_of(plan: TreatmentPlan) -> PlanJudgement | None:
    try:
        return plan.judgement
    except PlanJudgement.DoesNotExist:
        return None


def next_visit_in_words(sessions: Iterable[PlannedSession]) -> str:
    """Between which days the next visit may lie; empty when none is to come."""
    row = next((one for one in sessions if one.state in STILL_TO_COME), None)
    return between_in_words(row) if row else ""


def between_in_words(row: PlannedSession) -> str:
    if row.earliest_on == row.latest_on:
        return _("on %(day)s") % {"day": day_in_words(row.earliest_on)}
    return _("between %(from)s and %(to)s") % {
        "from": day_in_words(row.earliest_on),
        "to": day_in_words(row.latest_on),
    }


def catalog_for_words() -> Catalog:
    """The version in force: a list of plans under many versions is read in the words of today."""
    return snapshot.in_force()
