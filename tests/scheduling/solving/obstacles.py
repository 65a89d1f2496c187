"""Whether what the solver says stands in the way does so, read minute by minute."""

from scheduling.solving import Obstacle
from tests.scheduling.solving import by_minutes
from tests.scheduling.solving.by_minutes import MINUTE


def is_true(world, why):
    """An obstacle holds on every day it names; a clinical one is judged elsewhere, as it names none."""
    session = next(row for row in world.request.sessions if row.key == why.session)
    parts = [wanted.part for wanted in why.wanted]
    if why.obstacle is Obstacle.CLINICAL:
        return why.on == ()
    if why.obstacle is Obstacle.NOBODY_ABLE:
        return by_minutes.able(world, session, parts[0]) == []
    starts = [begins for on in why.on for begins in world.starts(on) if opens(world, session, begins)]
    return bool(why.on) and not any(PASSES[why.obstacle](world, session, begins, parts) for begins in starts)


def opens(world, session, begins):
    during = by_minutes.every_minute(begins, begins + MINUTE * session.minutes)
    day = set(world.minutes[begins.astimezone(world.clinic.zone).date()])
    return all(at in day and world.is_open(at) for at in during)


def castable(world, session, begins, parts):
    return any(True for _ in by_minutes.castings(world, session, begins, parts))


def with_patient(world, session, begins, parts):
    return by_minutes.patient_can(world, session, begins) and castable(world, session, begins, parts)


PASSES = {
    Obstacle.CLOSED: lambda world, session, begins, parts: True,
    Obstacle.PATIENT_BUSY: lambda world, session, begins, parts: by_minutes.patient_can(world, session, begins),
    Obstacle.NOT_FREE: castable,
    Obstacle.NOT_TOGETHER: castable,
    Obstacle.NOT_WITH_PATIENT: with_patient,
}
