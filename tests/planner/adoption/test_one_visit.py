"""What shares a visit of an adopted course is held against the rows in force; boosters once they are chosen."""

import pytest

from planner.adopted import with_options
from tests.planner.adoption.desk import COURSE, WORLD, adopted, told
from tests.planner.builders import a_case, a_rule, catalog_with, cell, line, never, past, protocol, setting, spacing

TWO_TYPES = a_case("rolling 3 x9", "icepick 3 x9")
# ---- one visit


PAIR = (
    line("rolling", 3, first=("subcision",)),
    line("icepick", 3, first=("tca_cross",)),
    setting("injury_limit_per_visit_and_area", 6),
)
SHARED = spacing("tca_cross", "subcision", 0, same_day="yes_ordered")


def both_on_one_visit():
    course = adopted(*PAIR, SHARED, case=TWO_TYPES)
    assert [row.modality for row in course.visits[0].procedures] == ["tca_cross", "subcision"]
    return course


def test_visit_that_keeps_its_rows_is_safe():
    assert told(both_on_one_visit(), *PAIR, SHARED, case=TWO_TYPES) == []


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ((SHARED, never("tca_cross", "subcision")), "never_same_day"),
        ((spacing("subcision", "tca_cross", 0, same_day="yes_ordered"),), "wrong_order_on_a_visit"),
        ((), "no_row_lets_them_share"),
    ],
)
def test_pair_that_may_not_share_the_visit_is_unsafe(rows, rule):
    found = told(both_on_one_visit(), *PAIR, *rows, case=TWO_TYPES)

    assert found == [(1, "subcision", "same_day", rule)]


def test_too_much_injury_in_one_area_is_unsafe():
    stricter = (*PAIR[:2], setting("injury_limit_per_visit_and_area", 5))

    assert told(both_on_one_visit(), *stricter, SHARED, case=TWO_TYPES) == [(1, "subcision", "injury", "injury_limit")]


def test_one_procedure_alone_is_never_too_much_injury():
    assert told(COURSE, *WORLD, setting("injury_limit_per_visit_and_area", 0)) == []


# ---- boosters


BOOSTED = (
    line("rolling", 3, first=("microneedling",)),
    cell("prp_topical", "rolling", "adjunct"),
    spacing("microneedling", "prp_topical", 0, same_day="yes_ordered"),
    protocol("microneedling", sessions_typical=2, interval_min_days=14),
)
NO_BLOOD = a_rule("absolute", "prp_topical")


def test_booster_is_judged_once_it_is_chosen():
    smoker = a_case("rolling 3 x9", yes=("smoker",))
    course = adopted(*BOOSTED)
    chosen = with_options(course, frozenset({"prp_topical"}), catalog_with(*BOOSTED))

    assert told(course, *BOOSTED, NO_BLOOD, case=smoker) == []
    found = told(chosen, *BOOSTED, NO_BLOOD, case=smoker)
    assert found == [(step, "prp_topical", "absolute", "absolute_smoker") for step in (1, 2)]


def test_booster_needs_no_distance_to_itself():
    case = a_case("rolling 3 x9", history=(past("prp_topical", 1),))
    chosen = with_options(adopted(*BOOSTED), frozenset({"prp_topical"}), catalog_with(*BOOSTED))
    far_apart = protocol("prp_topical", interval_min_days=90)

    assert told(chosen, *BOOSTED, far_apart, case=case) == []


def test_booster_keeps_the_rows_that_name_it():
    case = a_case("rolling 3 x9", history=(past("afl", 1),))
    chosen = with_options(adopted(*BOOSTED), frozenset({"prp_topical"}), catalog_with(*BOOSTED))
    rows = (*BOOSTED, spacing("afl", "prp_topical", 10), spacing("afl", "microneedling", 0))

    assert told(chosen, *rows, case=case) == [(1, "prp_topical", "spacing", "too_soon_after_the_past")]
