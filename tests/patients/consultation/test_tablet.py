"""The tablet in a patient's hands."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from patients import consulting, tablets
from patients.consulting_refusals import PinNotUsable, TabletLocked, WrongPin
from patients.models import TabletSession
from planner.catalog import shipped_catalog

PIN = "4711"


@pytest.fixture
def tablet(draft, assistant, sign_in):
    """The assistant's browser, handed to the patient."""
    browser = sign_in(assistant)
    answer = browser.post(reverse("consultation_tablet", args=[draft.public_id]), {"pin": PIN})
    assert answer.url == reverse("tablet")
    return browser


def shown(browser):
    return browser.get(reverse("tablet")).content.decode()


def answered(browser, **fields):
    return browser.post(reverse("tablet"), {name.replace("__", "."): value for name, value in fields.items()})


def test_handing_over_signs_out_and_no_staff_page_opens(tablet, draft):
    for address in (draft.get_absolute_url(), reverse("patient_search"), reverse("profile")):
        answer = tablet.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))


def test_the_patient_sees_one_category_of_own_questions(tablet):
    text = shown(tablet)

    assert "Fainted or panicked with needles before?" in text
    for hidden in ("Body weight today", "body dysmorphic", "Sepsis", "Moreau"):
        assert hidden not in text


def test_the_patient_never_sees_a_question_of_somebody_else(draft):
    questions = tablets.questions_for(draft)

    assert {question.who for question in questions} == {"patient"}
    assert not any(question.restricted for question in questions)


def test_what_the_patient_answers_is_recorded_and_not_shown_again(tablet, draft, assistant):
    answered(tablet, questions="needle_faint", a__needle_faint="yes")

    answer = draft.answers.get()
    assert (answer.value, answer.source, answer.asked_by) == (True, "patient", assistant)
    assert "Fainted or panicked" not in shown(tablet)


def test_what_the_patient_leaves_open_was_asked_and_is_not_known(tablet, draft):
    answered(tablet, questions="needle_faint")

    assert not draft.answers.get().is_known


def test_a_question_that_is_not_the_patients_is_not_answered_there(tablet, draft):
    answered(tablet, questions="bdd_screen septic_unstable", a__bdd_screen="negative", a__septic_unstable="no")

    assert not draft.answers.exists()


def test_what_staff_answered_meanwhile_is_not_overwritten(tablet, draft, assistant):
    consulting.answer(consultation=draft, question="needle_faint", value=True, by=assistant)
    answered(tablet, questions="needle_faint", a__needle_faint="no")

    assert draft.answers.get().value is True


def test_none_of_these_on_the_tablet(tablet, draft):
    answered(tablet, none="1", category="allergy")

    questions = shipped_catalog().questions
    told = draft.answers.all()
    assert told and all(answer.in_group for answer in told)
    assert {(questions[answer.question].category, questions[answer.question].who) for answer in told} == {
        ("allergy", "patient")
    }


def test_a_wrong_answer_is_shown_again(tablet, draft):
    fields = {"questions": "fever_last", "a__fever_last": "day", "a__fever_last__day": "2190-01-01"}

    assert answered(tablet, **fields).status_code == 422
    assert not draft.answers.exists()


def test_the_pin_ends_the_session_and_leads_to_sign_in(tablet, draft):
    answer = tablet.post(reverse("tablet_leave"), {"pin": PIN})

    assert answer.url == f"{reverse('account_login')}?next={draft.get_absolute_url()}"
    assert TabletSession.objects.get().ended_at
    assert "No questions are open on this device" in shown(tablet)


def test_a_wrong_pin_is_counted_and_too_many_lock(tablet):
    answers = [tablet.post(reverse("tablet_leave"), {"pin": "0000"}) for _ in range(tablets.MOST_WRONG_PINS)]

    assert {answer.status_code for answer in answers} == {422}
    assert TabletSession.objects.get().locked_at
    assert tablet.post(reverse("tablet_leave"), {"pin": PIN}).status_code == 422
    assert "hand this tablet to the staff" in shown(tablet)
    assert "Fainted or panicked" not in shown(tablet)


def test_a_locked_tablet_takes_no_answer(tablet, draft):
    TabletSession.objects.update(locked_at=timezone.now())
    answered(tablet, questions="needle_faint", a__needle_faint="yes")

    assert not draft.answers.exists()


def test_a_tablet_that_ran_out_shows_no_question(tablet):
    started = timezone.now() - datetime.timedelta(days=1)
    TabletSession.objects.update(started_at=started, expires_at=started + tablets.IN_HANDS)

    assert "Fainted or panicked" not in shown(tablet)


def test_staff_take_a_locked_tablet_back_from_another_device(tablet, draft, nurse, sign_in):
    TabletSession.objects.update(locked_at=timezone.now())
    sign_in(nurse).post(reverse("consultation_tablet_end", args=[draft.public_id]))

    assert TabletSession.objects.get().ended_at
    assert "No questions are open on this device" in shown(tablet)


def test_a_device_without_a_tablet_session_shows_nothing_of_anybody(client, draft, assistant):
    tablets.hand_over(consultation=draft, pin=PIN, by=assistant)

    for address in (reverse("tablet"), reverse("tablet_leave")):
        text = client.get(address).content.decode()
        assert "No questions are open on this device" in text
        assert "Aline" not in text


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤"])
def test_a_pin_is_a_few_digits(pin, draft, assistant):
    with pytest.raises(PinNotUsable):
        tablets.hand_over(consultation=draft, pin=pin, by=assistant)


def test_a_device_holds_one_open_session(draft, assistant):
    tablet = tablets.hand_over(consultation=draft, pin=PIN, by=assistant)

    with pytest.raises(IntegrityError, match="tablet_open_once_per_device"), transaction.atomic():
        TabletSession.objects.create(
            patient=draft.patient,
            consultation=draft,
            device=tablet.device,
            pin_hash="x",
            started_by=assistant,
            expires_at=timezone.now() + tablets.IN_HANDS,
        )


def test_the_pin_is_not_stored_as_it_was_typed(draft, assistant):
    tablet = tablets.hand_over(consultation=draft, pin=PIN, by=assistant)

    assert PIN not in tablet.pin_hash
    assert tablet.has_pin(PIN)


def test_hand_back_says_how_many_tries_are_left(draft, assistant):
    tablet = tablets.hand_over(consultation=draft, pin=PIN, by=assistant)

    with pytest.raises(WrongPin, match="left: 4"):
        tablets.hand_back(tablet=tablet, pin="0000")
    for _ in range(tablets.MOST_WRONG_PINS - 2):
        with pytest.raises(WrongPin):
            tablets.hand_back(tablet=tablet, pin="0000")
    with pytest.raises(TabletLocked):
        tablets.hand_back(tablet=tablet, pin="0000")
