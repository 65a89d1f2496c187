"""Which visit of one course is which of another: by kind, what is done, where and when, never by its number."""

import pytest

from planner.adoption.pairing import pairs_of
from planner.amending import postponed, without_procedure, without_step
from tests.planner.adoption.world import COURSE, WORLD

FIRST, SECOND, THIRD, REVIEW = COURSE.visits


def steps(before, after):
    return [(was and was[0], now and now[0]) for was, now in pairs_of(before, after)]


@pytest.mark.parametrize(
    ("gone", "pairs"),
    [
        (1, [(1, None), (2, 1), (3, 2), (4, 3)]),
        (2, [(1, 1), (2, None), (3, 2), (4, 3)]),
        (3, [(1, 1), (2, 2), (3, None), (4, 3)]),
        (4, [(1, 1), (2, 2), (3, 3), (4, None)]),
    ],
)
def test_of_visits_alike_the_one_on_its_day_stays(gone, pairs):
    assert steps(COURSE.visits, without_step(COURSE, gone, WORLD).visits) == pairs


def test_review_is_never_a_treatment():
    assert steps((THIRD,), (REVIEW,)) == [(1, None), (None, 1)]


def test_visit_of_something_else_is_another_visit():
    needling = without_procedure(COURSE, 1, "subcision", WORLD).visits[0]
    subcision = without_procedure(COURSE, 2, "microneedling", WORLD).visits[1]

    assert steps((needling,), (subcision,)) == [(1, None), (None, 1)]


def test_visit_keeps_itself_when_moved_or_made_smaller():
    moved = postponed(without_procedure(COURSE, 1, "subcision", WORLD), 1, 100, WORLD)

    assert steps(COURSE.visits, moved.visits) == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_course_of_nothing_is_all_new():
    assert steps((), COURSE.visits) == [(None, 1), (None, 2), (None, 3), (None, 4)]
