"""Booking a whole course: everything or nothing, held against what is true at that moment."""

import dataclasses
import datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent
from scheduling import booking as course_booking
from scheduling import refusals
from scheduling.booking import book_course
from scheduling.models import Allocation, Appointment, Closure, Leave
from tests import factories
from tests.scheduling import calendars
from tests.treatments import plans as planning
from treatments import changing
from treatments.changing import Why
from treatments.models import PlannedSession

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def db(once_loaded):
    """Every test here needs the pack."""


@pytest.fixture
def doctor(db):
    return factories.user("dermatologist")


@pytest.fixture
def desk(db):
    return factories.user("front_desk")


@pytest.fixture
def plan(doctor):
    calendars.small_clinic()
    return calendars.a_plan(doctor)


def nothing_booked(plan):
    """No appointment, and every visit as much to be booked as before."""
    return not Appointment.objects.exists() and not plan.sessions.filter(state="booked").exists()


def test_all_visits_are_booked_with_their_phases_and_resources(plan, desk):
    asked = calendars.asked_of(plan)
    course = calendars.proposed(plan, asked).courses[0]

    booked = book_course(plan=plan, asked=asked, course=course, by=desk)

    assert len(booked) == len(asked.sessions) > 1
    assert [row.starts_at for row in booked] == [visit.starts_at for visit in course.visits]
    for row, session, visit in zip(booked, asked.sessions, course.visits, strict=True):
        assert str(row.session.public_id) == session.key and row.booked_by == desk and row.patient == plan.patient
        assert [phase.name for phase in row.phases.order_by("place")] == [phase.name for phase in session.phases]
        held = {(str(one.resource.public_id), one.starts_at, one.ends_at) for one in row.allocations.all()}
        assert held == {(one.resource, one.starts_at, one.ends_at) for one in visit.held}
    assert not plan.sessions.to_book().exists()


def test_booking_is_in_the_trail_once(plan, desk):
    calendars.booking(plan, desk)()

    event = AuditEvent.objects.get(action="course booked")
    assert (event.by, event.about, event.detail["visits"]) == (desk, plan.public_id, plan.sessions.count())


def test_application_may_book(plan, desk, app_rights):
    assert calendars.booking(plan, desk)()


def test_whoever_may_not_book_books_nothing(plan):
    act = calendars.booking(plan, factories.user("catalog_admin"))

    with pytest.raises(PermissionDenied):
        act()
    assert nothing_booked(plan)


@pytest.mark.parametrize("what", ["appointment", "leave", "closure", "own appointment", "retired"])
def test_time_taken_meanwhile_books_nothing(what, plan, desk):
    act = calendars.booking(plan, desk)
    last = calendars.proposed(plan).courses[0].visits[-1]
    take(what, plan, last)
    before = Appointment.objects.count()

    with pytest.raises(refusals.TimeTaken) as told:
        act()

    assert last.session in told.value.sessions
    assert Appointment.objects.count() == before and not plan.sessions.filter(state="booked").exists()


def take(what, plan, visit):
    """The time of a visit is gone, in one of the ways in which that happens."""
    doctor = next(row for row in calendars.Resource.objects.filter(kind="practitioner", able=["plan"]))
    match what:
        case "appointment":
            calendars.appointment(None, visit.ends_at - HOUR / 12, 5, doctor)
        case "own appointment":
            calendars.appointment(plan.patient, visit.starts_at, 5)
        case "leave":
            Leave.objects.create(resource=doctor, starts_at=visit.starts_at - HOUR, ends_at=visit.ends_at)
        case "closure":
            Closure.objects.create(name="Strike", starts_at=visit.starts_at, ends_at=visit.ends_at)
        case "retired":
            doctor.retired_at = visit.starts_at
            doctor.save()


def test_time_that_has_passed_books_nothing(plan, desk, monkeypatch):
    act = calendars.booking(plan, desk)
    first = calendars.proposed(plan).courses[0].visits[0]
    monkeypatch.setattr("scheduling.booking.timezone.now", lambda: first.starts_at + HOUR / 60)

    with pytest.raises(refusals.TimeTaken) as told:
        act()

    assert told.value.sessions == (first.session,) and "Visit 1 " in str(told.value)
    assert nothing_booked(plan)


def test_course_of_a_merged_record_is_booked_for_the_kept_one(plan, desk):
    kept = factories.patient("Moreau-Roux", sex="female")
    factories.merge(kept=kept, merged=plan.patient)
    plan.refresh_from_db()

    booked = calendars.booking(plan, desk)()

    assert {row.patient for row in booked} == {kept}


def test_failure_half_way_leaves_nothing(plan, desk, monkeypatch):
    act, write, written = calendars.booking(plan, desk), course_booking._write, []

    def failing(*args):
        if written:
            raise RuntimeError("the machine stopped")
        written.append(write(*args))

    monkeypatch.setattr(course_booking, "_write", failing)
    with pytest.raises(RuntimeError):
        act()

    assert written and nothing_booked(plan) and not Allocation.objects.exists()


@pytest.mark.parametrize("forged", ["window", "fewer", "shorter"])
def test_request_that_asks_for_less_than_the_plan_is_refused(forged, plan, desk):
    asked = calendars.asked_of(plan)
    first, *rest = asked.sessions
    sessions = {
        "window": (dataclasses.replace(first, earliest_on=first.earliest_on - datetime.timedelta(days=1)), *rest),
        "fewer": (first,),
        "shorter": (dataclasses.replace(first, phases=(dataclasses.replace(first.phases[-1], minutes=5),)), *rest),
    }[forged]
    asked = dataclasses.replace(asked, sessions=sessions)
    course = calendars.proposed(plan, asked).courses[0]

    with pytest.raises(refusals.NotToBook):
        book_course(plan=plan, asked=asked, course=course, by=desk)
    assert nothing_booked(plan)


def test_course_closer_than_its_gaps_is_refused(plan, desk):
    asked = calendars.asked_of(plan)
    course = calendars.proposed(plan, asked).courses[0]
    apart = tuple(
        dataclasses.replace(row, gaps=tuple(dataclasses.replace(gap, least_days=300) for gap in row.gaps))
        for row in asked.sessions
    )

    with pytest.raises(refusals.TimeTaken):
        book_course(plan=plan, asked=dataclasses.replace(asked, sessions=apart), course=course, by=desk)
    assert nothing_booked(plan)


def test_plan_that_is_held_is_not_booked(plan, desk, doctor):
    act = calendars.booking(plan, desk)
    changing.hold(plan=plan, why=Why("To be looked at."), by=doctor, revision=plan.revision)

    with pytest.raises(refusals.NotToBook):
        act()
    assert nothing_booked(plan)


def test_plan_against_which_a_rule_stands_is_not_booked_and_nothing_clinical_is_said(plan, desk):
    act = calendars.booking(plan, desk)
    planning.tell(plan, "pregnant", "yes")

    with pytest.raises(refusals.ClinicalCheckOpen) as told:
        act()

    assert "pregnan" not in str(told.value).lower() and nothing_booked(plan)


def test_booked_visits_keep_their_history(plan, desk):
    calendars.booking(plan, desk)()

    assert PlannedSession.objects.filter(plan=plan, state="booked").count() == plan.sessions.count()
