"""Why there is no course: of the first visit that cannot follow, what stands in its way on the days that the others leave to it.

Everything said is true of every day named. What is clinical (windows, intervals) is said under one neutral word, without a day.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from scheduling.solving.choices import Board
from scheduling.solving.clock import Day
from scheduling.solving.daysets import places_of
from scheduling.solving.parts import Part
from scheduling.solving.world import Kind, Session


class Obstacle(StrEnum):
    """What stands in the way of a visit."""

    CLINICAL = "clinical"  # its window and intervals leave no day: for a clinician, not for the desk
    NOBODY_ABLE = "nobody_able"  # the clinic has nobody, or no room or device, that can do this
    CLOSED = "closed"  # the clinic is not open long enough
    PATIENT_BUSY = "patient_busy"  # the patient is not free long enough while the clinic is open
    NOT_FREE = "not_free"  # nobody who can do this is free long enough
    NOT_WITH_PATIENT = "not_with_patient"  # whoever can do this is never free when the patient is
    NOT_TOGETHER = "not_together"  # these are never free at the times at which the visit needs them


@dataclass(frozen=True)
class Wanted:
    """What a part of a visit asks for: one of a kind, able to do this, for so many minutes."""

    part: str
    kind: Kind
    able: frozenset[str]
    minutes: int


@dataclass(frozen=True)
class WhyNot:
    """An obstacle of one visit: what was wanted, and the days of which this is true; none where a day would say too much."""

    session: str
    obstacle: Obstacle
    wanted: tuple[Wanted, ...] = ()
    on: tuple[datetime.date, ...] = ()


def clinical(session: Session) -> WhyNot:
    """The windows and intervals of the course leave no day to this visit."""
    return WhyNot(session.key, Obstacle.CLINICAL)


def why_not(board: Board, fitting: Sequence[int]) -> tuple[WhyNot, ...]:
    """The obstacles of the first visit that has no day after those before it.

    `board.left` are the days that windows and intervals leave to each visit, `fitting` those of them on which it fits by itself.
    """
    reached: list[int] = []
    for place, own in enumerate(fitting):
        days = _after(board, reached)
        if not days:
            return (clinical(board.sessions[place]),)
        if not own & days:
            return Explaining(board, place, [board.days[number] for number in places_of(days)]).obstacles()
        reached.append(own & days)
    return (clinical(board.sessions[-1]),)


def _after(board: Board, reached: Sequence[int]) -> int:
    """The days on which the next visit may be, if every visit before it is on a day that it can reach."""
    horizon, place = len(board.days), len(reached)
    allowed = board.left[place]
    for link in board.links:
        if link.second == place:
            allowed &= link.after(reached[link.first], horizon)
    return allowed


class Explaining:
    """One visit and days on none of which it fits."""

    def __init__(self, board: Board, place: int, days: Sequence[Day]):
        self._session, self._shape, self._days = board.sessions[place], board.shapes[place], days
        self._fitting, self._free = board.fitting, board.fitting.free

    def obstacles(self) -> tuple[WhyNot, ...]:
        """All obstacles of the simplest kind there is: what a single part lacks before what two lack together."""
        for look in (self._unable, self._whole_days, self._alone, self._in_pairs):
            if found := look():
                return tuple(found)
        return (self._all_at_once(),)

    def _say(self, obstacle: Obstacle, *parts: Part) -> WhyNot:
        wanted = tuple(Wanted(part.name, part.kind, part.able, part.minutes) for part in parts)
        on = () if obstacle is Obstacle.NOBODY_ABLE else tuple(day.on for day in self._days)
        return WhyNot(self._session.key, obstacle, wanted, on)

    def _unable(self) -> list[WhyNot]:
        return [self._say(Obstacle.NOBODY_ABLE, part) for part in self._shape.parts if not self._fitting.able(part)]

    def _whole_days(self) -> list[WhyNot]:
        if self._never(lambda day: self._free.open_for(self._shape, day)):
            return [self._say(Obstacle.CLOSED)]
        if self._never(lambda day: self._free.begins(self._shape, day)):
            return [self._say(Obstacle.PATIENT_BUSY)]
        return []

    def _alone(self) -> list[WhyNot]:
        return [
            self._say(Obstacle.NOT_FREE, part)
            for part in self._shape.parts
            if self._never(lambda day, part=part: self._open_with(day, part))
        ]

    def _in_pairs(self) -> list[WhyNot]:
        with_patient = [
            self._say(Obstacle.NOT_WITH_PATIENT, part)
            for part in self._shape.parts
            if self._never(lambda day, part=part: self._open_with(day, part) & self._free.begins(self._shape, day))
        ]
        return with_patient or [
            self._say(Obstacle.NOT_TOGETHER, one, other)
            for one, other in combinations(self._shape.parts, 2)
            if self._never(lambda day, one=one, other=other: self._open_with(day, one, other))
        ]

    def _all_at_once(self) -> WhyNot:
        """No two are in each other's way, but all of them are; the patient, too, where they are not without the patient."""
        parts = self._shape.parts
        without_patient = self._never(lambda day: self._open_with(day, *parts))
        return self._say(Obstacle.NOT_TOGETHER if without_patient else Obstacle.NOT_WITH_PATIENT, *parts)

    def _open_with(self, day: Day, *parts: Part) -> int:
        """The minutes at which a visit could begin if these parts were all of it, and the patient came at any time."""
        return self._fitting.together(parts, day, self._free.open_for(self._shape, day))

    def _never(self, begins: Callable[[Day], int]) -> bool:
        return not any(begins(day) for day in self._days)
