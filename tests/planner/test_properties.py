"""What holds of every proposal: it keeps the contract, a contraindication never widens it, a loosened wish never shrinks it."""

import dataclasses
import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.case import Answer, Span, read_case
from planner.case.writing import case_as_document
from planner.catalog import shipped_catalog
from planner.catalog.snapshot import Item
from planner.document import as_document
from planner.engine import feasible_courses, propose, ranked_courses
from planner.situation import situation_of
from planner.wishes import meets, wishes_given
from tests.bench.faces import faces
from tests.planner.case import strategies
from tests.planner.checker import complaints

CATALOG = shipped_catalog()
PRICED = dataclasses.replace(
    CATALOG, items=tuple(dataclasses.replace(item, price=Decimal(len(item.modality) * 25)) for item in CATALOG.items)
)
DOCUMENTS = strategies.cases(CATALOG)
CASES = DOCUMENTS.map(lambda document: read_case(document, CATALOG))
BLOCKING = [
    rule
    for rule in CATALOG.safety["rule"]
    if rule.severity in ("absolute", "defer") and CATALOG.questions[rule.question].derived_from is None
]
IDLE = "harmless_light"
HALF = settings(max_examples=settings.default.max_examples // 2)  # where every example is two proposals


def proposed(case, catalog=CATALOG):
    return as_document(propose(case, catalog))


def working_sets(case):
    """The sets of working modalities that get a calendar, before what needs a reason is weighed."""
    return {course.course.working for course in feasible_courses(situation_of(case, CATALOG))}


@given(DOCUMENTS, st.booleans())
def test_checker_finds_no_complaint(document, priced):
    catalog = PRICED if priced else CATALOG
    proposal = proposed(read_case(document, catalog), catalog)

    assert complaints(document, proposal, catalog) == []


@given(st.integers(0, 2**32))
def test_checker_finds_no_complaint_of_a_typical_face(seed):
    [document] = faces(1, seed, CATALOG)

    assert complaints(document, proposed(read_case(document, CATALOG)), CATALOG) == []


@HALF
@given(CASES)
def test_case_written_and_read_again_gives_the_same_bytes(case):
    again = read_case(case_as_document(case, CATALOG), CATALOG)

    assert json.dumps(proposed(again)) == json.dumps(proposed(case))


# ---- a contraindication never widens the feasible set


def without(case, key):
    return dataclasses.replace(case, answers={name: told for name, told in case.answers.items() if name != key})


def firing(rule, case):
    """The case with an answer of its day by which the rule holds."""
    value = rule.when.value
    if rule.when.op in ("within_days", "around_days"):
        value = Span.day(case.on)
    elif rule.when.op == "lt":
        value -= 1
    return dataclasses.replace(case, answers={**case.answers, rule.question: Answer(case.on, value)})


@HALF
@given(CASES, st.sampled_from(BLOCKING))
def test_contraindication_never_widens_the_set(case, rule):
    unanswered = without(case, rule.question)

    assert working_sets(firing(rule, unanswered)) <= working_sets(unanswered)


@given(CASES, st.sampled_from([rule for rule in BLOCKING if rule.severity == "absolute" and rule.ingredient is None]))
def test_absolute_answer_leaves_none_of_its_modalities(case, rule):
    banned = CATALOG.modalities if "all" in rule.modalities else rule.modalities
    assume(not (rule.question == "keloid_history" and case.findings))

    shown = propose(firing(rule, case), CATALOG).regimens

    assert not {key for regimen in shown for key in (*regimen.modalities, *regimen.options)} & set(banned)


# ---- loosening a wish never shrinks what meets the wishes


@st.composite
def wishful_cases(draw):
    """A case with at least one wish that a course may or may not meet."""
    document = draw(DOCUMENTS)
    on = datetime.date.fromisoformat(document["on"])
    wishes = {
        "max_downtime_days": st.integers(0, 14),
        "max_visits": st.integers(1, 12),
        "ready_by": st.integers(14, 500).map(lambda days: (on + datetime.timedelta(days)).isoformat()),
        "avoid": st.lists(st.sampled_from(list(CATALOG.modalities)), unique=True, min_size=1, max_size=3),
    }
    names = draw(st.lists(st.sampled_from(sorted(wishes)), unique=True, min_size=1))
    document["preferences"] = {name: draw(wishes[name]) for name in names}
    return read_case(document, CATALOG)


def loosened(case, name, more):
    """The case with one wish that asks for less: a larger number, a later date, or one modality fewer to avoid."""
    wish = getattr(case.preferences, name)
    looser = wish[1:] if name == "avoid" else wish + (datetime.timedelta(more) if name == "ready_by" else more)
    return dataclasses.replace(case, preferences=dataclasses.replace(case.preferences, **{name: looser}))


def meeting(case):
    """The sets of working modalities with a course that meets all the wishes."""
    wishes = wishes_given(case.preferences)
    return {one.course.working for one in ranked_courses(situation_of(case, CATALOG)) if meets(one, wishes)}


@HALF
@given(wishful_cases(), st.integers(1, 60), st.data())
def test_looser_wish_never_shrinks_the_wished(case, more, data):
    name = data.draw(st.sampled_from(wishes_given(case.preferences)))

    assert meeting(case) <= meeting(loosened(case, name, more))


# ---- what does nothing changes nothing


def with_idle_modality(catalog):
    """The catalog with one more area treatment, offered and harmless, that fits nothing."""
    like = catalog.modalities["vascular_laser"]
    idle = dataclasses.replace(like, id=IDLE, name="Harmless light", injury=0, ingredients=())
    tables = dict(catalog.treatments)
    tables["modality"] += (idle,)
    for name in ("protocol", "downtime", "skin_type"):
        row = next(row for row in tables[name] if row.modality == like.id)
        tables[name] += (dataclasses.replace(row, modality=IDLE),)
    types = {row.scar_type: row for row in tables["indication"] if row.modality == like.id}
    cells = (dataclasses.replace(row, modality=IDLE, fitness="poor") for row in types.values())
    tables["indication"] += tuple(cells)
    return dataclasses.replace(catalog, treatments=tables, items=(*catalog.items, Item(modality=IDLE)))


WIDER = with_idle_modality(CATALOG)


@HALF
@given(CASES)
def test_idle_modality_changes_no_first_regimen(case):
    before, after = propose(case, CATALOG), propose(case, WIDER)

    firsts = [[regimen.modalities for regimen in proposal.regimens[:1]] for proposal in (before, after)]
    assert firsts[0] == firsts[1]
    assert IDLE in {row.modality for row in after.set_aside}


# ---- the checker itself


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda proposal: proposal["regimens"][0].pop("levels"), "keys"),
        (lambda proposal: proposal["regimens"][0]["visits"].reverse(), "windows"),
        (lambda proposal: proposal["regimens"][0]["needs_reason"].append("afl"), "needs_a_reason"),
        (lambda proposal: proposal["regimens"][0]["labels"].clear(), "labels"),
        (lambda proposal: proposal["regimens"].reverse(), "order_of_regimens"),
        (lambda proposal: proposal["set_aside"].pop(), "set_aside"),
        (lambda proposal: proposal["questions"].pop(), "questions"),
        (lambda proposal: proposal["sources"].popitem(), "sources"),
        (lambda proposal: proposal["no_procedure"].update(first=True), "no_procedure"),
        (lambda proposal: proposal["regimens"][0]["cautions"].pop(0), "cautions"),
        (lambda proposal: proposal["regimens"][0]["totals"].update(visits=1), "totals"),
    ],
)
def test_checker_sees_what_is_spoiled(spoil, word):
    document = {
        "on": "2026-11-22",
        "patient": {"age": 30, "phototype": 4},
        "assessment": {"grade": 3, "findings": [{"scar_type": "rolling", "region": "cheek_lower", "count": 12}]},
    }
    proposal = proposed(read_case(document, CATALOG))
    assert complaints(document, proposal, CATALOG) == []

    spoil(proposal)

    assert any(word in said for said in complaints(document, proposal, CATALOG))
