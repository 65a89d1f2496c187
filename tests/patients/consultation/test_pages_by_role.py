"""Who sees what of a consultation."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from patients import assessing, consulting
from patients.models import Consultation


def page_of(browser, consultation):
    return browser.get(reverse("consultation", args=[consultation.public_id]))


@pytest.mark.parametrize("role", ["front_desk", "catalog_admin", "clinic_admin"])
def test_desk_and_admins_open_no_consultation(role, draft, cast_of, sign_in):
    browser = sign_in(cast_of(role))

    assert page_of(browser, draft).status_code == 403
    assert browser.get(reverse("consultation_list", args=[draft.patient.public_id])).status_code == 403
    assert browser.post(reverse("consultation_start", args=[draft.patient.public_id])).status_code == 403


def test_a_stranger_is_asked_to_sign_in(draft, client):
    answer = page_of(client, draft)

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_the_assistant_sees_intake_and_no_judgement(draft, assistant, sign_in):
    text = page_of(sign_in(assistant), draft).content.decode()

    assert "Pregnant, or could you be?" in text
    assert 'id="past"' in text
    for hidden in ('id="assessment"', 'id="note"', 'id="sign"', "Sepsis or unstable circulation?", "body dysmorphic"):
        assert hidden not in text


@pytest.mark.parametrize(
    "name", ["consultation_findings", "consultation_skin", "consultation_note", "consultation_sign"]
)
def test_the_assistant_judges_and_signs_nothing(name, draft, assistant, sign_in):
    assert sign_in(assistant).post(reverse(name, args=[draft.public_id])).status_code == 403


def test_the_nurse_drafts_and_does_not_sign(draft, nurse, sign_in):
    browser = sign_in(nurse)
    text = page_of(browser, draft).content.decode()

    assert 'id="assessment"' in text
    assert 'id="sign"' not in text
    assert browser.post(reverse("consultation_sign", args=[draft.public_id])).status_code == 403
    assert not Consultation.objects.get().is_signed


def test_only_a_dermatologist_reads_restricted_answers(draft, dermatologist, nurse, sign_in):
    consulting.answer(consultation=draft, question="bdd_screen", value="positive", by=dermatologist)

    assert "body dysmorphic" in page_of(sign_in(dermatologist), draft).content.decode()
    assert "body dysmorphic" not in page_of(sign_in(nurse), draft).content.decode()
    assert sign_in(nurse).post(
        reverse("consultation_answers", args=[draft.public_id]), {"a.bdd_screen": "negative"}
    ).status_code in (302, 200)
    assert draft.answers.get().value == "positive"


def test_every_view_leaves_an_audit_row(draft, dermatologist, sign_in):
    before = AuditEvent.objects.filter(action="viewed").count()

    page_of(sign_in(dermatologist), draft)

    event = AuditEvent.objects.filter(action="viewed").latest("pk")
    assert AuditEvent.objects.filter(action="viewed").count() == before + 1
    assert (event.by, event.patient, event.about) == (dermatologist, draft.patient.public_id, draft.public_id)


def test_the_page_of_a_consultation_full_of_findings(draft, dermatologist, sign_in):
    place = assessing.Place("rolling", "cheek_lower", "left")
    assessing.record_findings(consultation=draft, counts={place: (5, 10)}, by=dermatologist)
    browser = sign_in(dermatologist)

    text = page_of(browser, draft).content.decode()
    by_type = browser.get(draft.get_absolute_url(), {"type": "rolling"}).content.decode()

    assert "Left lower cheek: 5–10 (Rolling)" in text
    assert 'name="count.rolling.cheek_lower.left"' in by_type


def test_a_signed_consultation_is_read(draft, dermatologist, sign_in):
    consulting.sign(consultation=draft, by=dermatologist)

    text = page_of(sign_in(dermatologist), draft).content.decode()

    assert "signed by Dr Amara Okafor" in text
    assert "Add an amendment" in text
    assert 'id="entry"' not in text
