"""How a plan goes on: accepted, amended one step at a time, held and resumed, completed or stopped. Every change is a revision.

A change is made to the revision its page showed; whoever comes second is told. What is amended or resumed is judged by the
rules in force before anything is stored.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.access import Permission
from catalog import snapshot
from planner.case.known import known
from treatments import judging, refusals
from treatments.courses import follow, write_tasks
from treatments.models import PlanRevision, PlanTask, TreatmentPlan
from treatments.models.kept import text_of
from treatments.proposals import CaseError, amended_course, facts_now
from treatments.setting_aside import reason_in, sentence_in

State, What = TreatmentPlan.State, PlanRevision.What


@dataclass(frozen=True)
class Why:
    """The reason of a change, and whether it is safety, a wish of the patient, or organisation."""

    text: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Change:
    """One step changed in one way: `how` is one of proposals.CHANGES, `values` what that takes."""

    step: int
    how: str
    values: Mapping[str, Any]


@transaction.atomic
def amend(*, plan: TreatmentPlan, change: Change, why: Why, by, revision: int, keep_reasons=None) -> TreatmentPlan:
    """Change one step; the whole remaining course is screened again under the version in force.

    Raises PlanMoved, NotPossibleNow, ReasonMissing, NoSuchStep, ChangeNotPossible, Unsafe when the rules speak against what it
    would become, and SafetyReasonMissing when it gives away what safety rests on.
    """
    _may(by, Permission.AMEND_PLAN)
    plan = _locked(plan, revision, State.ACTIVE, State.HELD, State.OFFERED)
    text = _required(why)
    if not plan.sessions.to_come().filter(step=change.step).exists():
        raise refusals.NoSuchStep
    before, version = plan.current, snapshot.version_in_force()
    catalog = snapshot.of_version(version)
    course = amended_course(before.regimen, change.step, change.how, change.values, catalog)
    judgement = judging.judge(plan, course=course, version=version)
    if judgement.new_unsafe(judging.judge(plan, course=before.regimen, version=version)):
        raise refusals.Unsafe(judgement.sentences())
    _explained(why, judging.given_away(plan, course, version))
    next_revision(
        plan, What.AMENDED, plan.state, by, why=Why(text, why.kind), course=course, step=change.step, version=version
    )
    follow(plan, course, removed=change.step if change.how == "without_step" else None)
    write_tasks(plan, course, catalog)
    judging.keep(plan, judgement)
    audit.record("plan amended", about=plan, by=by, revision=plan.revision, step=change.step, how=change.how)
    return plan


@transaction.atomic
def accept(*, plan: TreatmentPlan, by, revision: int) -> TreatmentPlan:
    """The patient says yes to what was offered; it is judged once more before it runs. Raises PlanMoved, NotPossibleNow, Unsafe."""
    _may(by, Permission.ADOPT_PLAN)
    return _run(_locked(plan, revision, State.OFFERED), What.ACCEPTED, "plan accepted", by, Why())


@transaction.atomic
def resume(*, plan: TreatmentPlan, by, revision: int, why: Why, looked: bool = False) -> TreatmentPlan:
    """Go on with a plan that was held, for a reason that is kept; it is judged before it runs.

    One that was held for safety goes on when a dermatologist says that what it was held for was looked at (`looked`).
    Raises PlanMoved, NotPossibleNow, ReasonMissing, ReasonTooShort, NotLookedAt, Unsafe.
    """
    _may(by, Permission.AMEND_PLAN)
    plan = _locked(plan, revision, State.HELD)
    held = held_by(plan)
    if held.reason_kind == PlanRevision.ReasonKind.SAFETY and not looked:
        raise refusals.NotLookedAt(held)
    return _run(plan, What.RESUMED, "plan resumed", by, Why(sentence_in(why.text), why.kind))


def held_by(plan: TreatmentPlan) -> PlanRevision:
    """The revision that says who held the plan last, and why."""
    return plan.revisions.filter(what=What.HELD).in_order().last()


def _run(plan: TreatmentPlan, what: What, said: str, by, why: Why) -> TreatmentPlan:
    judgement = judging.judge(plan)
    if judgement.unsafe:
        raise refusals.Unsafe(judgement.sentences())
    next_revision(plan, what, State.ACTIVE, by, why=why)
    judging.keep(plan, judgement)
    audit.record(said, about=plan, by=by, revision=plan.revision)
    return plan


@transaction.atomic
def hold(*, plan: TreatmentPlan, why: Why, by, revision: int) -> TreatmentPlan:
    """Nothing more is booked or done until it is resumed. Nurses may hold. Raises PlanMoved, NotPossibleNow, ReasonMissing."""
    _may(by, Permission.AMEND_PLAN, Permission.RECORD_SESSION)
    plan = _locked(plan, revision, State.ACTIVE)
    next_revision(plan, What.HELD, State.HELD, by, why=Why(_required(why), why.kind))
    audit.record("plan held", about=plan, by=by, revision=plan.revision)
    return plan


@transaction.atomic
def stop(*, plan: TreatmentPlan, why: Why, by, revision: int) -> TreatmentPlan:
    """End the plan before its course is done; for good. Raises PlanMoved, NotPossibleNow, ReasonMissing."""
    _may(by, Permission.AMEND_PLAN)
    plan = _locked(plan, revision, State.OFFERED, State.ACTIVE, State.HELD)
    next_revision(plan, What.STOPPED, State.STOPPED, by, why=Why(_required(why), why.kind))
    audit.record("plan stopped", about=plan, by=by, revision=plan.revision)
    return plan


@transaction.atomic
def complete(*, plan: TreatmentPlan, by, revision: int, why: Why | None = None) -> TreatmentPlan:
    """The course is done. With visits still to come a reason is asked for. Raises PlanMoved, NotPossibleNow, ReasonMissing."""
    _may(by, Permission.AMEND_PLAN)
    plan = _locked(plan, revision, State.ACTIVE)
    why = why or Why()
    why = Why(_required(why) if plan.sessions.to_come().exists() else reason_in(why.text), why.kind)
    next_revision(plan, What.COMPLETED, State.COMPLETED, by, why=why)
    audit.record("plan completed", about=plan, by=by, revision=plan.revision)
    return plan


@transaction.atomic
def finish_task(*, task: PlanTask, by, note: str = "") -> PlanTask:
    """Somebody has seen to it. The prescriber's tasks are a dermatologist's.

    A question that was set aside is seen to when its answer is recorded, or with a note that says why it is not asked.
    Raises AlreadyDone, ReasonMissing, ReasonTooShort, PermissionDenied, TooLong.
    """
    _may(by, *OWNERS.get(task.owner, (Permission.AMEND_PLAN,)))
    task = PlanTask.objects.select_for_update(no_key=True).select_related("plan__patient").get(pk=task.pk)
    if task.done_at:
        raise refusals.AlreadyDone(task)
    note = reason_in(note)
    if task.question and not answered(task.plan, [task.question]):
        note = sentence_in(note)
    task.done_at, task.done_by, task.note = timezone.now(), by, note
    task.save(update_fields=["done_at", "done_by", "note"])
    audit.record("task done", about=task, by=by)
    return task


def answered(plan: TreatmentPlan, questions: Collection[str]) -> set[str]:
    """Which of these questions have an answer today that counts."""
    if not questions:
        return set()
    catalog = snapshot.of_version(snapshot.version_in_force())
    try:
        case = facts_now(plan.consultation, catalog)
    except CaseError:
        return set()
    return {key for key in questions if key in catalog.questions and not known(case, key, catalog).open}


OWNERS = {
    "prescriber": (Permission.AMEND_PLAN,),
    "nurse": (Permission.AMEND_PLAN, Permission.RECORD_SESSION),
    "desk": (Permission.BOOK_APPOINTMENTS,),
}


def opened_for(plan: TreatmentPlan, why: Why, by, revision: int, *states: State) -> tuple[TreatmentPlan, str]:
    """The plan, locked, and the reason: for a change of the whole course. Raises as `amend`, and ReasonTooShort."""
    _may(by, Permission.AMEND_PLAN)
    return _locked(plan, revision, *states), sentence_in(why.text)


def _may(by, *permissions: Permission) -> None:
    if not any(by.may(permission) for permission in permissions):
        raise PermissionDenied(f"needs one of: {', '.join(sorted(permissions))}")


def _locked(plan: TreatmentPlan, revision: int, *states: State) -> TreatmentPlan:
    """The plan as it stands now, nobody else's until this transaction ends."""
    TreatmentPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    plan = TreatmentPlan.objects.with_people().get(pk=plan.pk)
    if plan.revision != revision:
        raise refusals.PlanMoved(plan.current)
    if plan.state not in states:
        raise refusals.NotPossibleNow(plan)
    return plan


