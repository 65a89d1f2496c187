"""Which visit of one course is which visit of another: by what they are, never by their number."""

from functools import cache

from planner.proposal import Visit
from planner.visit_sums import part_of

Place = tuple[int, Visit]
Pair = tuple[Place | None, Place | None]
Visits = tuple[Visit, ...]
NO_PAIR = 0.0


def pairs_of(before: Visits, after: Visits) -> tuple[Pair, ...]:
    """The visits of two courses side by side, each with its step; None beside one that the other course does not have.

    Their order stays, and of all ways to lay them side by side the one is taken in which most visits are alike.
    """

    @cache
    def best(first: int, second: int) -> tuple[float, tuple[Pair, ...]]:
        """The likeness and the pairs of what begins at these two places."""
        if first == len(before) or second == len(after):
            left = ((place, None) for place in _from(first, before))
            return 0.0, (*left, *((None, place) for place in _from(second, after)))
        one, other = (first + 1, before[first]), (second + 1, after[second])
        ways = [
            (likeness(one[1], other[1]), (one, other), best(first + 1, second + 1)),
            (0.0, (one, None), best(first + 1, second)),
            (0.0, (None, other), best(first, second + 1)),
        ]
        allowed = ways if ways[0][0] > NO_PAIR else ways[1:]
        alike, pair, (rest, pairs) = max(allowed, key=lambda way: way[0] + way[2][0])
        return alike + rest, (pair, *pairs)

    return best(0, 0)[1]


def likeness(one: Visit, other: Visit) -> float:
    """How much two visits are one and the same: never of another kind; what is done counts first, then where, then the day."""
    if one.kind != other.kind:
        return NO_PAIR
    done, done_there = set(part_of(one)), set(part_of(other))
    if done and done_there and done.isdisjoint(done_there):
        return NO_PAIR
    days_apart = abs((one.target_on - other.target_on).days)
    return 3.0 + 4 * (done == done_there) + 2 * (_areas(one) == _areas(other)) + 1 / (1 + days_apart)


def _areas(visit: Visit) -> set[str]:
    return {area for row in visit.procedures if not row.option for area in row.areas}


def _from(first: int, visits: Visits) -> list[Place]:
    return [(place + 1, visits[place]) for place in range(first, len(visits))]
