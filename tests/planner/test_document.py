"""The proposal as the JSON of the contract: these members and no others, dates as ISO text, prices as decimal text."""

import datetime
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from planner.document import as_document
from planner.proposal import (
    AskedQuestion,
    Caution,
    Expected,
    HomePhase,
    NoProcedure,
    Parameter,
    Procedure,
    Proposal,
    Regimen,
    SetAside,
    Totals,
    Visit,
)
from planner.reasons import reason
from planner.scales import Scores
from tests.planner.builders import a_rule

DAY, LATER = datetime.date(2026, 11, 22), datetime.date(2027, 2, 20)
WHY = reason("avoided", "avoided", a_rule("caution", "afl"), modality="afl")
PROCEDURE = Procedure(
    "subcision", 1, ("chin",), False, (Parameter("needle_gauge", 18, "G"),), (0,), ("rolling_first_line",)
)
VISIT = Visit(0, DAY, DAY, LATER, "treatment", True, 75, 45, (3, 7), Decimal("200"), (PROCEDURE,))
REVIEW = replace(
    VISIT, kind="review", minutes=None, numbing_minutes=None, downtime_days=None, price=None, procedures=()
)
REGIMEN = Regimen(
    key="k1",
    labels=("best match to findings",),
    provisional=True,
    needs_reason=("afl",),
    nearest="max_visits",
    modalities=("subcision", "afl"),
    options=("prp_topical",),
    levels=(("main concern", "first line"), ("needs reason", "afl")),
    home=(HomePhase("topical_priming", DAY, ((DAY, LATER),), LATER, (0,), ("pih",)),),
    visits=(VISIT, REVIEW),
    totals=Totals(1, 0, (3, 7), Decimal("1234.5")),
    expected=(Expected("subcision", "improved", "71 %", 58, "before-after", None, ("asif2016",)),),
    cautions=(Caution("smoking", ("afl",), "Text.", "Stop.", "extra_check", "nurse", ("asif2016",)),),
    reasons=(WHY,),
)
PROPOSAL = Proposal(
    catalog_version="pack 1",
    catalog_signed=False,
    scores=Scores(3, 7, None, 2, ("ECCA: a sum",)),
    no_procedure=NoProcedure(True, ("after delivery",), ("Protect.",), LATER, (WHY,)),
    regimens=(REGIMEN,),
    set_aside=(SetAside("afl", "defer", LATER, "after delivery", WHY), SetAside("nafl", "avoided", None, None, WHY)),
    questions=(AskedQuestion("pregnant", "Are you?", ("afl",), ("k1",)),),
    wishes_not_judged=("max_price",),
    sources={"asif2016": "Asif M. 2016"},
)
DOCUMENT = as_document(PROPOSAL)
TEXT = "The patient wants to avoid ablative fractional laser."


def test_proposal_has_the_members_of_the_contract():
    assert list(DOCUMENT) == [
        "catalog",
        "scores",
        "no_procedure",
        "regimens",
        "set_aside",
        "questions",
        "wishes_not_judged",
        "sources",
    ]
    assert DOCUMENT["catalog"] == {"version": "pack 1", "signed": False}
    assert (DOCUMENT["wishes_not_judged"], DOCUMENT["sources"]) == (["max_price"], {"asif2016": "Asif M. 2016"})


def test_scores_stand_with_their_workings():
    assert DOCUMENT["scores"] == {
        "goodman_baron_qual": 3,
        "goodman_baron_quant": 7,
        "ecca": None,
        "scar_s": 2,
        "workings": ["ECCA: a sum"],
    }


def test_no_procedure_stands_with_its_reasons():
    assert DOCUMENT["no_procedure"] == {
        "first": True,
        "wait_for": ["after delivery"],
        "advice": ["Protect."],
        "look_again_on": "2027-02-20",
        "reasons": [{"rule": "avoided", "text": TEXT, "sources": ["asif2016"]}],
    }


