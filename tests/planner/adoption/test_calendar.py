"""Steps of an adopted course are held against one another, what was done before, and the day."""

from dataclasses import replace

from planner.case import PastProcedure, Span
from planner.judging import judge
from tests.planner.adoption.desk import COURSE, FACE, ROLLING, WORLD, adopted, on, told
from tests.planner.builders import (
    ON,
    a_case,
    ahead,
    catalog_with,
    combination,
    line,
    past,
    protocol,
    spacing,
)

# ---- the calendar


def test_steps_nearer_than_the_rows_in_force_are_unsafe():
    longer = protocol("subcision", sessions_typical=3, interval_min_days=50, interval_typical_days=60)

    found = judge(COURSE, FACE, catalog_with(ROLLING, longer))

    assert [(one.step, one.kind, one.until_on) for one in found] == [
        (2, "spacing", ahead(50)),
        (3, "spacing", ahead(42 + 50)),
    ]


def test_two_modalities_keep_the_row_that_is_in_force():
    rows = (line("rolling", 3, first=("subcision",)), line("erythematous_macule", 1, first=("vascular_laser",)))
    case = a_case("rolling 3 x9", "macular_erythematous x9")
    course = adopted(*rows, spacing("vascular_laser", "subcision", 20), case=case)

    found = told(course, *rows, spacing("vascular_laser", "subcision", 21), case=case)

    assert [row[:3] for row in found] == [(2, "subcision", "spacing")]


def test_steps_in_different_areas_may_lie_close():
    rows = (line("rolling", 3, first=("subcision",)), line("erythematous_macule", 1, first=("vascular_laser",)))
    case = a_case("rolling 3 x9", "macular_erythematous nose x9")
    course = adopted(*rows, spacing("vascular_laser", "subcision", 20), case=case)

    assert course.modalities == ("subcision", "vascular_laser")
    assert told(course, *rows, spacing("vascular_laser", "subcision", 90), case=case) == []


def test_done_step_keeps_its_distance_to_the_next():
    longer = protocol("subcision", sessions_typical=3, interval_min_days=50)

    found = told(COURSE, ROLLING, longer, done=frozenset({1}))

    assert [row[0] for row in found] == [2, 3]


def test_history_tells_when_a_step_was_done():
    late = on(FACE, 14, history=(PastProcedure("subcision", 1, Span.day(ahead(14))),))
    early = replace(late, history=(PastProcedure("subcision", 1, Span.day(ON)),))

    assert told(COURSE, *WORLD, case=late, done=frozenset({1})) == []
    longer = protocol("subcision", sessions_typical=3, interval_min_days=42)
    assert told(COURSE, ROLLING, longer, case=early, done=frozenset({1})) == []
    found = judge(COURSE, late, catalog_with(ROLLING, longer), done=frozenset({1}))
    assert [(one.step, one.kind, one.until_on) for one in found] == [(2, "spacing", ahead(14 + 42))]


def test_step_done_early_is_judged_by_the_day_it_was_done():
    course = replace(COURSE, visits=(COURSE.visits[0], COURSE.visits[2]))
    planned = replace(course.visits[1], target_on=ahead(30), earliest_on=ahead(30))
    late_target = replace(course.visits[0], target_on=ahead(10), latest_on=ahead(12))
    course = replace(course, visits=(late_target, planned))
    done_on_time = on(FACE, 2, history=(PastProcedure("subcision", 1, Span.day(ON)),))

    assert told(course, *WORLD, case=done_on_time, done=frozenset({1})) == []
    assert [row[:3] for row in told(course, *WORLD, case=on(FACE, 2), done=frozenset({1}))] == [
        (2, "subcision", "spacing")
    ]


