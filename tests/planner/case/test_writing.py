"""Writing a case and reading it again."""

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.case import Answer, Case, Span, read_case, read_case_text
from planner.case.writing import case_as_document, span_as_document
from planner.catalog import shipped_catalog
from tests.planner.case.strategies import cases

CATALOG = shipped_catalog()
ON = datetime.date(2026, 11, 22)


@settings(deadline=None)
@given(cases(CATALOG))
def test_case_survives_being_written_and_read(document):
    case = read_case(document, CATALOG)

    text = json.dumps(case_as_document(case, CATALOG))

    assert read_case_text(text, CATALOG) == case


@settings(deadline=None)
@given(cases(CATALOG), st.randoms(use_true_random=False))
def test_written_case_does_not_depend_on_the_order_of_names(document, random):
    written = case_as_document(read_case(document, CATALOG), CATALOG)

    shuffled = case_as_document(read_case(_shuffled(document, random), CATALOG), CATALOG)

    assert json.dumps(shuffled) == json.dumps(written)


@settings(deadline=None)
@given(cases(CATALOG))
def test_written_case_is_written_the_same_again(document):
    written = case_as_document(read_case(document, CATALOG), CATALOG)

    assert json.dumps(case_as_document(read_case(written, CATALOG), CATALOG)) == json.dumps(written)


def test_spellings_of_one_case_are_written_the_same():
    plain = _document(gold_ever=True, last_tan=False, weight_kg=70, isotretinoin_last="2026-11-22", max_price="1500")
    other = _document(
        gold_ever={"value": True, "on": "2026-11-22"},
        last_tan="never",
        weight_kg=70.0,
        isotretinoin_last={"after_days": 1},
        tattoo_area={"regions": {"chin": None}},
        max_price="1500.00",
    )

    assert json.dumps(_written(plain)) == json.dumps(_written(other))


def test_equal_cases_are_written_the_same():
    whole, decimal = (Case(on=ON, answers={"weight_kg": Answer(ON, weight)}) for weight in (70, 70.0))

    assert whole == decimal
    assert json.dumps(case_as_document(whole, CATALOG)) == json.dumps(case_as_document(decimal, CATALOG))


def test_answer_of_an_earlier_day_keeps_its_day():
    document = _document(last_tan={"regions": {"chin": {"before_days": 30}}, "on": "2026-10-01"})

    assert _written(document)["answers"] == document["answers"]


@pytest.mark.parametrize(
    ("earliest", "latest", "written"),
    [
        ("2026-10-03", "2026-10-03", "2026-10-03"),
        ("2026-10-01", "2026-10-31", "2026-10"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        (None, "2026-11-22", {"before_days": 0}),
        (None, "2026-05-26", {"before_days": 180}),
        ("2026-10-24", "2026-11-22", {"after_days": 30}),
        ("2026-11-01", "2026-11-22", {"after_days": 22}),
    ],
)
def test_span_is_written_in_the_words_of_the_contract(earliest, latest, written):
    assert span_as_document(_span(earliest, latest), ON) == written


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [(None, None), ("2026-10-01", None), ("2026-10-01", "2026-10-30"), (None, "2026-11-23")],
)
def test_span_that_no_document_can_state_is_refused(earliest, latest):
    with pytest.raises(ValueError, match="is no day, no month and no days ago"):
        span_as_document(_span(earliest, latest), ON)


def _span(earliest, latest):
    return Span(*(end and datetime.date.fromisoformat(end) for end in (earliest, latest)))


def _document(max_price=None, **answers):
    preferences = {"max_price": max_price}
    return {"on": "2026-11-22", "patient": {}, "assessment": {}, "answers": answers, "preferences": preferences}


def _written(document):
    return case_as_document(read_case(document, CATALOG), CATALOG)


def _shuffled(value, random):
    if isinstance(value, list):
        return [_shuffled(row, random) for row in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    random.shuffle(names)
    return {name: _shuffled(value[name], random) for name in names}
