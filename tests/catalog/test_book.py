"""Every fact is found by what it says, has a title, and knows what rests on it."""

import pytest

from catalog.book import book_of
from catalog.tables import TABLES
from planner.catalog import shipped_catalog


@pytest.fixture(scope="module")
def book():
    return book_of(shipped_catalog())


def named(entries):
    return [(entry.kind, entry.key) for entry in entries]


@pytest.mark.parametrize("asked", ["keloid", "KELOID", "kel"])
def test_keloid_is_found(book, asked):
    found = named(book.search(asked))

    assert ("safety.question", "keloid_history") in found
    assert ("assessment.scar_type", "keloid") in found
    assert len(found) > 20


def test_very_name_comes_first(book):
    assert named(book.search("subcision"))[0] == ("treatments.modality", "subcision")


def test_scar_comes_after_its_rules_and_questions(book):
    kinds = [entry.kind for entry in book.search("keloid")]
    asked = {"safety.rule", "safety.question"}
    leading = next(place for place, kind in enumerate(kinds) if kind not in asked)

    assert asked == set(kinds[:leading])
    assert leading < kinds.index("assessment.scar_type") < kinds.index("sources")


def test_no_two_rules_share_a_title(book):
    titles = [entry.title for entry in book.search("", "safety.rule")]

    assert len(titles) == len(set(titles))


def test_two_letters_are_enough_to_begin(book):
    assert book.search("ec")[0].title


def test_every_word_has_to_be_there(book):
    both = named(book.search("keloid needling"))

    assert set(both) < set(named(book.search("keloid")))
    assert book.search("keloid xyzzy") == []


@pytest.mark.parametrize("asked", ["keloid_history", "keloid history"])
def test_key_is_found_as_it_is_written_and_as_it_is_said(book, asked):
    assert ("safety.question", "keloid_history") in named(book.search(asked))


def test_search_keeps_to_a_table(book):
    assert {entry.kind for entry in book.search("keloid", "safety.rule")} == {"safety.rule"}
    assert book.search("keloid", "no.table") == []


def test_without_words_everything_stands_in_order(book):
    assert named(book.search("", "safety.rule")) == [
        ("safety.rule", rule.key) for rule in shipped_catalog().safety["rule"]
    ]


def test_question_knows_its_rules(book):
    rests = book.resting_on(book.find("safety.question", "keloid_history"))

    asked = [rule.key for rule in shipped_catalog().safety["rule"] if rule.question == "keloid_history"]
    assert [entry.key for entry in rests[TABLES["safety.rule"]]] == asked
    assert "safety.contraindication_link" in {table.kind for table in rests}


def test_modality_knows_its_rows(book):
    tables = {table.kind for table in book.resting_on(book.find("treatments.modality", "microneedling"))}

    assert {"treatments.indication", "treatments.protocol", "safety.rule", "treatments.combination"} <= tables


def test_source_knows_every_fact_that_cites_it(book):
    rests = book.resting_on(book.find("sources", "jacob2001"))
    citing = [
        row.key
        for row in shipped_catalog().assessment["scar_type"]
        if "jacob2001" in row.sources or "jacob2001" in row.cites
    ]

    assert [entry.key for entry in rests[TABLES["assessment.scar_type"]]] == citing


def test_scar_types_of_judging_and_of_the_evidence_are_kept_apart(book):
    judged = book.resting_on(book.find("assessment.scar_type", "icepick"))
    evidence = book.resting_on(book.find("treatments.scar_type", "icepick"))

    assert TABLES["treatments.scar_type_link"] in judged
    assert TABLES["treatments.indication"] in evidence
    assert TABLES["treatments.indication"] not in judged


def test_fact_does_not_rest_on_itself(book):
    for entry in book:
        assert all(other is not entry for others in book.resting_on(entry).values() for other in others)


@pytest.mark.parametrize(
    ("kind", "key", "title"),
    [
        ("safety.rule", "keloid", "Raised scars before · is keloid → do not treat"),
        ("safety.question", "keloid_history", "Raised scars before"),
        ("treatments.modality", "subcision", "Subcision"),
        ("treatments.indication", "subcision.rolling", "Subcision · Rolling"),
        ("treatments.algorithm", "rolling.3", "Rolling · Grade 3"),
        ("treatments.principle", "2", "Principles 2"),
        ("safety.dose_sum", "1", "How doses are added"),
        ("treatments.combination_effect", "mn_prp.2", "Needling then topical PRP · 2"),
    ],
)
def test_title_says_which_one_it_is(book, kind, key, title):
    entry = book.find(kind, key)

    assert entry is not None, [row.key for row in book.tables[kind]]
    assert entry.title == title


def test_every_fact_has_a_title(book):
    assert [entry for entry in book if not entry.title.strip() or entry.title == "None"] == []


def test_summary_does_not_repeat_the_title(book):
    assert [entry.key for entry in book if entry.summary == entry.title and entry.kind != "sources"] == []


def test_book_is_made_once(book):
    assert book_of(shipped_catalog()) is book


def test_rule_about_many_procedures_names_the_first_and_counts_the_rest():
    titles = [entry.title for entry in book_of(shipped_catalog()).tables["safety.rule"]]

    assert len(titles) == len(set(titles))
    assert any(title.endswith(" more") for title in titles)
    assert max(map(len, titles)) < 300


def test_key_that_says_little_has_a_name():
    book = book_of(shipped_catalog())

    assert book.find("safety.supervision", "app_roles").title == "Who may do what in this application"
