"""The case: a person, judged skin, dated answers, past procedures and wishes, as the planner argues about them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from planner.vocabulary import Aim, Base, Response, Sex, Side

Date = datetime.date
Never = type("Never", (), {"__repr__": lambda self: "NEVER", "__slots__": ()})
NEVER = Never()


@dataclass(frozen=True)
class Span:
    """A date as well as it is known: from `earliest` to `latest`, both included; None = open at that end."""

    earliest: Date | None
    latest: Date | None

    @classmethod
    def day(cls, day: Date) -> "Span":
        """A date known to the day."""
        return cls(day, day)


Value = bool | str | int | float | Span | Never


@dataclass(frozen=True)
class Answer:
    """What was answered on `on`: one `value` for everywhere, or one per region in `regions`; None = unknown."""

    on: Date
    value: Value | None = None
    regions: Mapping[str, Value | None] | None = None

    def at(self, region: str | None) -> Value | None:
        """The answer for a region; a region that was not named is unknown."""
        return self.value if self.regions is None else self.regions.get(region)


@dataclass(frozen=True)
class Finding:
    """One judged scar type at a region: `count` (low, high) lesions, high None = open; its own grade where one was given."""

    scar_type: str
    region: str
    side: Side | None = None
    count: tuple[int, int | None] | None = None
    grade: int | None = None
    area_cm2: float | None = None
    base: Base | None = None
    older_than_two_years: bool | None = None


@dataclass(frozen=True)
class PastProcedure:
    """A modality done before, here or told with its name: sessions, the last date as well as known, and how the skin responded."""

    modality: str
    sessions: int | None = None
    last_on: Span | None = None
    response: Response | None = None


@dataclass(frozen=True)
class Preferences:
    """The patient's wishes: hard filters, but `most_important`, which only orders."""

    max_downtime_days: int | None = None
    max_price: Decimal | None = None
    ready_by: Date | None = None
    max_visits: int | None = None
    avoid: tuple[str, ...] = ()
    most_important: tuple[Aim, ...] = ()


@dataclass(frozen=True)
class Case:
    """All that a proposal rests on, on the day `on`. Ages in whole years, phototype 1-6, grade 1-4 (Goodman-Baron)."""

    on: Date
    age: int | None = None
    birth_date: Date | None = None
    sex: Sex | None = None
    phototype: int | None = None
    grade: int | None = None
    scar_s: Mapping[str, int | None] = field(default_factory=dict)
    priorities: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    history: tuple[PastProcedure, ...] = ()
    preferences: Preferences = Preferences()

    @property
    def age_years(self) -> int | None:
        """Age in whole years on `on`, from the birth date where it is given."""
        if self.birth_date is None:
            return self.age
        before_birthday = (self.on.month, self.on.day) < (self.birth_date.month, self.birth_date.day)
        return self.on.year - self.birth_date.year - before_birthday

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions with a finding, in the order they were judged."""
        return tuple(dict.fromkeys(finding.region for finding in self.findings))
