"""The settings a procedure starts from: the scars there before any, then the narrowest area, then the gentler."""

import pytest

from planner.catalog.treatments import Parameter as Row
from planner.parameters import areas_alike, depth_words, settings_in
from planner.proposal import Parameter
from tests.planner.builders import GROUND, REGION, a_case, catalog_with, concern, course_in, line

LINES = [
    line(kind, 3, first=["microneedling"]) for kind in ("icepick", "rolling", "boxcar_deep", "hypertrophic_keloid")
]


def row(typical, area="face", depth="any", name="needle_length", unit="mm", note=None):
    facts = {"area": area, "scar_depth": depth, "name": name, "unit": unit, "typical": typical, "note": note}
    return Row(modality="microneedling", **facts, **GROUND)


def settings(*rows, case=None, region=REGION):
    """The settings of needling for rolling scars, or for those of the case."""
    course = course_in(case or a_case("rolling 3"), catalog_with(*LINES, *rows), "microneedling")
    return [(one.name, one.value, one.unit) for one in settings_in(course, "microneedling", region)]


def test_row_of_the_area_gives_name_value_unit():
    assert settings(row(1.5, "cheek"), row(2.0, "chin")) == [("needle_length", 1.5, "mm")]


def test_row_for_the_scars_there_comes_first():
    rows = [row(1.5, "cheek"), row(2.5, "face", "rolling"), row(3.0, "cheek", "icepick")]

    assert settings(*rows) == [("needle_length", 2.5, "mm")]
    assert settings(*rows, case=a_case("boxcar_deep 3")) == [("needle_length", 1.5, "mm")]


def test_narrowest_area_comes_next():
    assert settings(row(1.0, "any"), row(1.5, "face"), row(2.5, "cheek")) == [("needle_length", 2.5, "mm")]


def test_gentler_setting_comes_last():
    assert settings(row(2.0), row(1.0), row(1.5)) == [("needle_length", 1.0, "mm")]


def test_deep_rows_are_a_doctors_own_step():
    assert settings(row(2.5, depth="deep")) == []


def test_words_are_told_instead_of_numbers():
    found = settings(row(None, name="endpoint", unit="text", note="pinpoint bleeding"))

    assert found == [("endpoint", "pinpoint bleeding", "text")]


def test_number_not_published_leaves_its_words():
    assert settings(row(None, note="by the chart of the maker")) == [
        ("needle_length", "by the chart of the maker", "mm")
    ]


def test_row_without_value_or_words_is_left_out():
    assert settings(row(None)) == []


def test_number_beside_words_stays_a_number():
    assert settings(row(4, name="passes", unit="passes", note="six in one study")) == [("passes", 4, "passes")]


@pytest.mark.parametrize(("phototype", "expected"), [(4, 1), (3, 0), (None, 0)])
def test_darker_skin_has_rows_of_its_own(phototype, expected):
    case = a_case("rolling 3", phototype=phototype)

    assert len(settings(row(10, depth="darker_skin", name="density"), case=case)) == expected


def test_scars_of_other_regions_say_nothing():
    case = a_case("rolling 3", "icepick 3 chin", concerns=("topical_absorption",))
    catalog = catalog_with(*LINES, concern("microneedling", "topical_absorption"))

    course = course_in(case, catalog, "microneedling")

    assert depth_words(course, "microneedling", REGION) == {"rolling", "delivery_only"}
    assert depth_words(course, "microneedling", "chin") == {"icepick", "delivery_only"}


def test_regions_of_like_settings_stand_together():
    catalog = catalog_with(*LINES, row(1.5, "cheek"), row(1.0, "chin"))
    course = course_in(a_case("rolling 3"), catalog, "microneedling")

    assert areas_alike(course, "microneedling", ("cheek_upper", "chin", REGION)) == [
        (("cheek_upper", REGION), (Parameter("needle_length", 1.5, "mm"),)),
        (("chin",), (Parameter("needle_length", 1.0, "mm"),)),
    ]
