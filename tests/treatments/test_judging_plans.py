"""Safety is that of the facts of today: whatever is told or seen of a person, the open plan is judged again at once."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from catalog import after_publishing
from catalog.models import CatalogVersion
from catalog.snapshot import NoCatalogInForce
from patients import actions, after_saving, assessing, consulting, note, retelling
from patients.assessing import Place
from tests import factories
from tests.treatments import plans as planning
from treatments import changing, judging
from treatments.actions import set_question_aside
from treatments.models import PlanJudgement
from treatments.proposals import CaseError


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def plan(dermatologist):
    return planning.a_plan(dermatologist)


def kept(plan):
    return PlanJudgement.objects.get(plan=plan)


def tell_unsafe(plan, by=None):
    """Isotretinoin was taken today: needles and lasers wait."""
    planning.tell(plan, "isotretinoin_last", timezone.localdate().isoformat(), by=by)


# ---- adopted


def test_plan_is_judged_as_soon_as_it_is_adopted(plan):
    assert (kept(plan).on, kept(plan).concerns) == (timezone.localdate(), [])


# ---- something is told or seen


def test_answer_after_adoption_makes_the_plan_unsafe_at_once(plan, nurse):
    tell_unsafe(plan, by=nurse)

    found = kept(plan)
    assert found.unsafe > 0
    assert {one["kind"] for one in found.concerns if one["unsafe"]} <= {"defer", "absolute", "relative"}
    assert all(one["text"] and one["step"] for one in found.concerns)
    assert AuditEvent.objects.get(action="plan found unsafe").patient == plan.patient.public_id


def test_answer_taken_back_makes_it_safe_again(plan):
    tell_unsafe(plan)
    planning.tell(plan, "isotretinoin_last", "never")

    assert (kept(plan).unsafe, kept(plan).concerns) == (0, [])


def test_it_is_told_once_that_a_plan_became_unsafe(plan):
    tell_unsafe(plan)
    since = kept(plan).since
    planning.tell(plan, "hsv_history", False)
    planning.tell(plan, "pih_history", False)

    assert AuditEvent.objects.filter(action="plan found unsafe").count() == 1
    assert kept(plan).since == since


CHANGES = {
    "an answer": lambda held, by: consulting.answer(consultation=held, question="smoker", value=True, by=by),
    "a finding": lambda held, by: assessing.record_findings(
        consultation=held, counts={Place("keloid", "jawline", "left"): (1, 1)}, by=by
    ),
    "the skin type": lambda held, by: assessing.assess_skin(consultation=held, by=by, phototype=6),
    "a past treatment": lambda held, by: assessing.record_past(
        consultation=held, modality="afl", last_on=held.held_on.isoformat(), by=by
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_is_told_or_seen_judges_the_plan(what, plan, nurse):
    plan.consultation.refresh_from_db()
    CHANGES[what](plan.consultation, nurse)

    assert kept(plan).facts == judging.judge(plan).facts
    assert kept(plan).on == timezone.localdate()


def test_what_is_told_in_a_later_consultation_counts(plan, nurse):
    consulting.sign(consultation=plan.consultation, by=plan.adopted_by)
    again = factories.consultation(plan.patient, by=nurse)

    consulting.answer(
        consultation=again, question="isotretinoin_last", value=timezone.localdate().isoformat(), by=nurse
    )

    assert kept(plan).unsafe > 0


def test_skin_not_judged_yet_in_a_later_consultation_stays_as_it_was(plan, nurse):
    consulting.sign(consultation=plan.consultation, by=plan.adopted_by)
    again = factories.consultation(plan.patient, by=nurse)

    consulting.answer(consultation=again, question="smoker", value=False, by=nurse)

    assert kept(plan).concerns == []


def test_same_as_last_time_judges_the_plan(plan, nurse, monkeypatch):
    consulting.sign(consultation=plan.consultation, by=plan.adopted_by)
    in_a_year = timezone.localdate() + datetime.timedelta(days=365)
    monkeypatch.setattr(timezone, "localdate", lambda value=None, timezone=None: in_a_year)
    again = consulting.start(patient=plan.patient, by=nurse)

    retelling.same_as_last_time(consultation=again, category="skin", who="patient", by=nurse)

    assert kept(plan).on == in_a_year


def test_note_alone_judges_nothing(plan, dermatologist):
    PlanJudgement.objects.all().delete()

    consulting.edit_note(consultation=plan.consultation, text="Seen.", by=dermatologist)

    assert not PlanJudgement.objects.exists()


def test_birth_date_corrected_at_the_desk_judges_the_plan(plan, front_desk):
    young = timezone.localdate() - datetime.timedelta(days=15 * 365)

    actions.edit(patient=plan.patient, revision=1, by=front_desk, birth_date=young)

    assert kept(plan).facts == judging.judge(planning_again(plan)).facts


def planning_again(plan):
    """The plan as it is stored now."""
    return type(plan).objects.with_people().get(pk=plan.pk)


def test_merge_brings_the_answers_of_both_records_to_the_plan(plan, dermatologist, front_desk):
    other = factories.patient("Moreau", sex="female")
    held = consulting.start(patient=other, by=dermatologist)
    told = timezone.localdate().isoformat()
    consulting.answer(consultation=held, question="isotretinoin_last", value=told, by=dermatologist)

    merge = actions.merge(kept=other, merged=plan.patient, by=front_desk)
    assert kept(plan).unsafe > 0

    actions.undo_merge(merge=merge, by=front_desk)
    assert kept(plan).unsafe == 0


def test_question_set_aside_is_no_concern(dermatologist):
    plan = planning.a_plan(dermatologist, answers={"keloid_history": None})

    assert judging.judge_again(plan).concerns == []


def test_answer_that_becomes_unknown_is_an_open_concern(plan):
    planning.tell(plan, "keloid_history", None)

    assert (kept(plan).unsafe, kept(plan).open > 0) == (0, True)
    set_question_aside(
        consultation=plan.consultation, question="keloid_history", reason="Asked twice, not known.", by=plan.adopted_by
    )
    assert judging.judge_again(plan).open > 0, "what is set aside after an adoption belongs to the next one"


def test_plan_that_is_over_is_judged_no_more(plan, dermatologist):
    changing.stop(plan=plan, why=changing.Why("Content."), by=dermatologist, revision=1)
    before = kept(plan).facts
    tell_unsafe(plan)

    assert (kept(plan).facts, kept(plan).unsafe) == (before, 0)


@pytest.mark.parametrize("error", [CaseError("findings[0]", "is unknown", "known ones"), NoCatalogInForce()])
def test_what_cannot_be_judged_is_saved_and_counts_as_not_judged(error, plan, nurse, monkeypatch):
    judging.judge_again(plan)

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(judging, "judge", fail)
    planning.tell(plan, "smoker", True, by=nurse)

    assert plan.consultation.answers.get(question="smoker").value is True
    assert kept(plan).on < timezone.localdate()
    assert judging.outdated(CatalogVersion.objects.in_force().get()).get() == plan


def test_only_this_room_adds_itself_to_what_others_tell():
    heard = [*after_saving.AFTER_SAVING, *after_publishing.AFTER_PUBLISHING, *note.PARTS]

    assert [act.__module__ for act in heard] == ["treatments.hooks"] * 3
