"""Writing a case: the one JSON document that every spelling of the same case comes down to, as `read_case` reads it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from planner.case.model import NEVER, Answer, Case, Date, Finding, PastProcedure, Preferences, Span, Value
from planner.case.reading_dates import month_of
from planner.case.reading_given import plain_number
from planner.catalog import Catalog


def case_as_document(case: Case, catalog: Catalog) -> dict[str, Any]:
    """The document of a case, the same for equal cases whatever order they were given in; unknowns are left out.

    Answers follow the questions of the catalog, lists keep their order. Raises ValueError for a span that no document
    can state.
    """
    return _given(
        on=case.on.isoformat(),
        patient=_given(birth_date=_day(case.birth_date), age=case.age, sex=case.sex, phototype=case.phototype),
        assessment=_given(
            grade=case.grade,
            scar_s=_given(**_in_order(case.scar_s, catalog.scales["scar_s"].regions)),
            priorities=list(case.priorities),
            concerns=list(case.concerns),
            findings=[_finding(finding) for finding in case.findings],
        ),
        answers=_answers(case, catalog),
        history=[_past(past, case.on) for past in case.history],
        preferences=_preferences(case.preferences),
    )


def _given(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


def _in_order(values: Mapping[str, Any], order: tuple[str, ...]) -> dict[str, Any]:
    places = {name: place for place, name in enumerate(order)}
    return {name: values[name] for name in sorted(values, key=lambda name: (places.get(name, len(places)), name))}


def _day(day: Date | None) -> str | None:
    return None if day is None else day.isoformat()


def _finding(finding: Finding) -> dict[str, Any]:
    return _given(
        scar_type=finding.scar_type,
        region=finding.region,
        side=finding.side,
        count=_count(finding.count),
        grade=finding.grade,
        area_cm2=None if finding.area_cm2 is None else plain_number(finding.area_cm2),
        base=finding.base,
        older_than_two_years=finding.older_than_two_years,
    )


def _count(count: tuple[int, int | None] | None) -> int | list[int | None] | None:
    if count is None:
        return None
    return count[0] if count[0] == count[1] else list(count)


def _answers(case: Case, catalog: Catalog) -> dict[str, Any]:
    ordered = _in_order(case.answers, tuple(catalog.questions))
    written = {key: _answer(answer, case.on, catalog) for key, answer in ordered.items()}
    return _given(**written)


def _answer(answer: Answer, on: Date, catalog: Catalog) -> Any:
    """The value alone when it was given on the day of the case, else with its date; None when nothing is known."""
    if answer.regions is None:
        value = _value(answer.value, answer.on)
        return value if value is None or answer.on == on else {"value": value, "on": answer.on.isoformat()}
    by_region = _in_order(answer.regions, tuple(catalog.regions))
    regions = _given(**{region: _value(value, answer.on) for region, value in by_region.items()})
    if not regions:
        return None
    return {"regions": regions} if answer.on == on else {"regions": regions, "on": answer.on.isoformat()}


def _value(value: Value | None, told_on: Date) -> Any:
    if value is NEVER:
        return "never"
    if isinstance(value, Span):
        return span_as_document(value, told_on)
    return plain_number(value) if isinstance(value, float) else value


def span_as_document(span: Span, told_on: Date) -> str | dict[str, int]:
    """A day, a month, or days before the day on which it was told. Raises ValueError when it is none of these."""
    if span.latest is not None and span.earliest == span.latest:
        return span.latest.isoformat()
    if span.latest is not None and span.earliest is None and span.latest <= told_on:
        return {"before_days": (told_on - span.latest).days}
    if span.earliest is not None and span == month_of(span.earliest.year, span.earliest.month):
        return f"{span.earliest:%Y-%m}"
    if span.earliest is not None and span.latest == told_on:
        return {"after_days": (told_on - span.earliest).days + 1}
    raise ValueError(f"from {span.earliest} to {span.latest}, told on {told_on}, is no day, no month and no days ago")


def _past(past: PastProcedure, on: Date) -> dict[str, Any]:
    last_on = None if past.last_on is None else span_as_document(past.last_on, on)
    return _given(modality=past.modality, sessions=past.sessions, last_on=last_on, response=past.response)


def _preferences(wishes: Preferences) -> dict[str, Any]:
    return _given(
        max_downtime_days=wishes.max_downtime_days,
        max_price=_price(wishes.max_price),
        ready_by=_day(wishes.ready_by),
        max_visits=wishes.max_visits,
        avoid=list(wishes.avoid),
        most_important=list(wishes.most_important),
    )


def _price(price: Decimal | None) -> str | None:
    """The price without noughts that say nothing: 1500.00 and 1500 are the same wish."""
    return None if price is None else f"{price.normalize():f}"
