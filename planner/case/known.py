"""What is known on the day of the case: answers that hold, facts that were found, and what to ask again."""

from dataclasses import dataclass
from functools import lru_cache

from planner.case.model import Answer, Case, Date, Span, Value
from planner.case.reading_answers import may_lie_ahead
from planner.catalog import Catalog
from planner.catalog.safety import Condition, Question, Rule

KELOID, HYPERTROPHIC, DARK_MARK = "keloid", "hypertrophic", "macular_hyperpigmented"
KELOID_HISTORY, PIH_HISTORY, AGE_YEARS, PHOTOTYPE = "keloid_history", "pih_history", "age_years", "phototype"
CATALOGS_AT_HAND = 8


@dataclass(frozen=True)
class Known:
    """What counts for the rules: `value`, told or found on `on`; None = nothing is known, which never counts as no.

    `open`: nothing valid is on record, so the question has to be asked (again).
    """

    value: Value | None = None
    open: bool = True
    on: Date | None = None


UNKNOWN = Known()


def known(case: Case, key: str, catalog: Catalog, region: str | None = None) -> Known:
    """What is known of a question on the day of the case, at a region or for everywhere.

    Without a region, an answer by region has no single value and is open when it is open in a place that matters.
    Raises KeyError for a question that the catalog does not hold.
    """
    question = catalog.questions[key]
    if question.derived_from is not None:
        return _of_the_patient(case, key)
    answer = case.answers.get(key)
    if region is None and answer is not None and answer.regions is not None:
        return Known(open=any(known(case, key, catalog, place).open for place in case.regions or catalog.regions))
    return _with_findings(case, key, _answered(case, question, answer, region, catalog))


def known_values(case: Case, key: str, catalog: Catalog) -> tuple[Value, ...]:
    """Every value that counts for a question, in whatever region; empty when nothing is known."""
    answer = case.answers.get(key)
    places = (None,) if answer is None or answer.regions is None else tuple(answer.regions)
    values = (known(case, key, catalog, place).value for place in places)
    return tuple(value for value in values if value is not None)


def fires(when: Condition, value: Value) -> bool:
    """Whether a value meets the condition of a rule, on some day; a date that was named may meet any about dates."""
    if when.op in ("within_days", "around_days"):
        return isinstance(value, Span)
    if when.op == "is":
        return value == when.value
    if when.op == "in":
        return value in when.value
    if not isinstance(value, (int, float)):
        return False
    return value < when.value if when.op == "lt" else value >= when.value


@lru_cache(CATALOGS_AT_HAND)
def rules_about(catalog: Catalog) -> dict[str, tuple[Rule, ...]]:
    """Question -> the rules that read it, in file order."""
    rules = catalog.safety["rule"]
    return {key: tuple(rule for rule in rules if rule.question == key) for key in catalog.questions}


@lru_cache(CATALOGS_AT_HAND)
def _reopened_by(catalog: Catalog) -> dict[str, tuple[Question, ...]]:
    questions = catalog.questions.values()
    return {key: tuple(question for question in questions if key in question.reopens) for key in catalog.questions}


def _of_the_patient(case: Case, key: str) -> Known:
    """Age and phototype are read from the case and never answered; what is missing there is open."""
    value = {AGE_YEARS: case.age_years, PHOTOTYPE: case.phototype}.get(key)
    return UNKNOWN if value is None else Known(value, open=False, on=case.on)


def _answered(case: Case, question: Question, answer: Answer | None, region: str | None, catalog: Catalog) -> Known:
    value = None if answer is None else answer.at(region)
    if value is None:
        return UNKNOWN
    if not _is_valid(question, value, answer.on, case.on):
        kept = _can_only_be_later(question, value, catalog) or _still_defers(
            question, value, answer.on, case.on, catalog
        )
        return _asked_again(kept, value, answer.on)
    if _is_reopened(case, question, answer, catalog):
        return _asked_again(_is_adverse(question, value, catalog), value, answer.on)
    return Known(value, open=value in question.unknown_values, on=answer.on)


def _asked_again(kept: bool, value: Value, on: Date) -> Known:
    return Known(value, open=True, on=on) if kept else UNKNOWN


def _is_valid(question: Question, value: Value, told_on: Date, on: Date) -> bool:
    """An answer holds for `validity_days`; a lasting yes and the lasting values of a choice hold for good."""
    is_yes = value is True or (isinstance(value, str) and value != question.none_value)
    if value in question.lasting_values or (question.lasting and is_yes):
        return True
    return (on - told_on).days < question.validity_days


def _can_only_be_later(question: Question, value: Value, catalog: Catalog) -> bool:
    """The last date of a thing stays on record when its answer expires: the true last date can only be later."""
    return isinstance(value, Span) and not may_lie_ahead(question.key, catalog)


def _still_defers(question: Question, value: Value, told_on: Date, on: Date, catalog: Catalog) -> bool:
    """An expired yes stays on record until the days are over for which it defers: herpes three days ago still waits 14 days."""
    if isinstance(value, Span):
        return False
    waits = [rule.defer_days for rule in rules_about(catalog)[question.key] if fires(rule.when, value)]
    return (on - told_on).days < max(waits, default=0)


def _is_reopened(case: Case, question: Question, answer: Answer, catalog: Catalog) -> bool:
    """A yes, such as a new medicine, opens the answers that were recorded on its day or earlier, until they are given anew."""
    for opener in _reopened_by(catalog)[question.key]:
        told = case.answers.get(opener.key)
        if told is not None and told.value is True and answer.on <= told.on:
            return True
    return False


def _is_adverse(question: Question, value: Value, catalog: Catalog) -> bool:
    return any(fires(rule.when, value) for rule in rules_about(catalog)[question.key])


def _with_findings(case: Case, key: str, told: Known) -> Known:
    """What the clinician found counts whatever was answered.

    A keloid is a keloid history. A hypertrophic scar is at least a hypertrophic one: a keloid elsewhere is still
    possible and is asked for. A brown mark is a history of brown marks.
    """
    if key not in (KELOID_HISTORY, PIH_HISTORY):
        return told
    found = {finding.scar_type for finding in case.findings}
    if key == PIH_HISTORY:
        return Known(True, open=False, on=case.on) if DARK_MARK in found else told
    if KELOID in found:
        return Known(KELOID, open=False, on=case.on)
    if HYPERTROPHIC in found and told.value != KELOID:
        return Known(HYPERTROPHIC, open=told.open, on=case.on)
    return told
