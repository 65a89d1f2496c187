"""Which modalities go together: sets in which each answers something best, published sets, and what each of them treats."""

import pytest

from planner.combining.sets import (
    Composition,
    beyond_need,
    compositions,
    irredundant_sets,
    leaves_priming_out,
    named_by_a_row,
    published_sets,
    regions_treated,
    treated_by,
)
from planner.situation import situation_of
from tests.planner.builders import (
    REGION,
    a_case,
    a_rule,
    catalog_with,
    cell,
    combination,
    concern,
    line,
    setting,
)

ROLLING = line("rolling", 3, first=["subcision"], second=["afl"])
PITS = line("icepick", 3, first=["tca_cross"], second=["afl"])
BOTH = a_case("rolling 3", "icepick 3 chin")
DARK = line("pih", 1, first=["topical_priming"], second=["nafl"])
PAIR = combination("pair", ("subcision", 0), ("afl", 30))


def situation(case, *rows):
    return situation_of(case, catalog_with(*rows))


def needless(case, *rows):
    """How many modalities of the published pair are beyond need."""
    found = situation(case, *rows, PAIR)
    return beyond_need(Composition(("subcision", "afl"), PAIR), found)


# ---- free sets


def test_each_of_a_set_answers_something_best():
    found = irredundant_sets(situation(BOTH, ROLLING, PITS))

    assert found == [
        ("tca_cross",),
        ("subcision",),
        ("afl",),
        ("tca_cross", "subcision"),
        ("tca_cross", "afl"),
        ("subcision", "afl"),
    ]


def test_area_treatment_joins_where_it_adds():
    found = irredundant_sets(situation(BOTH, ROLLING, cell("afl", "icepick", "adjunct")))

    assert ("subcision", "afl") in found


def test_equals_for_one_target_are_alternatives():
    found = irredundant_sets(situation(a_case("rolling 3"), line("rolling", 3, first=["subcision", "afl"])))

    assert set(found) == {("subcision",), ("afl",)}


def test_sets_grow_to_the_largest_size():
    named = {"rolling": "subcision", "icepick": "tca_cross", "boxcar_deep": "punch"}
    rows = [line(scar_type, 3, first=[key]) for scar_type, key in named.items()]
    case = a_case(
        *(f"{scar_type} 3 {place}" for scar_type, place in zip(named, ("chin", "nose", "temple"), strict=True))
    )

    sizes = [
        max(map(len, irredundant_sets(situation(case, *rows, setting("working_modalities_max", most)))))
        for most in (1, 2, 4)
    ]

    assert sizes == [1, 2, 3]


# ---- published sets


def test_published_set_holds_for_its_scar_type():
    rows = (ROLLING, PITS, PAIR)

    assert published_sets(situation(a_case("rolling 3"), *rows)) == {("subcision", "afl"): PAIR}
    assert published_sets(situation(a_case("icepick 3"), *rows)) == {}


@pytest.mark.parametrize(("grades", "holds"), [((3, 4), True), ((1, 3), True), ((4, 4), False), ((1, 2), False)])
def test_published_set_holds_within_its_grades(grades, holds):
    row = combination("pair", ("subcision", 0), ("afl", 30), grades=grades)

    assert bool(published_sets(situation(a_case("rolling 3"), ROLLING, row))) is holds


def test_mixed_combination_needs_a_mixed_region():
    row = combination("pair", ("subcision", 0), ("afl", 30), scar_types=["mixed_atrophic"])

    rows = (ROLLING, PITS, line("mixed_atrophic", 3, first=["afl"]), row)

    assert not published_sets(situation(BOTH, *rows))
    assert published_sets(situation(a_case("rolling 3", "icepick 3"), *rows))


def test_broad_atrophy_counts_as_mixed():
    row = combination("pair", ("subcision", 0), ("afl", 30), scar_types=["mixed_atrophic"])
    mixed = line("mixed_atrophic", 3, first=["subcision", "afl"])

    assert published_sets(situation(a_case("broad_atrophic 3"), mixed, row))


def test_one_fitting_finding_is_enough():
    assert published_sets(situation(a_case("rolling 3", "keloid 3 chin"), ROLLING, PAIR))


def test_best_evidence_then_file_order_wins():
    rows = [
        combination(key, ("subcision", 0), ("afl", 30), evidence=level)
        for key, level in [("first", "C"), ("second", "B"), ("third", "B")]
    ]

    found = published_sets(situation(a_case("rolling 3"), ROLLING, *rows))

    assert found["subcision", "afl"].id == "second"


