"""Plans of the demonstration clinic: those of earlier days in bulk with their trail, what happens today through the actions."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from clinic.demo.chance import Chance
from clinic.demo.data import read
from clinic.demo.people import working
from clinic.demo.plan_stories import State, Story, stories
from clinic.demo.trail import Trail
from patients import consulting
from treatments import changing, judging
from treatments.courses import write_questions, write_sessions, write_tasks
from treatments.models import PlanJudgement, PlannedSession, PlanRevision, PlanTask, QuestionSetAside, TreatmentPlan
from treatments.models.kept import text_of
from treatments.refusals import Refused

SAID = {
    "offered": "plan offered",
    "adopted": "plan adopted",
    "accepted": "plan accepted",
    "held": "plan held",
    "stopped": "plan stopped",
    "completed": "plan completed",
}
UNSAFE_BY_NOW = (("pregnant", "yes"), ("keloid_history", "keloid"))  # what is told today, after the adoption
MISSED_OF_A_THOUSAND = 200
DONE_OF_A_THOUSAND = 600


def load() -> None:
    chance, now = Chance("plans"), timezone.now()
    told = stories(chance, now)
    _adopt(told, chance)
    _go_on(told)
    _visit(told, chance)
    _see_to_tasks(told, chance, now)
    _tell(told)
    judging.judge_outdated(most=None)
    running = [story.plan for story in told if story.plan.state == State.ACTIVE]
    running = [plan for plan in running if plan.sessions.to_come().exists()]
    _postpone_one(running)
    for question, value in UNSAFE_BY_NOW:
        _call_in(running, question, value, working("nurse")[0])


def _adopt(told: list[Story], chance: Chance) -> None:
    """The plans as they were adopted or offered, with their first revision, visits and tasks."""
    for story in told:
        first = story.adopted
        story.plan = TreatmentPlan(
            public_id=chance.uuid(),
            patient=story.consultation.patient,
            consultation=story.consultation,
            key=story.key,
            state=first.state,
            version=story.now.version,
            adopted_by=first.by,
            adopted_at=first.at,
            think_until=story.think_until,
        )
    QuestionSetAside.objects.bulk_create(row for story in told for row in _aside(story))
    TreatmentPlan.objects.bulk_create(story.plan for story in told)
    PlanRevision.objects.bulk_create(_revision(story, 1) for story in told)
    for story in told:
        write_sessions(story.plan, story.course)
        write_tasks(story.plan, story.course, story.now.catalog)
        write_questions(story.plan, story.aside, story.now.catalog)


def _aside(story: Story) -> Iterable[QuestionSetAside]:
    at = story.adopted.at
    said = {"reason": read("plans")["set_aside"], "by": story.adopted.by, "at": at, "on": timezone.localdate(at)}
    return (QuestionSetAside(consultation=story.consultation, question=key, **said) for key in story.aside)


def _revision(story: Story, number: int) -> PlanRevision:
    step = story.steps[number - 1]
    return PlanRevision(
        plan=story.plan,
        number=number,
        what=step.what,
        state=step.state,
        version=story.now.version,
        on=timezone.localdate(step.at),
        case=text_of(story.now.facts),
        proposal=text_of(story.now.document) if number == 1 else "",
        course=text_of(story.course),
        recorded_reasons=story.reasons,
        reason=step.reason,
        reason_kind=step.kind,
        by=step.by,
        at=step.at,
    )


def _go_on(told: list[Story]) -> None:
    """Each later revision after the plan stands at its number: the database wants it so."""
    for number in range(2, max(len(story.steps) for story in told) + 1):
        going = [story for story in told if len(story.steps) >= number]
        for story in going:
            story.plan.revision, story.plan.state = number, story.steps[number - 1].state
        TreatmentPlan.objects.bulk_update([story.plan for story in going], ["revision", "state"])
        PlanRevision.objects.bulk_create(_revision(story, number) for story in going)


def _visit(told: list[Story], chance: Chance) -> None:
    """Visits whose day has come are done, in their order; of a few plans somebody missed the last of them."""
    done = []
    for story in told:
        if story.plan.state == State.OFFERED:
            continue
        rows = list(story.plan.sessions.filter(target_on__lt=story.ended_on).order_by("step"))
        if story.plan.state != State.COMPLETED and chance.happens(MISSED_OF_A_THOUSAND):
            rows = rows[:-1]
        done += rows
    for row in done:
        row.state = PlannedSession.State.DONE
    PlannedSession.objects.bulk_update(done, ["state"])


def _see_to_tasks(told: list[Story], chance: Chance, now: datetime.datetime) -> None:
    """More than half of what there was to see to was seen to, by whom it concerns."""
    owners = {"nurse": working("nurse"), "desk": working("front_desk")}
    tasks = list(PlanTask.objects.filter(plan__in=[one.plan for one in told]).select_related("plan").order_by("pk"))
    for task in tasks:
        task.made_at = task.plan.adopted_at
        if task.plan.state != State.OFFERED and chance.happens(DONE_OF_A_THOUSAND):
            task.done_by = chance.choice(owners.get(task.owner, [task.plan.adopted_by]))
            task.done_at = min(now, task.made_at + datetime.timedelta(days=chance.randrange(9), minutes=50))
            task.note = read("plans")["tasks"].get(task.owner, "") if chance.happens(400) else ""
    PlanTask.objects.bulk_update(tasks, ["made_at", "done_at", "done_by", "note"])


def _tell(told: list[Story]) -> None:
    """The lines that the actions would have written."""
    trail = Trail()
    for story in told:
        for number, step in enumerate(story.steps, start=1):
            first = {"version": story.now.version.number, "visits": story.course["totals"]["visits"]}
            detail = first if number == 1 else {"revision": number}
            here = {"about": story.plan, "patient": story.plan.patient, "by": step.by, "at": step.at}
            trail.add(SAID[step.what], **here, **detail)
    said = QuestionSetAside.objects.select_related("by", "consultation__patient")
    for row in said:
        trail.add("question set aside", about=row, patient=row.consultation.patient, by=row.by, at=row.at)
    for task in PlanTask.objects.exclude(done_at=None).select_related("done_by", "plan__patient"):
        trail.add("task done", about=task, patient=task.plan.patient, by=task.done_by, at=task.done_at)
    trail.write()


def _postpone_one(running: list[TreatmentPlan]) -> None:
    """One plan is amended today: its next visit moves by a week, where the rules in force allow it."""
    kind, reason = read("plans")["postponed"]
    for plan in running:
        step = plan.sessions.to_come().in_order().first().step
        change = changing.Change(step, "postponed", {"days": 7})
        try:
            changing.amend(
                plan=plan, change=change, why=changing.Why(reason, kind), by=plan.adopted_by, revision=plan.revision
            )
        except Refused:
            continue
        return


def _call_in(running: list[TreatmentPlan], question: str, value: str, by) -> None:
    """Somebody calls today and tells what the plan does not know yet: the first woman in whom it would be unsafe by that."""
    for plan in [plan for plan in running if plan.patient.sex == "female"]:
        with transaction.atomic():
            draft = consulting.start(patient=plan.patient, by=by)
            consulting.answer(consultation=draft, question=question, value=value, by=by)
            if PlanJudgement.objects.get(plan=plan).unsafe:
                running.remove(plan)
                return
            transaction.set_rollback(True)
