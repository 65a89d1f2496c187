"""From what is asked to complete courses, or to the reasons why there is none."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from scheduling.solving.choices import Board, Choice, Chosen
from scheduling.solving.clock import Day
from scheduling.solving.daysets import RanOut, links, narrowed
from scheduling.solving.fitting import Assigned, Fitting
from scheduling.solving.free import Days, FreeTime
from scheduling.solving.orders import Level, Order
from scheduling.solving.parts import joined, shape_of
from scheduling.solving.rhythms import best_in_rhythm
from scheduling.solving.search import GaveUp, Known, Patience, best_course
from scheduling.solving.why_not import WhyNot, clinical, why_not
from scheduling.solving.world import Clinic, Request, Session

UNLIKE_FROM_MINUTES = 60
LOOKS = 10_000  # for every order: a second or so


@dataclass(frozen=True)
class Held:
    """A practitioner, room or device, held for a stretch of a visit; its turnover is part of the stretch."""

    resource: str
    parts: tuple[str, ...]
    starts_at: datetime.datetime
    ends_at: datetime.datetime


@dataclass(frozen=True)
class Visit:
    """A visit with its instants (UTC), who leads it, and all that it holds."""

    session: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    leader: str
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Course:
    """All visits that were asked for, the order in which this course is the best, and its count on every level."""

    order: Order
    visits: tuple[Visit, ...]
    counts: Mapping[Level, int]


@dataclass(frozen=True)
class Answer:
    """Complete courses, or else what stands in their way; and the orders whose best course could not be made certain in time."""

    courses: tuple[Course, ...]
    why_not: tuple[WhyNot, ...] = ()
    given_up: tuple[Order, ...] = ()


def propose(
    clinic: Clinic, request: Request, *, unlike_from_minutes: int = UNLIKE_FROM_MINUTES, looks: int = LOOKS
) -> Answer:
    """The best course of every order, all visits or none; each is unlike those before it, so there may be fewer than three.

    Two courses are unlike when some visit is on another day or begins at least so many minutes apart. An order is given up
    after so many looks at begun courses: it is never answered by a course that may not be the best. Raises ValueError for a
    request that cannot be asked.
    """
    board = _board(clinic, request)
    if not isinstance(board, Board):
        return Answer((), board)
    found, given_up = {}, []
    for order in Order:
        known = Known(tuple(found.values()), unlike_from_minutes)
        try:
            best = _best(order, board, known, Patience(looks))
        except GaveUp:
            given_up.append(order)
        else:
            if best is not None:
                found[order] = best[1]
            elif not found and not given_up:
                break  # no course is unlike none: there is none
    courses = tuple(_course(order, board, chosen) for order, chosen in found.items())
    return Answer(courses, () if courses or given_up else (clinical(request.sessions[-1]),), tuple(given_up))


def _best(order: Order, board: Board, known: Known, patience: Patience) -> tuple[int, Chosen] | None:
    search = best_in_rhythm if order is Order.SAME_TIME else best_course
    return search(board, order, known, patience)


def _board(clinic: Clinic, request: Request) -> Board | tuple[WhyNot, ...]:
    """What a course is chosen from, or why some visit has no day."""
    days = Days(request, clinic)
    fitting = Fitting(FreeTime(clinic, request, days), request)
    shapes = [shape_of(session) for session in request.sessions]
    bound, horizon = links(request.sessions), len(days.all)
    windows = narrowed([days.between(row.earliest_on, row.latest_on) for row in request.sessions], bound, horizon)
    if isinstance(windows, RanOut):
        return (clinical(request.sessions[windows.place]),)
    board = Board(request.sessions, shapes, fitting, days.all, bound, windows)
    fit = [_days_that_fit(board, place) for place in range(len(shapes))]
    left = narrowed(fit, bound, horizon)
    return why_not(board, fit) if isinstance(left, RanOut) else replace(board, left=left)


def _days_that_fit(board: Board, place: int) -> int:
    return sum(1 << day for day in board.left_to(place) if board.led(place, day))


def _course(order: Order, board: Board, chosen: Chosen) -> Course:
    visits = tuple(_visit(board, place, choice) for place, choice in enumerate(chosen))
    return Course(order, visits, _counts(board, chosen))


def _visit(board: Board, place: int, choice: Choice) -> Visit:
    shape, day = board.shapes[place], board.days[choice.day]
    assigned = board.fitting.assigned(shape, day, choice.minute, choice.leader)
    return Visit(
        board.sessions[place].key,
        day.instant(choice.minute),
        day.instant(choice.minute + shape.minutes),
        choice.leader,
        tuple(held_of(assigned, day, choice.minute)),
    )


def held_of(assigned: Assigned, day: Day, minute: int) -> Iterator[Held]:
    """What is held from when until when: one resource, whatever its parts, in as few stretches as there are."""
    for resource in sorted({resource.key for _, resource in assigned}):
        parts = [(part, row) for part, row in assigned if row.key == resource]
        turnover = parts[0][1].turnover_minutes
        for first, end in joined((first, end + turnover) for part, _ in parts for first, end in part.spans):
            names = sorted(part.name for part, _ in parts if any(first <= begun < end for begun, _ in part.spans))
            yield Held(resource, tuple(names), day.instant(minute + first), day.instant(minute + end))


def phases_of(session: Session, visit: Visit) -> Iterator[tuple[str, datetime.datetime, datetime.datetime]]:
    """The phases of a visit with the instants at which they begin and end."""
    begins = visit.starts_at
    for phase in session.phases:
        ends = begins + datetime.timedelta(minutes=phase.minutes)
        yield phase.name, begins, ends
        begins = ends


def _counts(board: Board, chosen: Chosen) -> dict[Level, int]:
    """The course on every level, counted anew from what was chosen."""
    days = [board.days[choice.day] for choice in chosen]
    slots = Counter((day.on.weekday(), day.shown(choice.minute)) for day, choice in zip(days, chosen, strict=True))
    wished = [board.fitting.wished(shape, day) for shape, day in zip(board.shapes, days, strict=True)]
    return {
        Level.FINISH: chosen[-1].day,
        Level.CHANGES: sum(one.leader != next_one.leader for one, next_one in pairwise(chosen)),
        Level.OUTSIDE: sum(not bits >> choice.minute & 1 for bits, choice in zip(wished, chosen, strict=True)),
        Level.RHYTHM: len(chosen) - max(slots.values()),
        Level.TARGET: sum(abs(choice.day - board.target(place)) for place, choice in enumerate(chosen)),
        Level.START: sum(choice.minute for choice in chosen),
    }
