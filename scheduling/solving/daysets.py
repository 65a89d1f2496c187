"""Sets of days as bits, and which days are left to every visit when all gaps are to hold."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scheduling.solving.world import Session

NEXT_DAY = 1


@dataclass(frozen=True)
class Link:
    """Two visits by their places, and the days that lie between them at least and at most."""

    first: int
    second: int
    least: int
    most: int | None

    def after(self, days: int, horizon: int) -> int:
        """The days of the second visit that some day of the first allows."""
        return spread(days, self.least, self._most(horizon)) & ((1 << horizon) - 1)

    def before(self, days: int, horizon: int) -> int:
        """The days of the first visit that some day of the second allows."""
        most = self._most(horizon)
        return spread(days, 0, most - self.least) >> most if most >= self.least else 0

    def _most(self, horizon: int) -> int:
        return horizon if self.most is None else min(self.most, horizon)


def spread(days: int, least: int, most: int) -> int:
    """Every day that lies between `least` and `most` days after one of these."""
    if most < least:
        return 0
    days, have = days << least, 1
    while have < most - least + 1:
        step = min(have, most - least + 1 - have)
        days |= days << step
        have += step
    return days


def links(sessions: Sequence[Session]) -> tuple[Link, ...]:
    """All gaps of a course by the places of its visits, as tight as they make one another; neighbours always have one."""
    place = {session.key: number for number, session in enumerate(sessions)}
    most = [[0 if one == other else math.inf for other in place.values()] for one in place.values()]
    bound = {(number - 1, number) for number in range(1, len(sessions))}
    for first, second in bound:
        most[second][first] = -NEXT_DAY
    for number, session in enumerate(sessions):
        for gap in session.gaps:
            first = place[gap.after]
            bound.add((first, number))
            most[first][number] = min(most[first][number], math.inf if gap.most_days is None else gap.most_days)
            most[number][first] = min(most[number][first], -gap.least_days)
    _tighten(most)
    return tuple(_link(first, second, most) for first, second in sorted(bound, key=lambda pair: (pair[1], pair[0])))


def _tighten(most: list[list[float]]) -> None:
    """What two gaps say of the days between their ends holds between those ends: the shortest way over any visit between."""
    places = range(len(most))
    for between in places:
        for first in places:
            for second in places:
                most[first][second] = min(most[first][second], most[first][between] + most[between][second])


def _link(first: int, second: int, most: list[list[float]]) -> Link:
    upper = most[first][second]
    return Link(first, second, -most[second][first], None if upper == math.inf else upper)


@dataclass(frozen=True)
class RanOut:
    """The place of the visit that has no day left."""

    place: int


def narrowed(days: Sequence[int], course: Sequence[Link], horizon: int) -> list[int] | RanOut:
    """The days that are left to every visit once each gap is met by some day of the other visit."""
    left, before = list(days), None
    if not all(left):
        return RanOut(left.index(0))
    while left != before:
        before = list(left)
        for link in (*course, *reversed(course)):
            for place, allowed in (
                (link.second, link.after(left[link.first], horizon)),
                (link.first, link.before(left[link.second], horizon)),
            ):
                if not left[place] & allowed:
                    return RanOut(place)
                left[place] &= allowed
    return left


def places_of(days: int) -> list[int]:
    """The days of a set, in order."""
    found = []
    while days:
        lowest = days & -days
        found.append(lowest.bit_length() - 1)
        days ^= lowest
    return found
