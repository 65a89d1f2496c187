"""How well a modality answers a finding or a concern: the algorithm, the grid, what wins over them, and what was learned."""

import pytest

from planner.indications import (
    ADJUNCT,
    BARRED,
    FIRST,
    NOT_ANSWERED,
    SECOND,
    fit_of,
    last_response,
    main_concerns,
    mixed_regions,
    past_responses,
    targets_of,
)
from tests.planner.builders import CATALOG, a_case, catalog_with, cell, concern, line, past, subtype

MIXED = ("rolling 3", "icepick 3")
LINES = line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=["filler_ha"])


def fit(modality, case, *rows, place=0):
    catalog = catalog_with(*rows)
    return fit_of(modality, targets_of(case, catalog)[place], case, catalog)


def level(modality, case, *rows, place=0):
    return fit(modality, case, *rows, place=place).level


def main_of(case):
    return main_concerns(case, targets_of(case, CATALOG))


# ---- targets


def test_findings_are_targets_before_concerns():
    case = a_case("icepick 4 x3", "rolling 2", concerns=("skin_texture",))

    targets = targets_of(case, CATALOG)

    assert [(one.key, one.finding, one.burden) for one in targets] == [
        ("icepick", 0, 12),
        ("rolling", 1, 2),
        ("skin_texture", None, 0),
    ]


def test_two_atrophic_types_make_region_mixed():
    case = a_case("rolling", "icepick", "rolling chin", "rolling chin", "keloid nose", "rolling nose")

    assert mixed_regions(case, CATALOG) == {"cheek_lower"}


def test_mark_in_mixed_region_is_not_mixed():
    targets = targets_of(a_case("rolling", "icepick", "macular_erythematous"), CATALOG)

    assert [one.mixed for one in targets] == [True, True, False]


# ---- the main concern


def test_priorities_are_the_main_concern():
    case = a_case("rolling 4 x20", "icepick 2", priorities=("icepick",), concerns=("skin_texture",))

    assert main_of(case) == ("icepick",)


def test_largest_burden_is_the_main_concern():
    case = a_case("rolling 2 x3", "icepick 2 x4", "rolling chin 2 x2")

    assert main_of(case) == ("rolling",)


def test_equal_burdens_are_main_together():
    assert main_of(a_case("rolling 2 x3", "icepick 3 x2")) == ("rolling", "icepick")


def test_concerns_are_main_without_findings():
    assert main_of(a_case(concerns=("fine_lines", "skin_laxity"))) == ("fine_lines", "skin_laxity")


# ---- what decides


@pytest.mark.parametrize(("modality", "expected"), [("subcision", FIRST), ("afl", SECOND), ("filler_ha", ADJUNCT)])
def test_algorithm_row_gives_the_line(modality, expected):
    assert level(modality, a_case("rolling 3"), LINES, cell(modality, "rolling", "poor")) == expected


@pytest.mark.parametrize(
    ("fitness", "expected"), [("first_line", SECOND), ("adjunct", ADJUNCT), ("poor", NOT_ANSWERED)]
)
def test_grid_first_line_counts_as_second(fitness, expected):
    assert level("nafl", a_case("rolling 3"), LINES, cell("nafl", "rolling", fitness)) == expected


def test_row_of_other_grade_says_nothing():
    assert level("subcision", a_case("rolling 2"), LINES) == NOT_ANSWERED


def test_subtype_row_wins_over_algorithm():
    rows = (line("hypertrophic_keloid", 3, first=["afl"]), cell("afl", "hypertrophic_keloid", "first_line"))

    assert level("afl", a_case("keloid 3"), *rows, subtype("afl", "keloid", "poor")) == NOT_ANSWERED
    assert level("afl", a_case("hypertrophic 3"), *rows, subtype("afl", "keloid", "poor")) == FIRST


def test_contraindicated_wins_over_all():
    rows = (line("hypertrophic_keloid", 3, first=["afl"]), subtype("afl", "keloid", "first_line"))

    assert level("afl", a_case("keloid 3"), *rows, cell("afl", "hypertrophic_keloid", "contraindicated")) == BARRED


def test_contraindicated_subtype_bars_too():
    assert level("afl", a_case("keloid 3"), subtype("afl", "keloid", "contraindicated")) == BARRED


def test_type_of_two_rows_takes_the_stricter():
    rows = (line("rolling", 3, first=["afl"]), line("boxcar_deep", 3, second=["afl"]))

    assert level("afl", a_case("linear_trough 3"), *rows) == SECOND


