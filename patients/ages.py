"""Ages in whole years, and until when somebody is a minor."""

import datetime

from django.conf import settings

OLDEST = 120


def on(day: datetime.date, born: datetime.date | None) -> int | None:
    """The age on a day; who was born on 29 February has the birthday on 1 March in other years."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_minor(age: int | None) -> bool:
    """Whether somebody of this age is a minor where the clinic is. Who has no known age counts as grown up."""
    return age is not None and age < settings.ADULT_AT_AGE
