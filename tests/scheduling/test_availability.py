"""What the course solver is told is what the rows say."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scheduling import availability, solving
from scheduling.models import Closure, Leave, OtherHours
from tests import factories
from tests.scheduling import calendars

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 3, 1)
NINE = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def told():
    return availability.clinic_between(DAY, DAY + datetime.timedelta(days=7))


def alone():
    (resource,) = told().resources
    return resource


def period(begins=NINE, ends=NINE + HOUR):
    return solving.Period(begins, ends)


def test_resource_is_told_with_what_it_can_and_its_breaks():
    row = calendars.resource("device", "afl", hours=((480, 720), (780, 1080)), days=(0, 2), turnover_minutes=5)

    resource = alone()

    day = ((480, 720), (780, 1080))
    assert resource.week == (day, (), day, (), (), (), ())
    assert (resource.key, resource.kind) == (str(row.public_id), solving.Kind.DEVICE)
    assert (resource.able, resource.turnover_minutes) == (frozenset({"afl"}), 5)


def test_day_with_other_hours_has_those_alone():
    row = calendars.resource()
    OtherHours.objects.create(resource=row, on=DAY, from_minute=600, until_minute=660)

    assert alone().exceptions == {DAY: ((600, 660),)}


def test_leave_bookings_and_closures_take_their_time():
    row = calendars.resource()
    Leave.objects.create(resource=row, starts_at=NINE, ends_at=NINE + HOUR)
    Closure.objects.create(name="Holiday", starts_at=NINE, ends_at=NINE + HOUR)
    calendars.appointment(None, NINE + HOUR, 60, row)

    assert (alone().away, alone().taken) == ((period(),), (period(NINE + HOUR, NINE + 2 * HOUR),))
    assert told().closed == (period(),)


def test_cancelled_booking_takes_no_time():
    row, patient = calendars.resource(), factories.patient()
    made = calendars.appointment(patient, NINE, 60, state="cancelled", occupies=None)
    calendars.allocation(made, row, during=None)

    assert alone().taken == () and availability.patient_taken(patient, DAY, DAY) == ()


def test_what_is_retired_is_not_offered():
    calendars.resource(retired_at=NINE)

    assert told().resources == ()


def test_patient_is_taken_under_each_of_their_records():
    kept, merged = factories.patient("Moreau"), factories.patient("Moreau-Roux")
    calendars.appointment(merged, NINE, 60)
    factories.merge(kept=kept, merged=merged)
    kept.refresh_from_db()
    merged.refresh_from_db()

    assert availability.patient_taken(kept, DAY, DAY) == availability.patient_taken(merged, DAY, DAY) == (period(),)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_first_and_last_hours_of_the_days_are_seen_in_every_zone(zone, settings):
    settings.TIME_ZONE = zone
    row = calendars.resource()
    midnight = datetime.datetime.combine(DAY, datetime.time(), availability.zone()).astimezone(datetime.UTC)
    calendars.appointment(None, midnight, 30, row)
    calendars.appointment(None, midnight + 8 * 24 * HOUR - HOUR, 60, row)

    assert len(alone().taken) == 2


def test_database_is_asked_as_often_for_many_as_for_one():
    calendars.resource()
    with CaptureQueriesContext(connection) as few:
        told()
    for _ in range(4):
        calendars.appointment(None, NINE, 30, calendars.resource())
    with CaptureQueriesContext(connection) as more:
        told()

    assert len(more) == len(few)
