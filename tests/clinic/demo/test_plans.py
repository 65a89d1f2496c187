"""Plans of the demonstration clinic: in every state, with something to do for everybody, as the actions would have left them."""

from collections import Counter

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from clinic.demo import plan_stories
from clinic.demo.chance import Chance
from clinic.demo.plan_stories import ENDS, stories
from patients.models import Consultation
from treatments import judging
from treatments.models import (
    PlanJudgement,
    PlannedSession,
    PlanRevision,
    PlanTask,
    QuestionSetAside,
    TreatmentPlan,
)
from treatments.proposals import proposed

State = TreatmentPlan.State


def test_plans_stand_in_every_state(db):
    states = Counter(TreatmentPlan.objects.values_list("state", flat=True))

    assert states == {end: number for end, (number, *_days) in ENDS.items()}
    assert 50 <= sum(states.values()) <= 70


THERE_IS = {
    "offer past its time to think": lambda: TreatmentPlan.objects.filter(
        state=State.OFFERED, think_until__lt=timezone.localdate()
    ),
    "offer still thought about": lambda: TreatmentPlan.objects.filter(
        state=State.OFFERED, think_until__gte=timezone.localdate()
    ),
    "offer that was accepted": lambda: PlanRevision.objects.filter(what="accepted"),
    "active plan with visits done": lambda: TreatmentPlan.objects.filter(state=State.ACTIVE, sessions__state="done"),
    "visit to book": lambda: PlannedSession.objects.to_book(),
    "visit that was missed": lambda: PlannedSession.objects.to_book().filter(latest_on__lt=timezone.localdate()),
    "plan with an option": lambda: PlanRevision.objects.exclude(course__contains='"options":[]'),
    "plan completed early": lambda: PlanRevision.objects.filter(what="completed").exclude(reason=""),
    "plan amended": lambda: PlanRevision.objects.filter(what="amended"),
    "held for safety": lambda: PlanRevision.objects.filter(what="held", reason_kind="safety"),
    "question set aside": lambda: QuestionSetAside.objects.all(),
    "reason recorded": lambda: PlanRevision.objects.exclude(recorded_reasons={}),
    "task done": lambda: PlanTask.objects.exclude(done_at=None),
    "task waiting": lambda: PlanTask.objects.waiting(),
    "task of the prescriber": lambda: PlanTask.objects.of_owner("prescriber"),
    "task of the nurse": lambda: PlanTask.objects.of_owner("nurse"),
}


@pytest.mark.parametrize("what", THERE_IS)
def test_there_is_one(db, what):
    assert THERE_IS[what]().exists()


def test_a_few_plans_are_unsafe_by_what_was_told_today(db):
    unsafe = PlanJudgement.objects.of_open_plans().filter(unsafe__gt=0)

    assert 1 <= unsafe.count() <= 5
    for judgement in unsafe:
        newest = Consultation.objects.of(judgement.plan.patient).newest_first().first()
        assert newest.held_on == timezone.localdate()
        assert newest.pk != judgement.plan.consultation_id


def test_visits_are_done_in_their_order(db):
    for plan in TreatmentPlan.objects.all():
        states = [row.state for row in plan.sessions.standing().in_order()]
        done = states.count("done")
        assert states[:done] == ["done"] * done, plan


def test_every_open_plan_is_judged(db):
    assert judging.judge_outdated(0) == 0
    assert PlanJudgement.objects.of_open_plans().count() == TreatmentPlan.objects.open().count()


def test_plan_keeps_what_was_proposed_on_its_day(db):
    plan = TreatmentPlan.objects.with_people().order_by("pk").first()
    first = plan.revisions.get(number=1)

    now = proposed(plan.consultation, on=first.on)

    assert first.whole_proposal == now.document
    assert now.regimen(plan.key) is not None


def test_plan_stands_at_its_last_revision(db):
    for plan in TreatmentPlan.objects.prefetch_related("revisions"):
        revisions = sorted(plan.revisions.all(), key=lambda one: one.number)
        assert [one.number for one in revisions] == list(range(1, plan.revision + 1))
        assert revisions[-1].state == plan.state
        assert [one.at for one in revisions] == sorted(one.at for one in revisions)
        assert plan.adopted_at == revisions[0].at <= timezone.now()


def test_every_change_has_its_line_in_the_trail(db):
    lines = Counter(AuditEvent.objects.filter(action__startswith="plan ").values_list("action", flat=True))
    del lines["plan found unsafe"]

    assert lines == {
        f"plan {what}": number for what, number in Counter(PlanRevision.objects.values_list("what", flat=True)).items()
    }
    assert AuditEvent.objects.filter(action="task done").count() == PlanTask.objects.exclude(done_at=None).count()
    assert AuditEvent.objects.filter(action="question set aside").count() == QuestionSetAside.objects.count()


def test_tasks_are_done_by_whom_they_concern(db):
    for task in PlanTask.objects.exclude(done_at=None).select_related("done_by"):
        role = {"nurse": "nurse", "desk": "front_desk"}.get(task.owner, "dermatologist")
        assert role in {one.key for one in task.done_by.roles}, task
        assert task.made_at <= task.done_at <= timezone.now()


def test_same_day_gives_the_same_plans(db, monkeypatch):
    """Whose, of which day, which regimen, and how it went on; the first of every kind."""
    monkeypatch.setattr(plan_stories, "ENDS", {end: (1, *days) for end, (_number, *days) in ENDS.items()})
    now = timezone.now()

    once, again = ([_named(one) for one in stories(Chance("plans"), now)] for _ in range(2))

    assert len(once) == len(ENDS)
    assert once == again


def _named(story):
    return story.consultation.public_id, story.key, story.adopted.at, [(step.what, step.reason) for step in story.steps]
