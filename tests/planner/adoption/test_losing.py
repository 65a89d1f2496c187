"""What a change gives away is said: a test spot, a look at the result, published intervals, fresh facts."""

from dataclasses import replace

import pytest

from planner.amending import difference, lost, postponed, with_option, without_procedure, without_step
from planner.wording import sentence
from tests.planner.adoption.world import COURSE, ITEMS, PRP, ROWS, WORLD, adopted
from tests.planner.builders import ahead, catalog_with, protocol

LOOKED_AT = {"review_after_sessions": 1, "interval_min_days": 28, "interval_typical_days": 42, "interval_max_days": 56}
REVIEWED = catalog_with(
    *ROWS,
    protocol("subcision", sessions_typical=2, assess_after_last_session_days=90, **LOOKED_AT),
    protocol("microneedling", sessions_typical=3, assess_after_last_session_days=60, **LOOKED_AT),
    items=ITEMS,
)
BETWEEN = adopted(REVIEWED)  # treatments on day 0, 42 and 84; reviews on 28, 70 and 144


def told(before, after, catalog=WORLD, **more):
    return [(one.reason.kind, one.asks_why) for one in lost(before, after, catalog, **more)]


def test_course_of_these_tests_is_as_said():
    assert [(visit.kind, visit.day) for visit in BETWEEN.visits] == [
        ("treatment", 0),
        ("review", 28),
        ("treatment", 42),
        ("review", 70),
        ("treatment", 84),
        ("review", 144),
    ]


def test_visit_taken_out_between_reviews_is_named_itself():
    lines = [line for line in difference(BETWEEN, without_step(BETWEEN, 5, REVIEWED)) if line.step or line.was]

    taken, moved, *_ = lines
    assert (taken.step, taken.was, taken.after) == (None, 5, "taken out")
    assert taken.before.startswith("treatment on 14 Feb 2027")
    assert (moved.what, moved.was, moved.step) == ("planned date", 6, 5)


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_each_visit_taken_out_is_told_in_one_line(step):
    lines = difference(BETWEEN, without_step(BETWEEN, step, REVIEWED))

    assert [(line.was, line.after) for line in lines if line.step or line.was] == [(step, "taken out")]


def test_review_for_which_visits_wait_is_missed():
    found = lost(BETWEEN, without_step(BETWEEN, 2, REVIEWED), REVIEWED)

    assert [one.asks_why for one in found] == [True]
    assert sentence(found[0].reason).startswith("1 visit waits for the review of 20 Dec 2026: ")


def test_last_review_is_no_gate():
    assert told(BETWEEN, without_step(BETWEEN, 6, REVIEWED), REVIEWED) == []


@pytest.fixture
def tested():
    """The course with a test spot of needling 28 days before it."""
    spot = replace(
        COURSE.visits[-1],
        kind="test_spot",
        day=0,
        **dict.fromkeys(("earliest_on", "target_on", "latest_on"), ahead(0)),
        procedures=tuple(
            replace(row, parameters=(), reasons=("rule",))
            for row in COURSE.visits[0].procedures
            if row.modality == "microneedling"
        ),
    )
    later = postponed(COURSE, 1, 28, WORLD)
    return replace(later, visits=(spot, *later.visits))


def test_test_spot_of_what_is_done_all_the_same_is_missed(tested):
    after = without_step(tested, 1, WORLD)

    assert told(tested, after) == [("test_spot_gone", True)]
    [one] = lost(tested, after, WORLD)
    assert "without its test spot of 22 Nov 2026" in sentence(one.reason)


def test_test_spot_that_was_done_is_not_missed(tested):
    assert told(tested, without_step(tested, 2, WORLD), done=frozenset({1})) == []


def test_series_wider_than_published_is_told_without_asking_why():
    assert told(COURSE, postponed(COURSE, 2, 14, WORLD)) == []
    assert told(COURSE, postponed(COURSE, 2, 15, WORLD)) == [("interval_wider", False), ("interval_wider", False)]


def test_start_beyond_every_answer_is_told():
    once = postponed(COURSE, 1, 300, WORLD)

    assert told(COURSE, once) == []
    assert told(once, postponed(once, 1, 100, WORLD)) == [("facts_old", True)]


def test_facts_are_old_at_the_next_visit_not_at_the_first():
    once = postponed(COURSE, 2, 330, WORLD)

    assert ("facts_old", True) in told(COURSE, once, done=frozenset({1}))
    assert ("facts_old", True) not in told(COURSE, once)


def test_what_takes_nothing_away_says_nothing():
    assert told(COURSE, without_procedure(COURSE, 1, "subcision", WORLD)) == []
    assert told(COURSE, with_option(COURSE, 1, PRP, False, WORLD)) == []
