"""A plan beside what would be proposed today: what is left of it, the rest anew from what was done, and taking that over."""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from catalog import snapshot
from catalog.models import CatalogVersion
from planner.case import Case, PastProcedure, Span
from planner.catalog import Catalog
from treatments import changing, judging, refusals
from treatments.courses import rest_anew, write_tasks
from treatments.models import PlannedSession, PlanRevision, TreatmentPlan
from treatments.models.kept import text_of
from treatments.proposals import Rest, case_document_of, facts_now, rest_of_course

State = TreatmentPlan.State


@dataclass(frozen=True)
class Anew:
    """What would be proposed today for the rest of a plan, under which version and for which facts."""

    rest: Rest
    case: Case
    catalog: Catalog
    version: CatalogVersion

    @property
    def seal(self) -> str:
        """By which a page says what it showed: another day, answer or version makes another."""
        return hashlib.sha256(text_of(self.rest.whole).encode()).hexdigest()[:32] if self.rest.whole else ""


def anew(plan: TreatmentPlan) -> Anew:
    """The rest of a plan as it would be proposed today, beside the rest as it stands. Raises NoCatalogInForce, CaseError.

    A visit that is done counts as done on its planned day, or today where that lies ahead.
    """
    version = snapshot.version_in_force()
    catalog = snapshot.of_version(version)
    sessions = list(plan.sessions.filter(state=PlannedSession.State.DONE).exclude(step=None).order_by("step"))
    course = plan.current.regimen
    facts = facts_now(plan.consultation, catalog)
    case = dataclasses.replace(facts, history=(*facts.history, *_done_here(course, sessions, facts, catalog)))
    done = frozenset(row.step for row in sessions)
    return Anew(rest_of_course(course, done, case, catalog), facts, catalog, version)


def _done_here(course: Mapping[str, Any], sessions: list[PlannedSession], case: Case, catalog: Catalog):
    """Every working modality of the visits that are done, with its last day."""
    last: dict[str, list] = {}
    for row in sessions:
        visit = course["visits"][row.step - 1]
        if visit["kind"] != PlannedSession.Kind.TREATMENT:
            continue
        for procedure in visit["procedures"]:
            if not procedure["option"] and catalog.modalities[procedure["modality"]].role == "working":
                last.setdefault(procedure["modality"], []).append(min(row.target_on, case.on))
    return [PastProcedure(key, len(set(days)), Span.day(max(days))) for key, days in last.items()]


@transaction.atomic
def replan(*, plan: TreatmentPlan, seal: str, why: changing.Why, by, revision: int) -> TreatmentPlan:
    """Take over the rest as it would be proposed today. What is done stays as it was; the plan keeps its state.

    Raises PlanMoved, NotPossibleNow, ReasonMissing, ReasonTooShort, ProposalChanged where the page showed another rest,
    and Unsafe.
    """
    plan, text = changing.opened_for(plan, why, by, revision, State.ACTIVE, State.HELD, State.OFFERED)
    now = anew(plan)
    if not now.rest.differs or now.seal != seal:
        raise refusals.ProposalChanged([_("What would be proposed for the rest is not what this page showed.")])
    judged = judging.judge(plan, course=now.rest.whole, version=now.version)
    if judged.unsafe:
        raise refusals.Unsafe(judged.sentences())
    changing.next_revision(
        plan,
        PlanRevision.What.REPLANNED,
        plan.state,
        by,
        why=changing.Why(text, why.kind),
        course=now.rest.whole,
        case=text_of(case_document_of(now.case, now.catalog)),
        version=now.version,
    )
    rest_anew(plan, now.rest.whole)
    write_tasks(plan, now.rest.whole, now.catalog)
    judging.keep(plan, judged)
    audit.record("plan replanned", about=plan, by=by, revision=plan.revision)
    return plan