def _required(why: Why) -> str:
    text = reason_in(why.text)
    if not text:
        raise refusals.ReasonMissing
    return text


def _explained(why: Why, given_away: Iterable[Mapping]) -> None:
    """A test spot, or a review for which visits wait, goes for a reason of safety alone, in words that say something."""
    asked = [one["text"] for one in given_away if one["asks_why"]]
    if asked and why.kind != PlanRevision.ReasonKind.SAFETY:
        raise refusals.SafetyReasonMissing(asked)
    if asked:
        sentence_in(why.text)


def next_revision(
    plan: TreatmentPlan, what: What, state: State, by, *, why: Why, course=None, step=None, version=None, case=None
) -> PlanRevision:
    """The plan at its next number, and the revision that says what it became and why."""
    before = plan.current
    plan.revision, plan.state = plan.revision + 1, state
    plan.save(update_fields=["revision", "state"])
    plan.__dict__.pop("current", None)
    return PlanRevision.objects.create(
        plan=plan,
        number=plan.revision,
        what=what,
        state=state,
        version=version or before.version,
        on=timezone.localdate(),
        case=before.case if case is None else case,
        course=before.course if course is None else text_of(course),
        recorded_reasons=before.recorded_reasons,
        step=step,
        reason_kind=why.kind,
        reason=why.text,
        by=by,
    )
