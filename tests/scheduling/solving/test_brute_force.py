"""In small worlds every course there is, counted minute by minute, has none better than the solver's; and what it says of none is so."""

import random

from hypothesis import given
from hypothesis import strategies as st

from scheduling.solving import Order, propose
from scheduling.solving.orders import compared
from tests.scheduling.solving import by_minutes
from tests.scheduling.solving.checker import broken
from tests.scheduling.solving.obstacles import is_true
from tests.scheduling.solving.small_worlds import small_world

APART = 120


@given(st.integers(0, 2**32))
def test_courses_are_the_best_of_all_there_are(seed):
    clinic, request = small_world(random.Random(seed))
    world = by_minutes.World(clinic, request)
    everything = by_minutes.all_courses(world)

    answer = propose(clinic, request, unlike_from_minutes=APART)

    known = []
    found = {course.order: course for course in answer.courses}
    for order in Order:
        expected = by_minutes.best(world, order, everything, known, APART)
        course = found.get(order)
        assert (course and compared(order, course.counts)) == expected
        if course:
            known.append(by_minutes.as_found(course, clinic.zone))
            assert course.counts == by_minutes.counts(world, known[-1])


@given(st.integers(0, 2**32))
def test_course_breaks_no_promise(seed):
    clinic, request = small_world(random.Random(seed))

    courses = propose(clinic, request).courses

    assert [broken(clinic, request, course) for course in courses] == [[] for _ in courses]


@given(st.integers(0, 2**32))
def test_what_stands_in_the_way_is_true(seed):
    clinic, request = small_world(random.Random(seed))

    answer = propose(clinic, request)

    assert bool(answer.courses) != bool(answer.why_not)
    world = by_minutes.World(clinic, request)
    assert [obstacle for obstacle in answer.why_not if not is_true(world, obstacle)] == []
