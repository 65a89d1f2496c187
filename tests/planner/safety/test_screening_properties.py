"""What holds of every case: an answer that fires only adds, a none only takes away, and the same case says the same."""

import dataclasses
import datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from planner.case import NEVER, Answer, Span, read_case
from planner.case.known import fires, rules_about
from planner.safety import screen
from planner.vocabulary import severity_rank
from tests.planner.case import strategies
from tests.planner.safety.people import CATALOG

CASES = strategies.cases(CATALOG).map(lambda document: read_case(document, CATALOG))
RULES = [rule for rule in CATALOG.safety["rule"] if CATALOG.questions[rule.question].derived_from is None]
WITH_NONE = [question for question in CATALOG.questions.values() if question.none_value is not None]
DAYS = st.integers(0, 400)


def without(case, key):
    return dataclasses.replace(case, answers={name: told for name, told in case.answers.items() if name != key})


def answered(case, key, value):
    return dataclasses.replace(case, answers={**case.answers, key: Answer(case.on, value)})


def firing_values(rule, on):
    """Values that make a rule hold on the day of the case."""
    if rule.when.op in ("within_days", "around_days"):
        return st.just(Span.day(on))
    if rule.when.op == "in":
        return st.sampled_from(rule.when.value)
    return st.just(rule.when.value - 1 if rule.when.op == "lt" else rule.when.value)


def said(screening):
    return {(modality, verdict) for modality, verdicts in screening.verdicts.items() for verdict in map(told, verdicts)}


def told(verdict):
    return verdict.rule.key, verdict.regions, verdict.from_on, verdict.until_on


def worst(screening, modality, day):
    severity = screening.severity(modality, (), day)
    return 9 if severity is None else severity_rank(severity)


@given(CASES, st.sampled_from(RULES), st.data())
def test_firing_answer_never_removes_a_verdict(case, rule, data):
    before = without(case, rule.question)
    scars = {finding.scar_type for finding in case.findings}
    assume(not (rule.question == "keloid_history" and "hypertrophic" in scars))

    after = answered(before, rule.question, data.draw(firing_values(rule, case.on)))

    assert said(screen(before, CATALOG)) <= said(screen(after, CATALOG))


@given(CASES, st.sampled_from(RULES), DAYS, st.data())
def test_firing_answer_never_loosens_a_day(case, rule, days, data):
    before = without(case, rule.question)
    after = answered(before, rule.question, data.draw(firing_values(rule, case.on)))
    day = case.on + datetime.timedelta(days)

    loose, strict = screen(before, CATALOG), screen(after, CATALOG)

    assert all(worst(strict, modality, day) <= worst(loose, modality, day) for modality in CATALOG.modalities)


@given(CASES, st.sampled_from(RULES), st.data())
def test_firing_answer_holds_for_all_it_names(case, rule, data):
    value = data.draw(firing_values(rule, case.on))
    assume(not (rule.question == "keloid_history" and case.findings))

    screening = screen(answered(case, rule.question, value), CATALOG)

    holding = {modality for modality in CATALOG.modalities if rule.key in map(key_of, screening.verdicts[modality])}
    assert holding == {modality for modality, rules in CATALOG.rules_for.items() if rule in rules}


def key_of(verdict):
    return verdict.rule.key


@given(CASES, st.sampled_from(WITH_NONE))
def test_none_never_adds_a_verdict(case, question):
    none = NEVER if question.answer == "date" else question.none_value

    after = answered(case, question.key, none)

    assert said(screen(after, CATALOG)) <= said(screen(case, CATALOG))


@given(CASES.filter(lambda case: case.answers), st.data())
def test_unknown_never_counts_as_no(case, data):
    """Forgetting an answer may drop its verdicts, but then its question is open for every modality it could stop."""
    key = data.draw(st.sampled_from(sorted(case.answers)))
    forgotten = screen(without(case, key), CATALOG)

    lost = said(screen(case, CATALOG)) - said(forgotten)
    stopped = {(name, row[0]) for name, row in lost if row[0] in stopping_rules_without_condition(key)}
    asked = {(name, opened.rule.key) for name, rows in forgotten.questions.items() for opened in rows}

    assert stopped <= asked


def stopping_rules_without_condition(key):
    if CATALOG.questions[key].ask_when:
        return set()
    return {rule.key for rule in rules_about(CATALOG)[key] if rule.severity in ("absolute", "defer", "relative")}


@given(CASES)
def test_same_case_is_screened_the_same(case):
    first, second = screen(case, CATALOG), screen(case, CATALOG)

    assert first.verdicts == second.verdicts
    assert first.questions == second.questions


@given(CASES)
def test_every_verdict_has_a_day_to_come(case):
    for verdicts in screen(case, CATALOG).verdicts.values():
        assert all(verdict.until_on is None or verdict.until_on > case.on for verdict in verdicts)


def test_no_none_value_fires_a_rule():
    for question in WITH_NONE:
        none = NEVER if question.answer == "date" else question.none_value
        assert not any(fires(rule.when, none) for rule in rules_about(CATALOG)[question.key])
