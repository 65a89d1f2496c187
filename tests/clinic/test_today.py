"""Today says what there is to do next, and to each only what their roles may see."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import audit
from catalog.pack import load_shipped_pack
from patients.models import Consultation
from tests import factories
from tests.treatments import plans as planning
from treatments import actions

TO_SIGN, OPEN, NEVER = "Consultations to sign", "Open consultations", "has not signed in yet"


@pytest.fixture
def shown(sign_in):
    return lambda user: sign_in(user).get(reverse("today")).content.decode()


def draft(person, name="Moreau"):
    patient = factories.patient(family_name=name)
    return Consultation.objects.create(patient=patient, held_on=datetime.date(2026, 11, 2), started_by=person)


def test_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/").url.startswith(reverse("account_login"))


def test_doctor_sees_what_waits_for_a_signature(shown, dermatologist, assistant):
    draft(assistant)

    page = shown(dermatologist)

    assert TO_SIGN in page
    assert "Moreau, Aline" in page and "begun by Mina Satō" in page


def test_assistant_sees_open_consultations_and_signs_none(shown, assistant):
    draft(assistant)

    page = shown(assistant)

    assert OPEN in page and "Moreau, Aline" in page
    assert TO_SIGN not in page


def test_desk_learns_of_no_consultation(shown, front_desk, dermatologist):
    draft(dermatologist)

    page = shown(front_desk)

    assert "Find a patient" in page
    assert "Moreau" not in page and OPEN not in page and TO_SIGN not in page


def test_records_opened_last_stand_at_hand(shown, front_desk, rf):
    patient = factories.patient(family_name="Lindqvist", given_names="Erik")
    request = rf.get("/")
    request.user = front_desk
    audit.viewed(request, patient)

    assert "Lindqvist, Erik" in shown(front_desk)


def test_one_box_finds_on_today(shown, front_desk):
    page = shown(front_desk)

    assert page.count('type="search"') == 1
    assert 'id="today-q"' in page and 'data-registers="/patients/new/"' in page


def test_signed_consultation_is_no_longer_to_do(shown, dermatologist):
    held = draft(dermatologist)
    now = held.started_at + datetime.timedelta(minutes=5)
    Consultation.objects.filter(pk=held.pk).update(state="signed", signed_by=dermatologist, signed_at=now)

    assert "No consultation is open" in shown(dermatologist)


def test_catalog_admin_sees_how_far_the_signatures_are(shown, catalog_admin):
    assert "No catalog version is in force" in shown(catalog_admin)

    load_shipped_pack(by=catalog_admin)

    assert "0 of " in shown(catalog_admin)


def test_clinic_admin_sees_who_cannot_work_yet(shown, clinic_admin, clinical_lead):
    factories.user(full_name="Noor Without")
    factories.user("nurse", full_name="Ivo Invited")

    page = shown(clinic_admin)

    assert "Noor Without" in page and "holds no role" in page
    assert "Ivo Invited" in page and NEVER in page
    assert "Name a clinical lead" not in page


def test_link_is_sent_again_from_today(shown, clinic_admin):
    invited = factories.user("nurse", full_name="Ivo Invited")

    assert f'action="{reverse("person_invite", args=[invited.public_id])}"' in shown(clinic_admin)


def test_clinic_without_a_lead_is_told_to_name_one(shown, clinic_admin):
    assert "Name a clinical lead" in shown(clinic_admin)


def test_somebody_without_a_role_is_told_whom_to_ask(shown, db):
    assert "You hold no role yet" in shown(factories.user())


@pytest.mark.parametrize("role", ["dermatologist", "clinic_admin"])
def test_today_asks_as_often_however_long_the_lists(cast, sign_in, role):
    browser = sign_in(cast[role])

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(reverse("today")).status_code == 200
        return len(asked)

    draft(cast["nurse"]), factories.user()
    queries()
    few = queries()
    for number in range(6):
        draft(cast["nurse"], f"Moreau {number}")
        factories.user()

    assert queries() == few


def test_clinical_lead_is_told_of_reported_proposals(shown, dermatologist, clinical_lead):
    held = planning.a_consultation(dermatologist)
    actions.report(consultation=held, comment="The interval seems short.", by=dermatologist)

    assert "1 reported proposal waits for your answer" in shown(clinical_lead)
    assert "reported proposal" not in shown(dermatologist)
