"""Small clinics and short courses of many kinds, drawn at random, in six zones around the days on which their clocks change."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

from scheduling.solving import Clinic, Gap, Kind, Need, Period, Phase, Request, Resource, Session, Wish

CHANGES = {
    "Europe/Berlin": (datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)),
    "America/New_York": (datetime.date(2026, 3, 8), datetime.date(2026, 11, 1)),
    "America/St_Johns": (datetime.date(2026, 3, 8), datetime.date(2026, 11, 1)),
    "Australia/Lord_Howe": (datetime.date(2026, 4, 5), datetime.date(2026, 10, 4)),
    "America/Santiago": (datetime.date(2026, 4, 4), datetime.date(2026, 9, 6)),
    "Asia/Kolkata": (datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)),
}
DO, NUMB, LASER, SINK = "do", "numb", "laser", "sink"
MOST_DAYS = 7


def small_world(source):
    """A clinic and a request."""
    zone = ZoneInfo(source.choice(sorted(CHANGES)))
    first = source.choice(CHANGES[zone.key]) - datetime.timedelta(days=source.randrange(4))
    clinic = small_clinic(source, zone, first)
    return clinic, small_request(source, zone, first)


def small_clinic(source, zone, first):
    opens = source.choice((0, 60, 120, 150, 480))
    people = [resource(source, first, f"person {n}", Kind.PRACTITIONER, (DO, NUMB), opens) for n in range(2)]
    rooms = [resource(source, first, f"room {n}", Kind.ROOM, (SINK,), opens) for n in range(source.randint(1, 2))]
    devices = [resource(source, first, "device 0", Kind.DEVICE, (LASER,), opens)]
    closed = tuple(period(source, zone, first) for _ in range(source.choice((0, 0, 1))))
    resources = tuple(with_times_taken(source, zone, first, row) for row in people + rooms + devices)
    return Clinic(zone, resources, closed, source.choice((60, 90)))


def resource(source, first, key, kind, words, opens):
    able = frozenset(word for word in words if source.random() < 0.9)
    hours = working_hours(source, opens)
    week = tuple(hours if source.random() < 0.9 else () for _ in range(7))
    exceptions = {first + datetime.timedelta(days=source.randrange(7)): working_hours(source, opens)}
    return Resource(key, kind, able, week, exceptions, turnover_minutes=source.choice((0, 0, 20)))


def with_times_taken(source, zone, first, row):
    away, taken = (tuple(period(source, zone, first) for _ in range(source.randrange(3))) for _ in range(2))
    return replace(row, away=away, taken=taken)


def working_hours(source, opens):
    """By day or, where clocks change, by night; with or without a break; now and then at other times than the rest."""
    opens = source.choice((opens, opens, opens, 300))
    closes = opens + source.choice((240, 300, 390))
    rest = opens + source.choice((90, 120))
    return source.choice((((opens, closes),), ((opens, closes),), ((opens, rest), (rest + 30, closes))))


def period(source, zone, first):
    begins = datetime.datetime.combine(first, datetime.time(), zone) + datetime.timedelta(
        days=source.randrange(MOST_DAYS), minutes=source.randrange(0, 900, 7)
    )
    begins = begins.astimezone(datetime.UTC)
    return Period(
        begins, begins + datetime.timedelta(minutes=source.randrange(10, 400), seconds=source.choice((0, 30)))
    )


def small_request(source, zone, first):
    sessions = []
    for number in range(source.randint(1, 3)):
        sessions.append(small_session(source, first, number, [session.key for session in sessions]))
    taken = tuple(period(source, zone, first) for _ in range(source.randrange(3)))
    wishes = tuple(small_wish(source) for _ in range(source.randrange(3)))
    not_before = period(source, zone, first).starts_at if source.random() < 0.2 else None
    return Request(tuple(sessions), taken, wishes, not_before)


def small_session(source, first, number, earlier):
    earliest = first + datetime.timedelta(days=2 * number * source.randrange(2) + source.randrange(2))
    latest = earliest + datetime.timedelta(days=source.randint(0, 4))
    target = earliest + datetime.timedelta(days=source.randrange(3)) if source.random() < 0.5 else None
    gaps = tuple(small_gap(source, key) for key in earlier if source.random() < 0.4)
    return Session(f"visit {number}", small_phases(source), earliest, latest, gaps, target)


def small_gap(source, key):
    least = source.randint(1, 2)
    return Gap(key, least, source.choice((None, least + 1, least + 3)))


def small_phases(source):
    doctor = Need("doctor", Kind.PRACTITIONER, frozenset({DO}))
    nurse = Need("nurse", Kind.PRACTITIONER, frozenset({NUMB}) if source.random() < 0.5 else frozenset())
    room = Need("room", Kind.ROOM, frozenset({SINK}) if source.random() < 0.3 else frozenset())
    other_room = Need("other room", Kind.ROOM)
    laser = Need("laser", Kind.DEVICE, frozenset({LASER}))
    numbing = Phase("numbing", 25, source.choice(((), (room,), (room, nurse), (nurse,))))
    procedure = source.choice(((doctor, room), (doctor, nurse, room), (doctor, room, laser), (doctor, nurse, laser)))
    recovery = Phase("recovery", 20, source.choice(((room,), (other_room,), (doctor,), ())))
    middle = Phase("procedure", source.choice((30, 50)), procedure)
    return tuple(phase for phase in (numbing, middle, recovery) if phase is middle or source.random() < 0.6)


def small_wish(source):
    begins = source.choice((0, 120, 540))
    return Wish(frozenset(source.sample(range(7), 3)), begins, begins + source.choice((120, 240)))
