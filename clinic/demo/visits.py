"""When the patients of the demonstration clinic come, and how far each consultation got: decided before anything is stored."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from clinic.demo.chance import Chance, working_day
from clinic.demo.data import read

HOW_OFTEN = {0: 40, 1: 37, 2: 14, 3: 6, 4: 2, 6: 1}
MOST_OFTEN = 16  # one patient has a long history
LEFT_OPEN = 3
OPENS, CLOSES = 8 * 60, 16 * 60
TODAY = ("empty", "intake", "seen", "whole", "whole", "intake", "empty")
Extent = Literal["empty", "intake", "seen", "whole"]


@dataclass(frozen=True)
class Visit:
    """One consultation to be: the `step`th of this patient, so many minutes after midnight, recorded to some extent."""

    place: int
    step: int
    on: datetime.date
    minutes: int
    face: Mapping[str, Any]
    extent: Extent = "whole"
    signed: bool = True
    written: bool = False
    amended: bool = False
    day_before: bool = False


def visits(registered: Sequence[datetime.date], today: datetime.date) -> list[Visit]:
    """All of them in the order of time, for patients registered on these days; some are under way today."""
    chance = Chance("visits")
    found = [visit for place, day in enumerate(registered) for visit in _of_one(chance, place, day, today)]
    _leave_the_last_open(found)
    waiting = sorted(set(range(len(registered))) - {visit.place for visit in found})
    found += [
        _visit(chance, place, 0, today, _face(chance), extent=extent, signed=False)
        for place, extent in zip(waiting[-len(TODAY) :], TODAY, strict=False)
    ]
    return sorted(found, key=lambda visit: (visit.on, visit.minutes, visit.place))


def _leave_the_last_open(found: list[Visit]) -> None:
    """The newest consultations of earlier days still wait for their signature."""
    found.sort(key=lambda visit: (visit.on, visit.place))
    last = [replace(visit, signed=False, amended=False, written=False) for visit in found[-LEFT_OPEN:]]
    found[-LEFT_OPEN:] = last


def _of_one(chance: Chance, place: int, registered_on: datetime.date, today: datetime.date) -> list[Visit]:
    face, day, found = _face(chance), registered_on, []
    for step in range(MOST_OFTEN if place == 1 else chance.weighted(HOW_OFTEN)):
        gap = chance.randrange(25, 34) if place == 1 else chance.randrange(28, 95)
        day = day + datetime.timedelta(days=gap if step else chance.randrange(15))
        on = max(working_day(day), registered_on)
        if on >= today:
            break
        found.append(_usual(chance, place, step, on, face))
    return found


def _usual(chance: Chance, place: int, step: int, on: datetime.date, face: Mapping[str, Any]) -> Visit:
    """Signed, but for a few that somebody forgot."""
    if chance.happens(12):
        return _visit(chance, place, step, on, face, extent=chance.choice(("intake", "seen", "whole")), signed=False)
    return _visit(chance, place, step, on, face, amended=chance.happens(70), written=chance.happens(120))


def _visit(chance: Chance, place: int, step: int, on: datetime.date, face, **more) -> Visit:
    minutes = chance.randrange(OPENS, CLOSES, 10)
    return Visit(place, step, on, minutes, face, day_before=chance.happens(80) and step > 0, **more)


def _face(chance: Chance) -> Mapping[str, Any]:
    return chance.one_by(read("faces")["face"], "often")
