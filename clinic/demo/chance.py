"""Chance that always falls the same way, and the clock of the demonstration clinic."""

import datetime
import random
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

SEED = "Demonstration clinic"
OPENED_DAYS_AGO = 540


class Chance(random.Random):
    """A seeded source of chance, one for each purpose, so that a change here moves nothing elsewhere."""

    def __init__(self, purpose: str):
        super().__init__(f"{SEED}: {purpose}")

    def happens(self, of_a_thousand: float) -> bool:
        return self.random() * 1000 < of_a_thousand

    def weighted(self, weights: Mapping[Any, float]) -> Any:
        """One of the keys, as often as its weight says."""
        return self.choices(list(weights), list(weights.values()))[0]

    def one_by(self, rows: Sequence[Mapping[str, Any]], weight: str) -> Mapping[str, Any]:
        """One of the rows, as often as the named member says."""
        return self.choices(rows, [row[weight] for row in rows])[0]

    def uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.getrandbits(128), version=4)


def days_before(day: datetime.date, days: int) -> datetime.date:
    return day - datetime.timedelta(days=days)


def working_day(day: datetime.date) -> datetime.date:
    """The day itself, or the Friday before a weekend."""
    return days_before(day, max(0, day.weekday() - 4))


def instant(day: datetime.date, minutes: int, now: datetime.datetime) -> datetime.datetime:
    """So many minutes after midnight by the clinic's clock, and never later than now."""
    midnight = datetime.datetime.combine(day, datetime.time.min, tzinfo=timezone.get_current_timezone())
    return min(midnight + datetime.timedelta(minutes=minutes), now)
