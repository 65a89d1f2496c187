"""On which minutes of a day a visit fits, who could lead it then, and who and what would take part."""

from scheduling.solving.clock import Day
from scheduling.solving.free import FreeTime, runs
from scheduling.solving.parts import Part, Shape
from scheduling.solving.world import Request, Resource

Assigned = tuple[tuple[Part, Resource], ...]


class Fitting:
    """Where visits fit, each shape and day looked at once."""

    def __init__(self, free: FreeTime, request: Request):
        self.free = free
        self._wishes = request.wishes
        self._able: dict[Part, tuple[Resource, ...]] = {}
        self._led: dict[tuple[Shape, Day], dict[str, int]] = {}

    def able(self, part: Part) -> tuple[Resource, ...]:
        """Who or what could be a part, in the order of the clinic."""
        if part not in self._able:
            self._able[part] = tuple(row for row in self.free.clinic.resources if part.can_be(row))
        return self._able[part]

    def led(self, shape: Shape, day: Day) -> dict[str, int]:
        """The minutes at which a visit may begin, by the practitioner who leads it; without those who cannot that day."""
        if (shape, day) not in self._led:
            self._led[shape, day] = self._led_on(shape, day)
        return self._led[shape, day]

    def _led_on(self, shape: Shape, day: Day) -> dict[str, int]:
        own, *others = shape.groups
        begins = self.free.begins(shape, day)
        for group in others:
            begins = self.together(group, day, begins)
        found = {}
        for leader in self.able(shape.lead) if begins else ():
            with_leader = begins & self.free.held_by(shape.lead, leader, day)
            if with_leader := self._together(own[1:], ((shape.lead, leader),), day, with_leader):
                found[leader.key] = with_leader
        return found

    def together(self, parts: tuple[Part, ...], day: Day, begins: int) -> int:
        """The minutes, of those given, at which these parts could take place if there were no others."""
        return self._together(parts, (), day, begins)

    def _together(self, parts: tuple[Part, ...], assigned: Assigned, day: Day, begins: int) -> int:
        """The minutes, of those given, at which somebody can be found for every part and nobody is needed twice at once."""
        if not parts or not begins:
            return begins
        found = 0
        for resource in self._left(parts[0], assigned):
            held = begins & ~found & self.free.held_by(parts[0], resource, day)
            found |= self._together(parts[1:], (*assigned, (parts[0], resource)), day, held)
            if found == begins:
                break
        return found

    def _left(self, part: Part, assigned: Assigned) -> list[Resource]:
        held = [resource for other, resource in assigned if other.meets(part)]
        return [resource for resource in self.able(part) if resource not in held]

    def assigned(self, shape: Shape, day: Day, minute: int, leader: str) -> Assigned:
        """Who and what takes part in a visit that fits: of those who can, the first in the order of the clinic."""
        lead = next(row for row in self.able(shape.lead) if row.key == leader)
        chosen: Assigned = ((shape.lead, lead),)
        left = [part for part in shape.parts if part is not shape.lead]
        while left:
            part = left.pop(0)
            chosen = (*chosen, (part, self._first_that_leaves_enough(part, left, chosen, day, 1 << minute)))
        return chosen

    def _first_that_leaves_enough(self, part, left, chosen, day, begins) -> Resource:
        return next(
            row
            for row in self._left(part, chosen)
            if self.free.held_by(part, row, day) & begins
            and self._together(tuple(left), (*chosen, (part, row)), day, begins)
        )

    def wished(self, shape: Shape, day: Day) -> int:
        """The minutes at which the whole visit lies inside a wish; all of them when nothing was wished."""
        if not self._wishes:
            return day.all
        return self._wished(shape.minutes, day)

    def _wished(self, minutes: int, day: Day) -> int:
        found = 0
        for wish in self._wishes:
            if day.on.weekday() in wish.weekdays:
                found |= runs(day.worked(wish.from_minute, wish.until_minute), minutes)
        return found
