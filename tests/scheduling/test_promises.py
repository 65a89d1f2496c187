"""What the database refuses about resources and appointments, whoever asks."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from scheduling.models import Closure, Leave, OtherHours, Resource, WorkingHours
from tests import factories
from tests.scheduling import calendars

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
HALF_PAST, TEN = NINE + datetime.timedelta(minutes=30), NINE + datetime.timedelta(hours=1)
DAY = datetime.date(2027, 3, 1)


def refused(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize("begins", [NINE, NINE + datetime.timedelta(minutes=59), NINE - datetime.timedelta(minutes=29)])
def test_patient_is_never_in_two_places(begins):
    patient = factories.patient()
    calendars.appointment(patient, NINE, 60)

    with refused("appointment_patient_in_one_place"):
        calendars.appointment(patient, begins)


@pytest.mark.parametrize("kind", ["practitioner", "room", "device"])
def test_resource_is_never_in_two_places(kind):
    row = calendars.resource(kind)
    calendars.appointment(None, NINE, 60, row)

    with refused("allocation_resource_in_one_place"):
        calendars.appointment(None, HALF_PAST, 60, row)


def test_one_appointment_follows_another_without_a_minute_between():
    row, patient = calendars.resource(), factories.patient()

    calendars.appointment(patient, NINE, 60, row)
    calendars.appointment(patient, TEN, 60, row)

    assert row.allocations.standing().count() == 2


def test_cancelled_appointment_takes_no_time():
    row, patient = calendars.resource(), factories.patient()
    cancelled = calendars.appointment(patient, NINE, 60, state="cancelled", occupies=None)
    calendars.allocation(cancelled, row, during=None)

    assert calendars.appointment(patient, NINE, 60, row).occupies is not None


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"occupies": None}, "appointment_occupies_its_time_while_booked"),
        ({"state": "cancelled"}, "appointment_occupies_its_time_while_booked"),
        ({"state": "lost"}, "appointment_occupies_its_time_while_booked"),
        ({"minutes": 0}, "appointment_lasts"),
    ],
)
def test_appointment_occupies_its_time_exactly_while_booked(changed, name):
    with refused(name):
        calendars.appointment(None, NINE, changed.pop("minutes", 30), **changed)


def test_allocation_is_during_its_own_time():
    made, other = calendars.appointment(None, NINE), calendars.appointment(None, TEN)

    with refused("allocation_is_during_its_time"):
        calendars.allocation(made, calendars.resource(), during=other.occupies)


WRONG_HOURS = {
    "hours_within_a_day": {"from_minute": 600, "until_minute": 600},
    "hours_on_a_weekday": {"weekday": 7},
    "hours_do_not_overlap": {"from_minute": 500, "until_minute": 510},
}


@pytest.mark.parametrize("name", WRONG_HOURS)
def test_hours_are_stretches_of_a_day_that_do_not_overlap(name):
    given = {"resource": calendars.resource(), "weekday": 0, "from_minute": 1100, "until_minute": 1200}

    with refused(name):
        WorkingHours.objects.create(**given | WRONG_HOURS[name])


def test_hours_end_with_the_day_at_the_latest():
    with refused("other_hours_within_a_day"):
        OtherHours.objects.create(resource=calendars.resource(), on=DAY, from_minute=600, until_minute=1441)


@pytest.mark.parametrize("model", [Leave, Closure])
def test_what_does_not_last_is_refused(model):
    of = {"resource": calendars.resource()} if model is Leave else {"name": "Holiday"}

    with refused("lasts"):
        model.objects.create(starts_at=TEN, ends_at=NINE, **of)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"kind": "practitioner", "person": None}, "resource_practitioner_is_a_person"),
        ({"kind": "tent"}, "resource_practitioner_is_a_person"),
        ({"kind": "room", "name": ""}, "resource_has_a_name"),
    ],
)
def test_resource_is_a_person_a_room_or_a_device_with_a_name(fields, name):
    with refused(name):
        Resource.objects.create(**{"name": "Somebody"} | fields)


def test_room_has_its_name_alone_while_in_use():
    calendars.resource(name="Room 1", retired_at=NINE)
    calendars.resource(name="Room 1")

    with refused("resource_name_once_in_use"):
        calendars.resource(name="Room 1")


@pytest.mark.parametrize("table", ["appointment", "allocation", "appointmentphase", "resource"])
def test_login_of_the_application_deletes_no_booking(table, as_app):
    with as_app.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(f"DELETE FROM scheduling_{table}")


def test_phase_stays_as_it_was_booked():
    made = calendars.appointment(None, NINE)
    made.phases.create(place=1, name="procedure", starts_at=NINE, ends_at=HALF_PAST)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        made.phases.update(name="recovery")
