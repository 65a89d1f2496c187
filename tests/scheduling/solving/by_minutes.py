"""An independent reading of the same rules: minute by minute, with clocks and dates, without bits and without search."""

import datetime
import itertools
from collections import Counter
from functools import cached_property

from scheduling.solving import Kind, Level, Period, Resource
from scheduling.solving.orders import compared

MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)


class World:
    """A clinic and a request, with every minute from the first window to the last."""

    def __init__(self, clinic, request):
        self.clinic, self.request = clinic, request
        self._worked = {}

    @cached_property
    def minutes(self):
        """The instants of every day, by day."""
        utc, zone = datetime.UTC, self.clinic.zone
        first = min(session.earliest_on for session in self.request.sessions)
        last = max(session.latest_on for session in self.request.sessions)
        at = datetime.datetime.combine(first - DAY, datetime.time(), utc)
        found = {}
        while at.date() <= last + DAY:
            found.setdefault(at.astimezone(zone).date(), []).append(at)
            at += MINUTE
        return {on: instants for on, instants in found.items() if first <= on <= last}

    def shown(self, at):
        local = at.astimezone(self.clinic.zone)
        return local.hour * 60 + local.minute

    def between(self, on, first, last):
        """The instants of a day from the last that shows `first`, or passes it, until the first that shows `last` or later."""
        if (on, first, last) not in self._worked:
            instants = self.minutes[on]
            begins = [at for at in instants if self.shown(at) == first] or [
                next((at for at in instants if self.shown(at) > first), instants[-1] + MINUTE)
            ]
            ends = next((at for at in instants if self.shown(at) >= last), instants[-1] + MINUTE)
            self._worked[on, first, last] = {at for at in instants if begins[-1] <= at < ends}
        return self._worked[on, first, last]

    @cached_property
    def free(self):
        """The instants at which each resource is free."""
        return {resource.key: self._free(resource) for resource in self.clinic.resources}

    def _free(self, resource: Resource):
        worked = set()
        for on in self.minutes:
            for first, last in resource.exceptions.get(on, resource.week[on.weekday()]):
                worked |= self.between(on, first, last)
        return {at for at in worked if not touches(at, (*self.clinic.closed, *resource.away, *resource.taken))}

    @cached_property
    def patient_free(self):
        every = itertools.chain.from_iterable(self.minutes.values())
        return {at for at in every if not touches(at, self.request.patient_taken) and self.is_open(at)}

    def is_open(self, at):
        early = self.request.not_before is not None and at < self.request.not_before
        return not early and not touches(at, self.clinic.closed)

    def starts(self, on):
        return [at for at in self.minutes[on] if self.shown(at) % self.clinic.start_step_minutes == 0]

    def wished(self, on, begins, ends):
        if not self.request.wishes:
            return True
        return any(
            on.weekday() in wish.weekdays
            and all(at in self.between(on, wish.from_minute, wish.until_minute) for at in every_minute(begins, ends))
            for wish in self.request.wishes
        )


def touches(at, periods: tuple[Period, ...]):
    return any(at < period.ends_at and at + MINUTE > period.starts_at for period in periods)


def every_minute(begins, ends):
    return [begins + MINUTE * number for number in range(int((ends - begins) / MINUTE))]


def stretches(session, begins):
    """When each part of a visit is needed: part -> [(from, until)], one for every phase."""
    found = {}
    for phase in session.phases:
        for need in phase.needs:
            found.setdefault(need.part, []).append((begins, begins + MINUTE * phase.minutes))
        begins += MINUTE * phase.minutes
    return found


def needs_of(session):
    """part -> (kind, all that it has to be able to do)."""
    found = {}
    for phase in session.phases:
        for need in phase.needs:
            kind, able = found.get(need.part, (need.kind, frozenset()))
            found[need.part] = (kind, able | need.able)
    return found


def lead_of(session):
    """The practitioner who is needed longest, the first of equals."""
    minutes = {
        part: sum((end - begin) / MINUTE for begin, end in spans)
        for part, spans in stretches(session, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)).items()
    }
    people = [part for part, (kind, _) in needs_of(session).items() if kind is Kind.PRACTITIONER]
    return max(people, key=lambda part: minutes[part])


