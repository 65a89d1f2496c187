"""Sessions on days: a published calendar, or the order of work under the spacing rows."""

import pytest

from planner.case import Span
from planner.combining.course import overstretched
from planner.combining.frame import Frame
from planner.situation import situation_of
from tests.planner.builders import (
    REGION,
    a_case,
    a_rule,
    ahead,
    catalog_with,
    combination,
    course_in,
    days_of,
    deferring,
    line,
    modality,
    never,
    past,
    protocol,
    setting,
    spacing,
)

CASE = a_case("rolling 3", "icepick 3", "macular_erythematous 1", "hypertrophic 3 chin")
TARGETS = {
    "rolling": ("subcision", "microneedling", "afl", "filler_ha", "punch"),
    "icepick": ("tca_cross",),
    "erythematous_macule": ("vascular_laser",),
    "hypertrophic_keloid": ("intralesional",),
    "mixed_atrophic": ("microneedling", "afl"),
}
LINES = [
    line(scar_type, 1 if scar_type == "erythematous_macule" else 3, first=keys) for scar_type, keys in TARGETS.items()
]


def days(*working, rows=(), case=CASE, published=None):
    return days_of(course_in(case, catalog_with(*LINES, *rows), *working, published=published))


def sessions(*working, rows=(), case=CASE):
    return course_in(case, catalog_with(*LINES, *rows), *working).sessions


def sunny(day):
    """A person who will be in the sun on a day of the course, and the rule that closes subcision from 14 before to 28 after."""
    rule = a_rule("defer", "subcision", question="planned_sun", op="around_days", value=(14, 28))
    return a_case("rolling 3", answers={"planned_sun": Span.day(ahead(day))}), rule


# ---- one modality


def test_single_modality_follows_its_protocol():
    row = protocol("subcision", sessions_typical=3, interval_typical_days=42)

    assert days("subcision", rows=[row]) == [(0, "subcision"), (42, "subcision"), (84, "subcision")]


def test_window_reaches_from_shortest_to_longest_interval():
    found = sessions("subcision", rows=[protocol("subcision", sessions_typical=3)])

    assert [(one.number, one.earliest, one.day, one.latest) for one in found] == [
        (1, 0, 0, 14),
        (2, 14, 28, 42),
        (3, 42, 56, 70),
    ]


def test_deferral_moves_later_sessions_only():
    case, rule = sunny(40)

    found = days("subcision", rows=[protocol("subcision", sessions_typical=3), rule], case=case)

    assert [day for day, _ in found] == [0, 69, 97]


def test_window_ends_before_a_rule_closes():
    case, rule = sunny(20)

    found = sessions("subcision", rows=[rule], case=case)

    assert (found[0].day, found[0].latest) == (0, 5)


@pytest.mark.parametrize(("sun", "opens"), [(20, 49), (30, 59)])
def test_window_opens_when_the_rule_ends(sun, opens):
    case, rule = sunny(sun)

    found = sessions("subcision", rows=[protocol("subcision", sessions_typical=2), rule], case=case)

    assert (found[1].earliest, found[1].day) == (opens, opens)


def test_past_procedure_moves_the_first_day():
    case = a_case("rolling 3", history=(past("afl", 10),))

    assert days("subcision", rows=[spacing("afl", "subcision", 30)], case=case) == [(20, "subcision")]


# ---- the order of work


def test_first_sessions_follow_the_order_of_work():
    working = ("tca_cross", "afl", "vascular_laser", "filler_ha")

    found = days(*working)

    assert [key for _, key in found] == ["vascular_laser", "tca_cross", "afl", "filler_ha"]


def test_pair_without_row_keeps_the_default_apart():
    assert days("subcision", "afl") == [(0, "subcision"), (28, "afl")]


def test_row_gives_typical_days_between():
    assert days("subcision", "afl", rows=[spacing("subcision", "afl", 14, 21)]) == [(0, "subcision"), (21, "afl")]


def test_apart_regions_need_no_spacing():
    assert days("subcision", "intralesional") == [(0, "subcision"), (0, "intralesional")]


def test_forbidden_pair_shares_no_day_anywhere():
    found = days("subcision", "intralesional", rows=[never("subcision", "intralesional")])

    assert found[0][0] < found[1][0]


def test_later_stage_waits_for_earlier_first_session():
    case = a_case("rolling 3 chin", "macular_erythematous 1", history=(past("vascular_laser", 0),))

    found = days("subcision", "vascular_laser", rows=[spacing("vascular_laser", "subcision", 0)], case=case)

    assert found == [(14, "vascular_laser"), (14, "subcision")]


