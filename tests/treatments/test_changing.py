"""How a plan goes on: one step amended, held, resumed, stopped, completed; every change a revision that says why."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import AuditEvent
from tests.treatments import plans as planning
from treatments import changing, refusals
from treatments.changing import Change, Why
from treatments.models import PlanJudgement, PlannedSession, TreatmentPlan

SEEN = Why("Seen today, the skin is calm.", "safety")
LATER = Why("Cannot come that week.", "organisation")
POSTPONED = Change(1, "postponed", {"days": 7})


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def plan(dermatologist):
    """An active plan of several visits, adopted today."""
    return planning.a_plan(dermatologist)


@pytest.fixture
def offer(dermatologist):
    return planning.a_plan(dermatologist, offered=True)


def amended(plan, change, by, **more):
    more = {"why": LATER, "revision": plan.revision} | more
    return changing.amend(plan=plan, change=change, by=by, **more)


def days(plan):
    return [row.target_on for row in plan.sessions.standing().in_order()]


def targets(course):
    return [datetime.date.fromisoformat(visit["target_on"]) for visit in course["visits"]]


def stored(plan):
    kept = TreatmentPlan.objects.get(pk=plan.pk)
    return kept.revision, kept.state, kept.current.course, days(kept)


# ---- amending one step


def test_amending_makes_a_revision_and_keeps_the_one_before(plan, dermatologist):
    before = plan.current

    after = amended(plan, POSTPONED, dermatologist).current

    assert (after.number, after.what, after.step, after.by) == (2, "amended", 1, dermatologist)
    assert (after.reason, after.reason_kind) == ("Cannot come that week.", "organisation")
    assert plan.revisions.get(number=1).course == before.course != after.course
    trail = AuditEvent.objects.get(action="plan amended")
    assert (trail.detail, trail.patient) == ({"revision": 2, "step": 1, "how": "postponed"}, plan.patient.public_id)


def test_visits_to_book_follow_the_amended_course(plan, dermatologist):
    before = days(plan)

    after = amended(plan, POSTPONED, dermatologist)

    assert days(after) == targets(after.current.regimen)
    assert days(after) == [day + datetime.timedelta(days=7) for day in before]


def test_visit_taken_out_is_skipped_and_the_others_move_up(plan, dermatologist):
    rows, last = plan.sessions.count(), len(plan.current.regimen["visits"])

    after = amended(plan, Change(last, "without_step", {}), dermatologist)

    assert len(after.current.regimen["visits"]) == last - 1
    assert plan.sessions.count() == rows
    skipped = plan.sessions.get(state=PlannedSession.State.SKIPPED)
    assert skipped.step is None
    assert [row.step for row in plan.sessions.standing().in_order()] == list(range(1, last))


@pytest.fixture
def boosted(dermatologist):
    """An active plan with a booster on some visits."""
    return planning.a_plan(dermatologist, options=("prp_intradermal",))


def switched(plan, step, on):
    change = Change(step, "with_option", {"modality": "prp_intradermal", "on": on})
    return amended(plan, change, plan.adopted_by)


def boosted_steps(plan):
    visits = enumerate(plan.current.regimen["visits"], start=1)
    return [step for step, visit in visits if ("prp_intradermal", False) in rows_of(visit)]


def rows_of(visit):
    return {(row["modality"], row["option"]) for row in visit["procedures"]}


def test_option_is_switched_off_and_on_again_at_one_visit(boosted):
    first, *others = boosted_steps(boosted)
    price = boosted.sessions.get(step=first).price

    off = switched(boosted, first, on=False)
    assert boosted_steps(off) == others
    assert off.sessions.get(step=first).price == price - planning.PRICE

    again = switched(off, first, on=True)
    assert boosted_steps(again) == [first, *others]
    assert again.sessions.get(step=first).price == price


def test_reason_is_asked_for(plan, dermatologist):
    before = stored(plan)

    with pytest.raises(refusals.ReasonMissing):
        amended(plan, POSTPONED, dermatologist, why=Why(" "))

    assert stored(plan) == before


@pytest.mark.parametrize(
    "change",
    [
        Change(1, "turned round", {}),
        Change(1, "without_procedure", {"modality": "dermabrasion"}),
        Change(1, "postponed", {"days": -400}),
        Change(99, "postponed", {"days": 7}),
    ],
    ids=["unknown change", "foreign procedure", "into the past", "no such step"],
)
def test_what_cannot_be_changed_is_refused_in_words(change, plan, dermatologist):
    before = stored(plan)

    with pytest.raises((refusals.ChangeNotPossible, refusals.NoSuchStep)) as told:
        amended(plan, change, dermatologist)

    assert len(str(told.value)) > 20
    assert stored(plan) == before


def test_amending_into_what_the_rules_forbid_changes_nothing(boosted, dermatologist):
    """A booster against which a rule speaks by what was told since it was switched off."""
    first = boosted_steps(boosted)[0]
    for step in boosted_steps(boosted):
        boosted = switched(boosted, step, on=False)
    planning.tell(boosted, "antiplatelet", True)
    before = stored(boosted)
    assert PlanJudgement.objects.get(plan=boosted).unsafe == 0

    with pytest.raises(refusals.Unsafe) as told:
        switched(boosted, first, on=True)

    assert told.value.concerns
    assert stored(boosted) == before


def test_plan_that_became_unsafe_does_not_go_on(plan, offer, dermatologist):
    changing.hold(plan=plan, why=LATER, by=dermatologist, revision=1)
    for one in (plan, offer):
        planning.tell(one, "isotretinoin_last", timezone.localdate().isoformat())

    with pytest.raises(refusals.Unsafe):
        changing.resume(plan=plan, why=LATER, by=dermatologist, revision=2)
    with pytest.raises(refusals.Unsafe):
        changing.accept(plan=offer, by=dermatologist, revision=1)

    assert set(TreatmentPlan.objects.values_list("state", flat=True)) == {"held", "offered"}


def test_unsafe_plan_may_be_made_safer_step_by_step(dermatologist):
    plan = planning.a_plan(dermatologist)
    planning.tell(plan, "isotretinoin_last", timezone.localdate().isoformat())

    after = amended(plan, Change(len(days(plan)), "postponed", {"days": 30}), dermatologist)

    assert after.revision == 2


def test_page_of_an_earlier_revision_changes_nothing(plan, dermatologist, clinical_lead):
    amended(plan, POSTPONED, clinical_lead)
    before = stored(plan)

    with pytest.raises(refusals.PlanMoved, match="Dr Henrik Dahl changed this plan meanwhile") as told:
        amended(plan, POSTPONED, dermatologist, revision=1)

    assert told.value.revision.number == 2
    assert stored(plan) == before


# ---- the states of a plan


def test_accepted_offer_runs(offer, dermatologist):
    after = changing.accept(plan=offer, by=dermatologist, revision=1)

    assert (after.state, after.current.what, after.current.number) == ("active", "accepted", 2)
    assert PlannedSession.objects.to_book().exists()


def test_held_plan_books_nothing_and_goes_on(plan, nurse, dermatologist):
    held = changing.hold(plan=plan, why=Why("Reaction to look at first.", "safety"), by=nurse, revision=1)
    assert (held.state, held.current.by) == ("held", nurse)
    assert not PlannedSession.objects.to_book().exists()

    resumed = changing.resume(plan=plan, why=SEEN, looked=True, by=dermatologist, revision=2)
    assert (resumed.state, resumed.current.what) == ("active", "resumed")
    assert resumed.current.course == plan.revisions.get(number=1).course


@pytest.mark.parametrize(
    ("why", "looked", "refusal"),
    [
        (Why(), True, refusals.ReasonMissing),
        (Why("ok"), True, refusals.ReasonTooShort),
        (Why("Seen today, the skin is calm."), False, refusals.NotLookedAt),
    ],
)
def test_plan_held_for_safety_goes_on_for_a_reason_only(why, looked, refusal, plan, nurse, dermatologist):
    changing.hold(plan=plan, why=Why("New dark mark on the left cheek.", "safety"), by=nurse, revision=1)

    with pytest.raises(refusal) as told:
        changing.resume(plan=plan, why=why, looked=looked, by=dermatologist, revision=2)

    assert TreatmentPlan.objects.get().state == "held"
    if refusal is refusals.NotLookedAt:
        assert "New dark mark on the left cheek" in str(told.value)


def test_stopped_plan_is_over(plan, dermatologist):
    stopped = changing.stop(plan=plan, why=Why("Is content as it is.", "preference"), by=dermatologist, revision=1)

    assert (stopped.state, stopped.is_open) == ("stopped", False)
    for change in (changing.resume, changing.complete):
        with pytest.raises(refusals.NotPossibleNow, match="stopped"):
            change(plan=plan, why=LATER, by=dermatologist, revision=2)


def test_plan_is_completed_when_its_visits_are_done(plan, dermatologist):
    with pytest.raises(refusals.ReasonMissing):
        changing.complete(plan=plan, by=dermatologist, revision=1)

    plan.sessions.update(state=PlannedSession.State.DONE)
    assert changing.complete(plan=plan, by=dermatologist, revision=1).state == "completed"


def test_plan_completed_early_says_why(plan, dermatologist):
    done = changing.complete(plan=plan, by=dermatologist, revision=1, why=Why("Enough for now.", "preference"))

    assert (done.state, done.current.reason) == ("completed", "Enough for now.")


WRONG_WAYS = [
    ("offered", "hold"),
    ("offered", "resume"),
    ("offered", "complete"),
    ("active", "accept"),
    ("active", "resume"),
    ("held", "accept"),
    ("held", "hold"),
    ("held", "complete"),
]


@pytest.mark.parametrize(("state", "way"), WRONG_WAYS)
def test_plan_changes_state_only_as_plans_do(state, way, dermatologist):
    plan = planning.a_plan(dermatologist, offered=state == "offered")
    if state == "held":
        plan = changing.hold(plan=plan, why=LATER, by=dermatologist, revision=1)
    more = {"why": LATER} if way in ("hold", "complete", "resume") else {}

    with pytest.raises(refusals.NotPossibleNow, match=state):
        getattr(changing, way)(plan=plan, by=dermatologist, revision=plan.revision, **more)

    assert TreatmentPlan.objects.get().state == state


def test_who_may_not_change_a_plan_does_not(plan, offer, nurse, assistant, front_desk):
    for by in (assistant, front_desk):
        with pytest.raises(PermissionDenied):
            changing.hold(plan=plan, why=LATER, by=by, revision=1)
    for change in (changing.stop, changing.complete):
        with pytest.raises(PermissionDenied):
            change(plan=plan, why=LATER, by=nurse, revision=1)
    with pytest.raises(PermissionDenied):
        changing.accept(plan=offer, by=nurse, revision=1)
    with pytest.raises(PermissionDenied):
        amended(plan, POSTPONED, nurse)

    assert set(TreatmentPlan.objects.values_list("revision", flat=True)) == {1}


# ---- tasks


@pytest.mark.parametrize(
    ("owner", "may"),
    [
        ("prescriber", {"dermatologist"}),
        ("nurse", {"dermatologist", "nurse"}),
        ("desk", {"dermatologist", "nurse", "assistant", "front_desk"}),
    ],
)
def test_task_is_done_by_its_owner(owner, may, plan, cast):
    for role, person in cast.items():
        task = plan.tasks.create(rule=f"{owner} {role}", kind="other", owner=owner, text="Why.", mitigation="What.")
        if role in may:
            assert changing.finish_task(task=task, by=person).done_by == person
        else:
            with pytest.raises(PermissionDenied):
                changing.finish_task(task=task, by=person)


def test_task_is_done_once(plan, dermatologist, clinical_lead):
    task = plan.tasks.first()
    changing.finish_task(task=task, by=dermatologist, note="Prescribed.")

    with pytest.raises(refusals.AlreadyDone, match="Dr Amara Okafor"):
        changing.finish_task(task=task, by=clinical_lead, note="Me too.")

    assert plan.tasks.get(pk=task.pk).note == "Prescribed."


# ---- a question that was set aside


@pytest.fixture
def to_ask(dermatologist):
    """The task of a question that was set aside at adoption."""
    return planning.a_plan(dermatologist, untold=["isotretinoin_last"]).tasks.get(kind="question")


def test_question_set_aside_is_seen_to_by_its_answer(to_ask, dermatologist):
    with pytest.raises(refusals.ReasonMissing):
        changing.finish_task(task=to_ask, by=dermatologist)

    planning.tell(to_ask.plan, "isotretinoin_last", "never")

    assert changing.finish_task(task=to_ask, by=dermatologist).done_by == dermatologist


def test_question_that_is_not_asked_says_why(to_ask, dermatologist):
    with pytest.raises(refusals.ReasonTooShort):
        changing.finish_task(task=to_ask, by=dermatologist, note="no")

    done = changing.finish_task(task=to_ask, by=dermatologist, note="The letter of the practice says never.")

    assert done.note == "The letter of the practice says never."
