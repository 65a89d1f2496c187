"""The documents on how the planner decides say what the code and the knowledge say."""

from dataclasses import replace

from planner.vocabulary import SET_ASIDE_VERDICTS, SEVERITIES
from tests.planner.builders import CATALOG
from tests.planner.deciding_document import DOCUMENTS, PARTS, THINKING, as_it_should_be, parts_in

TEXT = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)


def test_every_generated_part_stands_there_once():
    assert sorted(parts_in(TEXT)) == sorted(PARTS)


def test_generated_parts_agree_with_code_and_knowledge():
    assert as_it_should_be(TEXT, CATALOG) == TEXT, "run: python -m tests.planner.deciding_document --write"


def test_changed_row_is_noticed():
    rules = CATALOG.safety["rule"]
    changed = replace(CATALOG, safety=CATALOG.safety | {"rule": (replace(rules[0], reason="Else."), *rules[1:])})

    assert as_it_should_be(TEXT, changed) != TEXT


def test_every_verdict_has_its_meaning():
    assert {*SEVERITIES, *THINKING} >= set(SET_ASIDE_VERDICTS)
