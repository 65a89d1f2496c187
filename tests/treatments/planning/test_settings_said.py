"""A unit is said once: where the name of a setting says it, it does not stand behind the value again."""

import pytest

from treatments.planning.amend_page import range_in_words
from treatments.planning.stored_course import setting_in_words


@pytest.mark.parametrize(
    ("name", "value", "unit", "said"),
    [
        ("passes", 6, "passes", "6"),
        ("suction_from_day", 3, "day", "3"),
        ("suture_days", 5, "days", "5"),
        ("needle_length", 1.5, "mm", "1.5 mm"),
        ("endpoint", "pinpoint bleeding", "text", "pinpoint bleeding"),
    ],
)
def test_unit_is_said_once(name, value, unit, said):
    assert setting_in_words({"name": name, "value": value, "unit": unit})["value"] == said


def test_published_range_of_one_value_is_that_value():
    assert range_in_words(3, 3, "") == "published: 3"


def test_published_range_names_its_unit():
    assert range_in_words(0.5, 2.5, "mm") == "published: 0.5 to 2.5 mm"


def test_range_that_suits_no_area_is_not_told():
    assert range_in_words(1.0, 0.75, "mm") == range_in_words(None, 2.5, "mm") == ""
