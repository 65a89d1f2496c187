"""What is said when there is no course: of which visit, of whom, on which days."""

import datetime
from dataclasses import replace

import pytest

from scheduling.solving import Gap, Kind, Obstacle, Phase, propose
from tests.scheduling.solving.plain import (
    DOCTOR,
    LASER,
    ROOM,
    asked,
    at,
    clinic,
    course,
    doctor,
    laser,
    on,
    room,
    visit,
)

WITH_LASER = Phase("laser", 60, (DOCTOR, LASER))
ALL_DAY = [at(on(day), "00:00", 1440) for day in range(3)]
MORNINGS = [at(on(day), "09:00", 240) for day in range(3)]
AFTERNOONS = [at(on(day), "13:00", 240) for day in range(3)]
THREE_DAYS = tuple(on(day) for day in range(3))


def why(world, **more):
    """The obstacles of one visit within three days, as (what, the parts)."""
    answer = propose(world, asked(visit("visit", on(0), on(2), WITH_LASER), **more))
    return [(row.obstacle, tuple(wanted.part for wanted in row.wanted), row.on) for row in answer.why_not]


def test_nobody_here_can_do_it():
    assert why(clinic(doctor(), room())) == [(Obstacle.NOBODY_ABLE, ("laser",), ())]


def test_clinic_is_closed():
    assert why(clinic(closed=ALL_DAY)) == [(Obstacle.CLOSED, (), THREE_DAYS)]


def test_patient_has_no_time_at_all():
    assert why(clinic(), patient_taken=tuple(ALL_DAY)) == [(Obstacle.PATIENT_BUSY, (), THREE_DAYS)]


def test_every_one_that_is_never_free_is_named():
    world = clinic(doctor(away=tuple(ALL_DAY)), laser(taken=tuple(MORNINGS + AFTERNOONS)))

    assert why(world) == [(Obstacle.NOT_FREE, ("doctor",), THREE_DAYS), (Obstacle.NOT_FREE, ("laser",), THREE_DAYS)]


def test_free_but_never_when_the_patient_is():
    world = clinic(doctor(), laser(taken=tuple(MORNINGS)))

    assert why(world, patient_taken=tuple(AFTERNOONS)) == [(Obstacle.NOT_WITH_PATIENT, ("laser",), THREE_DAYS)]


def test_free_but_never_together():
    world = clinic(doctor(taken=tuple(AFTERNOONS)), laser(taken=tuple(MORNINGS)))

    assert why(world) == [(Obstacle.NOT_TOGETHER, ("doctor", "laser"), THREE_DAYS)]


def test_what_was_wanted_is_said_with_its_minutes():
    answer = propose(clinic(doctor(), room()), asked(visit("visit", on(0), on(2), WITH_LASER)))

    (wanted,) = answer.why_not[0].wanted
    assert (wanted.kind, wanted.able, wanted.minutes) == (Kind.DEVICE, frozenset({"laser"}), 60)


@pytest.mark.parametrize(
    "visits",
    [
        (visit("visit 1", on(3), on(2)),),
        (visit("visit 1", on(0), on(2)), visit("visit 2", on(0), on(9), gaps=[Gap("visit 1", 20, 30)])),
    ],
    ids=["window", "interval"],
)
def test_clinical_reason_names_no_day_and_nothing_wanted(visits):
    (said,) = propose(clinic(), asked(*visits)).why_not

    assert (said.obstacle, said.wanted, said.on) == (Obstacle.CLINICAL, (), ())


def test_days_are_those_that_earlier_visits_leave():
    """The doctor is away on the three days that are two weeks after the first."""
    away = tuple(at(on(day), "00:00", 1440) for day in range(14, 17))
    first, second = course(2, 14, 14, days=30)
    visits = (replace(first, latest_on=on(2)), second)

    (said,) = propose(clinic(doctor(away=away), room()), asked(*visits)).why_not

    assert (said.session, said.obstacle) == ("visit 2", Obstacle.NOT_FREE)
    assert said.on == tuple(on(day) for day in range(14, 17))


def test_first_visit_is_judged_on_the_days_that_leave_time_for_the_second():
    """The second visit can be on day 20 only, and the room is taken whenever the first would be in time for it."""
    taken = tuple(at(on(day), "00:00", 1440) for day in range(8))
    visits = (visit("visit 1", on(0), on(15)), visit("visit 2", on(20), on(20), gaps=[Gap("visit 1", 14, None)]))

    (said,) = propose(clinic(doctor(), room(taken=taken)), asked(*visits)).why_not

    assert (said.session, said.obstacle, [wanted.part for wanted in said.wanted]) == (
        "visit 1",
        Obstacle.NOT_FREE,
        [ROOM.part],
    )
    assert said.on == tuple(on(0) + datetime.timedelta(days=day) for day in range(7))
