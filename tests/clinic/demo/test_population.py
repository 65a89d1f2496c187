"""Who the invented patients are."""

import datetime
import unicodedata
from collections import Counter

import pytest

from clinic.demo.population import DUPLICATES, HOW_MANY, population

TODAY = datetime.date(2026, 11, 25)


@pytest.fixture(scope="module")
def people():
    return population(TODAY)


def test_same_day_gives_the_same_people(people):
    assert population(TODAY) == people


def test_another_day_gives_the_same_names(people):
    later = population(TODAY + datetime.timedelta(days=200))

    assert [one.fields["given_names"] for one in later] == [one.fields["given_names"] for one in people]


def test_there_are_as_many_as_announced(people):
    assert len(people) == HOW_MANY


def test_names_are_of_many_scripts(people):
    letters = (next(iter(one.fields["given_names"]), "") for one in people)
    scripts = {unicodedata.name(letter).split()[0] for letter in letters if letter}

    assert {"LATIN", "CYRILLIC", "ARABIC", "GREEK", "HANGUL", "DEVANAGARI", "HEBREW"} <= scripts


def test_some_have_one_name_alone_and_some_several(people):
    assert any(not one.fields["family_name"] for one in people)
    assert any(" " in one.fields["family_name"] for one in people)
    assert any("-" in one.fields["family_name"] for one in people)


def test_nobody_is_registered_before_birth_or_after_today(people):
    for one in people:
        assert one.registered_on <= TODAY
        assert one.fields["birth_date"] is None or one.fields["birth_date"] < one.registered_on


def test_only_second_records_share_a_phone(people):
    phones = Counter(one.fields["phone"] for one in people if one.fields["phone"])

    assert 0 < sum(number - 1 for number in phones.values()) <= DUPLICATES


def test_addresses_say_that_they_are_invented(people):
    assert all("Demonstration" in one.fields["address"] for one in people if one.fields["address"])
    assert all(one.fields["email"].endswith("@demo.example") for one in people if one.fields["email"])
