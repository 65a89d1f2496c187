"""Boosters as options: added to a visit whose procedure lets them in, where they answer something and nothing speaks against it."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from planner.combining.courses import Course
from planner.combining.spacing import gap, hosts, never_shares_a_day
from planner.indications import ADJUNCT
from planner.safety import Verdict
from planner.situation import Situation

SPEAKS_AGAINST = ("absolute", "defer", "relative")


def boosters(situation: Situation) -> tuple[str, ...]:
    """The boosters of the catalog, in stated order."""
    return tuple(key for key, row in situation.catalog.modalities.items() if row.role == "booster")


@lru_cache(maxsize=256)
def options_on(course: Course, day: int) -> Mapping[str, tuple[str, ...]]:
    """Booster -> the regions in which it may be added on a visit; alternatives to one another unless a publication joins them."""
    situation = course.situation
    found = {}
    for key in boosters(situation):
        if key not in situation.offered or key in situation.case.preferences.avoid or key in _standard(course, day):
            continue
        regions = _regions(course, key, day)
        if regions and _stands_well(course, key, day, regions):
            found[key] = regions
    return MappingProxyType(found)


def _standard(course: Course, day: int) -> set[str]:
    return {key for modality in course.by_day[day] for key in course.with_standard(modality)[1:]}


def _regions(course: Course, key: str, day: int) -> tuple[str, ...]:
    """Where a host of the booster works on that day and the booster answers something."""
    situation = course.situation
    wanted = set()
    for host in course.by_day[day]:
        if host not in hosts(key, situation.catalog):
            continue
        for place in course.treated[host]:
            fit = situation.fits.get((key, place))
            if fit is not None and fit.level <= ADJUNCT:
                wanted.update(set(situation.regions_of(key, situation.targets[place])) & set(course.regions[host]))
    return tuple(region for region in situation.catalog.regions if region in wanted)


def _stands_well(course: Course, key: str, day: int, regions: tuple[str, ...]) -> bool:
    """No verdict against it in the window, no forbidden pair on the visit, and the spacing to every other visit kept."""
    situation = course.situation
    if any(v.severity in SPEAKS_AGAINST for v in situation.verdicts_within(key, regions, *_window(course, day))):
        return False
    catalog = situation.catalog
    if any(never_shares_a_day(other, key, False, catalog) for other in course.by_day[day]):
        return False
    if (
        course.published is None
        and _injury(course, key, day, regions) > catalog.settings["injury_limit_per_visit_and_area"]
    ):
        return False
    return all(
        _far_enough(session.day, session.modality, day, key, catalog)
        for session in course.sessions
        if session.day != day
    )


def _window(course: Course, day: int) -> tuple[int, int]:
    """The first and last day on which the visit of a day may be booked."""
    sessions = [session for session in course.sessions if session.day == day]
    return max(session.earliest for session in sessions), max(day, *(session.latest for session in sessions))


def _injury(course: Course, key: str, day: int, regions: tuple[str, ...]) -> int:
    """The largest sum of injury classes in a region with the booster added."""
    rows = course.situation.catalog.modalities
    sums = (
        sum(rows[other].injury for other in course.by_day[day] if region in course.regions[other]) for region in regions
    )
    return max(sums) + rows[key].injury


def _far_enough(other_day: int, other: str, day: int, key: str, catalog) -> bool:
    if other_day < day:
        return day - other_day >= gap(other, key, catalog).least
    return other_day - day >= gap(key, other, catalog).least


def options_of(course: Course) -> tuple[str, ...]:
    """All boosters that may be added to some visit, in stated order."""
    found = {key for day in course.by_day for key in options_on(course, day)}
    return tuple(key for key in boosters(course.situation) if key in found)


def days_of_option(course: Course, key: str) -> tuple[int, ...]:
    """The days of the visits to which a booster may be added."""
    return tuple(day for day in course.by_day if key in options_on(course, day))


def option_verdicts(course: Course) -> tuple[tuple[str, tuple[Verdict, ...]], ...]:
    """(booster, the verdicts that hold for it on any visit to which it may be added), in stated order."""
    situation = course.situation
    return tuple(
        (key, tuple(v for day in days_of_option(course, key) for v in _verdicts(course, key, day, situation)))
        for key in options_of(course)
    )


def _verdicts(course: Course, key: str, day: int, situation: Situation) -> tuple[Verdict, ...]:
    return situation.verdicts_on(key, options_on(course, day)[key], (day,))
