"""Sets of days as bits, and which days are left to every visit when all gaps are to hold."""

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
    """All gaps of a course by the places of its visits; between neighbours there is always one, of at least a day."""
    place = {session.key: number for number, session in enumerate(sessions)}
    found = [Link(number - 1, number, NEXT_DAY, None) for number in range(1, len(sessions))]
    for number, session in enumerate(sessions):
        found += [Link(place[gap.after], number, gap.least_days, gap.most_days) for gap in session.gaps]
    return tightest(found)


def tightest(found: Sequence[Link]) -> tuple[Link, ...]:
    """One link for every two visits: where there are several, all of them at once."""
    joined: dict[tuple[int, int], Link] = {}
    for link in found:
        other = joined.get((link.first, link.second), link)
        upper = [most for most in (link.most, other.most) if most is not None]
        both = Link(link.first, link.second, max(link.least, other.least), min(upper, default=None))
        joined[link.first, link.second] = both
    return tuple(joined[pair] for pair in sorted(joined, key=lambda pair: (pair[1], pair[0])))


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