def able(world, session, part):
    kind, wanted = needs_of(session)[part]
    return [row for row in world.clinic.resources if row.kind is kind and wanted <= row.able]


def holds(session, part, begins, turnover):
    """The minutes a part takes, with the turnover after each use that is not followed by another."""
    spans = stretches(session, begins)[part]
    followed = {begin for begin, _ in spans}
    taken = set()
    for begin, end in spans:
        taken |= set(every_minute(begin, end if end in followed else end + MINUTE * turnover))
    return taken


def castings(world, session, begins, parts=None):
    """Every way to give each part somebody or something free: {part: resource}, no two needed at once given the same."""
    parts = list(needs_of(session)) if parts is None else parts
    spans = stretches(session, begins)
    free = [
        [
            row
            for row in able(world, session, part)
            if holds(session, part, begins, row.turnover_minutes) <= world.free[row.key]
        ]
        for part in parts
    ]
    for given in itertools.product(*free):
        if not any(
            one is other and set(spans[parts[i]]) & set(spans[parts[j]])
            for (i, one), (j, other) in itertools.combinations(enumerate(given), 2)
        ):
            yield dict(zip(parts, given, strict=True))


def patient_can(world, session, begins):
    return set(every_minute(begins, begins + MINUTE * session.minutes)) <= world.patient_free


def possible_visits(world, session):
    """Every (day, instant, leader) at which a visit fits by itself."""
    lead = lead_of(session)
    on = session.earliest_on
    while on <= session.latest_on:
        for begins in world.starts(on):
            if patient_can(world, session, begins):
                leaders = {casting[lead].key for casting in castings(world, session, begins)}
                for leader in sorted(leaders):
                    yield on, begins, leader
        on += DAY


def gaps_hold(sessions, days):
    place = {session.key: number for number, session in enumerate(sessions)}
    if any(later <= earlier for earlier, later in itertools.pairwise(days)):
        return False
    for number, session in enumerate(sessions[: len(days)]):
        for gap in session.gaps:
            apart = (days[number] - days[place[gap.after]]).days
            if apart < gap.least_days or (gap.most_days is not None and apart > gap.most_days):
                return False
    return True


def all_courses(world):
    """Every complete course as a tuple of (day, instant, leader)."""
    sessions = world.request.sessions
    courses = [()]
    for session in sessions:
        visits = list(possible_visits(world, session))
        courses = [
            (*course, visit)
            for course in courses
            for visit in visits
            if gaps_hold(sessions, [on for on, _, _ in (*course, visit)])
        ]
    return courses


def counts(world, course):
    """A course on every level, counted from its days and instants."""
    sessions = world.request.sessions
    first_on = min(session.earliest_on for session in sessions)
    slots = Counter((on.weekday(), world.shown(begins)) for on, begins, _ in course)
    return {
        Level.FINISH: (course[-1][0] - first_on).days,
        Level.CHANGES: sum(one[2] != other[2] for one, other in itertools.pairwise(course)),
        Level.OUTSIDE: sum(
            not world.wished(on, begins, begins + MINUTE * session.minutes)
            for (on, begins, _), session in zip(course, sessions, strict=True)
        ),
        Level.RHYTHM: len(course) - max(slots.values()),
        Level.TARGET: sum(
            abs((on - (session.target_on or session.earliest_on)).days)
            for (on, _, _), session in zip(course, sessions, strict=True)
        ),
        Level.START: sum(int((begins - world.minutes[on][0]) / MINUTE) for on, begins, _ in course),
    }


def unlike(one, other, minutes):
    return any(
        first[0] != second[0] or abs(first[1] - second[1]) >= MINUTE * minutes
        for first, second in zip(one, other, strict=True)
    )


def best(world, order, courses, known, minutes):
    """The counts of the best course, in the sequence of an order, that is unlike every known one."""
    left = [course for course in courses if all(unlike(course, other, minutes) for other in known)]
    return min((compared(order, counts(world, course)) for course in left), default=None)


def as_found(course, zone):
    """A course of the solver as a tuple of (day, instant, leader)."""
    return tuple(
        (visit.starts_at.astimezone(zone).date(), visit.starts_at.astimezone(datetime.UTC), visit.leader)
        for visit in course.visits
    )
