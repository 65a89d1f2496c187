"""A fact survives the way into the database and back, and a row that does not fit is named."""

import dataclasses
import json

import pytest

from catalog.rows import as_data, as_fact, digest_of
from catalog.tables import TABLES, keyed_rows
from planner.catalog import PackError, shipped_catalog


@pytest.mark.parametrize("kind", TABLES)
def test_every_fact_comes_back_equal(kind):
    rows = keyed_rows(kind, shipped_catalog())

    assert {key: as_fact(kind, key, json.loads(json.dumps(as_data(row)))) for key, row in rows.items()} == rows


def test_field_that_was_not_given_is_not_written():
    rule = shipped_catalog().safety["rule"][0]

    assert "ingredient" in {field.name for field in dataclasses.fields(rule)}
    assert "ingredient" not in as_data(rule)


def test_field_whose_name_is_a_python_word_keeps_its_own_name():
    link = next(row for row in shipped_catalog().safety["contraindication_link"] if row.answers)

    assert set(as_data(link)["answers"][0]) == {"question", "is"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"severity": "perhaps"}, "safety.rule[keloid].severity: 'perhaps' does not fit"),
        ({"defer_days": "3"}, "safety.rule[keloid].defer_days: '3' does not fit"),
        ({"colour": "red"}, "safety.rule[keloid].colour: unknown field"),
    ],
)
def test_row_that_does_not_fit_is_refused_by_table_row_and_field(change, words):
    data = as_data(shipped_catalog().safety["rule"][0]) | change

    with pytest.raises(PackError) as refused:
        as_fact("safety.rule", "keloid", data)

    assert str(refused.value).startswith(words)


def test_what_is_no_value_of_a_fact_is_refused():
    source = next(iter(shipped_catalog().sources.values()))

    with pytest.raises(TypeError):
        as_data(dataclasses.replace(source, note=object()))


def test_digest_follows_content_and_not_the_order_of_fields():
    one = digest_of([("rule", "a", {"x": 1, "y": 2})])

    assert one == digest_of([("rule", "a", {"y": 2, "x": 1})])
    assert one != digest_of([("rule", "a", {"x": 1, "y": 3})])
    assert digest_of([("a",), ("b",)]) != digest_of([("b",), ("a",)])
