"""The visits among which a course is chosen: on every day and for every leader the best minute, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduling.solving.clock import Day
from scheduling.solving.daysets import Link, places_of
from scheduling.solving.fitting import Fitting
from scheduling.solving.orders import Level
from scheduling.solving.parts import Shape
from scheduling.solving.world import Session


@dataclass(frozen=True, order=True)
class Choice:
    """A visit on a day, at a minute of that day, led by somebody."""

    day: int
    minute: int
    leader: str


Chosen = tuple[Choice, ...]


@dataclass(frozen=True, order=True)
class Rhythm:
    """One weekday and one time on the clock, in minutes after midnight."""

    weekday: int
    shown: int


@dataclass(frozen=True)
class Board:
    """All that a course is chosen from: the visits, the days left to each of them, and how far apart they stand."""

    sessions: Sequence[Session]
    shapes: Sequence[Shape]
    fitting: Fitting
    days: Sequence[Day]
    links: Sequence[Link]
    left: Sequence[int]

    def led(self, place: int, day: int) -> dict[str, int]:
        """The minutes at which a visit may begin on a day, by who leads it."""
        return self.fitting.led(self.shapes[place], self.days[day])

    def left_to(self, place: int) -> list[int]:
        return places_of(self.left[place])

    def target(self, place: int) -> int:
        """The day meant to be best for a visit, counted like the days of the board; it may lie before the first."""
        session = self.sessions[place]
        return ((session.target_on or session.earliest_on) - self.days[0].on).days

    def is_last(self, place: int) -> bool:
        return place == len(self.sessions) - 1


class Scale:
    """What a visit costs under the weights of an order, for one rhythm or none."""

    def __init__(self, board: Board, weighed: dict[Level, int], rhythm: Rhythm | None):
        self._board, self._weighed, self._rhythm = board, weighed, rhythm
        self._targets = [board.target(place) for place in range(len(board.sessions))]
        self._minutes_in_rhythm: dict[int, int] = {}

    def best(self, place: int, day: int, begins: int) -> tuple[int, int]:
        """Of some minutes of a day the best, and its cost: in the rhythm, then as wished, then the earliest.

        Every order looks at the rhythm before the wishes and at both before the minute, so no other minute is better.
        """
        in_rhythm, wished = self._in_rhythm(day), self._wished(place, day)
        off, outside = not begins & in_rhythm, not begins & wished
        if not off:
            begins, outside = begins & in_rhythm, not begins & in_rhythm & wished
        if not outside:
            begins &= wished
        minute = (begins & -begins).bit_length() - 1
        return minute, self._of_day(place, day) + self._of_minute(off, outside, minute)

    def _of_day(self, place: int, day: int) -> int:
        finish = self._weighed[Level.FINISH] * day if self._board.is_last(place) else 0
        return finish + self._weighed[Level.TARGET] * abs(day - self._targets[place])

    def _of_minute(self, off: bool, outside: bool, minute: int) -> int:
        weighed = self._weighed
        return off * weighed[Level.RHYTHM] + outside * weighed[Level.OUTSIDE] + minute * weighed[Level.START]

    def _wished(self, place: int, day: int) -> int:
        return self._board.fitting.wished(self._board.shapes[place], self._board.days[day])

    def _in_rhythm(self, day: int) -> int:
        if self._rhythm is None:
            return 0
        if day not in self._minutes_in_rhythm:
            self._minutes_in_rhythm[day] = minutes_of(self._rhythm, self._board.days[day])
        return self._minutes_in_rhythm[day]


def minutes_of(rhythm: Rhythm, day: Day) -> int:
    """The minutes of a day that are in a rhythm: one on its weekday, two or none where the clocks change."""
    if day.on.weekday() != rhythm.weekday:
        return 0
    if not day.clock_changes:
        return 1 << rhythm.shown
    return sum(1 << minute for minute in range(day.end - day.first) if day.shown(minute) == rhythm.shown)
