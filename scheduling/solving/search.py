"""The best course of an order: exact.

Going backwards, the least that the rest of a course costs after a visit on a day under a leader, as if gaps bound neighbours alone
(`Ahead`). Going forwards, best first by what was spent and that least (`best_course`): the first course complete is the best,
and where gaps bind neighbours alone hardly anything else is looked at.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduling.solving.choices import Board, Choice, Chosen, Rhythm, Scale
from scheduling.solving.daysets import Link, places_of
from scheduling.solving.orders import WORST, Level, Order, weights


def least_within(values: list[int], least: int, most: int) -> list[int]:
    """For every place the smallest value that stands between `least` and `most` places further on."""
    have, width = 1, most - least + 1
    while have < width:
        step = min(have, width - have)
        values = list(map(min, values, values[step:] + [WORST] * step))
        have += step
    return (values[least:] + [WORST] * least)[: len(values)]


class Ahead:
    """The least that a course costs from a visit on, that visit included, and what comes after it."""

    def __init__(self, board: Board, scale: Scale, change: int):
        self._board, self._scale, self._change = board, scale, change
        self._neighbours = {link.second: link for link in board.links if link.first == link.second - 1}
        self.after: list[dict[str, list[int]]] = [{} for _ in board.sessions]
        self.visits: list[dict[int, list[tuple[Choice, int]]]] = [{} for _ in board.sessions]
        following: dict[str, list[int]] | None = None
        for place in reversed(range(len(board.sessions))):
            following = self._from(place, following)

    def _from(self, place: int, following: dict[str, list[int]] | None) -> dict[str, list[int]]:
        costs = self._costs(place)
        if following is None:
            self.after[place] = {leader: [0] * len(self._board.days) for leader in costs}
            return costs
        self.after[place] = self._then(place, costs, following)
        return {leader: list(map(int.__add__, costs[leader], self.after[place][leader])) for leader in costs}

    def _costs(self, place: int) -> dict[str, list[int]]:
        """What a visit costs at best, by leader and day; at which minute is kept in `visits`."""
        costs: dict[str, list[int]] = {}
        for day in self._board.left_to(place):
            for leader, begins in self._board.led(place, day).items():
                row = costs.setdefault(leader, [WORST] * len(self._board.days))
                minute, row[day] = self._scale.best(place, day, begins)
                self.visits[place].setdefault(day, []).append((Choice(day, minute, leader), row[day]))
        return costs

    def _then(self, place: int, leaders: dict, following: dict[str, list[int]]) -> dict[str, list[int]]:
        """What follows a visit, by its leader and day: under the same leader, or under any for the price of a change."""
        link, horizon = self._neighbours[place + 1], len(self._board.days)
        most = horizon if link.most is None else min(link.most, horizon)
        by_any = least_within(list(map(min, *following.values(), [WORST] * horizon)), link.least, most)
        changed = [cost + self._change for cost in by_any]
        found = {}
        for leader in leaders:
            same = following.get(leader)
            found[leader] = changed if same is None else list(map(min, changed, least_within(same, link.least, most)))
        return found


class GaveUp(Exception):
    """So many begun courses were looked at that nobody would wait longer; whether there is a better one is not known."""


class Patience:
    """How many begun courses are looked at before giving up; only gaps that reach far back ever come near it."""

    def __init__(self, looks: int):
        self._left = looks

    def look(self) -> None:
        """Count one more. Raises GaveUp when it was one too many."""
        self._left -= 1
        if self._left < 0:
            raise GaveUp


@dataclass(frozen=True)
class Known:
    """Courses that are known already, and how many minutes apart a visit begins that is not alike."""

    courses: Sequence[Chosen]
    apart_minutes: int

    @property
    def all_alike(self) -> int:
        return (1 << len(self.courses)) - 1

    def touch(self, place: int, day: int) -> bool:
        """Whether some known course has this visit on this day."""
        return any(course[place].day == day for course in self.courses)

    def split(self, place: int, day: int, begins: int) -> list[tuple[int, int]]:
        """Minutes of a day by the known courses, as bits, to whose visit they are alike."""
        parts = [(begins, 0)]
        for number, course in enumerate(self.courses):
            near = self._near(course[place].minute) if course[place].day == day else 0
            parts = [
                part for bits, alike in parts for part in ((bits & near, alike | 1 << number), (bits & ~near, alike))
            ]
        return [(bits, alike) for bits, alike in parts if bits]

    def _near(self, minute: int) -> int:
        first = max(0, minute - self.apart_minutes + 1)
        return (1 << (minute + self.apart_minutes)) - (1 << first)


def best_course(
    board: Board, order: Order, known: Known, patience: Patience, rhythm: Rhythm | None = None, below: int = WORST
) -> tuple[int, Chosen] | None:
    """The best course that is unlike every known one, with its cost; None when there is none that costs less than `below`.

    Raises GaveUp when patience ran out before that was certain.
    """
    weighed = weights(order)
    scale = Scale(board, weighed, rhythm)
    search = Search(board, scale, Ahead(board, scale, weighed[Level.CHANGES]), weighed[Level.CHANGES], known)
    return search.first_complete(below, patience)


class Search:
    """Begun courses, the most promising first."""

    def __init__(self, board: Board, scale: Scale, ahead: Ahead, change: int, known: Known):
        self._board, self._scale, self._ahead, self._change, self._known = board, scale, ahead, change, known
        self._begun: list[tuple] = []
        self._serial = 0
        self._below = WORST
        self._links_to: list[list[Link]] = [[] for _ in board.sessions]
        for link in board.links:
            self._links_to[link.second].append(link)
        self._remembered = [self._places_remembered(place) for place in range(len(board.sessions))]

    def _places_remembered(self, place: int) -> list[int]:
        """The visits up to this one whose days still bind a later one."""
        return sorted({link.first for link in self._board.links if link.first <= place < link.second})

    def first_complete(self, below: int, patience: Patience) -> tuple[int, Chosen] | None:
        """The first course that no begun one can beat, if it costs less than `below`."""
        self._below = below
        seen = set()
        self._go_on(0, (), self._known.all_alike)
        while self._begun:
            promised, _, _, spent, alike, chosen = heapq.heappop(self._begun)
            place = len(chosen) - 1
            if self._board.is_last(place):
                return promised, chosen
            state = (place, chosen[-1].leader, alike, *[chosen[held].day for held in self._remembered[place]])
            if state not in seen:
                seen.add(state)
                patience.look()
                self._go_on(spent, chosen, alike)
        return None

    def _go_on(self, spent: int, chosen: Chosen, alike: int) -> None:
        """Put every next visit among the begun courses."""
        place = len(chosen)
        leader, after = chosen[-1].leader if chosen else None, self._ahead.after[place]
        for day in places_of(self._allowed(chosen)):
            for choice, cost, to_known in self._visits(place, day):
                changed = self._change if chosen and choice.leader != leader else 0
                still = alike & to_known
                promised = spent + changed + cost + after[choice.leader][day]
                if promised < self._below and not (still and self._board.is_last(place)):
                    self._serial += 1
                    entry = (promised, -place, self._serial, spent + changed + cost, still, (*chosen, choice))
                    heapq.heappush(self._begun, entry)

    def _visits(self, place: int, day: int) -> Iterator[tuple[Choice, int, int]]:
        """The best visit of a day under each leader; near a known course, the best that is alike and the best that is not."""
        if not self._known.touch(place, day):
            yield from ((choice, cost, 0) for choice, cost in self._ahead.visits[place][day])
            return
        for leader, begins in self._board.led(place, day).items():
            for minutes, to_known in self._known.split(place, day, begins):
                minute, cost = self._scale.best(place, day, minutes)
                yield Choice(day, minute, leader), cost, to_known

    def _allowed(self, chosen: Chosen) -> int:
        place = len(chosen)
        allowed = self._board.left[place]
        for link in self._links_to[place]:
            allowed &= link.after(1 << chosen[link.first].day, len(self._board.days))
        return allowed
