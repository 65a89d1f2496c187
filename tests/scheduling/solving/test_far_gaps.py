"""Where intervals reach further back than the visit before, the courses found are still the best of all there are."""

import datetime
import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from scheduling.solving import Clinic, Gap, Kind, Need, Order, Phase, Request, Resource, Session, propose
from scheduling.solving.orders import compared
from tests.scheduling.solving import by_minutes
from tests.scheduling.solving.plain import BERLIN, MONDAY, on

DAYS, VISITS, ONE_HOUR = 9, 4, ((0, 60),)
PROCEDURE = (Phase("procedure", 60, (Need("doctor", Kind.PRACTITIONER),)),)
WHOLE_DAYS = 1440


def world_of_days(source):
    """One visit a day, at midnight; two doctors, each there on some days; visits bound to every earlier one, now and then."""
    doctors = tuple(
        Resource(
            f"doctor {number}",
            Kind.PRACTITIONER,
            frozenset(),
            (ONE_HOUR,) * 7,
            {on(day): () for day in range(DAYS) if source.random() < 0.35},
        )
        for number in range(2)
    )
    sessions = [session(source, number) for number in range(VISITS)]
    return Clinic(BERLIN, doctors, (), WHOLE_DAYS), Request(tuple(sessions))


def session(source, number):
    gaps = tuple(gap(source, number, earlier) for earlier in range(number) if source.random() < 0.6)
    target = on(source.randrange(DAYS)) if source.random() < 0.7 else None
    last = MONDAY + datetime.timedelta(days=DAYS - 1)
    return Session(f"visit {number}", PROCEDURE, MONDAY, last, gaps, target)


def gap(source, number, earlier):
    least = number - earlier + source.randrange(2)
    return Gap(f"visit {earlier}", least, least + source.randrange(3))


@given(st.integers(0, 2**32))
def test_courses_bound_further_back_are_the_best_of_all(seed):
    clinic, request = world_of_days(random.Random(seed))
    world = by_minutes.World(clinic, request)
    everything = by_minutes.all_courses(world)

    found = {course.order: course for course in propose(clinic, request).courses}

    known = []
    for order in Order:
        course = found.get(order)
        expected = by_minutes.best(world, order, everything, known, 60)
        assert (course and compared(order, course.counts)) == expected
        known += [by_minutes.as_found(course, BERLIN)] if course else []


def test_worlds_have_courses_and_have_none():
    worlds = [world_of_days(random.Random(seed)) for seed in range(60)]

    found = Counter(len(propose(*world).courses) for world in worlds)

    assert found[0] > 5 and found[3] > 5
