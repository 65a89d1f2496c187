"""The clinic's clock: a day in its zone as a row of minutes, 1,380 or 1,500 of them where the clocks change.

Minutes are counted from the first instant of the day and are never skipped or repeated; wall-clock times are.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from scheduling.solving.world import MINUTES_OF_A_DAY, Period

MINUTE = 60  # seconds


def minute_of(instant: datetime.datetime) -> int:
    """Whole minutes since 1970, rounded down."""
    return int(instant.timestamp() // MINUTE)


def minute_after(instant: datetime.datetime) -> int:
    """Whole minutes since 1970, rounded up."""
    return int(-(-instant.timestamp() // MINUTE))


def taken_minutes(period: Period) -> tuple[int, int]:
    """A period in minutes since 1970; a minute touched is a minute taken."""
    return minute_of(period.starts_at), minute_after(period.ends_at)


def minute_on_the_wall(on: datetime.date, minute: int, zone: ZoneInfo, *, late: bool = False) -> int:
    """When the clock of a zone shows so many minutes after the midnight of a day, in minutes since 1970.

    A time that the clock shows twice is the first, or the second when `late`; one that it skips is the moment it skips.
    """
    shown = datetime.datetime.combine(on, datetime.time()) + datetime.timedelta(minutes=minute)  # noqa: DTZ001
    first, second = (minute_of(shown.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    if first <= second:
        return second if late else first
    return next(at for at in range(second + 1, first + 1) if _offset(at, zone) != _offset(second, zone))


def _offset(minute: int, zone: ZoneInfo) -> datetime.timedelta:
    return datetime.datetime.fromtimestamp(minute * MINUTE, zone).utcoffset()


@dataclass(frozen=True)
class Day:
    """A day of the clinic, from its first minute to its last."""

    on: datetime.date
    zone: ZoneInfo

    @cached_property
    def first(self) -> int:
        return minute_on_the_wall(self.on, 0, self.zone)

    @cached_property
    def end(self) -> int:
        return minute_on_the_wall(self.on, MINUTES_OF_A_DAY, self.zone)

    @cached_property
    def all(self) -> int:
        """Every minute of the day, as bits."""
        return (1 << (self.end - self.first)) - 1

    @cached_property
    def clock_changes(self) -> bool:
        """Also where it changes at midnight and the day begins at one o'clock."""
        return self.end - self.first != MINUTES_OF_A_DAY or _offset(self.first, self.zone) != _offset(
            self.end, self.zone
        )

    def bits(self, first: int, end: int) -> int:
        """The minutes of this day within minutes since 1970."""
        first, end = max(first, self.first), min(end, self.end)
        return ((1 << (end - first)) - 1) << (first - self.first) if first < end else 0

    def worked(self, first: int, last: int) -> int:
        """Working hours by the clock on the wall: of a time shown twice they begin with the second and end with the first."""
        if not self.clock_changes:
            return ((1 << (last - first)) - 1) << first
        begins = minute_on_the_wall(self.on, first, self.zone, late=True)
        return self.bits(begins, minute_on_the_wall(self.on, last, self.zone))

    def instant(self, minute: int) -> datetime.datetime:
        """The instant of a minute of this day, in UTC: two instants of a zone whose clock changed would subtract wrongly."""
        return datetime.datetime.fromtimestamp((self.first + minute) * MINUTE, datetime.UTC)

    def shown(self, minute: int) -> int:
        """What the clock shows at a minute of this day, in minutes after midnight."""
        if not self.clock_changes:
            return minute
        at = self.instant(minute).astimezone(self.zone)
        return at.hour * 60 + at.minute

    def every(self, step: int) -> int:
        """The minutes at which the clock shows a multiple of `step`."""
        if not self.clock_changes:
            return _multiples(step)
        return sum(1 << minute for minute in range(self.end - self.first) if self.shown(minute) % step == 0)


@lru_cache
def _multiples(step: int) -> int:
    return sum(1 << minute for minute in range(0, MINUTES_OF_A_DAY, step))
