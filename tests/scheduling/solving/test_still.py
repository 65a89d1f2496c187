"""A course that was proposed is held against the times as they are when it is booked."""

import datetime
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.solving import Phase, no_longer_fitting, propose
from tests.scheduling.solving.plain import (
    DOCTOR,
    asked,
    at,
    clinic,
    course,
    doctor,
    laser,
    nurse,
    on,
    room,
    visit,
)
from tests.scheduling.solving.small_worlds import small_world

REQUEST = asked(*course(2, 14, 21))
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def proposed():
    return propose(clinic(), REQUEST).courses[0]


@given(st.integers(0, 2**32))
def test_what_was_proposed_fits_while_nothing_changes(seed):
    world, request = small_world(random.Random(seed))

    assert [no_longer_fitting(world, request, one) for one in propose(world, request).courses if one] == [
        () for _ in propose(world, request).courses
    ]


@pytest.mark.parametrize(
    "changed",
    [
        clinic(doctor(taken=(at(on(14), "09:30", 10),)), room()),
        clinic(doctor(away=(at(on(14), "00:00", 900),)), room()),
        clinic(doctor(exceptions={on(14): ((600, 1020),)}), room()),
        clinic(doctor(), room(), closed=[at(on(14), "09:00", 1)]),
    ],
    ids=["appointment", "leave", "other hours", "closure"],
)
def test_visit_whose_time_was_taken_is_named(changed, proposed):
    assert no_longer_fitting(changed, REQUEST, proposed) == ("visit 2",)


@pytest.mark.parametrize(
    "changed",
    [clinic(doctor(able=frozenset()), room()), clinic(room()), clinic(doctor(), room(turnover_minutes=10))],
    ids=["ability", "left the clinic", "turnover"],
)
def test_resource_that_changed_names_every_visit(changed, proposed):
    assert no_longer_fitting(changed, REQUEST, proposed) == ("visit 1", "visit 2")


def test_patient_who_has_no_time_any_more(proposed):
    request = replace(REQUEST, patient_taken=(at(on(0), "09:59", 5),))

    assert no_longer_fitting(clinic(), request, proposed) == ("visit 1",)


def test_interval_that_was_tightened_names_the_later_visit(proposed):
    assert no_longer_fitting(clinic(), asked(*course(2, 15, 21)), proposed) == ("visit 2",)


def test_window_that_moved_names_the_visit(proposed):
    first, second = REQUEST.sessions

    assert no_longer_fitting(clinic(), asked(replace(first, earliest_on=on(1)), second), proposed) == ("visit 1",)


def test_course_of_other_visits_fits_nowhere(proposed):
    assert no_longer_fitting(clinic(), asked(*course(3, 14, 21)), proposed) == ("visit 1", "visit 2", "visit 3")


@pytest.mark.parametrize(
    "forged",
    [
        lambda visit: replace(visit, starts_at=visit.starts_at + HOUR),
        lambda visit: replace(visit, ends_at=visit.ends_at - HOUR / 2),
        lambda visit: replace(visit, held=()),
        lambda visit: replace(visit, held=visit.held[:1]),
        lambda visit: replace(visit, held=tuple(replace(row, ends_at=row.ends_at - HOUR / 2) for row in visit.held)),
        lambda visit: replace(visit, held=tuple(replace(row, resource="Laser") for row in visit.held)),
        lambda visit: replace(visit, leader="Nurse Adler"),
        lambda visit: replace(visit, starts_at=visit.starts_at - 900 * HOUR),
    ],
    ids=["moved", "shorter", "holds nothing", "no room", "held too short", "others", "another leader", "long ago"],
)
def test_visit_that_was_changed_on_the_way_is_named(forged, proposed):
    changed = replace(proposed, visits=(forged(proposed.visits[0]), proposed.visits[1]))

    assert no_longer_fitting(clinic(doctor(), nurse(), room(), laser()), REQUEST, changed) == ("visit 1",)


def test_nobody_is_two_people_at_once():
    """The second doctor has left the course on its way back, and the first stands for both."""
    phase = Phase("procedure", 60, (DOCTOR, replace(DOCTOR, part="assistant")))
    world, request = clinic(doctor("Dr Weiss"), doctor("Dr Brandt")), asked(visit("visit", on(0), on(0), phase))
    true = propose(world, request).courses[0]
    (one, _) = true.visits[0].held
    both = replace(one, resource=true.visits[0].leader, parts=("assistant", "doctor"))
    forged = replace(true, visits=(replace(true.visits[0], held=(both,)),))

    assert (no_longer_fitting(world, request, true), no_longer_fitting(world, request, forged)) == ((), ("visit",))
