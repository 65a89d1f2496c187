"""The answers of a case: one value for everywhere or one per region, dated, checked against their question."""

from planner.case.model import Answer, Date, Value
from planner.case.reading_dates import read_date_answer, read_day_up_to
from planner.case.reading_given import CaseError, Given, listed
from planner.catalog import Catalog
from planner.catalog.safety import Question

LIMITS = {"kg": (1, 500), "10^9/L": (0, 5000), "g/dL": (0, 50)}
WIDEST = (0, 1_000_000)
DERIVED = {"age_years": "patient.birth_date or patient.age", "phototype": "patient.phototype"}


def read_answers(given: Given, on: Date, catalog: Catalog) -> dict[str, Answer]:
    """Question -> its answer, in the order of the catalog; what is unknown is left out. Raises CaseError."""
    if isinstance(given.value, dict):
        _refuse_derived(given, catalog)
    asked = {key: question for key, question in catalog.questions.items() if question.derived_from is None}
    read = {key: read_answer(member, asked[key], on, catalog) for key, member in given.members(asked).items()}
    return {key: answer for key, answer in read.items() if answer is not None}


def _refuse_derived(given: Given, catalog: Catalog) -> None:
    for key, question in catalog.questions.items():
        if question.derived_from is not None and key in given.value:
            place = DERIVED.get(key, f"what the {question.derived_from} holds")
            raise CaseError(f"{given.field}.{key}", "is not answered here but taken from elsewhere in the case", place)


def read_answer(given: Given, question: Question, on: Date, catalog: Catalog) -> Answer | None:
    """The answer to one question, or None when it is unknown; an answer without a date of its own was given on `on`."""
    told_on, value = _unwrapped(given, question, on)
    if isinstance(value.value, dict) and "regions" in value.value:
        regions = _read_regions(value.members(("regions",))["regions"], question, told_on, catalog)
        return Answer(told_on, regions=regions) if regions else None
    read = read_value(value, question, told_on, catalog)
    return None if read is None else Answer(told_on, value=read)


def _unwrapped(given: Given, question: Question, on: Date) -> tuple[Date, Given]:
    """The day of the answer, and the value (or the object with `regions`) without its date."""
    value = given.value
    if not isinstance(value, dict) or (question.answer == "date" and not {"value", "on", "regions"} & value.keys()):
        return on, given
    members = given.members(("value", "regions", "on"), "an answer, or an object")
    told_on = read_day_up_to(members["on"], on, "the date of the case") or on
    if "regions" not in value:
        if "value" not in value:
            raise given.error("has no value", 'the answer itself, or {"value": …, "on": "…"}')
        return told_on, members["value"]
    if "value" in value:
        raise given.error("has both value and regions", "one of the two")
    return told_on, Given(given.field, {"regions": value["regions"]})


def _read_regions(given: Given, question: Question, told_on: Date, catalog: Catalog) -> dict[str, Value]:
    """Region -> value, in the order of the body map; a region with null is unknown, as one that is not named."""
    if not question.per_area:
        raise given.error("is not asked by region", "one answer for the whole person")
    members = given.required().members(catalog.regions)
    if not given.value:
        raise given.error("names no region", f"at least one of: {listed(catalog.regions)}")
    read = {region: read_value(member, question, told_on, catalog) for region, member in members.items()}
    return {region: value for region, value in read.items() if value is not None}


def read_value(given: Given, question: Question, told_on: Date, catalog: Catalog) -> Value | None:
    """One value of the kind that the question asks for; None = unknown. Raises CaseError."""
    if given.value is None:
        return None
    if question.answer == "boolean":
        return given.flag()
    if question.answer == "choice":
        return given.one_of(question.choices)
    if question.answer == "number":
        return given.number(*LIMITS.get(question.unit, WIDEST), question.unit)
    return read_date_answer(given, told_on, may_lie_ahead(question.key, catalog))


def may_lie_ahead(question: str, catalog: Catalog) -> bool:
    """Whether the date asked for may lie in the future: a rule judges the days around it."""
    return any(rule.question == question and rule.when.op == "around_days" for rule in catalog.safety["rule"])
