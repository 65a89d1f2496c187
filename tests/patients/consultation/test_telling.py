"""What is told in a consultation: answers one by one, denied in a group, carried from earlier days."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import AuditEvent
from patients import consulting
from patients.case_of import case_of, rows_of
from patients.consulting_refusals import NothingToAnswer, NotTaken
from patients.models import Consultation, ScreeningAnswer
from planner.case import known
from planner.catalog import shipped_catalog as in_force
from tests import factories

DAY = datetime.timedelta(days=1)


def test_two_who_begin_on_one_day_write_in_one_draft(draft, nurse):
    again = consulting.start(patient=draft.patient, by=nurse)

    assert again == draft
    assert Consultation.objects.count() == 1


def test_a_consultation_of_a_merged_record_begins_on_the_kept_one(pack, nurse):
    merge = factories.merge()
    merge.merged.refresh_from_db()

    assert consulting.start(patient=merge.merged, by=nurse).patient == merge.kept


def test_an_answer_says_who_asked_when_and_of_whom(draft, assistant):
    answer = consulting.answer(consultation=draft, question="keloid_history", value="keloid", by=assistant)

    assert (answer.asked_by, answer.source, answer.told_on) == (assistant, "patient", timezone.localdate())
    assert not answer.in_group


def test_an_answer_may_be_not_known(draft, assistant):
    answer = consulting.answer(consultation=draft, question="keloid_history", by=assistant)

    assert not answer.is_known
    assert "keloid_history" not in case_of(draft, in_force()).answers


def test_an_answer_by_area(draft, dermatologist):
    regions = {"chin": True, "forehead": False}
    consulting.answer(consultation=draft, question="skin_infection", regions=regions, by=dermatologist)

    assert dict(case_of(draft, in_force()).answers["skin_infection"].regions) == {"forehead": False, "chin": True}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("keloid_history", "maybe"),
        ("weight_kg", 9000),
        ("weight_kg", "heavy"),
        ("pregnant", True),
        ("isotretinoin_last", "2199-01-01"),
        ("isotretinoin_last", {"before_days": "nothing"}),
        ("age_years", 30),
        ("no_such_question", True),
    ],
)
def test_what_a_case_does_not_take_is_not_stored(question, value, draft, dermatologist):
    with pytest.raises(NotTaken) as refusal:
        consulting.answer(consultation=draft, question=question, value=value, by=dermatologist)

    assert refusal.value.field.startswith(f"answers.{question}")
    assert not ScreeningAnswer.objects.exists()


def test_one_wrong_answer_of_a_form_keeps_all_of_it_out(draft, dermatologist):
    told = {"keloid_history": consulting.Told("keloid"), "weight_kg": consulting.Told(9000)}

    with pytest.raises(NotTaken):
        consulting.answer_many(consultation=draft, told=told, by=dermatologist)

    assert not ScreeningAnswer.objects.exists()


def test_nothing_is_told_tomorrow(draft, dermatologist):
    with pytest.raises(NotTaken):
        consulting.answer(
            consultation=draft, question="smoker", value=True, by=dermatologist, told_on=timezone.localdate() + DAY
        )


def test_none_of_these_answers_each_open_question_of_the_group(draft, assistant):
    consulting.answer(consultation=draft, question="anticoagulant", value=True, by=assistant)

    denied = consulting.none_of_these_apply(consultation=draft, category="medication", who="patient", by=assistant)

    values = {answer.question: answer.value for answer in denied}
    assert values["antiplatelet"] is False
    assert values["isotretinoin_last"] == "never"
    assert all(answer.in_group and answer.asked_by == assistant for answer in denied)
    assert draft.answers.get(question="anticoagulant").value is True


def test_none_of_these_leaves_what_was_not_known_as_it_is(draft, assistant):
    consulting.answer(consultation=draft, question="photosensitiser", by=assistant)

    consulting.none_of_these_apply(consultation=draft, category="medication", who="patient", by=assistant)

    assert not draft.answers.get(question="photosensitiser").is_known


def test_none_of_these_twice_says_that_nothing_is_open(draft, assistant):
    consulting.none_of_these_apply(consultation=draft, category="allergy", who="patient", by=assistant)

    with pytest.raises(NothingToAnswer):
        consulting.none_of_these_apply(consultation=draft, category="allergy", who="patient", by=assistant)


def test_the_assistant_denies_nothing_that_a_clinician_judges(draft, assistant):
    with pytest.raises(NothingToAnswer):
        consulting.none_of_these_apply(consultation=draft, category="skin", who="clinician", by=assistant)

    with pytest.raises(PermissionDenied):
        consulting.answer(consultation=draft, question="septic_unstable", value=False, by=assistant)


def test_a_nurse_answers_no_restricted_question(draft, nurse):
    with pytest.raises(PermissionDenied):
        consulting.answer(consultation=draft, question="bdd_screen", value="negative", by=nurse)


def test_an_answer_of_an_earlier_day_counts_with_its_own_date(pack, assistant, dermatologist):
    patient, today = factories.patient(), timezone.localdate()
    earlier = consulting.start(patient=patient, by=dermatologist, held_on=today - 100 * DAY)
    told = {"pih_history": consulting.Told(True), "pregnant": consulting.Told("no")}
    consulting.answer_many(consultation=earlier, told=told, by=assistant, told_on=today - 100 * DAY)

    now = consulting.start(patient=patient, by=dermatologist)
    case = case_of(now, in_force())

    assert case.answers["pih_history"].on == today - 100 * DAY
    assert not known(case, "pih_history", in_force()).open
    assert known(case, "pregnant", in_force()).open  # holds for a day
    assert not now.answers.exists()  # nothing is copied


def test_what_was_told_last_counts_also_when_it_was_not_known(pack, dermatologist):
    patient, today = factories.patient(), timezone.localdate()
    earlier = consulting.start(patient=patient, by=dermatologist, held_on=today - DAY)
    consulting.answer(consultation=earlier, question="diabetes", value="none", by=dermatologist, told_on=today - DAY)
    now = consulting.start(patient=patient, by=dermatologist)

    consulting.answer(consultation=now, question="diabetes", by=dermatologist)

    assert "diabetes" in case_of(earlier, in_force()).answers
    assert "diabetes" not in case_of(now, in_force()).answers


def test_the_more_cautious_answer_of_two_merged_records_counts(pack, dermatologist):
    kept, merged = factories.patient(), factories.patient()
    day = timezone.localdate() - 9 * DAY
    for patient, value in ((kept, "no"), (merged, "keloid")):
        held = factories.consultation(patient, by=dermatologist, held_on=day)
        consulting.answer(consultation=held, question="keloid_history", value=value, by=dermatologist, told_on=day)
    factories.merge(kept=kept, merged=merged)

    now = consulting.start(patient=kept, by=dermatologist)
    before = case_of(now, in_force()).answers["keloid_history"].value
    consulting.answer(consultation=now, question="keloid_history", value="hypertrophic", by=dermatologist)

    assert before == "keloid"
    assert case_of(now, in_force()).answers["keloid_history"].value == "hypertrophic"


def test_an_answer_that_the_catalog_no_longer_takes_is_asked_again(draft, dermatologist):
    consulting.answer(consultation=draft, question="diabetes", value="none", by=dermatologist)
    draft.answers.update(value="sometimes")

    assert "diabetes" not in case_of(draft, in_force()).answers
    consulting.answer(consultation=draft, question="smoker", value=True, by=dermatologist)
    assert set(rows_of(draft).answers) == {"diabetes", "smoker"}


def test_a_draft_that_goes_on_next_day_is_held_on_that_day(pack, dermatologist):
    yesterday = timezone.localdate() - DAY
    held = consulting.start(patient=factories.patient(), by=dermatologist, held_on=yesterday)

    consulting.answer(consultation=held, question="smoker", value=True, by=dermatologist)

    held.refresh_from_db()
    assert held.held_on == timezone.localdate()
    assert case_of(held, in_force()).answers["smoker"].on == held.held_on


def test_every_save_leaves_a_line_in_the_trail_without_the_answer(draft, dermatologist):
    consulting.answer(consultation=draft, question="smoker", value=True, by=dermatologist)

    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.patient, event.about) == (
        "answers recorded",
        draft.patient.public_id,
        draft.public_id,
    )
    assert event.detail == {"number": 1}