def test_boosters_make_no_published_set():
    row = combination("boosted", ("subcision", 0), ("prp_topical", 0))

    assert published_sets(situation(a_case("rolling 3"), ROLLING, row)) == {}


def test_published_set_with_closed_part_falls_out():
    case = a_case("rolling 3", yes=["smoker"])

    assert published_sets(situation(case, ROLLING, PAIR, a_rule("absolute", "afl"))) == {}


# ---- the space


def test_published_set_joins_the_free_ones():
    found = list(compositions(situation(a_case("rolling 3"), ROLLING, PAIR)))

    assert found == [
        Composition(("subcision",)),
        Composition(("afl",)),
        Composition(("subcision", "afl"), PAIR),
    ]


def test_priming_stands_alone_beside_and_left_out():
    found = list(compositions(situation(a_case("macular_hyperpigmented"), DARK)))

    assert found == [
        Composition((), None, True),
        Composition(("nafl",), None, True),
        Composition(("nafl",), None, False),
    ]


def test_course_without_useful_priming_leaves_it_out():
    dark, plain = situation(a_case("macular_hyperpigmented"), DARK), situation(a_case("rolling 3"), ROLLING)

    left = [
        leaves_priming_out(Composition(("nafl",), None, priming), found)
        for found, priming in [(dark, False), (dark, True), (plain, False)]
    ]

    assert left == [True, False, False]


# ---- need


def test_partner_that_answers_nothing_better_is_needless():
    assert needless(a_case("rolling 3"), ROLLING) == 1


def test_partner_that_answers_best_is_needed():
    assert needless(a_case("rolling 3", "icepick 3 chin"), ROLLING, cell("afl", "icepick", "adjunct")) == 0


def test_equals_count_one_as_needed():
    assert needless(a_case("rolling 3"), line("rolling", 3, first=["subcision", "afl"])) == 1


def test_row_that_names_the_pair_needs_all_of_it():
    row = line("rolling", 3, first=["subcision"], second=["afl"], combinations=["pair"])

    assert needless(a_case("rolling 3"), row) == 0
    assert needless(a_case("rolling 3 chin", "rolling 2"), row, line("rolling", 2, first=["afl"])) == 0


def test_mixed_row_names_only_in_mixed_regions():
    rows = (ROLLING, PITS, line("mixed_atrophic", 3, combinations=["pair"]))

    assert named_by_a_row(PAIR, situation(a_case("rolling 3", "icepick 3"), *rows))
    assert not named_by_a_row(PAIR, situation(BOTH, *rows))


def test_free_set_has_nothing_beyond_need():
    assert beyond_need(Composition(("subcision", "afl")), situation(a_case("rolling 3"), ROLLING)) == 0


# ---- what each treats


def test_lesion_tool_is_spent_where_nothing_is_better():
    rows = (line("rolling", 3, first=["subcision"], second=["tca_cross"]), PITS)

    treated = treated_by(Composition(("tca_cross", "subcision")), situation(BOTH, *rows))

    assert treated == {"tca_cross": (1,), "subcision": (0,)}


def test_area_treatment_covers_what_it_answers_second_line():
    rows = (
        ROLLING,
        line("icepick", 3, first=["tca_cross"], adjuncts=["afl"]),
        line("boxcar_deep", 3, adjuncts=["afl"]),
    )
    case = a_case("rolling 3", "icepick 3 chin", "boxcar_deep 3 nose")

    treated = treated_by(Composition(("tca_cross", "subcision", "afl")), situation(case, *rows))

    assert treated == {"tca_cross": (1,), "subcision": (0,), "afl": (0, 2)}


def test_published_partner_treats_all_it_answers():
    rows = (line("rolling", 3, first=["subcision"], adjuncts=["afl"]), PAIR)

    treated = treated_by(Composition(("subcision", "afl"), PAIR), situation(a_case("rolling 3"), *rows))

    assert treated == {"subcision": (0,), "afl": (0,)}


def test_regions_follow_the_body_map():
    found = situation(a_case("rolling 3 chin", "rolling 3", "rolling 3 forehead"), ROLLING)

    assert regions_treated("subcision", (0, 1, 2), found) == ("forehead", REGION, "chin")


def test_concern_is_treated_in_every_open_region():
    case = a_case("rolling 3", "rolling 3 chin", concerns=("skin_texture",))

    found = situation(case, concern("afl", "skin_texture"))

    assert regions_treated("afl", (2,), found) == (REGION, "chin")
