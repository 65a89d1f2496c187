"""Whether a course that was proposed a while ago can still be booked as it is: nothing is trusted that came back with it."""

from scheduling.solving.clock import minute_of
from scheduling.solving.courses import Course, Visit, held_of
from scheduling.solving.daysets import Link, links
from scheduling.solving.fitting import Fitting
from scheduling.solving.free import Days, FreeTime
from scheduling.solving.parts import Part, Shape, shape_of
from scheduling.solving.world import Clinic, Request, Resource, Session


def no_longer_fitting(clinic: Clinic, request: Request, course: Course) -> tuple[str, ...]:
    """The visits that cannot be booked as they stand, in their order: by window, gap, hours, anybody's time, ability or turnover.

    All of them when the course is not of the visits that are asked for.
    """
    keys = tuple(session.key for session in request.sessions)
    if tuple(visit.session for visit in course.visits) != keys:
        return keys
    looking = Looking(clinic, request)
    wrong = {place for place, visit in enumerate(course.visits) if not looking.fits(request.sessions[place], visit)}
    days = [looking.day_of(visit) for visit in course.visits]
    wrong |= {link.second for link in links(request.sessions) if not _apart(link, days)}
    return tuple(keys[place] for place in sorted(wrong))


def _apart(link: Link, days: list[int | None]) -> bool:
    """Two visits as far apart as a link says; a visit outside all windows is wrong already."""
    first, second = days[link.first], days[link.second]
    if first is None or second is None:
        return True
    return link.least <= second - first and (link.most is None or second - first <= link.most)


class Looking:
    """One visit after another, held against the times as they are now."""

    def __init__(self, clinic: Clinic, request: Request):
        self._days = Days(request, clinic)
        self._free = FreeTime(clinic, request, self._days)
        self._fitting = Fitting(self._free, request)
        self._resources = {resource.key: resource for resource in clinic.resources}

    def day_of(self, visit: Visit) -> int | None:
        """The place of a visit's day among the days of all windows; None for one outside them."""
        return self._days.place_of(minute_of(visit.starts_at))

    def fits(self, session: Session, visit: Visit) -> bool:
        """Whether it is in its window, everybody can be there, and it holds exactly what it needs."""
        place, shape = self.day_of(visit), shape_of(session)
        if place is None or not self._days.between(session.earliest_on, session.latest_on) >> place & 1:
            return False
        day, assigned = self._days.all[place], self._assigned(shape, visit)
        minute = minute_of(visit.starts_at) - day.first
        if len(assigned) != len(shape.parts) or not self._free.begins(shape, day) >> minute & 1:
            return False
        if not all(self._free.held_by(part, row, day) >> minute & 1 for part, row in assigned):
            return False
        return self._whole(shape, visit, assigned) and tuple(held_of(assigned, day, minute)) == visit.held

    def _assigned(self, shape: Shape, visit: Visit) -> tuple[tuple[Part, Resource], ...]:
        """Every part with the one resource that holds it and can be it."""
        found = []
        for part in shape.parts:
            keys = {held.resource for held in visit.held if part.name in held.parts}
            resource = self._resources.get(next(iter(keys))) if len(keys) == 1 else None
            if resource is not None and part.can_be(resource):
                found.append((part, resource))
        return tuple(found)

    @staticmethod
    def _whole(shape: Shape, visit: Visit, assigned: tuple[tuple[Part, Resource], ...]) -> bool:
        """Its instants are a visit of this shape, its leader leads it, and nobody is needed twice at once."""
        lasts = minute_of(visit.ends_at) - minute_of(visit.starts_at)
        leads = dict(assigned)[shape.lead].key == visit.leader
        twice = any(
            one is other and part.meets(another)
            for place, (part, one) in enumerate(assigned)
            for another, other in assigned[:place]
        )
        return lasts == shape.minutes and leads and not twice and visit.starts_at.timestamp() % 60 == 0