def test_step_nearer_than_the_rows_to_what_was_done_elsewhere_is_unsafe():
    case = a_case("rolling 3 x9", history=(past("afl", 3),))

    found = judge(COURSE, case, catalog_with(*WORLD, spacing("afl", "subcision", 20)))

    assert [(one.step, one.kind, one.until_on) for one in found] == [(1, "spacing", ahead(17))]


def test_step_may_be_done_later_in_its_window():
    case = on(replace(FACE, history=(past("afl", 3),)), 10)

    assert told(COURSE, *WORLD, spacing("afl", "subcision", 10), case=case) == []


def test_same_treatment_long_before_is_no_session_of_the_course():
    case = on(FACE, 1, history=(past("subcision", 200),))
    longer = protocol("subcision", sessions_typical=3, interval_min_days=50)

    assert [row[0] for row in told(COURSE, ROLLING, longer, case=case, done=frozenset({1}))] == [2, 3]


def test_past_without_a_date_counts_as_done_on_the_day_of_the_proposal():
    undated = a_case("rolling 3 x9", history=(past("afl"),))
    rows = (*WORLD, spacing("afl", "subcision", 20))
    course = adopted(*rows, case=undated)
    assert course.visits[0].day == 20

    assert told(course, *rows, case=undated) == []
    assert [row[2] for row in told(COURSE, *rows, case=undated)] == ["spacing"]


def test_past_without_a_date_stays_open_as_days_go_by():
    undated = a_case("rolling 3 x9", history=(past("afl"),))
    rows = (*WORLD, spacing("afl", "subcision", 20))
    course = adopted(*rows, case=undated)

    found = told(course, *rows, case=on(undated, 5))

    assert found == [(1, "subcision", "date_not_known", "past_not_dated")]


PUBLISHED = (
    line("rolling", 3, first=("subcision",)),
    line("icepick", 3, first=("tca_cross",)),
    combination("pair", ("subcision", 0), ("tca_cross", 14)),
)
TWO_TYPES = a_case("rolling 3 x9", "icepick 3 x9")


def test_published_calendar_keeps_its_own_days():
    course = adopted(*PUBLISHED, case=TWO_TYPES)
    assert [visit.day for visit in course.visits[:2]] == [0, 14]

    done = on(TWO_TYPES, 1, history=(PastProcedure("subcision", 1, Span.day(ON)),))
    blocking = spacing("subcision", "tca_cross", 15, strength="block_same_area")

    assert told(course, *PUBLISHED, case=TWO_TYPES) == []
    assert told(course, *PUBLISHED, case=done, done=frozenset({1})) == []
    assert [row[:3] for row in told(course, *PUBLISHED, blocking, case=TWO_TYPES)] == [(2, "tca_cross", "spacing")]
    assert [row[:3] for row in told(course, *PUBLISHED, blocking, case=done, done=frozenset({1}))] == [
        (2, "tca_cross", "spacing")
    ]


def test_calendar_that_is_published_no_longer_keeps_every_row():
    course = adopted(*PUBLISHED, case=TWO_TYPES)

    assert [row[2] for row in told(course, *PUBLISHED[:2], case=TWO_TYPES)] == ["spacing"]


def test_published_calendar_keeps_every_row_to_other_treatments():
    course = adopted(*PUBLISHED, case=TWO_TYPES)

    found = told(course, *PUBLISHED, case=replace(TWO_TYPES, history=(past("afl", 3),)))

    assert [(row[0], row[2]) for row in found] == [(1, "spacing"), (2, "spacing")]


def test_window_that_is_over_is_overdue():
    last_day = (COURSE.visits[0].latest_on - ON).days

    assert told(COURSE, *WORLD, case=on(FACE, last_day)) == []
    assert told(COURSE, *WORLD, case=on(FACE, last_day + 1)) == [(1, "subcision", "overdue", "window_over")]


def test_review_may_be_overdue():
    found = told(COURSE, *WORLD, case=on(FACE, 145), done=frozenset({1, 2, 3}))

    assert found == [(4, "", "overdue", "window_over")]
