"""Reading an adopted course back from its stored document, or naming the field that is none of the contract."""

import copy
import datetime
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.case.reading_dates import read_day
from planner.case.reading_given import Given, in_words, listed
from planner.proposal import HomePhase, Parameter, Procedure, Totals, Visit

Date = datetime.date
Row = Mapping[str, Any]

KINDS = ("treatment", "test_spot", "review")
MOST_ROWS = 10_000
MOST_DAYS = 100_000
PRICE = re.compile(r"[0-9]{1,12}\.[0-9]{2}")
REGIMEN_FIELDS = (
    *("key", "labels", "provisional", "needs_reason", "nearest", "modalities", "options", "levels"),
    *("home", "visits", "totals", "expected", "cautions", "reasons"),
)
HOME_FIELDS = ("modality", "from_on", "pauses", "until_on", "answers_findings", "reasons")
VISIT_FIELDS = (
    *("day", "earliest_on", "target_on", "latest_on", "kind", "provisional"),
    *("minutes", "numbing_minutes", "downtime_days", "price", "procedures"),
)
PROCEDURE_FIELDS = ("modality", "order", "areas", "option", "parameters", "answers_findings", "reasons")
TOTALS_FIELDS = ("visits", "days", "downtime_days", "price")


@dataclass(frozen=True)
class AdoptedCourse:
    """A regimen as it was adopted or amended. The number of a visit, counted from 1, is its step.

    What was expected, the cautions and the reasons are carried as they were stored.
    """

    key: str
    labels: tuple[str, ...]
    provisional: bool
    needs_reason: tuple[str, ...]
    nearest: str | None
    modalities: tuple[str, ...]
    options: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    home: tuple[HomePhase, ...]
    visits: tuple[Visit, ...]
    totals: Totals
    expected: tuple[Row, ...]
    cautions: tuple[Row, ...]
    reasons: tuple[Row, ...]

    @property
    def steps(self) -> tuple[tuple[int, Visit], ...]:
        """(step, visit) in their order."""
        return tuple(enumerate(self.visits, start=1))

    @property
    def proposed_on(self) -> Date | None:
        """The date of the case it was proposed for, from which its days count; None for a course without a visit."""
        return next((visit.target_on - datetime.timedelta(visit.day) for visit in self.visits), None)


def read_course(document: Any) -> AdoptedCourse:
    """The course of a stored regimen. Raises ValueError, naming the field, what was wrong and what is allowed."""
    fields = _members(Given("course", document), REGIMEN_FIELDS)
    return AdoptedCourse(
        key=_text(fields["key"]),
        labels=_texts(fields["labels"]),
        provisional=fields["provisional"].required().flag(),
        needs_reason=_texts(fields["needs_reason"]),
        nearest=None if fields["nearest"].value is None else _text(fields["nearest"]),
        modalities=_texts(fields["modalities"]),
        options=_texts(fields["options"]),
        levels=tuple(_pair(row, _text) for row in _rows(fields["levels"])),
        home=tuple(_read_home(row) for row in _rows(fields["home"])),
        visits=tuple(_read_visit(row) for row in _rows(fields["visits"])),
        totals=_read_totals(fields["totals"]),
        expected=_carried(fields["expected"]),
        cautions=_carried(fields["cautions"]),
        reasons=_carried(fields["reasons"]),
    )


def _read_home(given: Given) -> HomePhase:
    fields = _members(given, HOME_FIELDS)
    return HomePhase(
        modality=_text(fields["modality"]),
        from_on=_date(fields["from_on"]),
        pauses=tuple(_pair(row, _date) for row in _rows(fields["pauses"])),
        until_on=_date(fields["until_on"]),
        answers_findings=tuple(_count(row) for row in _rows(fields["answers_findings"])),
        reasons=_texts(fields["reasons"]),
    )


def _read_visit(given: Given) -> Visit:
    fields = _members(given, VISIT_FIELDS)
    return Visit(
        day=_count(fields["day"]),
        earliest_on=_date(fields["earliest_on"]),
        target_on=_date(fields["target_on"]),
        latest_on=_date(fields["latest_on"]),
        kind=fields["kind"].required().one_of(KINDS),
        provisional=fields["provisional"].required().flag(),
        minutes=fields["minutes"].whole(0, MOST_DAYS),
        numbing_minutes=fields["numbing_minutes"].whole(0, MOST_DAYS),
        downtime_days=None if fields["downtime_days"].value is None else _pair(fields["downtime_days"], _count),
        price=_price(fields["price"]),
        procedures=tuple(_read_procedure(row) for row in _rows(fields["procedures"])),
    )


def _read_procedure(given: Given) -> Procedure:
    fields = _members(given, PROCEDURE_FIELDS)
    return Procedure(
        modality=_text(fields["modality"]),
        order=_count(fields["order"]),
        areas=_texts(fields["areas"]),
        option=fields["option"].required().flag(),
        parameters=tuple(_read_parameter(row) for row in _rows(fields["parameters"])),
        answers_findings=tuple(_count(row) for row in _rows(fields["answers_findings"])),
        reasons=_texts(fields["reasons"]),
    )


def _read_parameter(given: Given) -> Parameter:
    fields = _members(given, ("name", "value", "unit"))
    value = fields["value"].required().value
    if type(value) not in (int, float, str) or (isinstance(value, float) and not math.isfinite(value)):
        raise fields["value"].error(f"is {in_words(value)}", "a number or text")
    return Parameter(_text(fields["name"]), value, _text(fields["unit"]))


def _read_totals(given: Given) -> Totals:
    fields = _members(given, TOTALS_FIELDS)
    downtime = _pair(fields["downtime_days"], _count)
    return Totals(_count(fields["visits"]), _count(fields["days"]), downtime, _price(fields["price"]))


def _members(given: Given, names: tuple[str, ...]) -> dict[str, Given]:
    """The fields of an object that holds every one of `names` and no other."""
    fields = given.required().members(names)
    for name, field in fields.items():
        if name not in given.value:
            raise field.error("is missing", f"an object with {listed(names)}")
    return fields


def _rows(given: Given) -> list[Given]:
    return given.required().rows(MOST_ROWS)


def _carried(given: Given) -> tuple[Row, ...]:
    for row in _rows(given):
        if not isinstance(row.value, dict):
            raise row.error(f"is {in_words(row.value)}", "an object")
    return tuple(copy.deepcopy(given.value))


def _pair(given: Given, read: Callable[[Given], Any]) -> tuple[Any, Any]:
    rows = _rows(given)
    if len(rows) != 2:
        raise given.error(f"has {len(rows)} rows", "two")
    return read(rows[0]), read(rows[1])


def _text(given: Given) -> str:
    if not isinstance(given.value, str):
        raise given.error(f"is {in_words(given.value)}", "text")
    return given.value


def _texts(given: Given) -> tuple[str, ...]:
    return tuple(_text(row) for row in _rows(given))


def _count(given: Given) -> int:
    return given.required().whole(0, MOST_DAYS)


def _date(given: Given) -> Date:
    return read_day(given.required())


def _price(given: Given) -> Decimal | None:
    if given.value is None:
        return None
    if not isinstance(given.value, str) or not PRICE.fullmatch(given.value):
        raise given.error(f"is {in_words(given.value)}", 'a decimal string such as "1500.00", or null')
    return Decimal(given.value)
