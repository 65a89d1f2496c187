"""The one writer of sentences: every kind of reason has its full sentence, and no sentence is without a use."""

import ast
import datetime
from pathlib import Path

import pytest

import planner
from planner.case import read_case
from planner.engine import propose
from planner.reasons import reason
from planner.wording import (
    NAMES,
    SAID,
    SENTENCES,
    WAITED_FOR,
    listed,
    plain,
    said,
    sentence,
    waiting_for,
    waiting_words,
    written_date,
)
from planner.wording_judged import JUDGED
from tests.bench.faces import faces
from tests.planner.builders import CATALOG
from tests.planner.whole_sentences import DAY, WHOLE, WHOLE_SAID

FACES, FACES_SEED = 60, 11
WRITERS = ("wording.py", "wording_judged.py", "wording_waiting.py")


@pytest.mark.parametrize(("kind", "values", "words"), WHOLE, ids=[row[0] for row in WHOLE])
def test_reason_is_told_in_a_whole_sentence(kind, values, words):
    assert sentence(reason(kind, kind, **values)) == words


@pytest.mark.parametrize(("name", "values", "words"), WHOLE_SAID, ids=[row[0] for row in WHOLE_SAID])
def test_own_caution_is_told_in_a_whole_sentence(name, values, words):
    assert said(name, **values) == words


def test_every_kind_of_sentence_is_tested_whole():
    assert {kind for kind, _, _ in WHOLE} == set(SENTENCES) - set(JUDGED)
    assert {name for name, _, _ in WHOLE_SAID} == set(SAID)


# ---- words


def test_date_is_written_with_its_month_in_letters():
    assert written_date(datetime.date(2026, 3, 4)) == "4 Mar 2026"


def test_key_without_name_is_told_as_words():
    assert (plain("vascular_laser"), plain("afl")) == ("vascular laser", "ablative fractional laser")


@pytest.mark.parametrize(
    ("keys", "words"),
    [(["chin"], "chin"), (["chin", "nose"], "chin and nose"), (["chin", "nose", "keloid"], "chin, nose and keloids")],
)
def test_keys_are_listed_with_an_and(keys, words):
    assert listed(keys) == words


def test_every_name_is_of_something_known():
    known = {*CATALOG.modalities, *CATALOG.scar_types, *CATALOG.regions, *CATALOG.concerns}
    wishes = {"max_downtime_days", "max_price", "ready_by", "max_visits", "avoid"}

    assert set(NAMES) <= known | wishes
    assert set(WAITED_FOR) <= {*CATALOG.questions, "history"}


def test_what_is_waited_for_is_told_in_words():
    assert waiting_words("active_acne", "Any acne?") == "acne under control"
    assert waiting_words("smoker", "Do you smoke?") == "another answer to: Do you smoke?"


def test_waiting_says_for_which_treatments_and_until_when():
    assert waiting_for("quiet skin", None, ("afl",)) == "quiet skin, for ablative fractional laser"
    assert waiting_for("quiet skin", DAY, ("tca_cross", "punch")) == (
        "quiet skin (1 May 2027), for TCA CROSS and punch technique"
    )


def test_waiting_says_what_would_need_a_reason_until_then():
    assert waiting_for("quiet skin", DAY, (), ("tca_cross",)) == (
        "quiet skin (1 May 2027), for TCA CROSS without a recorded reason"
    )
    assert waiting_for("quiet skin", None, ("afl",), ("tca_cross",)) == (
        "quiet skin, for ablative fractional laser; until then TCA CROSS only with a recorded reason"
    )


# ---- what is used


def words_of_the_planner():
    """Every text in the code of the planner beside the writer of sentences."""
    folder = Path(planner.__file__).parent
    trees = [ast.parse(path.read_text()) for path in sorted(folder.rglob("*.py")) if path.name not in WRITERS]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_no_sentence_is_without_a_use():
    used = words_of_the_planner()

    assert [kind for kind in SENTENCES if kind not in used] == []


@pytest.fixture(scope="module")
def proposals():
    return [propose(read_case(face, CATALOG), CATALOG) for face in faces(FACES, FACES_SEED, CATALOG)]


def reasons_in(proposal):
    """Every reason of a proposal, wherever it stands."""
    yield from proposal.no_procedure.reasons
    yield from (row.reason for row in proposal.set_aside)
    for regimen in proposal.regimens:
        yield from regimen.reasons


def test_every_reason_told_has_a_sentence(proposals):
    for one in {one for proposal in proposals for one in reasons_in(proposal)}:
        words = sentence(one)
        assert not words[:1].islower() and words.endswith((".", "?", ")")), one
        assert "None" not in words, one


def test_own_words_hold_no_keys(proposals):
    told = {one for proposal in proposals for one in reasons_in(proposal)}

    own = [sentence(one) for one in told if "text" not in dict(one.values) and one.kind != "deferred_start"]
    assert [words for words in own if "_" in words] == []


def test_every_reason_told_has_sources_that_resolve(proposals):
    for proposal in proposals:
        named = {key for one in reasons_in(proposal) for key in one.sources}
        assert named and named <= set(proposal.sources)
        assert all(one.sources for one in reasons_in(proposal))
