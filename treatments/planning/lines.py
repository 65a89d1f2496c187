"""Plans as lists show them: a line each, read in a fixed number of queries however long the list is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog import snapshot
from catalog.snapshot import NoCatalogInForce
from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments import judging
from treatments.hooks import regimen_in_words
from treatments.models import PlanJudgement, PlannedSession, PlanRevision, TreatmentPlan
from treatments.planning.concerns import OVERDUE, beside_questions, concerns_in_words, questions_in
from treatments.planning.page import STATE_KINDS
from treatments.planning.sessions import STILL_TO_COME, progress_in_words


@dataclass(frozen=True)
class Line:
    """One plan in a list of clinicians."""

    plan: TreatmentPlan
    regimen: str
    progress: str
    next_visit: str
    kind: str
    concerns: list[dict]
    questions: int
    unsafe: int
    passed: bool
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
    lines = concerns_in_words(said, catalog, restricted=bool(restricted))
    counts = judgement is not None and plan.is_open
    return Line(
        plan=plan,
        regimen=regimen_in_words(revision.regimen, catalog),
        progress=progress_in_words(sessions),
        next_visit=next_visit_in_words(sessions) if plan.is_open else "",
        kind=STATE_KINDS[plan.state],
        concerns=beside_questions(lines),
        questions=len(questions_in(lines)),
        unsafe=judgement.unsafe if counts else 0,
        passed=counts and any(one["kind"] == OVERDUE for one in judgement.concerns),
        since=judgement and judgement.since,
    )


def bring_up_to_date(plans: Iterable[TreatmentPlan]) -> None:
    """Judge those of a page that were not judged today under the version in force: no list shows a verdict of yesterday."""
    open_ones = [plan for plan in plans if plan.is_open]
    if not open_ones:
        return
    try:
        version = snapshot.version_in_force()
    except NoCatalogInForce:
        return
    for plan in open_ones:
        if not is_current(judgement_of(plan), version):
            judging.judge_if_possible(plan)
            plan.judgement = PlanJudgement.objects.filter(plan=plan).first() or PlanJudgement(plan=plan)


def is_current(judgement: PlanJudgement | None, version) -> bool:
    """Whether it was made today under this version."""
    if judgement is None or judgement.on is None:
        return False
    return judgement.version_id == version.pk and judgement.on >= timezone.localdate()


def judgement_of(plan: TreatmentPlan) -> PlanJudgement | None:
    try:
        return plan.judgement
    except PlanJudgement.DoesNotExist:
        return None


def next_visit_in_words(sessions: Iterable[PlannedSession]) -> str:
    """Between which days the next visit may lie; empty when none is to come."""
    row = next((one for one in sessions if one.state in STILL_TO_COME), None)
    return between_in_words(row) if row else ""


def between_in_words(row: PlannedSession, since=None) -> str:
    """The days of a visit, those before `since` left out; one day alone with its day of the week."""
    first = row.earliest_on if since is None else min(max(row.earliest_on, since), row.latest_on)
    if first == row.latest_on:
        return _("on %(weekday)s, %(day)s") % {"weekday": date_format(first, "l"), "day": day_in_words(first)}
    return _("between %(from)s and %(to)s") % {"from": day_in_words(first), "to": day_in_words(row.latest_on)}


def catalog_for_words() -> Catalog:
    """The version in force: a list of plans under many versions is read in the words of today."""
    return snapshot.in_force()
