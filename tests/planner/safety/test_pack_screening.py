"""The shipped rules against the shipped treatment papers: nothing is left unjudged, and no absolute row is lost."""

import pytest

from planner.case import Span
from planner.safety import screen
from tests.planner.safety.people import CATALOG, ON, patient

LINKS = {link.code: link for link in CATALOG.safety["contraindication_link"]}
ABSOLUTE = [row for row in CATALOG.treatments["contraindication"] if row.kind == "absolute"]
RECONCILED = {(row.modality, row.code, row.question, row.answer): row.verdict for row in CATALOG.safety["reconciled"]}
MEANT = [
    (row.modality, row.code, linked.question, value)
    for row in ABSOLUTE
    for linked in LINKS[row.code].answers
    for value in linked.answer_is
]
NOT_ANSWERS = [
    (row.modality, row.code, None, LINKS[row.code].not_an_answer) for row in ABSOLUTE if not LINKS[row.code].answers
]


def verdict_for(modality, question, value):
    """The strongest verdict today for a person of whom only this is known; "none" when there is none."""
    if question == "age_years":
        case = patient(age=value, phototype=None)
    elif question == "phototype":
        case = patient(age=None, phototype=value)
    else:
        case = patient({question: Span.day(ON) if value == "today" else value}, age=None, phototype=None)
    return screen(case, CATALOG).severity(modality, (), ON) or "none"


@pytest.mark.parametrize("modality", CATALOG.modalities)
def test_modality_is_named_by_a_rule(modality):
    named = [rule for rule in CATALOG.safety["rule"] if modality in rule.modalities]

    assert named


def test_every_absolute_row_has_a_link():
    assert ABSOLUTE
    assert {row.code for row in ABSOLUTE} <= LINKS.keys()


@pytest.mark.parametrize("meant", MEANT, ids=lambda meant: "-".join(map(str, meant)))
def test_absolute_row_is_matched_or_reconciled(meant):
    modality, _, question, value = meant

    verdict = verdict_for(modality, question, value)

    assert (verdict, RECONCILED.get(meant)) in (("absolute", None), (verdict, verdict))
    assert verdict == "absolute" or meant in RECONCILED


@pytest.mark.parametrize("row", NOT_ANSWERS, ids=lambda row: "-".join(map(str, row)))
def test_row_that_is_no_answer_is_reconciled(row):
    assert RECONCILED[row] == "none"


@pytest.mark.parametrize("row", RECONCILED, ids=lambda row: "-".join(map(str, row)))
def test_reconciled_row_is_needed(row):
    assert row in MEANT or row in NOT_ANSWERS
    assert RECONCILED[row] != "absolute"


def test_reconciled_rows_stand_once():
    assert len(RECONCILED) == len(CATALOG.safety["reconciled"])
    assert all(row.kind == "absolute" and row.why for row in CATALOG.safety["reconciled"])


def test_every_rule_has_a_question_and_modalities():
    for rule in CATALOG.safety["rule"]:
        assert rule.question in CATALOG.questions
        assert rule.modalities
        assert set(rule.modalities) <= {*CATALOG.modalities, "all"}


def test_every_ingredient_rule_can_concern_an_item():
    for rule in CATALOG.safety["rule"]:
        listed = [set(CATALOG.modalities[name].ingredients) for name in rule.modalities if name != "all"]
        assert rule.ingredient is None or any(rule.ingredient in ingredients for ingredients in listed)
