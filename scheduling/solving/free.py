"""Who and what is free when, as bits: one whole number per day, a bit for every minute."""

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from scheduling.solving.clock import Day, minute_after, taken_minutes
from scheduling.solving.parts import Part, Shape
from scheduling.solving.world import Clinic, Period, Request, Resource


def runs(free: int, minutes: int) -> int:
    """The minutes at which so many free minutes in a row begin."""
    have = 1
    while have < minutes and free:
        step = min(have, minutes - have)
        free &= free >> step
        have += step
    return free


class Taken:
    """Periods by the day they touch."""

    def __init__(self, periods: Iterable[Period], days: "Days"):
        self._on = defaultdict(list)
        for period in periods:
            first, end = taken_minutes(period)
            for day in days.touched(first, end):
                self._on[day.on].append((first, end))

    def on(self, day: Day) -> int:
        """The minutes of a day that are taken."""
        taken = 0
        for first, end in self._on.get(day.on, ()):
            taken |= day.bits(first, end)
        return taken


class Days:
    """The days from the first window to the last, in order."""

    def __init__(self, request: Request, clinic: Clinic):
        first = min(session.earliest_on for session in request.sessions)
        last = max(max(session.earliest_on, session.latest_on) for session in request.sessions)
        count = (last - first).days + 1
        self.all = [Day(first + datetime.timedelta(days=ahead), clinic.zone) for ahead in range(count)]
        self._starts = [day.first for day in self.all]

    def between(self, first_on: datetime.date, last_on: datetime.date) -> int:
        """The days of a window as bits, one for every place; none when it ends before it begins."""
        first = self.all[0].on
        return sum(1 << place for place in range((first_on - first).days, (last_on - first).days + 1))

    def place_of(self, minute: int) -> int | None:
        """The place of the day that holds a minute since 1970; None outside all windows."""
        place = bisect_right(self._starts, minute) - 1
        return place if place >= 0 and minute < self.all[place].end else None

    def touched(self, first: int, end: int) -> list[Day]:
        """The days that minutes since 1970 touch."""
        from_place = max(0, bisect_right(self._starts, first) - 1)
        return self.all[from_place : bisect_left(self._starts, end)]


class FreeTime:
    """The free minutes of every resource and of the patient, each looked up once."""

    def __init__(self, clinic: Clinic, request: Request, days: Days):
        self.clinic = clinic
        self._closed = Taken(clinic.closed, days)
        self._patient = Taken(request.patient_taken, days)
        self._taken = {row.key: Taken((*row.away, *row.taken), days) for row in clinic.resources}
        self._not_before = None if request.not_before is None else minute_after(request.not_before)
        self._free: dict[tuple, int] = {}
        self._runs: dict[tuple, int] = {}

    def open_for(self, shape: Shape, day: Day) -> int:
        """The minutes of a day at which a visit may begin because the clinic is not closed, whoever is there."""
        return runs(self._open(day), shape.minutes) & day.every(self.clinic.start_step_minutes)

    def begins(self, shape: Shape, day: Day) -> int:
        """Those of them at which the patient can begin a visit."""
        free = self._open(day) & ~self._patient.on(day)
        return runs(free, shape.minutes) & day.every(self.clinic.start_step_minutes)

    def _open(self, day: Day) -> int:
        open_minutes = day.all & ~self._closed.on(day)
        return open_minutes if self._not_before is None else open_minutes & day.bits(self._not_before, day.end)

    def held_by(self, part: Part, resource: Resource, day: Day) -> int:
        """The minutes at which a visit may begin so that a resource is free for all of its part, turnover included."""
        begins = day.all
        for first, end in part.spans:
            begins &= self._run(resource, day, end - first + resource.turnover_minutes) >> first
        return begins

    def _run(self, resource: Resource, day: Day, minutes: int) -> int:
        asked = (resource.key, day.on, minutes)
        if asked not in self._runs:
            self._runs[asked] = runs(self._free_on(resource, day), minutes)
        return self._runs[asked]

    def _free_on(self, resource: Resource, day: Day) -> int:
        asked = (resource.key, day.on)
        if asked not in self._free:
            worked = 0
            for first, last in resource.hours_on(day.on):
                worked |= day.worked(first, last)
            self._free[asked] = worked & ~self._closed.on(day) & ~self._taken[resource.key].on(day)
        return self._free[asked]
