"""What the solver is told: the clinic with its people, rooms and devices, and the visits that are to be booked."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

MINUTES_OF_A_DAY = 24 * 60
DAYS_OF_A_WEEK = 7

Spans = tuple[
    tuple[int, int], ...
]  # minutes after midnight by the clinic's clock, from and until; what lies between is a break


class Kind(StrEnum):
    """What can be in one place only."""

    PRACTITIONER = "practitioner"
    ROOM = "room"
    DEVICE = "device"


@dataclass(frozen=True)
class Period:
    """From one instant until just before another. Raises ValueError when it has no zone or does not last."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime

    def __post_init__(self):
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError(f"period: {self.starts_at} to {self.ends_at} names no zone; allowed: instants with a zone")
        if self.starts_at >= self.ends_at:
            raise ValueError(
                f"period: {self.starts_at} to {self.ends_at} does not last; allowed: an end after the start"
            )


@dataclass(frozen=True, eq=False)
class Resource:
    """A practitioner, room or device: what it can do, when it works, and when it is away or taken.

    A day named in `exceptions` has those hours instead of the hours of its weekday, none when the tuple is empty. The turnover
    follows every use, inside the working hours. `taken` are the uses already booked, each with its own turnover.
    """

    key: str
    kind: Kind
    able: frozenset[str]
    week: tuple[Spans, ...]  # Monday first
    exceptions: Mapping[datetime.date, Spans] = field(default_factory=dict)
    away: tuple[Period, ...] = ()
    taken: tuple[Period, ...] = ()
    turnover_minutes: int = 0

    def __post_init__(self):
        if len(self.week) != DAYS_OF_A_WEEK:
            raise ValueError(f"week of {self.key}: {len(self.week)} days; allowed: {DAYS_OF_A_WEEK}, Monday first")
        for spans in (*self.week, *self.exceptions.values()):
            _check_spans(self.key, spans)
        if self.turnover_minutes < 0:
            raise ValueError(f"turnover of {self.key}: {self.turnover_minutes} minutes; allowed: 0 or more")

    def hours_on(self, on: datetime.date) -> Spans:
        """Its working hours on a day, by the clinic's clock."""
        return self.exceptions.get(on, self.week[on.weekday()])


def _check_spans(whose: str, spans: Spans) -> None:
    for first, last in spans:
        if not 0 <= first < last <= MINUTES_OF_A_DAY:
            raise ValueError(f"hours of {whose}: {first} to {last}; allowed: from before until, within 0 to 1440")


@dataclass(frozen=True)
class Clinic:
    """All that can be booked, the days on which nobody works, and the clock on the wall.

    A visit begins on a multiple of `start_step_minutes` after midnight by that clock.
    """

    zone: ZoneInfo
    resources: tuple[Resource, ...]
    closed: tuple[Period, ...] = ()
    start_step_minutes: int = 5

    def __post_init__(self):
        keys = [resource.key for resource in self.resources]
        if len(set(keys)) != len(keys):
            raise ValueError(f"resources: {sorted(keys)}; allowed: every key once")
        if not 0 < self.start_step_minutes <= MINUTES_OF_A_DAY:
            raise ValueError(f"start_step_minutes: {self.start_step_minutes}; allowed: 1 to 1440")


@dataclass(frozen=True)
class Need:
    """One practitioner, room or device that can do all that is named.

    Needs that name the same `part` in several phases of a visit are met by the same one; two parts may be met by one as well,
    where their phases do not run at the same time.
    """

    part: str
    kind: Kind
    able: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phase:
    """A stretch of a visit: numbing, a procedure, recovery. It takes only what it needs."""

    name: str
    minutes: int
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Gap:
    """Days between an earlier visit and this one; `most_days` None = no upper end."""

    after: str
    least_days: int
    most_days: int | None = None


@dataclass(frozen=True)
class Session:
    """A visit still to be booked: what it takes, its clinical window, and how far it stands from earlier visits of the course.

    Without a `target_on` the first day of the window is meant to be best.
    """

    key: str
    phases: tuple[Phase, ...]
    earliest_on: datetime.date
    latest_on: datetime.date
    gaps: tuple[Gap, ...] = ()
    target_on: datetime.date | None = None

    @property
    def minutes(self) -> int:
        return sum(phase.minutes for phase in self.phases)


@dataclass(frozen=True)
class Wish:
    """On these weekdays (Monday is 0), the whole visit between these minutes after midnight by the clinic's clock."""

    weekdays: frozenset[int] = frozenset(range(DAYS_OF_A_WEEK))
    from_minute: int = 0
    until_minute: int = MINUTES_OF_A_DAY


@dataclass(frozen=True)
class Request:
    """All remaining visits of a plan, in their order, and the time of the patient.

    Raises ValueError for what cannot be asked. A day holds one visit: every visit stands at least a day after the one before.
    """

    sessions: tuple[Session, ...]
    patient_taken: tuple[Period, ...] = ()
    wishes: tuple[Wish, ...] = ()
    not_before: datetime.datetime | None = None

    def __post_init__(self):
        earlier: list[str] = []
        for session in self.sessions:
            _check_session(session, earlier)
            earlier.append(session.key)
        if not self.sessions:
            raise ValueError("sessions: none; allowed: at least one visit to book")


def _check_session(session: Session, earlier: list[str]) -> None:
    said = f"session {session.key}"
    if session.key in earlier:
        raise ValueError(f"{said}: named twice; allowed: every key once")
    if not session.phases or any(phase.minutes <= 0 for phase in session.phases):
        raise ValueError(f"{said}: {session.minutes} minutes; allowed: phases that last")
    if not any(need.kind is Kind.PRACTITIONER for phase in session.phases for need in phase.needs):
        raise ValueError(f"{said}: needs nobody; allowed: at least one practitioner in one phase")
    for gap in session.gaps:
        if gap.after not in earlier:
            raise ValueError(f"{said}: stands after {gap.after}; allowed: an earlier session, {earlier or 'none here'}")
        if gap.least_days < 1 or (gap.most_days is not None and gap.most_days < gap.least_days):
            raise ValueError(
                f"{said}: {gap.least_days} to {gap.most_days} days; allowed: 1 or more, up to as many or more"
            )