def test_type_without_row_is_not_answered():
    rows = [cell("afl", row.id, "first_line") for row in CATALOG.treatments["scar_type"]]

    assert level("afl", a_case("tunnel_bridge 3"), *rows) == NOT_ANSWERED


@pytest.mark.parametrize(("fitness", "expected"), [("first_line", FIRST), ("adjunct", ADJUNCT)])
def test_concern_row_gives_the_line(fitness, expected):
    case = a_case(concerns=("fine_lines",))

    assert level("nafl", case, concern("nafl", "fine_lines", fitness)) == expected
    assert level("nafl", case, concern("nafl", "skin_laxity", fitness)) == NOT_ANSWERED


# ---- mixed regions


def test_lesion_tool_keeps_its_own_row():
    rows = (line("rolling", 3, second=["subcision"]), line("mixed_atrophic", 3, first=["subcision"]))

    assert level("subcision", a_case(*MIXED), *rows) == SECOND


def test_area_treatment_is_compared_by_mixed_row():
    rows = (line("rolling", 3, first=["afl"]), line("mixed_atrophic", 3, second=["nafl", "afl"]))

    found = fit("afl", a_case(*MIXED), *rows)

    assert (found.level, found.own_or_mixed, found.place) == (SECOND, FIRST, 1)
    assert level("afl", a_case("rolling 3"), *rows) == FIRST


@pytest.mark.parametrize(("own", "expected"), [("poor", ADJUNCT), ("adjunct", SECOND), ("first_line", FIRST)])
def test_mixed_row_lifts_one_line_at_most(own, expected):
    found = fit("afl", a_case(*MIXED), cell("afl", "rolling", own), line("mixed_atrophic", 3, first=["afl"]))

    assert (found.level, found.reason["level"], found.reason["mixed"]) == (expected, expected, True)


def test_broad_atrophy_has_its_place_in_the_mixed_list():
    row = line("mixed_atrophic", 3, first=["nafl", "afl"])

    found = fit("afl", a_case("broad_atrophic 3"), row)

    assert (found.level, found.place, found.reason["mixed"]) == (FIRST, 1, False)


def test_mixed_row_that_bars_bars_each_finding():
    rows = (line("rolling", 3, first=["afl"]), cell("afl", "mixed_atrophic", "contraindicated"))

    assert level("afl", a_case(*MIXED), *rows) == BARRED


def test_own_row_that_bars_outlasts_mixed_row():
    rows = (cell("afl", "rolling", "contraindicated"), line("mixed_atrophic", 3, first=["afl"]))

    assert level("afl", a_case(*MIXED), *rows) == BARRED


# ---- what was learned


@pytest.mark.parametrize(
    ("response", "expected"), [("none", SECOND), ("poor", SECOND), ("partial", FIRST), ("good", FIRST), (None, FIRST)]
)
def test_poor_response_counts_one_place_lower(response, expected):
    case = a_case("rolling 3", history=(past("subcision", 90, response),))

    found = fit("subcision", case, LINES)

    assert (found.level, found.own_or_mixed) == (expected, expected)


def test_adjunct_that_failed_answers_nothing():
    case = a_case("rolling 3", history=(past("filler_ha", 90, "none"),))

    found = fit("filler_ha", case, LINES)

    assert (found.level, found.own_or_mixed) == (NOT_ANSWERED, NOT_ANSWERED)


def test_poor_fit_that_failed_is_not_barred():
    case = a_case("rolling 3", history=(past("nafl", 90, "none"),))

    assert level("nafl", case, cell("nafl", "rolling", "poor")) == NOT_ANSWERED


def test_response_lowers_no_other_modality():
    assert level("afl", a_case("rolling 3", history=(past("subcision", 90, "none"),)), LINES) == SECOND


def test_last_dated_response_counts():
    told = (past("afl", 30, "good"), past("afl", 300, "poor"), past("afl", None, "none"), past("afl", 5))

    assert last_response("afl", a_case(history=told)) == "good"


def test_of_undated_responses_the_last_told_counts():
    told = (past("afl", None, "good"), past("afl", None, "poor"), past("nafl", 3, "good"), past("punch", 3))

    assert past_responses(a_case(history=told)) == {"afl": "poor", "nafl": "good"}


# ---- the reason


def test_fit_names_its_row_and_evidence():
    found = fit("subcision", a_case("rolling 3"), LINES, cell("subcision", "rolling", "adjunct", "C"))

    assert (found.evidence, found.reason.rule, found.reason.sources, found.reason.confidence) == (
        "C",
        "rolling_first_line",
        ("asif2016",),
        "opened",
    )
