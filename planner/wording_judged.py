"""Sentences about an adopted course: what stands against a step of it, and what differs between two courses.

They are told by the one writer of sentences, `planner.wording`.
"""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

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
    return (
        f"The injury classes of this visit add up to {v['sum']} in one area ({plain(v['region'])}), at most {v['limit']}."
    )


def _open_question(v: dict[str, Any]) -> str:
    return f"No valid answer is on record, and it could change {plain(v['modality'])}: {v['ask']}"


def _overdue(v: dict[str, Any]) -> str:
    return f"The window of this visit ended on {written_date(v['latest_on'])}."


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
}
