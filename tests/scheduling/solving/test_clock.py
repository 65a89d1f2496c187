"""Days on which the clocks change, in zones of every kind."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.solving import Period, propose
from scheduling.solving.clock import Day
from tests.scheduling.solving.plain import asked, at, clinic, course, doctor, on, room, shown, visit

DATE = datetime.date
NIGHT = (((0, 360),),) * 7
LENGTHS = {
    ("Europe/Berlin", DATE(2026, 3, 29)): 23,
    ("Europe/Berlin", DATE(2026, 10, 25)): 25,
    ("America/New_York", DATE(2026, 3, 8)): 23,
    ("America/St_Johns", DATE(2026, 11, 1)): 25,
    ("Australia/Lord_Howe", DATE(2026, 4, 5)): 24.5,
    ("Australia/Lord_Howe", DATE(2026, 10, 4)): 23.5,
    ("America/Santiago", DATE(2026, 9, 6)): 23,
    ("America/Santiago", DATE(2026, 4, 4)): 25,
    ("Asia/Kolkata", DATE(2026, 3, 29)): 24,
}


@pytest.mark.parametrize(("zone", "day"), LENGTHS, ids=lambda value: str(value))
def test_day_has_the_minutes_the_clock_leaves_it(zone, day):
    assert Day(day, ZoneInfo(zone)).end - Day(day, ZoneInfo(zone)).first == LENGTHS[zone, day] * 60


@given(st.sampled_from(sorted(LENGTHS)), st.integers(0, 1439), st.integers(1, 1440))
def test_nobody_works_past_the_time_on_the_wall(where, opens, lasts):
    zone, closes = ZoneInfo(where[0]), min(1440, opens + lasts)
    day = Day(where[1], zone)

    worked = day.worked(opens, closes)

    minutes = [minute for minute in range(day.end - day.first) if worked >> minute & 1]
    assert all(opens <= day.shown(minute) < closes for minute in minutes)
    assert minutes == list(range(minutes[0], minutes[-1] + 1)) if minutes else True


@pytest.mark.parametrize(
    ("day", "last"), [(DATE(2026, 3, 29), "05:00"), (DATE(2026, 10, 25), "05:00"), (DATE(2026, 6, 1), "05:00")]
)
def test_last_visit_of_the_night_ends_with_closing(day, last):
    """One room from midnight to six, and everything before five taken: an hour is left, whatever the clocks did at two."""
    taken = Period(at(day, "00:00", 1).starts_at, at(day, "05:00", 1).starts_at)
    world = clinic(doctor(week=NIGHT, taken=(taken,)), room(week=NIGHT))

    answer = propose(world, asked(visit("visit", day, day)))

    assert [shown(row)[0][-5:] for row in answer.courses] == [last]


def test_same_time_stays_the_same_on_the_wall_across_the_change():
    visits = [
        visit("visit 1", DATE(2026, 10, 20), DATE(2026, 10, 20)),
        visit("visit 2", DATE(2026, 10, 27), DATE(2026, 10, 27)),
    ]

    answer = propose(clinic(), asked(*visits))

    assert shown(answer.courses[0]) == ["Tue 20 Oct 09:00", "Tue 27 Oct 09:00"]
    starts = [row.starts_at for row in answer.courses[0].visits]
    assert starts[1] - starts[0] == datetime.timedelta(days=7, hours=1)


def test_day_that_begins_at_one_offers_its_hours():
    """In Santiago the clock goes from midnight to one: who works from nine still begins at nine."""
    zone, day = ZoneInfo("America/Santiago"), DATE(2026, 9, 6)

    answer = propose(clinic(zone=zone), asked(visit("visit", day, day)))

    assert shown(answer.courses[0], zone) == ["Sun 06 Sep 09:00"]


def test_gap_counts_days_of_the_calendar():
    """The second visit may be early in the day, less than seven times 24 hours after the first."""
    late = at(on(0), "09:00", 420)

    answer = propose(clinic(), asked(*course(2, 7, 7, days=7), patient_taken=(late,)))

    assert shown(answer.courses[0]) == ["Mon 01 Jun 16:00", "Mon 08 Jun 09:00"]
