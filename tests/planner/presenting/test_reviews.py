"""Reviews: after so many sessions, on the first day the next may take place, and once at the end."""

from planner.presenting.reviews import Review, reviews_of
from tests.planner.builders import a_case, catalog_with, course_in, line, modality, protocol, spacing

LINES = [line("rolling", 3, first=["subcision"], second=["afl"]), line("pih", 1, first=["topical_priming"])]
ONE = a_case("rolling 3")


def reviews(*working, case=ONE, rows=(), **how):
    return reviews_of(course_in(case, catalog_with(*LINES, *rows), *working, **how))


def test_review_falls_on_the_first_day_of_the_next():
    row = protocol("subcision", sessions_typical=5, interval_min_days=20, review_after_sessions=2)

    found = reviews("subcision", rows=[row])

    assert found == (
        Review("subcision", 48, 2),
        Review("subcision", 104, 4),
        Review("subcision", 172),
    )


def test_two_that_go_on_at_one_visit_are_reviewed_together():
    rows = [
        protocol("subcision", sessions_typical=2, interval_min_days=26, review_after_sessions=1),
        protocol("afl", sessions_typical=2, interval_min_days=20, review_after_sessions=1),
        spacing("subcision", "afl", 20, same_day="yes_ordered"),
        spacing("afl", "subcision", 20),
        modality("subcision", injury=1),
    ]

    assert reviews("subcision", "afl", rows=rows)[:2] == (Review("subcision", 26, 1), Review("afl", 26, 1))


def test_no_review_between_when_the_series_is_short():
    row = protocol("subcision", sessions_typical=2, review_after_sessions=2, assess_after_last_session_days=90)

    assert reviews("subcision", rows=[row]) == (Review("subcision", 118),)


def test_last_review_waits_for_what_was_done_last():
    rows = [
        protocol("subcision", assess_after_last_session_days=300),
        protocol("afl", assess_after_last_session_days=50),
    ]

    assert reviews("subcision", "afl", rows=rows) == (Review("afl", 78),)


def test_longest_wait_of_the_last_visit_counts():
    rows = [
        protocol("subcision", assess_after_last_session_days=50),
        protocol("afl", assess_after_last_session_days=70),
        spacing("subcision", "afl", 28, same_day="yes_ordered"),
        modality("subcision", injury=1),
    ]

    assert reviews("subcision", "afl", rows=rows) == (Review("subcision", 70),)


def test_home_phase_alone_is_reviewed():
    case = a_case("macular_hyperpigmented 1")
    row = protocol("topical_priming", assess_after_last_session_days=168)

    assert reviews(case=case, rows=[row], priming=True) == (Review("topical_priming", 168),)
