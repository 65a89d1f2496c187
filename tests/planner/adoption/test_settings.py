"""A setting of one step is changed inside the range that was published for it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.adopted import course_of_regimen
from planner.amending import allowed_range, with_setting
from planner.case import read_case
from planner.engine import propose
from planner.parameters import published_range
from planner.proposal import Parameter, Procedure
from tests.bench.faces import faces
from tests.planner.adoption.world import (
    COURSE,
    ITEMS,
    ROWS,
    WORLD,
    a_setting,
    adopted,
    refused,
)
from tests.planner.builders import CATALOG, a_case, catalog_with

# ---- settings


def needle(course, step=1):
    row = next(row for row in course.visits[step - 1].procedures if row.modality == "microneedling")
    return {one.name: one.value for one in row.parameters}


def test_setting_is_changed_on_one_step_alone():
    after = with_setting(COURSE, 1, "microneedling", "needle_length", 2.0, WORLD)

    assert (needle(after)["needle_length"], needle(after, 2)["needle_length"]) == (2.0, 1.5)
    assert after == replace(COURSE, visits=(after.visits[0], *COURSE.visits[1:]))


@pytest.mark.parametrize("value", [1.0, 2.5, 2])
def test_value_at_the_published_ends_is_taken(value):
    assert needle(with_setting(COURSE, 1, "microneedling", "needle_length", value, WORLD))["needle_length"] == value


@pytest.mark.parametrize("value", [0.99, 2.51, 3, "2", True, None, float("nan"), float("inf")])
def test_value_outside_what_was_published_is_refused(value):
    assert refused(with_setting, COURSE, 1, "microneedling", "needle_length", value, WORLD).field == "value"


def test_refused_value_is_told_with_its_range():
    found = refused(with_setting, COURSE, 1, "microneedling", "needle_length", 3, WORLD)

    assert found.problem == "3 mm is outside what was published for the needle length"
    assert found.allowed == "from 1 to 2.5 mm on the lower cheek"


def test_range_is_that_of_the_scars_which_are_treated():
    for_icepicks = a_setting("needle_length", 0.5, 0.6, 0.7, depth="icepick")
    catalog = catalog_with(*ROWS, for_icepicks, items=ITEMS)
    course = adopted(catalog)
    assert needle(course)["needle_length"] == 0.6

    found = refused(with_setting, course, 1, "microneedling", "needle_length", 1.5, catalog)

    assert found.allowed.startswith("from 0.5 to 0.7")


def test_range_is_that_of_the_row_which_holds_the_present_value():
    """A group of areas may treat shallow boxcars in one of them alone: the other one was set for absorption."""
    rules = ("boxcar_shallow_first_line", "topical_absorption_first_line")
    row = Procedure("microneedling", 1, ("cheek_upper", "chin"), False, (), (), rules)

    found = [
        published_range(row, Parameter("needle_length", value, "mm"), "cheek_upper", CATALOG) for value in (0.3, 1.5)
    ]

    assert found == [(0.25, 0.5), (1.0, 1.5)]


def test_setting_without_a_published_range_takes_any_number():
    after = with_setting(COURSE, 1, "microneedling", "needle_length", 9, catalog_with(*ROWS[:-2], items=ITEMS))

    assert needle(after)["needle_length"] == 9


@pytest.mark.parametrize(("value", "kept"), [(" dry ", "dry"), ("dry", "dry")])
def test_setting_in_words_takes_words(value, kept):
    assert needle(with_setting(COURSE, 1, "microneedling", "endpoint", value, WORLD))["endpoint"] == kept


@pytest.mark.parametrize("value", ["", "  ", 3, None])
def test_setting_in_words_refuses_anything_else(value):
    assert refused(with_setting, COURSE, 1, "microneedling", "endpoint", value, WORLD).allowed == "words"


def test_setting_that_is_not_there_is_refused():
    found = refused(with_setting, COURSE, 1, "microneedling", "depth", 1, WORLD)

    assert (found.field, found.allowed) == ("name", "needle length, endpoint")


def two_areas():
    face = a_setting("needle_length", 0.25, 0.5, 0.75, area="forehead")
    catalog = catalog_with(*ROWS, face, items=ITEMS)
    case = a_case("rolling 3 x9", "icepick 3 x9", "icepick forehead 3 x9")
    return catalog, adopted(catalog, case)


def lengths(course):
    rows = [row for row in course.visits[0].procedures if row.modality == "microneedling"]
    return {row.areas: row.parameters[0].value for row in rows}


def test_range_shown_is_the_one_that_is_taken():
    catalog, course = two_areas()
    rows = [row for row in course.visits[0].procedures if row.modality == "microneedling"]
    cheek = next(row for row in rows if "cheek_lower" in row.areas)
    both = replace(cheek, areas=("forehead", "cheek_lower"), parameters=(Parameter("needle_length", 0.7, "mm"),))

    assert allowed_range(cheek, cheek.parameters[0], catalog) == (1.0, 2.5)
    assert allowed_range(both, both.parameters[0], catalog) == (1.0, 0.75)  # nothing suits both


def test_setting_is_changed_where_it_is_asked_for():
    catalog, course = two_areas()
    assert lengths(course) == {("forehead",): 0.5, ("cheek_lower",): 1.5}

    after = with_setting(course, 1, "microneedling", "needle_length", 2, catalog, area="cheek_lower")

    assert lengths(after) == {("forehead",): 0.5, ("cheek_lower",): 2}


def test_value_must_suit_every_area_where_none_is_named():
    catalog, course = two_areas()

    found = refused(with_setting, course, 1, "microneedling", "needle_length", 2, catalog)

    assert found.allowed == "from 0.25 to 0.75 mm on the forehead"


def test_area_that_is_not_treated_is_refused():
    catalog, course = two_areas()

    found = refused(with_setting, course, 1, "microneedling", "needle_length", 2, catalog, area="nose")

    assert (found.field, found.allowed) == ("area", "forehead, lower cheek")


@given(st.integers(0, 2**32))
def test_proposed_setting_lies_in_its_published_range(seed):
    [face] = faces(1, seed, CATALOG)
    for regimen in propose(read_case(face, CATALOG), CATALOG).regimens[:2]:
        course = course_of_regimen(regimen)
        settings = {
            (row.modality, row.areas, one): step
            for step, visit in course.steps
            for row in visit.procedures
            for one in row.parameters
        }
        for (key, areas, one), step in settings.items():
            assert with_setting(course, step, key, one.name, one.value, CATALOG, area=areas[0]) == course