def test_intralesional_waits_for_no_stage():
    case = a_case("rolling 3", "hypertrophic 3 chin", history=(past("subcision", 0),))

    found = days("subcision", "intralesional", rows=[spacing("subcision", "intralesional", 0)], case=case)

    assert found == [(0, "intralesional"), (14, "subcision")]


# ---- sharing a visit


def test_row_that_allows_it_shares_the_visit():
    rows = [spacing("subcision", "afl", 28, same_day="yes_ordered"), modality("subcision", injury=2)]

    assert days("subcision", "afl", rows=rows) == [(0, "subcision"), (0, "afl")]


@pytest.mark.parametrize(("limit", "day"), [(6, 0), (5, 30)])
def test_injury_limit_parts_a_visit(limit, day):
    rows = [
        spacing("subcision", "afl", 30, same_day="yes_ordered"),
        modality("subcision", injury=2),
        modality("afl", injury=4),
        setting("injury_limit_per_visit_and_area", limit),
    ]

    assert days("subcision", "afl", rows=rows) == [(0, "subcision"), (day, "afl")]


def test_injury_counts_region_by_region():
    rows = [modality("subcision", injury=4), modality("intralesional", injury=4)]

    assert days("subcision", "intralesional", rows=rows) == [(0, "subcision"), (0, "intralesional")]


def test_worst_region_of_a_visit_counts():
    case = a_case("rolling 3", "hypertrophic 3 chin")
    rows = [
        line("hypertrophic_keloid", 3, second=["afl"]),
        spacing("subcision", "afl", 30, same_day="yes_ordered"),
        modality("subcision", injury=3),
        setting("injury_limit_per_visit_and_area", 5),
    ]

    assert days("subcision", "afl", rows=rows, case=case) == [(0, "subcision"), (30, "afl")]


def test_never_same_day_outweighs_a_row():
    rows = [
        spacing("subcision", "afl", 28, same_day="yes_ordered"),
        modality("subcision", injury=1),
        never("subcision", "afl"),
    ]

    assert days("subcision", "afl", rows=rows) == [(0, "subcision"), (28, "afl")]


def test_later_session_joins_a_visit_in_its_interval():
    rows = [
        protocol("subcision", sessions_typical=2, interval_typical_days=28, interval_max_days=42),
        protocol("intralesional", sessions_typical=2, interval_typical_days=35, interval_max_days=42),
    ]

    assert days("subcision", "intralesional", rows=rows) == [
        (0, "subcision"),
        (0, "intralesional"),
        (28, "subcision"),
        (28, "intralesional"),
    ]


def test_visit_outside_the_interval_is_not_joined():
    rows = [
        protocol("subcision", sessions_typical=2, interval_typical_days=28),
        protocol("intralesional", sessions_typical=2, interval_min_days=29, interval_typical_days=35),
    ]

    assert days("subcision", "intralesional", rows=rows)[2:] == [(28, "subcision"), (35, "intralesional")]


def test_window_keeps_spacing_to_what_came_between():
    rows = [
        protocol("subcision", sessions_typical=2, interval_min_days=10, interval_typical_days=40),
        spacing("subcision", "afl", 14),
        spacing("afl", "subcision", 20),
    ]

    found = sessions("subcision", "afl", rows=rows)

    assert [(one.modality, one.earliest, one.day) for one in found][2] == ("subcision", 34, 40)


def test_visit_beyond_the_longest_interval_is_not_joined():
    case = a_case("rolling 3", "hypertrophic 3 chin", answers={"last_tan": Span.day(ahead(0))})
    rows = [protocol("subcision", sessions_typical=2), deferring(50, "intralesional")]

    found = days("subcision", "intralesional", rows=rows, case=case)

    assert found == [(0, "subcision"), (28, "subcision"), (50, "intralesional")]


def test_third_procedure_without_an_order_stays_away():
    rows = [
        spacing("subcision", "tca_cross", 7, same_day="yes_reverse_order"),
        spacing("tca_cross", "microneedling", 30, same_day="yes_ordered"),
        spacing("microneedling", "subcision", 30, same_day="yes_ordered"),
        spacing("subcision", "microneedling", 30),
        *(modality(key, injury=1) for key in ("subcision", "tca_cross", "microneedling")),
    ]
    circle = [*rows[1:], spacing("subcision", "tca_cross", 7, same_day="yes_ordered")]

    assert {day for day, _ in days("microneedling", "tca_cross", "subcision", rows=rows)} == {0}
    assert days("microneedling", "tca_cross", "subcision", rows=circle)[2] == (30, "microneedling")


# ---- stages


