"""What a proposed course must keep to, checked from what was asked and from the course alone."""

import itertools

from tests.scheduling.solving import by_minutes
from tests.scheduling.solving.by_minutes import MINUTE

NONE = 0 * MINUTE


def broken(clinic, request, course):
    """Every promise that a course breaks, in words; none when it may be booked."""
    world = by_minutes.World(clinic, request)
    found = []
    if [visit.session for visit in course.visits] != [session.key for session in request.sessions]:
        return ["not every visit, or not in their order"]
    days = [visit.starts_at.astimezone(clinic.zone).date() for visit in course.visits]
    if not by_minutes.gaps_hold(request.sessions, days):
        found.append(f"gaps: {days}")
    for session, visit, on in zip(request.sessions, course.visits, days, strict=True):
        found += [f"{session.key}: {problem}" for problem in of_visit(world, session, visit, on)]
    return found + twice_at_once(course)


def of_visit(world, session, visit, on):
    begins, ends = visit.starts_at, visit.ends_at
    if not session.earliest_on <= on <= session.latest_on:
        yield f"{on} outside its window"
    if not begins.utcoffset() == ends.utcoffset() == NONE:
        yield "not in UTC"
    if begins not in world.starts(on):
        yield f"begins at {visit.starts_at}"
    if ends - begins != MINUTE * session.minutes:
        yield f"lasts {ends - begins}"
    if not by_minutes.patient_can(world, session, begins):
        yield "the patient cannot, or the clinic is closed"
    by_key = {resource.key: resource for resource in world.clinic.resources}
    for held in visit.held:
        during = by_minutes.every_minute(held.starts_at, held.ends_at)
        if not set(during) <= world.free[held.resource]:
            yield f"{held.resource} is not free from {held.starts_at} to {held.ends_at}"
    yield from of_parts(session, visit, begins, by_key)


def of_parts(session, visit, begins, by_key):
    """Each part is one resource, able, held with its turnover, and leads when it is the lead."""
    needs, spans = by_minutes.needs_of(session), by_minutes.stretches(session, begins)
    given = {}
    for held in visit.held:
        for part in held.parts:
            given.setdefault(part, set()).add(held.resource)
    for part, (kind, wanted) in needs.items():
        if len(given.get(part, ())) != 1:
            yield f"{part} is {given.get(part)}"
            continue
        resource = by_key[next(iter(given[part]))]
        if resource.kind is not kind or not wanted <= resource.able:
            yield f"{part} cannot be {resource.key}"
        own = [(row.starts_at, row.ends_at) for row in visit.held if row.resource == resource.key]
        taken = {at for first, end in own for at in by_minutes.every_minute(first, end)}
        if not by_minutes.holds(session, part, begins, resource.turnover_minutes) <= taken:
            yield f"{part} is not held for all of its time"
    for one, other in itertools.combinations(needs, 2):
        if given.get(one) == given.get(other) and set(spans[one]) & set(spans[other]):
            yield f"{one} and {other} are both {given[one]}"
    if given.get(by_minutes.lead_of(session)) != {visit.leader}:
        yield f"{visit.leader} does not lead"


def twice_at_once(course):
    held = [row for visit in course.visits for row in visit.held]
    return [
        f"{one.resource} twice at {other.starts_at}"
        for one, other in itertools.combinations(held, 2)
        if one.resource == other.resource and one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]
