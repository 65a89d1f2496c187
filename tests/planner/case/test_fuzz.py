"""Whatever a case holds, it is read or refused in words: valid cases, spoilt ones, and noise."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.case import CaseError, read_case, read_case_text
from planner.catalog import shipped_catalog
from tests.planner.case.malformed import with_wrong
from tests.planner.case.strategies import cases
from tests.planner.case.test_malformed import assert_in_words

CATALOG = shipped_catalog()
ONE_SECOND = timedelta(seconds=1)
NOISE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2026-10-01", "2026-10", "never", "rolling", "chin", "left", "afl", "on", 0, 1, 10**40]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["on", "value", "regions", "chin", "before_days"]) | st.text(), inner, max_size=3
        )
    ),
    max_leaves=6,
)
NO_FIELD = {"no such field": 1}


def places(value, path=""):
    """The path of everything inside a document."""
    if isinstance(value, dict):
        inside = [(f"{path}.{name}" if path else name, member) for name, member in value.items()]
    else:
        inside = [(f"{path}[{place}]", row) for place, row in enumerate(value)] if isinstance(value, list) else []
    return [path for path, _ in inside] + [deeper for path, member in inside for deeper in places(member, path)]


def read_or_refuse(text):
    """The error in words, or None when the text was read; any other exception is a failure."""
    try:
        read_case_text(text, CATALOG)
    except CaseError as error:
        assert_in_words(error, error.field, "")
        assert error.field
        return error
    return None


@settings(deadline=ONE_SECOND)
@given(cases(CATALOG))
def test_valid_case_is_read_from_its_text(document):
    assert read_case_text(json.dumps(document), CATALOG) == read_case(document, CATALOG)


@settings(deadline=ONE_SECOND)
@given(cases(CATALOG), st.data())
def test_case_with_noise_somewhere_is_read_or_refused(document, data):
    path = data.draw(st.sampled_from(places(document)))

    read_or_refuse(json.dumps(with_wrong(path, data.draw(NOISE), document)))


@settings(deadline=ONE_SECOND)
@given(cases(CATALOG), st.data())
def test_object_that_belongs_nowhere_is_refused_where_it_stands(document, data):
    path = data.draw(st.sampled_from(places(document)))

    error = read_or_refuse(json.dumps(with_wrong(path, NO_FIELD, document)))

    assert error is not None
    assert error.field.startswith(path)


@settings(deadline=ONE_SECOND)
@given(cases(CATALOG), st.data())
def test_name_that_stands_twice_is_refused(document, data):
    text = json.dumps(document)
    names = [place for place in range(len(text)) if text.startswith('"on":', place)]
    place = data.draw(st.sampled_from(names))

    error = read_or_refuse(f'{text[:place]}"on": null, {text[place:]}')

    assert error is not None
    assert error.field.split(".")[-1] == "on"
    assert "twice" in error.problem


@settings(deadline=ONE_SECOND)
@given(cases(CATALOG), st.data())
def test_text_with_a_piece_cut_out_is_read_or_refused(document, data):
    text = json.dumps(document)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))

    read_or_refuse(text[:start] + text[stop:])


@settings(deadline=ONE_SECOND)
@given(st.text() | st.binary() | NOISE.map(json.dumps))
def test_noise_is_refused(text):
    assert read_or_refuse(text) is not None


@pytest.mark.parametrize("letter", ["[", '{"a":', "1", '"', "\\", " ", "\0", "-", "é", "[1,"])
def test_ten_million_of_anything_is_refused_at_once(letter):
    assert read_or_refuse(letter * 10_000_000).field == "document"
    assert read_or_refuse((letter * 10_000_000).encode()).field == "document"
