"""The best course in a rhythm: most of its visits on one weekday at one time.

Each rhythm is a search of its own. A bound says beforehand how many visits it takes off the rhythm at least and how early it can
finish; a rhythm whose bound is no better than a course already found is not searched. So the result is the best of all rhythms.
"""

from collections import defaultdict
from collections.abc import Iterator

from scheduling.solving.choices import Board, Chosen, Rhythm
from scheduling.solving.daysets import places_of
from scheduling.solving.orders import WORST, Level, Order, weights
from scheduling.solving.search import Known, Patience, best_course


def best_in_rhythm(board: Board, order: Order, known: Known, patience: Patience) -> tuple[int, Chosen] | None:
    """The best course, unlike every known one, under an order that looks at the rhythm first and then at the finish.

    Raises GaveUp as `best_course` does.
    """
    weighed, best = weights(order), None
    for off, finish, rhythm in _bounds(board):
        if best and off * weighed[Level.RHYTHM] + finish * weighed[Level.FINISH] >= best[0]:
            break
        best = best_course(board, order, known, patience, rhythm, best[0] if best else WORST) or best
    return best


def _bounds(board: Board) -> Iterator[tuple[int, int, Rhythm]]:
    """The rhythms by the fewest visits that they leave out, then by the first day on which their courses could end.

    The bound never exceeds what a course of that rhythm costs: it asks of every visit for a day, not for somebody who leads it.
    """
    days_of = _days_of_rhythms(board)
    reached = dict.fromkeys(days_of)
    for off in range(len(board.sessions) + 1):
        reached = {rhythm: _reached(board, days_of[rhythm], before) for rhythm, before in reached.items()}
        possible = [(last & -last, rhythm) for rhythm, (*_, last) in reached.items() if last]
        for lowest, rhythm in sorted(possible):
            yield off, lowest.bit_length() - 1, rhythm
            del reached[rhythm]


def _reached(board: Board, in_rhythm: list[int], with_fewer_off: list[int] | None) -> list[int]:
    """The days on which each visit can be, as far as the gaps to its neighbours say, with one more visit off the rhythm."""
    horizon, found = len(board.days), []
    neighbours = {link.second: link for link in board.links if link.first == link.second - 1}
    everywhere = (1 << horizon) - 1
    for place, left in enumerate(board.left):
        link = neighbours.get(place)
        on = link.after(found[-1], horizon) if link else everywhere
        off = 0 if with_fewer_off is None else link.after(with_fewer_off[place - 1], horizon) if link else everywhere
        found.append(left & (on & in_rhythm[place] | off))
    return found


def _days_of_rhythms(board: Board) -> dict[Rhythm, list[int]]:
    """For every rhythm the days on which each visit could be in it."""
    found: dict[Rhythm, list[int]] = defaultdict(lambda: [0] * len(board.sessions))
    for place in range(len(board.sessions)):
        for rhythm, days in _days_by_rhythm(board, place).items():
            found[rhythm][place] = days
    return dict(found)


def _days_by_rhythm(board: Board, place: int) -> dict[Rhythm, int]:
    found: dict[Rhythm, int] = defaultdict(int)
    for number in board.left_to(place):
        begins, day = 0, board.days[number]
        for minutes in board.led(place, number).values():
            begins |= minutes
        for minute in places_of(begins):
            found[Rhythm(day.on.weekday(), day.shown(minute))] |= 1 << number
    return found
