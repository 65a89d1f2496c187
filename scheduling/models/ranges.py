"""Ranges as the exclusion constraints of this room compare them; PostgreSQL needs no extension for them."""

from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, IntegerRangeField
from django.db.models import F, Func, Value

FROM, UNTIL = "starts_at", "ends_at"


def one(column: str) -> Func:
    """A whole number as the range that holds it alone: ranges that overlap are the same row."""
    return Func(F(column), F(column), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def between(first: str, last: str) -> Func:
    """Whole numbers from one until just before another."""
    return Func(F(first), F(last), function="int4range", output_field=IntegerRangeField())


def period() -> Func:
    """From `starts_at` until just before `ends_at`."""
    return Func(F(FROM), F(UNTIL), function="tstzrange", output_field=DateTimeRangeField())
