"""Malformed cases: each names the field, what was wrong and what is allowed, in words, within a second."""

import re
import time

import pytest

from planner.case import CaseError, read_case, read_case_text
from planner.catalog import shipped_catalog
from tests.planner.case.malformed import SOUND, malformed_documents, malformed_texts

CATALOG = shipped_catalog()


def test_case_that_the_malformed_ones_spoil_is_sound():
    assert read_case(SOUND, CATALOG).findings


def test_there_are_at_least_two_hundred_and_no_two_of_one_name():
    names = [name for name, *_ in malformed_texts()]

    assert len(names) >= 200
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("text", "field", "word"), [pytest.param(*row, id=name) for name, *row in malformed_texts()])
def test_malformed_text_is_refused_in_words(text, field, word):
    started = time.perf_counter()
    with pytest.raises(CaseError) as refused:
        read_case_text(text, CATALOG)

    assert time.perf_counter() - started < 1
    assert_in_words(refused.value, field, word)


@pytest.mark.parametrize(
    ("document", "field", "word"), [pytest.param(*row, id=name) for name, *row in malformed_documents()]
)
def test_malformed_document_is_refused_like_its_text(document, field, word):
    with pytest.raises(CaseError) as refused:
        read_case(document, CATALOG)

    assert_in_words(refused.value, field, word)


@pytest.mark.parametrize("thing", [b"{}", 3j, object(), {1: 2}, {"on": object()}, {None: 1}, {(1, 2): 3}, (), {"on"}])
def test_thing_that_json_cannot_carry_is_refused(thing):
    with pytest.raises(CaseError) as refused:
        read_case(thing, CATALOG)

    assert_in_words(refused.value, refused.value.field, "")


def assert_in_words(error, field, word):
    """The error names `field`, says `word`, and is one printable line with a problem and what is allowed."""
    line = str(error)
    assert error.field == field
    assert word in f"{error.problem}; allowed: {error.allowed}"
    assert line == f"{error.field}: {error.problem}; allowed: {error.allowed}"
    assert re.search("[a-z]{2}", error.problem)
    assert re.search("[a-z]{2}", error.allowed)
    assert line.isprintable()
    assert len(line) < 3000
