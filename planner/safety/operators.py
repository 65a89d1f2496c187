"""The operators of the rules, one function each: on which days a rule holds, given what is known of its question.

Days are whole days. Where a date is known only roughly, the end that keeps a rule longer is used.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from planner.case.known import Known, fires
from planner.case.model import Date, Span
from planner.catalog.safety import Rule


@dataclass(frozen=True)
class Days:
    """From `from_on` (None = already) to the day before `until_on` (None = no end is known)."""

    from_on: Date | None = None
    until_on: Date | None = None

    def are_over(self, on: Date) -> bool:
        """Whether all of them lie before `on`."""
        return self.until_on is not None and self.until_on <= on

    def cover(self, on: Date, until_on: Date | None) -> bool:
        """Whether every day from `on` to the day before `until_on` is one of them."""
        has_begun = self.from_on is None or self.from_on <= on
        return has_begun and (self.until_on is None or (until_on is not None and self.until_on >= until_on))


def days_of(rule: Rule, known: Known, born: Date | None = None) -> Days | None:
    """The days on which a rule holds; None = on none, or nothing is known. `born` is given for rules about the age."""
    if known.value is None or not _can_fire(rule, known, born):
        return None
    return OPERATORS[rule.when.op](rule, known, born)


def _can_fire(rule: Rule, known: Known, born: Date | None) -> bool:
    """Whether the value meets the rule on some day; an age below it will meet `gte` on a birthday to come."""
    return fires(rule.when, known.value) or (born is not None and rule.when.op == "gte")


def is_(rule: Rule, known: Known, born: Date | None = None) -> Days:
    """The answer equals the value: on every day, or for the days of a deferral from the day it was recorded."""
    return _undated(rule, known)


def in_(rule: Rule, known: Known, born: Date | None = None) -> Days:
    """The answer is one of the values: on the same days as `is`."""
    return _undated(rule, known)


def lt(rule: Rule, known: Known, born: Date | None = None) -> Days:
    """The number lies below the value; an age with a birth date does so until that birthday."""
    return _undated(rule, known) if born is None else Days(until_on=birthday(born, rule.when.value))


def gte(rule: Rule, known: Known, born: Date | None = None) -> Days:
    """The number is the value or more; an age with a birth date is so from that birthday on."""
    return _undated(rule, known) if born is None else Days(from_on=birthday(born, rule.when.value))


def within_days(rule: Rule, known: Known, born: Date | None = None) -> Days:
    """A session lies less than `value` days after the date, or before it; a deferral lasts at least its own days."""
    return Days(until_on=_days_after(known.value.latest, max(rule.when.value, _defer_days(rule))))


def around_days(rule: Rule, known: Known, born: Date | None = None) -> Days:
    """A session lies from `before` days before the date to `after` days after it, both included."""
    before, after = rule.when.value
    span: Span = known.value
    from_on = _days_after(span.earliest, -before)
    return Days(from_on, _days_after(span.latest, max(after + 1, _defer_days(rule))))


OPERATORS: dict[str, Callable[[Rule, Known, Date | None], Days]] = {
    "is": is_,
    "in": in_,
    "lt": lt,
    "gte": gte,
    "within_days": within_days,
    "around_days": around_days,
}


def birthday(born: Date, age: int) -> Date:
    """The day on which a person reaches `age` years; 29 February counts as 1 March in a common year."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return Date(born.year + age, 3, 1)


def possible_until(rule: Rule, on: Date) -> Date | None:
    """The day from which no answer that is still possible can make the rule hold; None = there is no such day.

    What happened last happened up to `on`, so a rule on past dates can reach no further than its own days after `on`.
    """
    if rule.when.op != "within_days":
        return None
    return _days_after(on, max(rule.when.value, _defer_days(rule)))


def _undated(rule: Rule, known: Known) -> Days:
    days = _defer_days(rule)
    return Days(until_on=_days_after(known.on, days) if days else None)


def _defer_days(rule: Rule) -> int:
    return rule.defer_days if rule.severity == "defer" else 0


def _days_after(day: Date | None, days: int) -> Date | None:
    return None if day is None else day + datetime.timedelta(days)
