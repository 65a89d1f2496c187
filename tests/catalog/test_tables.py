"""Every row of every table has a key of its own that may stand in an address."""

import dataclasses
import re

import pytest

from catalog.tables import KEYED_BY, NAMES, SECTIONS, TABLES, as_key, distinct, keyed_rows, plural
from planner.catalog import shipped_catalog
from planner.catalog.pack import FILES


def test_every_table_of_the_pack_has_a_place():
    assert {kind for kind in TABLES if kind != "sources"} == {
        f"{file}.{name}" for file, tables in FILES.items() for name in tables
    }
    assert {table.section for table in TABLES.values()} == set(SECTIONS)


@pytest.mark.parametrize("kind", TABLES)
def test_every_row_has_one_key_that_fits_an_address(kind):
    rows = keyed_rows(kind, shipped_catalog())

    assert len(rows) == len(list(shipped_rows(kind)))
    assert [key for key in rows if not re.fullmatch(r"[\w.+-]{1,200}", key)] == []


def shipped_rows(kind):
    file, _dot, name = kind.partition(".")
    return getattr(shipped_catalog(), file)[name] if name else shipped_catalog().sources


@pytest.mark.parametrize("kind", KEYED_BY)
def test_fields_that_make_a_key_exist(kind):
    assert set(KEYED_BY[kind]) <= {field.name for field in dataclasses.fields(TABLES[kind].row)}


def test_words_for_tables_belong_to_tables():
    assert set(NAMES) <= set(TABLES)
    assert len({table.name for table in TABLES.values() if table.section == "safety"}) == len(FILES["safety"])


def test_second_row_of_a_name_gets_a_number():
    assert distinct(["a", "b", "a", "", "", "a"]) == ["a", "b", "a.2", "1", "2", "a.3"]


@pytest.mark.parametrize(
    ("value", "key"), [("US (many states)", "US-many-states"), (("a", "b"), "a+b"), (None, ""), (3, "3"), ((), "")]
)
def test_value_becomes_part_of_an_address(value, key):
    assert as_key(value) == key


@pytest.mark.parametrize(
    ("one", "many"), [("rule", "rules"), ("modality", "modalities"), ("region facts", "region facts"), ("box", "boxes")]
)
def test_table_is_called_by_its_plural(one, many):
    assert plural(one) == many
