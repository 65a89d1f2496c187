"""The trail: what is recorded, by whom, in which request, and that it stays."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import audit
from accounts.models import AuditEvent
from tests import factories


def test_event_says_who_did_what_to_which_row_of_which_patient(dermatologist, nurse, app_rights):
    patient = uuid.uuid4()

    audit.record("assessment signed", by=dermatologist, about=nurse, patient=patient, findings=6)

    event = AuditEvent.objects.get()
    assert (event.by, event.by_name, event.action) == (dermatologist, "Dr Amara Okafor", "assessment signed")
    assert (event.about, event.about_kind, event.patient) == (nurse.public_id, "accounts.user", patient)
    assert event.detail == {"findings": 6}


def test_row_names_its_own_patient(dermatologist, nurse):
    nurse.audited_patient = factories.user()

    event = audit.record("viewed", by=dermatologist, about=nurse)

    assert event.patient == nurse.audited_patient.public_id


def test_name_in_the_trail_stays_what_it_was(dermatologist):
    audit.record("patient registered", by=dermatologist)
    dermatologist.full_name = "Amara Mensah"
    dermatologist.save()

    assert AuditEvent.objects.get().by_name == "Dr Amara Okafor"


def test_application_may_act_without_a_person(db):
    event = audit.record("old session removed", by=None)

    assert (event.by, event.by_name) == (None, "")


@pytest.mark.parametrize("content", ["x" * 201, {"answer": "yes"}, 1.5, b"photo", ["x" * 201]])
def test_content_has_no_place_in_the_trail(db, content):
    with pytest.raises((TypeError, ValueError), match="audit detail note"):
        audit.record("note changed", by=None, note=content)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (uuid.UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (datetime.date(2026, 11, 23), "2026-11-23"),
        (["keloid_history", "isotretinoin"], ["keloid_history", "isotretinoin"]),
        (None, None),
        (True, True),
    ],
)
def test_keys_counts_and_dates_are_kept_as_plain_values(db, value, kept):
    assert audit.record("questions asked", by=None, what=value).detail == {"what": kept}


@pytest.mark.parametrize(
    "change", ["UPDATE accounts_auditevent SET action = 'nothing'", "DELETE FROM accounts_auditevent"]
)
def test_trail_is_never_rewritten_not_even_by_the_owner(db, change):
    audit.record("patient registered", by=None)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize("fields", [{"action": ""}, {"action": "viewed", "about": uuid.uuid4()}])
def test_event_that_says_too_little_is_refused(db, fields):
    with pytest.raises(DatabaseError, match="audit_"), transaction.atomic():
        AuditEvent.objects.create(**fields)


def test_request_gives_its_id_and_path_to_what_it_writes(sign_in, clinic_admin, nurse):
    path = f"/people/{nurse.public_id}/"

    response = sign_in(clinic_admin).get(path, {"secret": "not kept"})

    event = AuditEvent.objects.get(action="viewed")
    assert (event.by, event.about, event.path) == (clinic_admin, nurse.public_id, path)
    assert response.headers["X-Request-ID"] == str(event.request_id)


def test_requests_do_not_share_an_id(sign_in, clinic_admin):
    browser = sign_in(clinic_admin)

    assert browser.get("/people/").headers["X-Request-ID"] != browser.get("/people/").headers["X-Request-ID"]


def test_command_has_its_own_place_in_the_trail(clinic_admin):
    with audit.visit(by=clinic_admin, path="command import") as request_id:
        inside = audit.record("patients imported", by=clinic_admin, count=3)
    outside = audit.record("patients imported", by=clinic_admin, count=3)

    assert (inside.request_id, inside.path) == (request_id, "command import")
    assert (outside.request_id, outside.path) == (None, "")
