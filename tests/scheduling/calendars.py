"""A small calendar for tests: people, rooms and devices that are there every day from eight to six, and a plan to be booked."""

import datetime
import itertools

from psycopg2.extras import DateTimeTZRange

from scheduling import availability, solving
from scheduling.booking import book_course
from scheduling.models import Allocation, Appointment, Resource, WorkingHours
from tests import factories
from tests.treatments import plans as planning

EIGHT, SIX = 480, 1080
_numbers = itertools.count(1)


def resource(kind="room", *able, hours=((EIGHT, SIX),), days=range(7), **fields) -> Resource:
    """Something that can be booked, in use every day unless said."""
    if kind == "practitioner":
        fields.setdefault("person", factories.user("dermatologist"))
    fields.setdefault("name", f"{kind} {next(_numbers)}")
    row = Resource.objects.create(kind=kind, able=list(able), **fields)
    for weekday in days:
        for begins, ends in hours:
            WorkingHours.objects.create(resource=row, weekday=weekday, from_minute=begins, until_minute=ends)
    return row


def small_clinic():
    """One doctor and one room: whoever books takes both."""
    return resource("practitioner", "plan"), resource("room")


def asked_of(plan, **more) -> solving.Request:
    """All visits left of a plan in their windows, a week apart at least; the doctor in the room for all of their minutes."""
    doctor = solving.Need("doctor", solving.Kind.PRACTITIONER, frozenset({"plan"}))
    room = solving.Need("room", solving.Kind.ROOM)
    sessions, before = [], None
    for row in plan.sessions.to_book().in_order():
        numbing, minutes = row.numbing_minutes or 0, row.minutes or 30
        phases = (solving.Phase("procedure", minutes - numbing, (doctor, room)),)
        if numbing:
            phases = (solving.Phase("numbing", numbing, (room,)), *phases)
        gaps = (solving.Gap(before, 7),) if before else ()
        before = str(row.public_id)
        sessions.append(solving.Session(before, phases, row.earliest_on, row.latest_on, gaps, row.target_on))
    return solving.Request(tuple(sessions), **more)


def proposed(plan, asked=None) -> solving.Answer:
    """What the solver says to all visits of a plan as the rows stand, from tomorrow on."""
    asked = asked or asked_of(plan)
    first, last = min(row.earliest_on for row in asked.sessions), max(row.latest_on for row in asked.sessions)
    now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    asked = solving.Request(
        asked.sessions, availability.patient_taken(plan.patient, first, last), asked.wishes, not_before=now
    )
    return solving.propose(availability.clinic_between(first, last), asked)


def booking(plan, by, course=None):
    """An act that books a course: the earliest unless said."""
    asked = asked_of(plan)
    course = course or proposed(plan, asked).courses[0]
    return lambda: book_course(plan=plan, asked=asked, course=course, by=by)


def a_plan(doctor=None, **about):
    """A plan of several visits that runs."""
    return planning.a_plan(doctor, **about)


def appointment(patient=None, begins=None, minutes=30, *resources, by=None, **fields) -> Appointment:
    """Booked past all actions, as only a test does."""
    begins = begins or datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
    ends = begins + datetime.timedelta(minutes=minutes)
    during = DateTimeTZRange(begins, ends)
    fields = {"occupies": during, "booked_by": by or factories.user("front_desk")} | fields
    made = Appointment.objects.create(patient=patient or factories.patient(), starts_at=begins, ends_at=ends, **fields)
    for row in resources:
        allocation(made, row)
    return made


def allocation(made: Appointment, row: Resource, **fields) -> Allocation:
    during = DateTimeTZRange(made.starts_at, made.ends_at)
    given = {"parts": ["part"], "starts_at": made.starts_at, "ends_at": made.ends_at, "during": during} | fields
    return Allocation.objects.create(appointment=made, resource=row, **given)
