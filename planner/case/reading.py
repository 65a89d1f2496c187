"""From the JSON document of the contract to a Case, or to an error that names the field and what is allowed there."""

import math
import re
from decimal import Decimal
from typing import get_args

from planner.case.model import Case, Date, Finding, PastProcedure, Preferences
from planner.case.reading_answers import read_answers
from planner.case.reading_dates import FIRST_YEAR, read_day, read_day_up_to, read_span
from planner.case.reading_document import A_DOCUMENT, CLEAN_TEXT, UNCLEAN, parse_document
from planner.case.reading_given import CaseError, Given, in_words, listed
from planner.catalog import Catalog
from planner.vocabulary import COLOUR_MARKS, PHOTOTYPES, Aim, Base, Response, Sex, Side

__all__ = ["CaseError", "read_case", "read_case_text"]

OLDEST_YEARS = 120
MOST_LESIONS = 10_000
MOST_FINDINGS, MOST_PAST_PROCEDURES = 1000, 500
MOST_SESSIONS, MOST_VISITS = 1000, 1000
MOST_DOWNTIME_DAYS = 3650
LARGEST_AREA_CM2 = 20_000
HIGHEST_PRICE = 100_000_000
PRICE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
A_PRICE = f'a decimal string such as "1500.00", from 0 to {HIGHEST_PRICE}'
MOST_PRIORITIES = 2
COLOUR_GRADE = 1

CASE_FIELDS = ("about", "on", "patient", "assessment", "answers", "history", "preferences")
PATIENT_FIELDS = ("birth_date", "age", "sex", "phototype")
ASSESSMENT_FIELDS = ("grade", "scar_s", "priorities", "concerns", "findings")
FINDING_FIELDS = ("scar_type", "region", "side", "count", "grade", "area_cm2", "base", "older_than_two_years")
HISTORY_FIELDS = ("modality", "sessions", "last_on", "response")
PREFERENCE_FIELDS = ("max_downtime_days", "max_price", "ready_by", "max_visits", "avoid", "most_important")


def read_case_text(text: str | bytes, catalog: Catalog) -> Case:
    """The case of a JSON text. Raises CaseError, and nothing else whatever the text holds."""
    return read_case(parse_document(text), catalog)


def read_case(document: object, catalog: Catalog) -> Case:
    """The case of a JSON document. Raises CaseError, naming the field, what was wrong and what is allowed."""
    given = Given("document", document)
    if document is None:
        raise given.error("is null", A_DOCUMENT)
    fields = given.members(CASE_FIELDS)
    _check_about(fields["about"])
    on = read_day(fields["on"].required())
    return Case(
        on=on,
        **_read_patient(fields["patient"].required(), on),
        **_read_assessment(fields["assessment"].required(), catalog),
        answers=read_answers(fields["answers"], on, catalog),
        history=tuple(_read_past(row, on, catalog) for row in fields["history"].rows(MOST_PAST_PROCEDURES)),
        preferences=_read_preferences(fields["preferences"], on, catalog),
    )


def _check_about(about: Given) -> None:
    text = about.value
    if text is not None and not isinstance(text, str):
        raise about.error(f"is {in_words(text)}", "text; it is not read")
    if text and UNCLEAN.search(text):
        raise about.error("has a character that cannot be stored", CLEAN_TEXT)


def _read_patient(given: Given, on: Date) -> dict:
    fields = given.members(PATIENT_FIELDS)
    if fields["birth_date"].value is not None and fields["age"].value is not None:
        raise fields["age"].error("is given beside birth_date", "one of the two: birth_date, or age in whole years")
    return {
        "birth_date": _read_birth_date(fields["birth_date"], on),
        "age": fields["age"].whole(0, OLDEST_YEARS),
        "sex": fields["sex"].one_of(get_args(Sex)),
        "phototype": fields["phototype"].whole(1, len(PHOTOTYPES)),
    }


def _read_birth_date(given: Given, on: Date) -> Date | None:
    born = read_day_up_to(given, on, "the date of the case")
    if born is not None and Case(on=on, birth_date=born).age_years > OLDEST_YEARS:
        allowed = f"an age from 0 to {OLDEST_YEARS} years, born in {FIRST_YEAR} or later"
        raise given.error(f"{born} is more than {OLDEST_YEARS} years before {on}", allowed)
    return born


def _read_assessment(given: Given, catalog: Catalog) -> dict:
    fields = given.members(ASSESSMENT_FIELDS)
    findings = _read_findings(fields["findings"], catalog)
    concerns = fields["concerns"].several_of(catalog.concerns)
    return {
        "grade": fields["grade"].whole(*_ends(catalog, "goodman_baron_qual")),
        "scar_s": _read_scar_s(fields["scar_s"], catalog),
        "priorities": _read_priorities(fields["priorities"], findings, concerns, catalog),
        "concerns": concerns,
        "findings": findings,
    }


def _ends(catalog: Catalog, scale: str) -> tuple[int, int]:
    values = [level.value for level in catalog.scales[scale].level]
    return min(values), max(values)


def _read_scar_s(given: Given, catalog: Catalog) -> dict[str, int]:
    places = given.members(catalog.scales["scar_s"].regions)
    read = {place: level.whole(*_ends(catalog, "scar_s")) for place, level in places.items()}
    return {place: level for place, level in read.items() if level is not None}


