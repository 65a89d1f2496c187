"""Several people who book at the same moment: one of them has the time, everybody else is told, and nobody is in two places."""

import itertools

import pytest
from django.utils import timezone

from scheduling import refusals
from scheduling.models import Allocation, Appointment
from tests import factories
from tests.patients.meeting import together
from tests.scheduling import calendars

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


@pytest.fixture
def desks(db):
    return [factories.user("front_desk") for _ in range(AT_ONCE)]


@pytest.fixture
def plans(db):
    doctor = factories.user("dermatologist")
    return [
        calendars.a_plan(doctor, patient=factories.patient(f"Person{number}", sex="male")) for number in range(AT_ONCE)
    ]


def booked(outcomes):
    return [one for one in outcomes if isinstance(one, list)]


def overlapping(rows, of):
    """Pairs of rows of one person or thing that are at the same time, counted from the rows."""
    return [
        (one, other)
        for one, other in itertools.combinations(rows, 2)
        if of(one) == of(other) and one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]


def nobody_is_in_two_places():
    allocations, appointments = Allocation.objects.standing(), Appointment.objects.standing()
    return not overlapping(allocations, lambda row: row.resource_id) and not overlapping(
        appointments, lambda row: row.patient_id
    )


def test_of_all_who_book_the_same_times_one_has_them(plans, desks):
    """Four patients, one doctor, one room: everybody was shown the same hours."""
    calendars.small_clinic()

    outcomes = together(*[calendars.booking(plan, desk) for plan, desk in zip(plans, desks, strict=True)])

    (winner,) = booked(outcomes)
    assert [type(one) for one in outcomes if one is not winner] == [refusals.TimeTaken] * (AT_ONCE - 1)
    assert set(Appointment.objects.all()) == set(winner)
    assert nobody_is_in_two_places()


def test_same_plan_booked_twice_at_once_is_booked_once(plans, desks):
    calendars.small_clinic()

    outcomes = together(*[calendars.booking(plans[0], desk) for desk in desks])

    (winner,) = booked(outcomes)
    assert {type(one) for one in outcomes if one is not winner} == {refusals.NotToBook}
    assert Appointment.objects.count() == plans[0].sessions.count()


def test_courses_that_share_no_time_are_all_booked(plans, desks):
    """Each patient was offered a doctor and a room of their own."""
    acts = []
    for plan, desk in zip(plans, desks, strict=True):
        calendars.Resource.objects.update(retired_at=timezone.now())
        calendars.small_clinic()
        acts.append(calendars.booking(plan, desk))
    calendars.Resource.objects.update(retired_at=None)

    outcomes = together(*acts)

    assert len(booked(outcomes)) == AT_ONCE, outcomes
    assert nobody_is_in_two_places()


@pytest.mark.parametrize("attempt", range(2))
def test_courses_that_overlap_in_part_are_booked_whole_or_not_at_all(attempt, plans, desks):
    """Two doctors and one room; the courses proposed differ, and meet somewhere."""
    calendars.small_clinic()
    calendars.resource("practitioner", "plan")
    acts = []
    for number, (plan, desk) in enumerate(zip(plans, desks, strict=True)):
        courses = calendars.proposed(plan).courses
        acts.append(calendars.booking(plan, desk, courses[(number + attempt) % len(courses)]))

    outcomes = together(*acts)

    assert booked(outcomes)
    assert all(isinstance(one, (list, refusals.TimeTaken)) for one in outcomes), outcomes
    for plan in plans:
        assert plan.sessions.filter(state="booked").count() in (0, plan.sessions.count())
    assert Appointment.objects.count() == sum(len(one) for one in booked(outcomes))
    assert nobody_is_in_two_places()


def test_database_alone_leaves_one_and_the_other_is_told(plans, desks, monkeypatch):
    """Even where the rows are not looked at under the locks, the second is told in words."""
    calendars.small_clinic()
    monkeypatch.setattr("scheduling.booking._refuse_taken", lambda *args: None)

    outcomes = together(*[calendars.booking(plan, desk) for plan, desk in zip(plans, desks, strict=True)])

    assert len(booked(outcomes)) == 1
    assert [type(one) for one in outcomes if not isinstance(one, list)] == [refusals.TimeTaken] * (AT_ONCE - 1)
    assert nobody_is_in_two_places()
