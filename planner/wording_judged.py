"""Sentences about an adopted course: what stands against a step of it, and what differs between two courses.

They are told by the one writer of sentences, `planner.wording`.
"""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from planner.case.model import NEVER, Answer, Finding, PastProcedure, Span
from planner.words import days, listed, plain, upper, written_date


def _too_close(v: dict[str, Any]) -> str:
    first, second = plain(v["first"]), upper(plain(v["second"]))
    asked = f"the rows in force ask for at least {days(v['days'])}"
    return f"{second} on {written_date(v['on'])} would follow {first} after {days(v['between'])}; {asked}."


def _soon_after_past(v: dict[str, Any]) -> str:
    asked = f"the rows in force ask for at least {days(v['days'])} in between"
    return f"{upper(plain(v['second']))} may be done from {written_date(v['until'])}, after {plain(v['first'])} that was done; {asked}."


def _past_not_dated(v: dict[str, Any]) -> str:
    asked = f"the rows in force ask for {days(v['days'])} before {plain(v['second'])}"
    return f"It is not known when {plain(v['first'])} was done last; {asked}."


def _never_same_day(v: dict[str, Any]) -> str:
    why = f": {v['why'].rstrip('.')}" if v["why"] else ""
    return f"{upper(plain(v['first']))} and {plain(v['second'])} do not share a day{why}."


def _wrong_order(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['second']))} comes before {plain(v['first'])} when they share a visit, not after it."


def _no_row_shares(v: dict[str, Any]) -> str:
    return f"No row in force lets {plain(v['first'])} and {plain(v['second'])} share a visit in the same area."


def _injury(v: dict[str, Any]) -> str:
    return f"The injury classes of this visit add up to {v['sum']} in one area ({plain(v['region'])}), at most {v['limit']}."


def _open_question(v: dict[str, Any]) -> str:
    return f"No valid answer is on record, and it could change {plain(v['modality'])}: {v['ask']}"


def _overdue(v: dict[str, Any]) -> str:
    return f"The window of this visit ended on {written_date(v['latest_on'])}."


def _test_spot_gone(v: dict[str, Any]) -> str:
    why = f" A rule asks for it: {v['why']}" if v["why"] else ""
    spot = f"without its test spot of {written_date(v['on'])}"
    return f"{upper(plain(v['modality']))} would be done {spot}, so nobody would have seen how this skin answers.{why}"


def _review_gone(v: dict[str, Any]) -> str:
    waiting = "1 visit waits" if v["visits"] == 1 else f"{v['visits']} visits wait"
    return (
        f"{waiting} for the review of {written_date(v['on'])}: "
        "without it more would be done before anybody has looked at the result."
    )


def _interval_wider(v: dict[str, Any]) -> str:
    series = f"in a series at most {days(v['days'])} lie between them"
    return f"Two sessions of {plain(v['modality'])} would lie {days(v['between'])} apart; {series}."


def _facts_old(v: dict[str, Any]) -> str:
    seen = f"This plan rests on what was told and seen on {written_date(v['seen'])}"
    age = f"at its next visit on {written_date(v['on'])} that would be {days(v['age'])} old"
    return f"{seen}; {age}, and no answer counts longer than {days(v['days'])}."


JUDGED: dict[str, Callable[[dict[str, Any]], str]] = {
    "steps_too_close": _too_close,
    "too_soon_after_the_past": _soon_after_past,
    "past_not_dated": _past_not_dated,
    "never_same_day": _never_same_day,
    "wrong_order_on_a_visit": _wrong_order,
    "no_row_lets_them_share": _no_row_shares,
    "injury_exceeded": _injury,
    "question_open": _open_question,
    "window_over": _overdue,
    "test_spot_gone": _test_spot_gone,
    "review_gone": _review_gone,
    "interval_wider": _interval_wider,
    "facts_old": _facts_old,
}


# ---- what differs between two courses, as labels and values

WHATS = {
    "visit": "visit",
    "date": "planned date",
    "window": "window",
    "treatments": "treatments",
    "options": "options that are off",
    "minutes": "minutes",
    "downtime": "downtime",
    "price": "price",
    "visits": "treatment visits",
    "whole_downtime": "downtime of all visits",
    "whole_price": "price of all visits",
    "home": "at home",
    "pauses": "pauses at home",
}
TAKEN_OUT, NOT_PLANNED, NOT_KNOWN, NOTHING = "taken out", "not planned", "not known", "none"


def what_differs(name: str) -> str:
    """The label of a line that differs."""
    return WHATS[name]


def of_a_modality(name: str, modality: str) -> str:
    """The label of a setting, or of the areas, of a modality."""
    return f"{plain(name)} of {plain(modality)}"


def in_places(text: str, regions: Iterable[str]) -> str:
    """A value with the areas in which it holds."""
    return f"{text} ({listed(regions)})"


def a_visit(kind: str, day: datetime.date, keys: Iterable[str]) -> str:
    """A visit in one line."""
    keys = tuple(keys)
    return f"{plain(kind)} on {written_date(day)}{f': {listed(keys)}' if keys else ''}"


def from_to(first: datetime.date, last: datetime.date) -> str:
    """A stretch of days; one day alone is a date."""
    return written_date(first) if first == last else f"{written_date(first)} to {written_date(last)}"


def some_days(least: int, most: int) -> str:
    """Least and most days."""
    return days(most) if least == most else f"{least} to {days(most)}"


def amount(price: Decimal | None) -> str:
    """A price, two decimals, without a currency: that is the clinic's."""
    return NOT_KNOWN if price is None else f"{price:.2f}"


# ---- facts of a case, as values

NOT_RECORDED = "not recorded"


def a_value(value: Any) -> str:
    """An answer: yes, no, never, a date as well as it is known, a choice, or a number."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is NEVER:
        return "never"
    if isinstance(value, Span):
        return a_span(value)
    return plain(value) if isinstance(value, str) else str(value)


def a_span(span: Span) -> str:
    """A date as well as it is known."""
    if span.earliest is None or span.latest is None:
        return f"up to {written_date(span.latest)}" if span.latest else f"from {written_date(span.earliest)}"
    return from_to(span.earliest, span.latest)


def an_answer(answer: Answer) -> str:
    """What was answered, for everywhere or region by region."""
    if answer.regions is None:
        return a_value(answer.value)
    return ", ".join(f"{plain(region)}: {a_value(value)}" for region, value in sorted(answer.regions.items()))


def a_finding(row: Finding) -> str:
    """What was seen at a place: how many, of which grade."""
    parts = []
    if row.count is not None:
        low, high = row.count
        parts.append(str(low) if low == high else f"{low} or more" if high is None else f"{low} to {high}")
    if row.grade is not None:
        parts.append(f"grade {row.grade}")
    if row.area_cm2 is not None:
        parts.append(f"{row.area_cm2} cm2")
    if row.base is not None:
        parts.append(f"base {plain(row.base)}")
    if row.older_than_two_years is not None:
        parts.append("older than two years" if row.older_than_two_years else "not older than two years")
    return ", ".join(parts) or "seen"


def a_past_procedure(row: PastProcedure) -> str:
    """What was done before: how often, when last, and how the skin responded."""
    parts = [f"{row.sessions} sessions" if row.sessions and row.sessions != 1 else "1 session"] if row.sessions else []
    parts.append(f"last {a_span(row.last_on)}" if row.last_on else "date not known")
    if row.response is not None:
        parts.append(f"response {row.response}")
    return ", ".join(parts)
