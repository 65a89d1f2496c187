"""What is signed is what stood on the page, and who signs knows what is open."""

import re

import pytest
from django.urls import reverse

from patients import assessing, consulting
from patients.models import Consultation
from patients.signing import digest_of

SCRIPT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def doctor(dermatologist, sign_in):
    """The dermatologist's browser."""
    return sign_in(dermatologist)


@pytest.fixture
def fields(doctor, draft):
    """The sign form as the page held it, with the tick."""
    text = doctor.get(draft.get_absolute_url()).content.decode()
    return {"seen": seen_in(text), "open_accepted": "1"}


def seen_in(text):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', text)[1]


def post(doctor, draft, name, fields, **more):
    return doctor.post(reverse(f"consultation_{name}", args=[draft.public_id]), fields, **more)


@pytest.mark.parametrize("more", [{}, SCRIPT], ids=["without script", "with script"])
def test_a_note_that_changed_since_it_was_read_is_not_signed_but_shown(more, draft, doctor, fields, dermatologist):
    assessing.assess_skin(consultation=draft, by=dermatologist, phototype=4)

    answer = post(doctor, draft, "sign", fields, **more)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "The note has changed since you read it. Read it and sign." in text
    assert "somebody else was faster" not in text
    assert "Fitzpatrick skin type IV" in text
    assert not Consultation.objects.get().is_signed
    assert post(doctor, draft, "sign", fields | {"seen": seen_in(text)}).status_code == 302
    assert digest_of(Consultation.objects.get().note) == seen_in(text)


def test_a_form_that_does_not_say_what_was_read_signs_nothing(draft, doctor):
    assert post(doctor, draft, "sign", {"open_accepted": "1"}).status_code == 409


def test_a_note_written_by_hand_since_the_page_was_read_is_not_signed_either(draft, doctor, fields, dermatologist):
    consulting.edit_note(consultation=draft, text="From my other window.", by=dermatologist)

    assert post(doctor, draft, "sign", fields).status_code == 409


def test_a_save_brings_the_note_and_its_digest(draft, doctor):
    text = post(doctor, draft, "skin", {"phototype": "4"}, **SCRIPT).content.decode()

    assert "Fitzpatrick skin type IV" in text
    assert post(doctor, draft, "sign", {"seen": seen_in(text), "open_accepted": "1"}).status_code == 302


def test_a_save_leaves_a_note_that_is_written_by_hand(draft, doctor, dermatologist):
    consulting.edit_note(consultation=draft, text="My words.", by=dermatologist)
    text = post(doctor, draft, "skin", {"phototype": "4"}, **SCRIPT).content.decode()

    assert 'id="note"' not in text
    assert 'name="seen"' not in text


def test_a_saved_note_can_be_signed_at_once(draft, doctor):
    text = post(doctor, draft, "note", {"note": "My words.\r\nTwo lines."}, **SCRIPT).content.decode()

    assert post(doctor, draft, "sign", {"seen": seen_in(text), "open_accepted": "1"}).status_code == 302


def test_the_note_follows_no_save_of_somebody_who_may_not_read_it(draft, assistant, sign_in):
    text = post(sign_in(assistant), draft, "answers", {"a.smoker": "yes"}, **SCRIPT).content.decode()

    assert 'id="note"' not in text


def test_the_sign_card_says_how_many_questions_are_open_and_where(draft, doctor):
    page = doctor.get(draft.get_absolute_url())
    card = page.content.decode().partition('id="sign"')[2]
    number = len(page.context["page"].open_questions)

    assert number
    assert f"{number} of {number} screening questions are open" in card
    assert re.search(r"[0-9]+ in Medicines", card)


def test_open_questions_are_signed_only_with_the_tick(draft, doctor, fields):
    answer = post(doctor, draft, "sign", {"seen": fields["seen"]})

    assert answer.status_code == 422
    assert "Answer them, or tick “Sign with open questions”; then sign." in answer.content.decode()
    assert not Consultation.objects.get().is_signed


def test_the_signed_note_states_the_number_of_open_questions(draft, doctor, fields):
    post(doctor, draft, "sign", fields)

    assert re.search(r"[0-9]+ screening questions are still open", Consultation.objects.get().note)