def test_torn_series_is_finished_before_the_next_stage():
    rows = [
        protocol("subcision", sessions_typical=2, interval_typical_days=28, interval_max_days=30),
        protocol("afl", sessions_typical=2, interval_typical_days=28, interval_max_days=30),
        spacing("subcision", "afl", 28),
        spacing("afl", "subcision", 28),
    ]

    assert days("subcision", "afl", rows=rows) == [(0, "subcision"), (28, "subcision"), (56, "afl"), (84, "afl")]


def test_series_that_interleave_stay_interleaved():
    rows = [
        protocol("subcision", sessions_typical=2, interval_typical_days=28, interval_max_days=42),
        protocol("afl", sessions_typical=2, interval_typical_days=28, interval_max_days=42),
        spacing("subcision", "afl", 14),
        spacing("afl", "subcision", 14),
    ]

    assert days("subcision", "afl", rows=rows) == [(0, "subcision"), (14, "afl"), (28, "subcision"), (42, "afl")]


def test_excess_over_longest_interval_is_summed():
    case, rule = sunny(40)
    catalog = catalog_with(*LINES, rule, protocol("subcision", sessions_typical=2, interval_max_days=60))

    course = course_in(case, catalog, "subcision")

    assert overstretched(course.sessions, Frame(situation_of(case, catalog), {}, {})) == 9


# ---- published calendars


def test_published_days_count_from_the_first_working_step():
    row = combination("pair", ("topical_priming", -14), ("subcision", 3), ("afl", 10, 2, 20))

    assert days("subcision", "afl", rows=[row], published="pair") == [(0, "subcision"), (7, "afl"), (27, "afl")]


def test_published_calendar_ignores_advice_and_default():
    row = combination("pair", ("subcision", 0), ("afl", 7))

    found = days("subcision", "afl", rows=[row, spacing("subcision", "afl", 28)], published="pair")

    assert found == [(0, "subcision"), (7, "afl")]


def test_blocking_row_moves_the_rest_of_the_calendar():
    row = combination("pair", ("subcision", 0), ("afl", 7, 2, 20))

    found = days(
        "subcision", "afl", rows=[row, spacing("subcision", "afl", 28, strength="block_same_area")], published="pair"
    )

    assert found == [(0, "subcision"), (28, "afl"), (48, "afl")]


def test_deferred_part_moves_the_whole_calendar():
    row = combination("pair", ("subcision", 0), ("afl", 7))
    case = a_case("rolling 3", answers={"last_tan": Span.day(ahead(0))})

    found = days("subcision", "afl", rows=[row, deferring(28, "afl")], case=case, published="pair")

    assert found == [(21, "subcision"), (28, "afl")]


def test_first_step_of_a_series_is_what_moves():
    row = combination("pair", ("subcision", 0), ("afl", 7, 3, 20))
    case = a_case("rolling 3", answers={"last_tan": Span.day(ahead(0))})

    course = course_in(case, catalog_with(*LINES, row, deferring(28, "afl")), "subcision", "afl", published="pair")

    assert [(one.day, one.number) for one in course.sessions] == [(21, 1), (28, 1), (48, 2), (68, 3)]


def test_published_visit_is_exempt_from_injury_limit():
    rows = [combination("pair", ("subcision", 0), ("afl", 0)), setting("injury_limit_per_visit_and_area", 1)]

    assert days("subcision", "afl", rows=rows, published="pair") == [(0, "subcision"), (0, "afl")]


@pytest.mark.parametrize(("strength", "stands"), [("block", False), ("warn", True)])
def test_published_calendar_holds_no_forbidden_pair(strength, stands):
    rows = [
        combination("pair", ("subcision", 0), ("afl", 9), ("microneedling", 9)),
        never("microneedling", "afl", strength),
    ]

    course = course_in(CASE, catalog_with(*LINES, *rows), "microneedling", "subcision", "afl", published="pair")

    assert (course is not None) is stands


def test_modality_that_never_opens_leaves_no_course():
    case = a_case("rolling 3", yes=["smoker"])
    rows = [*LINES, a_rule("defer", "afl", defer_until="a pause")]

    assert course_in(case, catalog_with(*rows), "subcision", "afl") is None


def test_course_without_reopening_falls_out():
    rule = a_rule("defer", "subcision", question="planned_sun", op="around_days", value=(14, 28))
    case = a_case("rolling 3", answers={"planned_sun": Span(ahead(20), None)})

    assert course_in(case, catalog_with(*LINES, rule, protocol("subcision", sessions_typical=2)), "subcision") is None
    assert course_in(case, catalog_with(*LINES, rule), "subcision") is not None


def test_sessions_lie_where_their_modality_works():
    course = course_in(CASE, catalog_with(*LINES), "subcision", "intralesional")

    assert course.regions == {"subcision": (REGION,), "intralesional": ("chin",)}
