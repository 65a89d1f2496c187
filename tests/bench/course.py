"""How long three complete courses take: 12 visits over 26 weeks among 10 practitioners whose time is taken to 80 %: `make bench`.

The ratio is to reading the same times that are taken once, as whole minutes: what any search would have to do at least.
"""

import datetime
import random
import statistics
from collections import Counter
from dataclasses import replace
from zoneinfo import ZoneInfo

from scheduling.solving import Clinic, Gap, Kind, Need, Period, Phase, Request, Resource, Session, Wish, propose
from scheduling.solving.clock import taken_minutes
from tests.bench.propose import milliseconds, p95

ZONE, FIRST = ZoneInfo("Europe/Berlin"), datetime.date(2026, 8, 3)
WEEKS, VISITS, PRACTITIONERS, ROOMS, LASERS = 26, 12, 10, 8, 3
OCCUPIED, STEP_MINUTES = 0.8, 15
WEEK = (*(((480, 720), (780, 1020)),) * 5, (), ())
WORLDS, TIMES, SEED, GOAL_MS = 25, 2, 7, 300
COLUMNS = "{:<44}{:>8}{:>8}{:>8}{:>8}{:>10}"


def busy_clinic(source: random.Random, occupied: float = OCCUPIED) -> Clinic:
    people = [resource(f"person {number}", Kind.PRACTITIONER, {"nurse"}) for number in range(PRACTITIONERS)]
    doctors = [replace(row, able=frozenset({"nurse", "doctor"})) for row in people[::2]]
    rooms = [resource(f"room {number}", Kind.ROOM, {"room"}, turnover=10) for number in range(ROOMS)]
    lasers = [resource(f"laser {number}", Kind.DEVICE, {"laser"}, turnover=5) for number in range(LASERS)]
    full = [filled(source, row, occupied) for row in (*doctors, *people[1::2])]
    return Clinic(ZONE, (*full, *(filled(source, row, occupied / 2) for row in (*rooms, *lasers))), (), STEP_MINUTES)


def resource(key, kind, able, turnover=0):
    return Resource(key, kind, frozenset(able), WEEK, turnover_minutes=turnover)


def filled(source: random.Random, row: Resource, occupied: float) -> Resource:
    """Half-hours and hours drawn at random until so much of every working day is taken."""
    taken = []
    for day in range(WEEKS * 7):
        on = FIRST + datetime.timedelta(days=day)
        quarters = [minute for first, last in row.hours_on(on) for minute in range(first, last, 15)]
        goal, busy = occupied * len(quarters), set()
        while len(busy) < goal:
            begins, length = source.choice(quarters), source.choice((2, 2, 3, 4))
            wanted = {begins + 15 * place for place in range(length)} & set(quarters) - busy
            busy |= wanted
        taken += [period(on, minute, 15) for minute in sorted(busy)]
    return replace(row, taken=tuple(joined(taken)))


def period(on, minute, length):
    begins = datetime.datetime.combine(on, datetime.time(), ZONE) + datetime.timedelta(minutes=minute)
    begins = begins.astimezone(datetime.UTC)
    return Period(begins, begins + datetime.timedelta(minutes=length))


def joined(periods):
    found = []
    for row in periods:
        if found and found[-1].ends_at == row.starts_at:
            found[-1] = Period(found[-1].starts_at, row.ends_at)
        else:
            found.append(row)
    return found


def course(source: random.Random, kind: str) -> Request:
    """Visits in turn of three shapes; windows of a month around their place in the plan, or of the whole half-year."""
    sessions = []
    every = WEEKS * 7 // VISITS
    for number in range(VISITS):
        earliest = FIRST + datetime.timedelta(days=max(0, number * every - 14))
        latest = min(earliest + datetime.timedelta(days=35), FIRST + datetime.timedelta(days=WEEKS * 7 - 1))
        if kind == "windows of half a year":
            earliest, latest = FIRST, FIRST + datetime.timedelta(days=WEEKS * 7 - 1)
        gaps = [Gap(f"visit {number - 1}", 10, 21)] if number else []
        if kind == "gaps further back" and number > 1:
            gaps += [Gap(f"visit {number - 2}", 24, 38)]
        if kind == "gaps further back" and number > 2:
            gaps += [Gap(f"visit {number - 3}", 37, 54)]
        sessions.append(Session(f"visit {number}", phases(number), earliest, latest, tuple(gaps)))
    wish = Wish(frozenset(source.sample(range(5), 2)), 480, 720)
    lessons = tuple(period(FIRST + datetime.timedelta(days=day), 840, 90) for day in range(0, WEEKS * 7, 7))
    return Request(tuple(sessions), lessons, (wish,))


def phases(number: int) -> tuple[Phase, ...]:
    doctor = Need("doctor", Kind.PRACTITIONER, frozenset({"doctor"}))
    nurse, room = Need("nurse", Kind.PRACTITIONER, frozenset({"nurse"})), Need("room", Kind.ROOM)
    laser = Need("laser", Kind.DEVICE, frozenset({"laser"}))
    return (
        (Phase("numbing", 30, (room,)), Phase("procedure", 30, (doctor, room)), Phase("recovery", 15, (room,))),
        (Phase("numbing", 30, (nurse, room)), Phase("procedure", 30, (doctor, room, laser))),
        (Phase("procedure", 45, (nurse, room)),),
    )[number % 3]


KINDS = ("windows of five weeks", "windows of half a year", "gaps further back")


def main() -> None:
    """The table, in plain text."""
    print(COLUMNS.format("milliseconds for three courses", "median", "p95", "worst", "ratio", "courses"))
    for kind in KINDS:
        source, taken, read, found = random.Random(SEED), [], [], Counter()
        for _ in range(WORLDS):
            clinic, request = busy_clinic(source), course(source, kind)
            found[len(propose(clinic, request).courses)] += 1
            taken.append(min(milliseconds(lambda clinic=clinic, request=request: propose(clinic, request), TIMES)))
            read.append(min(milliseconds(lambda clinic=clinic: read_once(clinic), TIMES)))
        median, high = statistics.median(taken), p95(taken)
        ratio = f"{high / statistics.median(read):.0f}"
        courses = " ".join(f"{number}:{times}" for number, times in sorted(found.items()))
        print(COLUMNS.format(kind, f"{median:.0f}", f"{high:.0f}", f"{max(taken):.0f}", ratio, courses))
    print(
        f"\nGoal: p95 {GOAL_MS} ms. Courses: how many of {WORLDS} requests got 0, 1, 2 or 3. Ratio: p95 to reading the"
    )
    print(f"times that are taken once, {statistics.median(read):.1f} ms.")


def read_once(clinic: Clinic) -> list[tuple[int, int]]:
    return [taken_minutes(row) for resource in clinic.resources for row in resource.taken]


if __name__ == "__main__":
    main()
