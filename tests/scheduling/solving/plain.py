"""A plain clinic: one doctor, one nurse, one room and one laser, open from nine to five; each test changes what it is about."""

import datetime
from zoneinfo import ZoneInfo

from scheduling.solving import Clinic, Gap, Kind, Need, Period, Phase, Request, Resource, Session

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime.date(2026, 6, 1)
NINE_TO_FIVE = (((540, 1020),),) * 7
DOCTOR = Need("doctor", Kind.PRACTITIONER, frozenset({"subcision"}))
NURSE = Need("nurse", Kind.PRACTITIONER, frozenset({"numbing"}))
ROOM = Need("room", Kind.ROOM)
LASER = Need("laser", Kind.DEVICE, frozenset({"laser"}))


def resource(key, kind, *able, **changed):
    return Resource(**{"key": key, "kind": kind, "able": frozenset(able), "week": NINE_TO_FIVE} | changed)


def doctor(key="Dr Weiss", **changed):
    return resource(key, Kind.PRACTITIONER, "subcision", **changed)


def nurse(key="Nurse Adler", **changed):
    return resource(key, Kind.PRACTITIONER, "numbing", **changed)


def room(key="Room 1", **changed):
    return resource(key, Kind.ROOM, **changed)


def laser(**changed):
    return resource("Laser", Kind.DEVICE, "laser", **changed)


def clinic(*resources, zone=BERLIN, closed=(), step=30):
    return Clinic(zone, resources or (doctor(), nurse(), room(), laser()), tuple(closed), step)


def on(days):
    return MONDAY + datetime.timedelta(days=days)


def at(day, clock, minutes, zone=BERLIN):
    """From a time on the clock of a day, for so many minutes."""
    hour, minute = map(int, clock.split(":"))
    begins = datetime.datetime.combine(day, datetime.time(hour, minute), zone).astimezone(datetime.UTC)
    return Period(begins, begins + datetime.timedelta(minutes=minutes))


def visit(key, first, last, *phases, gaps=(), **more):
    """A visit between two days; one hour of the doctor in the room unless said."""
    return Session(key, phases or (Phase("procedure", 60, (DOCTOR, ROOM)),), first, last, tuple(gaps), **more)


def course(count, least, most, *, days=40, phases=()):
    """Visits one after another, so many days apart."""
    gaps = [(), *(((Gap(f"visit {number}", least, most)),) for number in range(1, count))]
    return tuple(visit(f"visit {n}", on(0), on(days), *phases, gaps=row) for n, row in enumerate(gaps, start=1))


def asked(*sessions, **more):
    return Request(tuple(sessions), **more)


def shown(proposed, zone=BERLIN):
    """The visits of a course as the clinic's clock shows them."""
    return [f"{visit.starts_at.astimezone(zone):%a %d %b %H:%M}" for visit in proposed.visits]
