"""Open plans before the rules in force: safety is never pinned. A plan is judged by what is known of the person today.

`judge` computes and stores nothing. `keep` stores the last judgement for the worklist; `judge_outdated` brings it up to date.
"""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from catalog import snapshot
from catalog.models import CatalogVersion
from treatments.models import PlanJudgement, QuestionSetAside, TreatmentPlan
from treatments.models.kept import text_of
from treatments.proposals import CaseError, NoCatalogInForce, case_document_of, concerns_of, facts_now, losses

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Judged:
    """What stands against a plan: `concerns` as the worklist and the plan page show them, the digest of the facts, the version."""

    concerns: tuple[Mapping, ...]
    facts: str
    version: CatalogVersion
    on: object

    @property
    def unsafe(self) -> list[Mapping]:
        return [one for one in self.concerns if one["unsafe"]]

    @property
    def open(self) -> list[Mapping]:
        return [one for one in self.concerns if not one["unsafe"]]

    @property
    def to_see_to(self) -> list[Mapping]:
        """What is open and waits for somebody now: an answer that has only expired is asked again on the day, not today."""
        return [one for one in self.open if not one["expired"]]

    def sentences(self) -> list[str]:
        return list(dict.fromkeys(one["text"] for one in self.unsafe))

    def new_unsafe(self, before: "Judged") -> list[Mapping]:
        """What is unsafe now and was not before the change: a plan that is unsafe already may be made safer step by step."""
        known = {(one["modality"], one["kind"], one["rule"]) for one in before.unsafe}
        return [one for one in self.unsafe if (one["modality"], one["kind"], one["rule"]) not in known]


def judge(plan: TreatmentPlan, *, course: Mapping | None = None, version: CatalogVersion | None = None) -> Judged:
    """The remaining course of a plan under the version in force and the facts of today. Raises NoCatalogInForce, CaseError."""
    version = version or snapshot.version_in_force()
    catalog = snapshot.of_version(version)
    case = facts_now(plan.consultation, catalog)
    done = steps_done(plan)
    aside = QuestionSetAside.objects.of_plan(plan).values_list("question", flat=True)
    concerns = concerns_of(
        course or plan.current.regimen,
        case,
        catalog,
        done=done,
        reasons_recorded=frozenset(plan.current.recorded_reasons),
        set_aside=frozenset(aside),
    )
    digest = hashlib.sha256(text_of(case_document_of(case, catalog)).encode()).hexdigest()
    return Judged(tuple(concerns), digest, version, case.on)


def steps_done(plan: TreatmentPlan) -> frozenset[int]:
    """The steps of the course that are behind us."""
    return frozenset(plan.sessions.filter(state="done").exclude(step=None).values_list("step", flat=True))


def given_away(plan: TreatmentPlan, course: Mapping, version: CatalogVersion) -> list[Mapping]:
    """What the plan would lack if it became this course; `asks_why` where safety rests on it."""
    return losses(plan.current.regimen, course, snapshot.of_version(version), done=steps_done(plan))


def keep(plan: TreatmentPlan, judged: Judged) -> PlanJudgement:
    """The last judgement of a plan; `since` moves only when what stands against it changed."""
    concerns = list(judged.concerns)
    earlier = PlanJudgement.objects.filter(plan=plan).first()
    since = earlier.since if earlier and earlier.concerns == concerns else timezone.now()
    kept, _made = PlanJudgement.objects.update_or_create(
        plan=plan,
        defaults={
            "version": judged.version,
            "on": judged.on,
            "facts": judged.facts,
            "concerns": concerns,
            "unsafe": len(judged.unsafe),
            "open": len(judged.to_see_to),
            "since": since,
            "at": timezone.now(),
        },
    )
    if judged.unsafe and (earlier is None or not earlier.unsafe):
        audit.record("plan found unsafe", about=plan, by=None, concerns=len(judged.unsafe))
    return kept


@transaction.atomic
def judge_again(plan: TreatmentPlan) -> PlanJudgement:
    """Judge one open plan and keep what was found."""
    plan = TreatmentPlan.objects.with_people().get(pk=plan.pk)
    return keep(plan, judge(plan))


def judge_if_possible(plan: TreatmentPlan) -> PlanJudgement | None:
    """Judge one open plan; where facts and catalog cannot be read together it counts as not judged, and nothing else fails."""
    try:
        return judge_again(plan)
    except (CaseError, NoCatalogInForce):
        today = timezone.localdate()
        before = today - datetime.timedelta(days=1)
        PlanJudgement.objects.filter(plan=plan, on__gte=today).update(on=before, at=timezone.now())
        return None


def outdated(version: CatalogVersion):
    """Open plans that were not judged yet today, or not under this version."""
    current = Q(judgement__version=version, judgement__on__gte=timezone.localdate())
    return TreatmentPlan.objects.open().filter(~current | Q(judgement=None))


def judge_outdated(most: int | None = MOST_AT_ONCE) -> int:
    """Judge open plans that were not judged today under the version in force, at most so many; how many are still left.

    Those that wait longest come first. With None, all of them.
    """
    version = snapshot.version_in_force()
    waiting = outdated(version)
    for plan in waiting.order_by(F("judgement__at").asc(nulls_first=True), "pk")[:most]:
        judge_if_possible(plan)
    return outdated(version).count()


def judge_plan_of(patient) -> None:
    """After something was told or seen: the open plan of this person, if there is one."""
    for plan in TreatmentPlan.objects.of(patient).open():
        judge_if_possible(plan)
