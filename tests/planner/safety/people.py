"""The day, the shipped catalog, and the people and rules that the tests of safety are about."""

import dataclasses
import datetime

from planner.case import Answer, Case, Finding, Span
from planner.catalog import shipped_catalog
from planner.catalog.safety import Condition, Question, Rule

CATALOG = shipped_catalog()
ON = datetime.date(2026, 11, 22)


def ago(days):
    return ON - datetime.timedelta(days)


def ahead(days):
    return ON + datetime.timedelta(days)


def day_ago(days):
    return Span.day(ago(days))


def patient(answers=None, told_on=ON, **facts):
    """A person with these answers: plain values told on `told_on`, or whole Answers; grown up unless `facts` differ."""
    given = {
        key: value if isinstance(value, Answer) else Answer(told_on, value) for key, value in (answers or {}).items()
    }
    return Case(**({"on": ON, "age": 30, "phototype": 2, "answers": given} | facts))


def scarred(*regions):
    """One rolling scar in each region."""
    return tuple(Finding("rolling", region) for region in regions)


def rule(op="is", value=True, severity="absolute", question="test_question", **facts):
    """A rule of no pack, for one question."""
    given = {
        "key": f"{question}_{op}",
        "question": question,
        "when": Condition(op=op, value=value),
        "severity": severity,
        "modalities": ("afl",),
        "defer_days": 0,
        "reason": "",
        "mitigation": "",
        "mitigation_kind": "none",
        "sources": (),
        "confidence": "opened",
    }
    return Rule(**(given | facts))


def question(answer="boolean", key="test_question", **facts):
    """A question of no pack."""
    given = {"category": "skin", "ask": "", "who": "patient", "validity_days": 30, "per_area": False}
    return Question(key=key, answer=answer, **(given | facts))


def catalog_of(*facts, items=None):
    """The shipped catalog with only these questions and rules for its safety, and other items where they are given."""
    safety = {
        **CATALOG.safety,
        "question": tuple(fact for fact in facts if isinstance(fact, Question)),
        "rule": tuple(fact for fact in facts if isinstance(fact, Rule)),
    }
    return dataclasses.replace(CATALOG, safety=safety, items=CATALOG.items if items is None else tuple(items))


def keys(verdicts):
    return [verdict.rule.key for verdict in verdicts]


def asked_of(screening, modality):
    """The keys of the questions that are open for a modality, each once."""
    return list(dict.fromkeys(opened.question.key for opened in screening.questions[modality]))