def test_regimen_has_the_members_of_the_contract():
    regimen = DOCUMENT["regimens"][0]

    plain = {key: value for key, value in regimen.items() if key not in ("home", "visits", "expected", "cautions")}
    assert plain == {
        "key": "k1",
        "labels": ["best match to findings"],
        "provisional": True,
        "needs_reason": ["afl"],
        "nearest": "max_visits",
        "modalities": ["subcision", "afl"],
        "options": ["prp_topical"],
        "levels": [["main concern", "first line"], ["needs reason", "afl"]],
        "totals": {"visits": 1, "days": 0, "downtime_days": [3, 7], "price": "1234.50"},
        "reasons": [{"rule": "avoided", "text": TEXT, "confidence": "opened", "sources": ["asif2016"]}],
    }
    assert {"home", "visits", "expected", "cautions"} < set(regimen)


def test_home_phase_has_the_members_of_the_contract():
    assert DOCUMENT["regimens"][0]["home"] == [
        {
            "modality": "topical_priming",
            "from_on": "2026-11-22",
            "pauses": [["2026-11-22", "2027-02-20"]],
            "until_on": "2027-02-20",
            "answers_findings": [0],
            "reasons": ["pih"],
        }
    ]


def test_visit_has_the_members_of_the_contract():
    visit, review = DOCUMENT["regimens"][0]["visits"]

    assert visit == {
        "day": 0,
        "earliest_on": "2026-11-22",
        "target_on": "2026-11-22",
        "latest_on": "2027-02-20",
        "kind": "treatment",
        "provisional": True,
        "minutes": 75,
        "numbing_minutes": 45,
        "downtime_days": [3, 7],
        "price": "200.00",
        "procedures": [
            {
                "modality": "subcision",
                "order": 1,
                "areas": ["chin"],
                "option": False,
                "parameters": [{"name": "needle_gauge", "value": 18, "unit": "G"}],
                "answers_findings": [0],
                "reasons": ["rolling_first_line"],
            }
        ],
    }
    assert (review["minutes"], review["downtime_days"], review["price"]) == (None, None, None)


def test_expectation_and_caution_have_their_members():
    regimen = DOCUMENT["regimens"][0]

    assert regimen["expected"] == [
        {
            "modality": "subcision",
            "outcome": "improved",
            "result": "71 %",
            "n": 58,
            "design": "before-after",
            "evidence_level": None,
            "sources": ["asif2016"],
        }
    ]
    assert regimen["cautions"] == [
        {
            "rule": "smoking",
            "modalities": ["afl"],
            "text": "Text.",
            "mitigation": "Stop.",
            "kind": "extra_check",
            "owner": "nurse",
            "sources": ["asif2016"],
        }
    ]


def test_set_aside_has_the_members_of_the_contract():
    told = {"rule": "avoided", "text": TEXT, "sources": ["asif2016"]}

    assert DOCUMENT["set_aside"] == [
        {"modality": "afl", "verdict": "defer", "until": "2027-02-20", "condition": "after delivery", **told},
        {"modality": "nafl", "verdict": "avoided", "until": None, "condition": None, **told},
    ]


def test_question_has_the_members_of_the_contract():
    assert DOCUMENT["questions"] == [
        {"question": "pregnant", "text": "Are you?", "modalities": ["afl"], "regimens": ["k1"]}
    ]


@pytest.mark.parametrize(
    ("price", "text"), [(Decimal("0"), "0.00"), (Decimal("1500.5"), "1500.50"), (Decimal("1E+3"), "1000.00")]
)
def test_price_is_decimal_text(price, text):
    regimen = replace(REGIMEN, totals=replace(REGIMEN.totals, price=price))

    assert as_document(replace(PROPOSAL, regimens=(regimen,)))["regimens"][0]["totals"]["price"] == text


def test_document_is_plain_json():
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT
