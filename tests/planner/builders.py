"""Small cases and small catalogs: each test writes only the facts that it is about, so no other knowledge can help it."""

import datetime
from dataclasses import fields, replace
from functools import cache

from planner.case import Answer, Finding, PastProcedure, Preferences, Span
from planner.catalog import shipped_catalog
from planner.catalog.courses import (
    Algorithm,
    Combination,
    CombinationStep,
    HomePhase,
    NeverSameDay,
    SpacingRule,
)
from planner.catalog.pack import FILES
from planner.catalog.safety import Condition, Rule
from planner.catalog.treatments import ConcernIndication, Indication, SubtypeFitness
from planner.combining.courses import course_of
from planner.combining.sets import Composition
from planner.ranking import Judged
from planner.situation import situation_of
from planner.vocabulary import PHOTOTYPES
from tests.planner.vignettes.negative import negative_case

CATALOG = shipped_catalog()
ON = datetime.date(2026, 11, 22)
REGION = "cheek_lower"
ADULT = negative_case({"patient": {"age": 30, "sex": "female", "phototype": 2}})
GROUND = {"sources": ("asif2016",), "confidence": "opened"}

TABLE_OF = {kind: (name, table) for name, tables in FILES.items() for table, kind in tables.items()}
EMPTIED = (
    "algorithm",
    "indication",
    "subtype_fitness",
    "concern_indication",
    "combination",
    "combination_effect",
    "effect",
    "parameter",
    "spacing_rule",
    "never_same_day",
    "home_phase",
    "rule",
)
ONE_SESSION = {
    "sessions_typical": 1,
    "interval_min_days": 14,
    "interval_typical_days": 28,
    "interval_max_days": 42,
    "full_results_days": 90,
    "assess_after_last_session_days": 60,
    "review_after_sessions": 9,
}
TWO_DAYS = {"social_downtime_days_min": 1, "social_downtime_days_typical": 2, "social_downtime_days_max": 2}


def ahead(days):
    return ON + datetime.timedelta(days)


def ago(days):
    return ON - datetime.timedelta(days)


# ---- cases


def a_finding(text):
    """A finding from its words: "rolling cheek_lower 3 x12" is twelve of grade 3; the place is REGION unless said."""
    scar_type, *words = text.split()
    facts = {"region": REGION}
    for word in words:
        if word[0] == "x":
            facts["count"] = (int(word[1:]), int(word[1:]))
        elif word.isdigit():
            facts["grade"] = int(word)
        else:
            facts["region"] = word
    return Finding(scar_type, **facts)


def a_case(*findings, yes=(), answers=None, wishes=None, **facts):
    """A grown-up of phototype II, whose every answer is no but `yes` and `answers`, with these findings and wishes."""
    told = dict.fromkeys(yes, True) | (answers or {})
    given = {key: value if isinstance(value, Answer) else Answer(ON, value) for key, value in told.items()}
    return replace(
        ADULT,
        findings=tuple(a_finding(text) for text in findings),
        answers={**ADULT.answers, **given},
        preferences=Preferences(**(wishes or {})),
        **facts,
    )


def past(modality, days_ago=None, response=None):
    """A procedure done so many days ago; without days its date is not known."""
    last_on = None if days_ago is None else Span.day(ago(days_ago))
    return PastProcedure(modality, last_on=last_on, response=response)


# ---- catalogs


def catalog_with(*rows, items=None):
    """A catalog that knows these rows, one quiet session of every modality, and nothing else of what is emptied above."""
    tables = {name: dict(getattr(CATALOG, name)) for name in FILES}
    for name, table in TABLE_OF.values():
        if table in EMPTIED:
            tables[name][table] = ()
    tables["treatments"] |= _quiet()
    for row in rows:
        name, table = TABLE_OF[type(row)]
        tables[name][table] = _put(row, table, tables[name][table])
    return replace(CATALOG, items=CATALOG.items if items is None else tuple(items), **tables)


@cache
def _quiet():
    fine = dict.fromkeys(PHOTOTYPES, "ok")
    tables = CATALOG.treatments
    return {
        "protocol": tuple(replace(row, **ONE_SESSION) for row in tables["protocol"] if row.context == "default"),
        "downtime": tuple(replace(row, **TWO_DAYS) for row in tables["downtime"]),
        "skin_type": tuple(replace(row, **fine) for row in tables["skin_type"]),
    }


def _put(row, table, rows):
    """A row that is new stands last; one of the same modality, scar type, question or setting takes the place of the old."""
    if table in EMPTIED:
        return (*rows, row)
    name = next(field.name for field in fields(row) if field.name in ("id", "modality", "assessment_key", "key"))
    others = [getattr(row, name) == getattr(other, name) for other in rows]
    return (
        tuple(row if same else other for same, other in zip(others, rows, strict=True)) if any(others) else (*rows, row)
    )


