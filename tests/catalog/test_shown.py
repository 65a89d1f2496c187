"""A fact is shown field by field, with the words, units and links that its dataclass calls for."""

import dataclasses

import pytest

from catalog.book import book_of
from catalog.shown import address, fields
from catalog.tables import TABLES
from catalog.words import CONFIDENCE, CONFIDENCE_KIND, condition, label, number, said
from planner.catalog import shipped_catalog
from planner.catalog.safety import Condition
from planner.vocabulary import CONFIDENCES


@pytest.fixture(scope="module")
def book():
    return book_of(shipped_catalog())


def shown(book, kind, key):
    return {field.name: field for field in fields(book.find(kind, key), book)}


@pytest.mark.parametrize("kind", TABLES)
def test_every_field_of_every_fact_is_shown(book, kind):
    for entry in book.tables[kind]:
        names = [field.metadata.get("name", field.name) for field in dataclasses.fields(entry.fact)]
        assert [field.name for field in fields(entry, book)] == names


@pytest.mark.parametrize("kind", TABLES)
def test_what_is_not_known_is_said_to_be(book, kind):
    for entry in book.tables[kind]:
        unknown = [getattr(entry.fact, field.name) in (None, ()) for field in dataclasses.fields(entry.fact)]
        assert [field.shape == "empty" for field in fields(entry, book)] == unknown, entry.key


def test_rule_is_shown_in_words(book):
    rule = shown(book, "safety.rule", "keloid")

    assert (rule["question"].shape, rule["question"].parts[0].text) == ("parts", "Raised scars before")
    assert rule["question"].parts[0].url == "/catalog/safety.question/keloid_history/"
    assert (rule["when"].label, rule["when"].text) == ("When the answer", "is keloid")
    assert rule["defer_days"].text == "no fixed interval"
    assert rule["mitigation_kind"].text[:1].isupper()
    assert rule["confidence"].shape == "confidence"
    assert rule["ingredient"].shape == "empty"


def test_source_is_shown_with_its_citation(book):
    source = shown(book, "assessment.scar_type", "icepick")["sources"]

    assert source.shape == "sources"
    assert [part.url for part in source.parts] == ["/catalog/sources/fabbrocini2010/", "/catalog/sources/jacob2001/"]
    assert "2001" in source.parts[1].note


def test_identifiers_of_a_source_lead_to_it(book):
    source = next(entry for entry in book.tables["sources"] if entry.fact.doi)
    doi = shown(book, "sources", source.key)["doi"].parts[0]

    assert (doi.text, doi.url, doi.outside) == (source.fact.doi, f"https://doi.org/{source.fact.doi}", True)


def test_parts_of_a_fact_become_a_table_without_empty_columns(book):
    steps = shown(book, "treatments.combination", "mn_prp")["steps"]

    assert steps.shape == "rows"
    assert len(steps.rows) == len(book.find("treatments.combination", "mn_prp").fact.steps)
    assert all(len(row) == len(steps.columns) for row in steps.rows)
    assert [
        column for i, column in enumerate(steps.columns) if all(row[i].shape == "empty" for row in steps.rows)
    ] == []


def test_part_that_stands_alone_becomes_a_record(book):
    width = shown(book, "assessment.scar_type", "boxcar_shallow")["width_mm"]

    assert width.shape == "record"
    assert [(field.label, field.text) for field in width.fields] == [("From", "1.5"), ("To", "4.0")]


def test_words_in_a_list_are_said_without_underscores(book):
    numbed = shown(book, "treatments.modality", "microneedling")["anaesthesia"]

    assert [part.text for part in numbed.parts] == ["topical cream"]


def test_free_text_that_happens_to_be_a_key_elsewhere_stays_text(book):
    rule = shown(book, "assessment.scar_type_rule", "1")

    assert rule["question"].parts[0].url == ""


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (Condition(op="is", value=True), "is yes"),
        (Condition(op="in", value=("breast_feeding", "yes")), "is one of: breast feeding, yes"),
        (Condition(op="lt", value=18), "is below 18"),
        (Condition(op="gte", value=40), "is 40 or more"),
        (Condition(op="within_days", value=180), "lies less than 180 days before the session, or after it"),
        (
            Condition(op="around_days", value=(14, 28)),
            "lies near the session, from and to days before and after: 14, 28",
        ),
    ],
)
def test_condition_is_a_sentence(when, words):
    assert condition(when) == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("interval_min_days", 28, "28 days"),
        ("wait_days", 1, "1 day"),
        ("chair_min_minutes", 30, "30 min"),
        ("max_depth_mm", 1.5, "1.5 mm"),
        ("max_percent", 4.0, "4.0 %"),
        ("n", 48, "48"),
    ],
)
def test_number_has_the_unit_of_its_field(name, value, words):
    assert number(name, value) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("interval_min_days", "Shortest interval"),
        ("validity_days", "An answer holds for"),
        ("reason", "Reason"),
        ("days", "Days"),
    ],
)
def test_field_is_called_in_words(name, words):
    assert label(name) == words


def test_short_forms_keep_their_capitals():
    assert said("pih_risk") == "PIH risk"
    assert said("Pulsed dye") == "Pulsed dye"
    assert label("doi") == "DOI"


def test_every_confidence_has_its_mark():
    assert set(CONFIDENCE) == set(CONFIDENCE_KIND) == set(CONFIDENCES)


def test_address_of_a_source_is_short(book):
    assert address(book.find("sources", "jacob2001")) == "/catalog/sources/jacob2001/"
