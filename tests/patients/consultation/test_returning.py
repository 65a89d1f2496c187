"""A patient who comes again: what was told last stands beside each question, and one press says that it is the same."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from patients import consulting, retelling
from patients.consultation_page import Page
from patients.consulting_refusals import AlreadySigned, NothingToAnswer
from planner.catalog import shipped_catalog
from tests import factories

DAY = datetime.timedelta(days=1)
LONG_AGO = 100
MEDICATION = {"category": "medication", "who": "patient"}


@pytest.fixture
def returning(pack, dermatologist):
    """A draft of today with somebody who answered a hundred days ago: {question: value} -> the draft."""

    def come_again(**told):
        patient, day = factories.patient(sex="female"), timezone.localdate() - LONG_AGO * DAY
        earlier = factories.consultation(patient, by=dermatologist, held_on=day)
        for key, value in told.items():
            consulting.answer(consultation=earlier, question=key, value=value, by=dermatologist, told_on=day)
        consulting.sign(consultation=earlier, by=dermatologist)
        return consulting.start(patient=patient, by=dermatologist)

    return come_again


def page_of(draft, by, **asked):
    return Page(draft, by, shipped_catalog(), asked=asked)


def group_of(page, category="medication", who="patient"):
    return next(group for group in page.groups if (group.category, group.who) == (category, who))


def retold(draft, by, **group):
    answers = retelling.same_as_last_time(consultation=draft, by=by, **MEDICATION | group)
    return {answer.question: answer.value for answer in answers}


def test_the_last_answer_stands_beside_its_question_with_its_day(returning, assistant, sign_in):
    draft = returning(anticoagulant=False, isotretinoin_last="2020-02-16")
    text = sign_in(assistant).get(draft.get_absolute_url()).content.decode()

    day = timezone.localdate() - LONG_AGO * DAY
    assert f"Last told {day.day} {day:%b %Y}: no" in text
    assert f"Last told {day.day} {day:%b %Y}: 16 Feb 2020" in text
    assert "Same as last time (2)" in text


def test_the_same_as_last_time_is_told_today_each_by_itself(returning, assistant):
    draft = returning(anticoagulant=True, antiplatelet=False, isotretinoin_last="2020-02", fever_last="never")

    assert retold(draft, assistant) == {"anticoagulant": True, "antiplatelet": False, "isotretinoin_last": "2020-02"}
    told = draft.answers.get(question="anticoagulant")
    assert (told.told_on, told.asked_by, told.in_group) == (timezone.localdate(), assistant, True)
    assert AuditEvent.objects.latest("pk").detail["number"] == 3
    due = {question.key for question in page_of(draft, assistant).due}
    assert not due & {"anticoagulant", "antiplatelet", "isotretinoin_last"}
    assert {"fever_last", "nsaid_last"} <= due


def test_what_may_have_moved_since_is_asked_anew(returning, dermatologist):
    day = timezone.localdate() - LONG_AGO * DAY
    draft = returning(
        anticoagulant=False,
        isotretinoin_last=day.isoformat(),  # still taking it on that day
        nsaid_last=f"{day:%Y-%m}",
        systemic_steroid_last={"before_days": 200},
        new_medicine=True,
    )

    assert retold(draft, dermatologist) == {"anticoagulant": False}


def test_a_planned_day_and_a_measured_number_are_asked_anew(returning, dermatologist):
    draft = returning(planned_sun="2020-07-01", hsv_active=False, platelet_count=200)

    assert retold(draft, dermatologist, category="skin") == {"hsv_active": False}
    with pytest.raises(NothingToAnswer):
        retold(draft, dermatologist, category="medical", who="staff")


def test_what_was_answered_today_stays_as_it_is(returning, assistant):
    draft = returning(anticoagulant=False, antiplatelet=False)
    consulting.answer(consultation=draft, question="anticoagulant", value=True, by=assistant)

    assert retold(draft, assistant) == {"antiplatelet": False}
    with pytest.raises(NothingToAnswer):
        retold(draft, assistant)


def test_restricted_and_judged_answers_are_told_again_only_by_those_who_may_ask(
    returning, nurse, assistant, dermatologist
):
    draft = returning(capacity_concern=False, septic_unstable=False)

    for by, group in ((nurse, ("consent", "clinician")), (assistant, ("medical", "clinician"))):
        with pytest.raises(NothingToAnswer):
            retold(draft, by, category=group[0], who=group[1])
    assert retold(draft, dermatologist, category="consent", who="clinician") == {"capacity_concern": False}


def test_nothing_is_told_again_after_the_signature(returning, dermatologist):
    draft = returning(anticoagulant=False)
    consulting.sign(consultation=draft, by=dermatologist)

    with pytest.raises(AlreadySigned):
        retold(draft, dermatologist)


@pytest.mark.parametrize("script", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_the_button_works_with_script_and_without(script, returning, assistant, sign_in):
    draft = returning(anticoagulant=False, antiplatelet=False)
    answer = sign_in(assistant).post(reverse("consultation_same", args=[draft.public_id]), MEDICATION, **script)

    assert answer.status_code == (200 if script else 302)
    assert draft.answers.count() == 2


def test_questions_that_the_group_does_not_answer_stand_apart(returning, assistant, sign_in):
    draft = returning(isotretinoin_last="2020-02-16")
    group = group_of(page_of(draft, assistant))
    text = sign_in(assistant).get(draft.get_absolute_url()).content.decode()

    assert [line.question.key for line in group.apart] == ["isotretinoin_last"]
    assert len(group.together) == len(group.none)
    assert text.index("Asked one by one") < text.index('id="a-isotretinoin_last"')
    assert not re.search(r"<details[^>]* open[^>]*none-lists|none-lists[^>]* open", text)


def test_only_what_could_matter_stands_unfolded(draft, dermatologist):
    told = {"active_acne": "none", "pregnant": "no", "smoker": True, "diabetes": "controlled", "hsv_history": True}
    for key, value in told.items():
        consulting.answer(consultation=draft, question=key, value=value, by=dermatologist)
    consulting.answer(consultation=draft, question="fever_last", by=dermatologist)
    page = page_of(draft, dermatologist)

    unfolded = {line.question.key for line in page.told_to_review}
    assert {"smoker", "hsv_history", "fever_last"} <= unfolded
    assert not unfolded & {"active_acne", "pregnant"}
    assert {line.question.key for line in page.told_without_effect} == set(told) - unfolded


def test_a_single_answer_enters_the_list_of_what_was_told_at_once(draft, assistant, sign_in):
    address = reverse("consultation_answers", args=[draft.public_id])
    answer = sign_in(assistant).post(address, {"a.smoker": "yes"}, HTTP_HX_REQUEST="true")

    assert 'id="told"' in answer.content.decode()


def test_what_the_patient_wants_has_a_tab_where_it_is_on_the_page(draft, dermatologist, assistant):
    def labels(by):
        return [str(one["label"]) for one in page_of(draft, by).sections]

    assert "What the patient wants" in labels(dermatologist)
    assert "What the patient wants" not in labels(assistant)


def test_the_keys_of_the_face_map_are_told_under_it(draft, dermatologist, sign_in):
    text = sign_in(dermatologist).get(draft.get_absolute_url()).content.decode()

    assert "Digits on a place count:" in text
    assert "Moderate or severe" in text
    assert "Absorption of creams" in text
