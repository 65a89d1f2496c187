"""Dates as people know them: a day, a month, or days ago; kept from the earliest to the latest day they can mean."""

import calendar
import datetime
import re

from planner.case.model import NEVER, Date, Never, Span
from planner.case.reading_given import Given, in_words

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_DAYS_AGO = 50_000
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
A_DAY = f'a date such as "2026-11-22", from {FIRST_YEAR} to {LAST_YEAR}'
DAYS_AGO = '{"before_days": 180} (180 days ago or longer), {"after_days": 30} (less than 30 days ago)'
VAGUE = f'{A_DAY}, a month such as "2026-10", {DAYS_AGO}'
VAGUE_OR_NEVER = f'{VAGUE}, false or "never", or null when unknown'


def read_day(given: Given) -> Date | None:
    """A date known to the day, or None. Raises CaseError."""
    if given.value is None:
        return None
    day = _day(given.value)
    if day is None:
        raise given.error(f"is {in_words(given.value)}", A_DAY)
    return day


def read_day_up_to(given: Given, last: Date, why: str) -> Date | None:
    """A date known to the day that does not lie after `last`, for the reason `why`. Raises CaseError."""
    day = read_day(given)
    if day is not None and day > last:
        raise given.error(f"{day} lies after {last}", f"a date up to {last}, {why}")
    return day


def read_date_answer(given: Given, told_on: Date, may_lie_ahead: bool) -> Span | Never | None:
    """The answer to a date question, as told on `told_on`. Raises CaseError."""
    if given.value is False or given.value == "never":
        return NEVER
    return read_span(given, told_on, may_lie_ahead, VAGUE_OR_NEVER)


def read_span(given: Given, told_on: Date, may_lie_ahead: bool = False, allowed: str = VAGUE) -> Span | None:
    """A date as well as it is known. Days ago are counted from the day on which it was told.

    What happened in the past happened up to that day: a later date is refused, and the running month ends there.
    """
    if given.value is None:
        return None
    span = _days_ago(given, told_on, allowed) if isinstance(given.value, dict) else _day_or_month(given.value)
    if span is None:
        raise given.error(f"is {in_words(given.value)}", allowed)
    if may_lie_ahead or span.latest <= told_on:
        return span
    if span.earliest is not None and span.earliest > told_on:
        problem = f"{in_words(given.value)} lies after {told_on}"
        raise given.error(problem, f"a date up to {told_on}, the day on which it was told")
    return Span(span.earliest, told_on)


def _days_ago(given: Given, told_on: Date, allowed: str) -> Span:
    members = given.members(("before_days", "after_days"), "a date, or an object")
    named = [name for name, member in members.items() if member.value is not None]
    if len(named) != 1:
        raise given.error("names both before_days and after_days" if named else "names no number of days", allowed)
    if named == ["before_days"]:
        return Span(None, _back(told_on, members["before_days"].whole(0, MOST_DAYS_AGO)))
    return Span(_back(told_on, members["after_days"].whole(1, MOST_DAYS_AGO) - 1), told_on)


def _back(day: Date, days: int) -> Date:
    return day - datetime.timedelta(days=days)


def _day_or_month(value: object) -> Span | None:
    day = _day(value)
    return Span.day(day) if day else _month(value)


def _day(value: object) -> Date | None:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _month(value: object) -> Span | None:
    match = MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return month_of(year, month) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else None


def month_of(year: int, month: int) -> Span:
    """The month from its first to its last day."""
    last = calendar.monthrange(year, month)[1]
    return Span(datetime.date(year, month, 1), datetime.date(year, month, last))