def _changed(table, key, facts):
    return replace(next(row for row in _quiet()[table] if row.modality == key), **facts)


def protocol(key, **facts):
    """The quiet schedule of a modality with other facts."""
    return _changed("protocol", key, facts)


def downtime(key, least, typical, most):
    """Social downtime of a modality in days."""
    facts = zip(TWO_DAYS, (least, typical, most), strict=True)
    return _changed("downtime", key, dict(facts))


def skin_type(key, **classes):
    """The phototype classes of a modality, fine unless said: skin_type("afl", IV="caution")."""
    return _changed("skin_type", key, classes)


def modality(key, **facts):
    """A modality of the pack with other facts."""
    return replace(CATALOG.modalities[key], **facts)


def setting(key, value):
    """A setting of the house."""
    return replace(next(row for row in CATALOG.house["setting"] if row.key == key), value=value)


def line(scar_type, grade, first=(), second=(), adjuncts=(), combinations=()):
    """A row of the algorithm."""
    named = {"first_line": first, "second_line": second, "adjuncts": adjuncts, "combinations": combinations}
    lists = {name: tuple(keys) for name, keys in named.items()}
    return Algorithm(scar_type=scar_type, grade=grade, basis="stated", **lists, **GROUND)


def cell(key, scar_type, fitness, evidence="B"):
    """A cell of the grid."""
    facts = {"fitness": fitness, "evidence_level": evidence, "basis": "stated"}
    return Indication(modality=key, scar_type=scar_type, **facts, **GROUND)


def subtype(key, scar_type, fitness):
    """A fitness for a judged scar type."""
    return SubtypeFitness(modality=key, assessment_key=scar_type, fitness=fitness, **GROUND)


def concern(key, name, fitness="first_line", evidence="B"):
    """How a modality answers a concern."""
    return ConcernIndication(modality=key, concern=name, fitness=fitness, evidence_level=evidence, **GROUND)


def spacing(first, second, days, typical=None, same_day="no", strength="advice"):
    """A spacing row."""
    facts = {"min_days": days, "typical_days": days if typical is None else typical}
    return SpacingRule(first=first, second=second, same_day=same_day, strength=strength, **facts, **GROUND)


def never(one, other, strength="block"):
    """A pair that shares no day."""
    return NeverSameDay(a=one, b=other, reason="", strength=strength, **GROUND)


def home(target, lead_in=14, pause=5, restart=7):
    """A row of priming."""
    days = {"lead_in_days": lead_in, "pause_days": pause, "restart_days": restart}
    return HomePhase(modality="topical_priming", target=target, **days, **GROUND)


def combination(key, *steps, scar_types=("rolling",), grades=(1, 4), evidence="B"):
    """A published combination; a step is (modality, day, repeat, every_days), the last two as far as they are needed."""
    names = ("modality", "day", "repeat", "every_days")
    facts = {"mode": "sequential", "label": key, "order_basis": "stated", "sessions_typical": 1, "interval_days": 0}
    return Combination(
        id=key,
        steps=tuple(CombinationStep(**dict(zip(names, step, strict=False))) for step in steps),
        scar_types=tuple(scar_types),
        grade_min=grades[0],
        grade_max=grades[1],
        evidence_level=evidence,
        **facts,
        **GROUND,
    )


def a_rule(severity, *modalities, op="is", value=True, question="smoker", **facts):
    """A rule for these modalities that fires for smokers, or on another question where one is named."""
    given = {
        "key": f"{severity}_{question}",
        "defer_days": 0,
        "reason": "Smoke slows healing.",
        "mitigation": "Ask for a pause.",
        "mitigation_kind": "extra_check",
        **GROUND,
    }
    when = Condition(op=op, value=value)
    return Rule(question=question, when=when, severity=severity, modalities=modalities, **(given | facts))


def deferring(days, *modalities, question="last_tan", **facts):
    """A rule that defers these modalities for so many days after the last date of a question."""
    return a_rule("defer", *modalities, op="within_days", value=days, question=question, defer_days=days, **facts)


# ---- courses


def a_course(situation, *working, published=None, priming=False):
    """The course of a set of modalities in stated order; None when it has no calendar."""
    row = None if published is None else situation.catalog.combinations[published]
    return course_of(Composition(working, row, priming), situation)


def course_in(case, catalog, *working, **how):
    """The course of a set of modalities for a case under a catalog."""
    return a_course(situation_of(case, catalog), *working, **how)


def judged_in(case, catalog, *working, **how):
    """The same course with the values on which it is compared."""
    return Judged(course_in(case, catalog, *working, **how))


def days_of(course):
    """(day, modality) of every session, by day."""
    return [(session.day, session.modality) for session in course.sessions]