def _read_priorities(
    given: Given, findings: tuple[Finding, ...], concerns: tuple[str, ...], catalog: Catalog
) -> tuple[str, ...]:
    """Up to two of what was found or named: what bothers most must itself be in the case."""
    priorities = given.several_of((*catalog.scar_types, *catalog.concerns), MOST_PRIORITIES)
    present = tuple(dict.fromkeys(finding.scar_type for finding in findings)) + concerns
    for place, priority in enumerate(priorities):
        if priority not in present:
            row = Given(f"{given.field}[{place}]", priority)
            where = "findings" if priority in catalog.scar_types else "concerns"
            allowed = listed(present) or "no priority, as the case has no finding and no concern"
            raise row.error(f"{in_words(priority)} is not among the {where}", allowed)
    return priorities


def _read_findings(given: Given, catalog: Catalog) -> tuple[Finding, ...]:
    findings: dict[tuple, Finding] = {}
    for row in given.rows(MOST_FINDINGS):
        finding = _read_finding(row, catalog)
        place = (finding.scar_type, finding.region, finding.side)
        if place in findings:
            problem = f"{finding.scar_type} at {finding.region} is given twice"
            raise row.error(problem, "one row for each scar type, region and side")
        findings[place] = finding
    return tuple(findings.values())


def _read_finding(given: Given, catalog: Catalog) -> Finding:
    fields = given.required().members(FINDING_FIELDS)
    scar_type = fields["scar_type"].required().one_of(catalog.scar_types)
    region = fields["region"].required().one_of(catalog.regions)
    return Finding(
        scar_type=scar_type,
        region=region,
        side=_read_side(fields["side"], region, catalog),
        count=_read_count(fields["count"]),
        grade=_read_finding_grade(fields["grade"], scar_type, catalog),
        area_cm2=_read_area(fields["area_cm2"]),
        base=fields["base"].one_of(get_args(Base)),
        older_than_two_years=fields["older_than_two_years"].flag(),
    )


def _read_side(given: Given, region: str, catalog: Catalog) -> Side | None:
    side = given.one_of(get_args(Side))
    if side is not None and not catalog.regions[region].paired:
        raise given.error(f"{region} has no sides", "null, or no side at all")
    return side


def _read_count(given: Given) -> tuple[int, int | None] | None:
    """Lesions as (low, high); a whole number is both ends, a high of null is open."""
    if not isinstance(given.value, list):
        count = given.whole(1, MOST_LESIONS)
        return None if count is None else (count, count)
    ends = given.rows(2)
    if len(ends) != 2:
        raise given.error(f"has {len(ends)} ends", "[low, high], high may be null = open")
    low, high = ends[0].required().whole(1, MOST_LESIONS), ends[1].whole(1, MOST_LESIONS)
    if high is not None and high < low:
        raise given.error(f"runs from {low} down to {high}", "[low, high] with low not above high")
    return low, high


def _read_finding_grade(given: Given, scar_type: str, catalog: Catalog) -> int | None:
    """Colour marks are grade 1 and nothing else is (Goodman-Baron)."""
    lowest, highest = _ends(catalog, "goodman_baron_qual")
    grade = given.whole(lowest, highest)
    if grade is None or (grade == COLOUR_GRADE) == (scar_type in COLOUR_MARKS):
        return grade
    if scar_type in COLOUR_MARKS:
        allowed = f"{COLOUR_GRADE} or null: a colour mark is grade {COLOUR_GRADE}"
    else:
        allowed = f"{COLOUR_GRADE + 1} to {highest} or null: grade {COLOUR_GRADE} is for colour marks"
    raise given.error(f"is {grade} for {scar_type}", allowed)


def _read_area(given: Given) -> float | None:
    return given.number(0, LARGEST_AREA_CM2, "cm2", open_below=True)


def _read_past(given: Given, on: Date, catalog: Catalog) -> PastProcedure:
    fields = given.required().members(HISTORY_FIELDS)
    return PastProcedure(
        modality=fields["modality"].required().one_of(catalog.modalities),
        sessions=fields["sessions"].whole(1, MOST_SESSIONS),
        last_on=read_span(fields["last_on"], on),
        response=fields["response"].one_of(get_args(Response)),
    )


def _read_preferences(given: Given, on: Date, catalog: Catalog) -> Preferences:
    fields = given.members(PREFERENCE_FIELDS)
    return Preferences(
        max_downtime_days=fields["max_downtime_days"].whole(0, MOST_DOWNTIME_DAYS),
        max_price=_read_price(fields["max_price"]),
        ready_by=_read_ready_by(fields["ready_by"], on),
        max_visits=fields["max_visits"].whole(1, MOST_VISITS),
        avoid=fields["avoid"].several_of(catalog.modalities),
        most_important=fields["most_important"].several_of(get_args(Aim)),
    )


def _read_price(given: Given) -> Decimal | None:
    """A price as an exact decimal; a number is taken as it is written."""
    value = given.value
    if value is None:
        return None
    written = value if isinstance(value, str) else _as_written(value)
    if written is None or not PRICE.fullmatch(written) or Decimal(written) > HIGHEST_PRICE:
        raise given.error(f"is {in_words(value)}", f"{A_PRICE}, or null")
    return Decimal(written)


def _as_written(value: object) -> str | None:
    if type(value) not in (int, float) or not math.isfinite(value) or not 0 <= value <= HIGHEST_PRICE:
        return None
    return str(abs(value))


def _read_ready_by(given: Given, on: Date) -> Date | None:
    day = read_day(given)
    if day is not None and day <= on:
        raise given.error(f"{day} is not after {on}", f"a date after {on}, the date of the case")
    return day
