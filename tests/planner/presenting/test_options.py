"""Boosters as options: on the visit of a host, where they answer something and nothing speaks against it."""

import pytest

from planner.case import Answer, Span
from planner.catalog import Item
from planner.presenting.options import boosters, days_of_option, option_verdicts, options_of, options_on
from planner.situation import situation_of
from tests.planner.builders import (
    CATALOG,
    ON,
    REGION,
    a_case,
    a_rule,
    ago,
    catalog_with,
    combination,
    concern,
    course_in,
    deferring,
    line,
    modality,
    never,
    protocol,
    setting,
    spacing,
)

PRP = "prp_intradermal"
LINES = [
    line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=[PRP]),
    line("icepick", 3, first=["tca_cross"]),
]
HOSTED = spacing("subcision", PRP, 0, same_day="yes_ordered")
ONE = a_case("rolling 3")


def course(*working, case=ONE, rows=(HOSTED,), items=None, **how):
    return course_in(case, catalog_with(*LINES, *rows, items=items), *working or ("subcision",), **how)


def options(*working, **facts):
    return dict(options_on(course(*working, **facts), 0))


def test_booster_is_an_option_where_its_host_works():
    case = a_case("rolling 3", "rolling 3 chin")

    assert options(case=case) == {PRP: (REGION, "chin")}


def test_booster_without_host_is_no_option():
    assert options(rows=[]) == {}
    assert options("afl") == {}


def test_booster_that_answers_nothing_is_no_option():
    assert options(rows=[spacing("subcision", "crosslinking", 0, same_day="yes_ordered")]) == {}


def test_booster_stays_on_the_regions_of_its_host():
    case = a_case("rolling 3", "icepick 3 chin", concerns=("skin_texture",))
    rows = [HOSTED, concern(PRP, "skin_texture"), concern("subcision", "skin_texture", "adjunct")]
    tattooed = {"tattoo_area": Answer(ON, regions={"chin": True, REGION: False})}
    closed = [*rows, a_rule("absolute", "subcision", question="tattoo_area")]

    free = options(case=case, rows=rows)
    kept_off = options(
        case=a_case("rolling 3", "icepick 3 chin", concerns=("skin_texture",), answers=tattooed), rows=closed
    )

    assert (free, kept_off) == ({PRP: (REGION, "chin")}, {PRP: (REGION,)})


def test_avoided_or_missing_booster_is_no_option():
    assert options(case=a_case("rolling 3", wishes={"avoid": (PRP,)})) == {}
    assert options(items=[Item(modality="subcision")]) == {}


def test_standard_booster_is_no_option():
    items = [Item(modality="subcision", standard_boosters=(PRP,)), Item(modality=PRP)]

    assert options(items=items) == {}


@pytest.mark.parametrize(
    ("severity", "is_option"),
    [("absolute", False), ("defer", False), ("relative", False), ("caution", True), ("info", True)],
)
def test_verdict_speaks_against_an_option(severity, is_option):
    case = a_case("rolling 3", yes=["smoker"])

    assert (PRP in options(case=case, rows=[HOSTED, a_rule(severity, PRP)])) is is_option


def test_deferred_booster_opens_where_the_whole_window_is_open():
    case = a_case("rolling 3", answers={"nsaid_last": Span.day(ago(1))})
    rows = [HOSTED, deferring(20, PRP, question="nsaid_last"), protocol("subcision", sessions_typical=3)]

    found = course(case=case, rows=rows)

    assert days_of_option(found, PRP) == (56,)
    assert options_of(found) == (PRP,)


def test_forbidden_pair_keeps_a_booster_off():
    rows = [
        HOSTED,
        never("afl", PRP),
        spacing("subcision", "afl", 28, same_day="yes_ordered"),
        modality("subcision", injury=1),
    ]

    assert options("subcision", "afl", rows=rows) == {}
    assert options("subcision", rows=rows) == {PRP: (REGION,)}


def test_booster_keeps_its_spacing_to_other_visits():
    rows = [HOSTED, protocol("subcision", sessions_typical=2), spacing(PRP, "subcision", 29)]
    behind = [
        HOSTED,
        protocol("subcision", sessions_typical=2),
        spacing("afl", PRP, 99),
        spacing("subcision", PRP, 0, same_day="yes_ordered"),
    ]

    assert days_of_option(course(rows=rows), PRP) == (28,)
    assert days_of_option(course(rows=behind), PRP) == (0, 28)


def test_booster_waits_after_an_earlier_procedure():
    rows = [
        HOSTED,
        spacing("afl", PRP, 40),
        spacing("afl", "subcision", 28),
        combination("pair", ("afl", 0), ("subcision", 28)),
    ]

    assert days_of_option(course("subcision", "afl", rows=rows, published="pair"), PRP) == ()
    assert days_of_option(course("subcision", "afl", rows=[*rows[:1], *rows[2:]], published="pair"), PRP) == (28,)


@pytest.mark.parametrize(("limit", "is_option"), [(4, True), (3, False)])
def test_option_keeps_the_injury_limit(limit, is_option):
    rows = [
        HOSTED,
        modality("subcision", injury=3),
        modality(PRP, injury=1),
        setting("injury_limit_per_visit_and_area", limit),
    ]

    assert (PRP in options(rows=rows)) is is_option


def test_spacing_counts_from_the_procedure_before():
    row = combination("pair", ("subcision", 0), ("afl", 10), ("subcision", 30))
    found = course("subcision", "afl", rows=[HOSTED, spacing("afl", PRP, 25), row], published="pair")

    assert days_of_option(found, PRP) == (0,)


@pytest.mark.parametrize(("days", "expected"), [(28, (28,)), (29, ())])
def test_booster_may_follow_on_the_day_its_row_names(days, expected):
    rows = [HOSTED, spacing("afl", PRP, days), combination("pair", ("afl", 0), ("subcision", 28))]

    assert days_of_option(course("subcision", "afl", rows=rows, published="pair"), PRP) == expected


def test_published_visit_is_exempt_from_the_limit():
    rows = [HOSTED, combination("pair", ("subcision", 0), ("afl", 0)), setting("injury_limit_per_visit_and_area", 1)]

    assert options("subcision", "afl", rows=rows, published="pair") == {PRP: (REGION,)}


def test_options_stand_in_stated_order():
    rows = [
        HOSTED,
        spacing("subcision", "crosslinking", 0, same_day="yes_ordered"),
        modality("crosslinking", injury=1),
        concern("crosslinking", "skin_texture"),
        concern("subcision", "skin_texture"),
    ]
    case = a_case("rolling 3", concerns=("skin_texture",))

    assert options_of(course(case=case, rows=rows)) == (PRP, "crosslinking")
    assert boosters(situation_of(case, CATALOG)) == ("prp_topical", PRP, "crosslinking")


def test_verdicts_of_an_option_hold_on_its_days():
    case = a_case("rolling 3", yes=["smoker"])

    found = option_verdicts(course(case=case, rows=[HOSTED, a_rule("caution", PRP)]))

    assert [(key, [verdict.severity for verdict in verdicts]) for key, verdicts in found] == [(PRP, ["caution"])]
