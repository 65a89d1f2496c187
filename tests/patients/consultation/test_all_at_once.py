"""One press over every group: it answers what stood beside it, never pregnancy or understanding, never what was told otherwise."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from patients import all_at_once, consulting
from patients.consultation_page import Page
from patients.consulting_refusals import AlreadySigned, NothingToAnswer
from planner.catalog import shipped_catalog
from tests import factories

DAY = datetime.timedelta(days=1)
SMALL = ("smoker", "anticoagulant", "tattoo_area")


def page_of(draft, by):
    return Page(draft, by, shipped_catalog())


def press_of(draft, by, who):
    return next(press for press in page_of(draft, by).presses if press.who == who)


def deny(draft, by, listed, who="patient", **more):
    answers = all_at_once.none_of_listed_apply(consultation=draft, who=who, listed=listed, by=by, **more)
    return {answer.question for answer in answers}


@pytest.fixture
def returning(pack, dermatologist):
    """A draft of today with somebody who answered a hundred days ago."""

    def come_again(**told):
        patient, day = factories.patient(sex="female"), timezone.localdate() - 100 * DAY
        earlier = factories.consultation(patient, by=dermatologist, held_on=day)
        for key, value in told.items():
            consulting.answer(consultation=earlier, question=key, value=value, by=dermatologist, told_on=day)
        return consulting.start(patient=patient, by=dermatologist)

    return come_again


def test_one_press_denies_every_group_each_question_by_itself(draft, dermatologist):
    listed = press_of(draft, dermatologist, "patient").keys.split()

    assert deny(draft, dermatologist, listed) == set(listed)

    told = draft.answers.get(question="tattoo_area")
    assert (told.value, told.in_group, told.asked_by) == (False, True, dermatologist)
    assert draft.answers.get(question="isotretinoin_last").value == "never"
    assert AuditEvent.objects.latest("pk").detail["number"] == len(listed)
    assert [press.who for press in page_of(draft, dermatologist).presses] == ["clinician"]


def test_what_is_denied_is_what_stood_listed(draft, dermatologist):
    assert deny(draft, dermatologist, SMALL) == set(SMALL)
    assert deny(draft, dermatologist, ["melasma", "smoker"], who="clinician") == {"melasma"}


def test_pregnancy_understanding_and_restricted_questions_are_asked_by_themselves(draft, dermatologist):
    listed = {key for press in page_of(draft, dermatologist).presses for key in press.keys.split()}
    alone = {"pregnant", "breastfeeding", "capacity_concern", "bdd_screen", "weight_kg", "active_acne"}

    assert not listed & alone
    for who in ("patient", "clinician"):
        with pytest.raises(NothingToAnswer):
            deny(draft, dermatologist, alone, who=who)


def test_what_was_told_otherwise_last_time_is_not_denied_with_the_rest(returning, dermatologist):
    draft = returning(smoker=True, anticoagulant=False)

    assert deny(draft, dermatologist, SMALL) == {"anticoagulant", "tattoo_area"}


def test_what_was_answered_today_keeps_its_answer(draft, dermatologist):
    consulting.answer(consultation=draft, question="smoker", value=True, by=dermatologist)

    assert deny(draft, dermatologist, SMALL) == {"anticoagulant", "tattoo_area"}
    with pytest.raises(NothingToAnswer):
        deny(draft, dermatologist, SMALL)


def test_who_is_not_pregnant_is_denied_breastfeeding_with_the_same_press(draft, dermatologist):
    group = next(group for group in page_of(draft, dermatologist).groups if group.category == "reproductive")

    assert group.listed.split() == ["pregnant", "breastfeeding"]
    assert "Breastfeeding" in group.none
    assert deny(draft, dermatologist, group.listed.split(), category="reproductive") == {"pregnant", "breastfeeding"}


def test_one_press_tells_all_groups_again_but_for_what_stands_alone(returning, dermatologist):
    draft = returning(smoker=True, anticoagulant=False, pregnant="no", capacity_concern=False, planned_sun="2026-08-30")
    press = press_of(draft, dermatologist, "")

    answers = all_at_once.all_same_as_last_time(consultation=draft, listed=press.keys.split(), by=dermatologist)

    assert {answer.question: answer.value for answer in answers} == {"smoker": True, "anticoagulant": False}
    assert all(answer.in_group and answer.told_on == timezone.localdate() for answer in answers)


def test_last_answers_are_told_again_only_as_they_stood_listed(returning, dermatologist):
    draft = returning(smoker=True, anticoagulant=False)

    answers = all_at_once.all_same_as_last_time(consultation=draft, listed=["smoker"], by=dermatologist)

    assert [answer.question for answer in answers] == ["smoker"]


def test_the_last_answers_stand_beside_the_press_the_telling_ones_in_bold(returning, assistant, sign_in):
    draft = returning(smoker=True, anticoagulant=False)
    text = sign_in(assistant).get(draft.get_absolute_url()).content.decode()

    assert "Same as last time for all (2)" in text
    assert "smoking or vaping <strong>yes</strong>" in text
    assert "blood thinner no" in text


def test_an_assistant_is_offered_what_the_patient_tells_and_no_more(draft, assistant):
    assert [press.who for press in page_of(draft, assistant).presses] == ["patient"]
    with pytest.raises(NothingToAnswer):
        deny(draft, assistant, ["melasma"], who="clinician")


def test_no_press_answers_after_the_signature(returning, dermatologist):
    draft = returning(smoker=True)
    consulting.sign(consultation=draft, by=dermatologist)

    with pytest.raises(AlreadySigned):
        deny(draft, dermatologist, SMALL)
    with pytest.raises(AlreadySigned):
        all_at_once.all_same_as_last_time(consultation=draft, listed=SMALL, by=dermatologist)


@pytest.mark.parametrize("script", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_the_presses_work_with_script_and_without(script, returning, assistant, sign_in):
    draft, client = returning(smoker=True), sign_in(assistant)
    none, same = (reverse(name, args=[draft.public_id]) for name in ("consultation_none", "consultation_same"))
    answers = [
        client.post(same, {"listed": "smoker", "who": ""}, **script),
        client.post(none, {"listed": "tattoo_area anticoagulant", "who": "patient"}, **script),
    ]

    assert {answer.status_code for answer in answers} == {200 if script else 302}
    assert dict(draft.answers.values_list("question", "value")) == {
        "smoker": True,
        "tattoo_area": False,
        "anticoagulant": False,
    }
