"""A person comes for the first time: numbers, likely duplicates, and what is refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from patients import actions
from patients.models import ContactPerson, Patient
from patients.refusals import ContactEnded, IsMerged, LikelyDuplicates
from tests import factories
from tests.patients.meeting import together

BORN = datetime.date(1994, 3, 12)
ALINE = {"family_name": "Moreau", "given_names": "Aline", "birth_date": BORN}


def test_lines_are_kept_with_one_sign_at_their_end(front_desk):
    assert actions.register(by=front_desk, address="Street 4\r\nTown", **ALINE).address == "Street 4\nTown"


def test_nobody_is_said_to_wish_a_call_who_was_not_asked(front_desk):
    assert actions.register(by=front_desk, **ALINE).contact_by == ""


def test_registered_patient_has_a_readable_number_and_a_line_in_the_trail(front_desk):
    patient = actions.register(by=front_desk, phone="0171 2345678", **ALINE)

    assert patient.record_number.startswith("C-00")
    assert (patient.phone, patient.phone_e164) == ("0171 2345678", "+491712345678")
    assert (patient.registered_by, patient.revision) == (front_desk, 1)
    assert AuditEvent.objects.get(action="patient registered").patient == patient.public_id


@pytest.mark.parametrize(
    "other, why",
    [
        ({"family_name": "Moraeu", "given_names": "A.", "birth_date": BORN}, "same_name_and_birth_date"),
        ({"family_name": "Aline", "given_names": "", "birth_date": BORN}, "same_name_and_birth_date"),
        ({"family_name": "Durand", "phone": "+49 171 2345678"}, "same_phone"),
        ({"family_name": "Durand", "email": "ALINE@example.org"}, "same_email"),
    ],
)
def test_likely_duplicate_is_told_before_anything_is_saved(front_desk, other, why):
    there = actions.register(by=front_desk, phone="0171 2345678", email="aline@example.org", **ALINE)

    with pytest.raises(LikelyDuplicates) as refused:
        actions.register(by=front_desk, **other)

    (likeness,) = refused.value.likely
    assert (likeness.patient, getattr(likeness, why)) == (there, True)
    assert Patient.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"family_name": "Moreau", "given_names": "Aline", "birth_date": datetime.date(1994, 3, 13)},
        {"family_name": "Moreau", "given_names": "Aline"},
        {"family_name": "Quist", "given_names": "Jo", "birth_date": BORN},
    ],
)
def test_other_people_are_registered_without_a_question(front_desk, other):
    actions.register(by=front_desk, **ALINE)

    assert actions.register(by=front_desk, **other).pk


def test_short_names_are_compared_as_whole_words(front_desk):
    actions.register(by=front_desk, family_name="Li", given_names="Wu", birth_date=BORN)

    with pytest.raises(LikelyDuplicates):
        actions.register(by=front_desk, family_name="Wu", given_names="Li", birth_date=BORN)


def test_known_duplicate_is_registered_anyway_and_a_new_one_is_told(front_desk):
    known = [actions.register(by=front_desk, **ALINE).public_id]
    second = actions.register(by=front_desk, known=known, **ALINE)

    with pytest.raises(LikelyDuplicates):
        actions.register(by=front_desk, known=known, **ALINE)
    assert actions.register(by=front_desk, known=[*known, str(second.public_id)], **ALINE).pk


def test_duplicate_of_a_merged_record_names_the_kept_one(front_desk):
    kept, merged = factories.patient("Kept", "Else"), factories.patient()
    factories.merge(kept, merged)

    with pytest.raises(LikelyDuplicates) as refused:
        actions.register(by=front_desk, **ALINE)

    assert [one.patient for one in refused.value.likely] == [kept]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_register_the_same_person_at_once_one_is_told():
    desk = factories.user("front_desk")

    outcomes = together(*(lambda: actions.register(by=desk, **ALINE) for _ in range(4)))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LikelyDuplicates"] * 3 + ["Patient"]


@pytest.mark.django_db(transaction=True)
def test_record_numbers_are_never_given_twice():
    desk = factories.user("front_desk")

    made = together(*(lambda n=n: actions.register(by=desk, family_name=f"Person{'abcdefgh'[n]}") for n in range(8)))

    assert len({patient.record_number for patient in made}) == 8


@pytest.mark.django_db
def test_database_refuses_a_record_number_that_is_taken():
    number = factories.patient().record_number

    with pytest.raises(IntegrityError, match="record_number"), transaction.atomic():
        factories.patient(record_number=number)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields, promise",
    [
        ({"family_name": " ", "given_names": ""}, "patient_has_a_name"),
        ({"sex": "x"}, "patient_sex_known"),
        ({"contact_by": "pigeon"}, "patient_contact_by_known"),
        ({"language": "German"}, "patient_language_is_a_tag"),
        ({"phone_e164": "0171"}, "patient_phone_international"),
        ({"record_number": "123"}, "patient_number_readable"),
        ({"birth_date": datetime.date(1880, 1, 1)}, "patient_birth_date_believable|nobody alive"),
        ({"birth_date": datetime.date(2999, 1, 1)}, "patient_birth_date_believable|nobody alive"),
    ],
)
def test_database_refuses_what_cannot_be(fields, promise):
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        factories.patient(**fields)


@pytest.mark.django_db
def test_today_is_a_birth_date_and_the_date_may_be_unknown():
    assert factories.patient(birth_date=timezone.localdate()).age == 0
    assert factories.patient(birth_date=None).age is None


@pytest.mark.parametrize("name", ["Mor\x00eau", "Mor\neau", "\x07", "x" * 201])
def test_action_refuses_a_name_that_cannot_be_stored(front_desk, name):
    with pytest.raises(ValidationError) as refused:
        actions.register(by=front_desk, family_name=name)

    assert "family_name" in refused.value.message_dict


def test_register_works_with_the_rights_of_the_application(front_desk, app_rights):
    patient = actions.register(by=front_desk, **ALINE)
    contact = actions.add_contact(patient=patient, by=front_desk, name="Claire", is_guardian=True)
    actions.end_contact(contact=contact, by=front_desk)

    assert Patient.objects.found("moreau").rows


def test_application_deletes_no_patient(as_app):
    with as_app.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("DELETE FROM patients_patient")


def test_minor_needs_a_guardian_until_one_is_named(front_desk):
    child = factories.patient(birth_date=timezone.localdate() - datetime.timedelta(days=15 * 365))
    assert child.is_minor and child.lacks_guardian

    actions.add_contact(patient=child, by=front_desk, name="Friend")
    assert child.lacks_guardian
    guardian = actions.add_contact(patient=child, by=front_desk, name="Claire", is_guardian=True)
    assert not child.lacks_guardian
    actions.end_contact(contact=guardian, by=front_desk)
    assert child.lacks_guardian


def test_contact_ends_once_and_stays_in_the_history(front_desk):
    contact = actions.add_contact(patient=factories.patient(), by=front_desk, name="Claire")
    actions.end_contact(contact=contact, by=front_desk)

    with pytest.raises(ContactEnded):
        actions.end_contact(contact=contact, by=front_desk)
    assert ContactPerson.pgh_event_models["update"].objects.filter(pgh_obj_id=contact.pk).count() == 2


def test_merged_record_gets_no_contacts(front_desk):
    merged = factories.merge().merged

    with pytest.raises(IsMerged):
        actions.add_contact(patient=merged, by=front_desk, name="Claire")


@pytest.mark.django_db
def test_numbers_grow_beyond_six_figures():
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('patients_record_number', 1234566)")
    number = factories.patient().record_number
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('patients_record_number', 5000)")

    assert number == "C-1234567"
