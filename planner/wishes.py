"""The patient's wishes: each is a hard filter with a name; what matters most only orders and is no wish."""

from collections.abc import Callable

from planner.case import Preferences
from planner.combining.courses import Course
from planner.ranking import Judged
from planner.situation import Situation
from planner.vocabulary import DEEPER_INJURY, WISHES


def _within_downtime(course: Course, wishes: Preferences) -> bool:
    """The typical downtime after every visit is at most what was wished."""
    return course.longest_downtime <= wishes.max_downtime_days


def _within_price(course: Course, wishes: Preferences) -> bool:
    """A price that is not known filters nothing."""
    return course.price is None or course.price <= wishes.max_price


def _healed_in_time(course: Course, wishes: Preferences) -> bool:
    """Every visit has healed by the date; skin that marks easily keeps the pigment buffer after the last deeper injury."""
    last = last_day_for(course, wishes)
    return all(day <= last[deeper] for day, deeper in _visits(course))


def _few_enough_visits(course: Course, wishes: Preferences) -> bool:
    """Treatment visits are at most what was wished."""
    return len(course.by_day) <= wishes.max_visits


def _avoids(course: Course, wishes: Preferences) -> bool:
    """No modality the patient wants to avoid."""
    return not set(course.modalities) & set(wishes.avoid)


RULES: dict[str, Callable[[Course, Preferences], bool]] = {
    "max_downtime_days": _within_downtime,
    "max_price": _within_price,
    "ready_by": _healed_in_time,
    "max_visits": _few_enough_visits,
    "avoid": _avoids,
}


def wishes_given(wishes: Preferences) -> tuple[str, ...]:
    """The names of the wishes that were made, in the order in which they are tried."""
    return tuple(name for name in WISHES if getattr(wishes, name) not in (None, ()))


def wishes_not_judged(situation: Situation) -> tuple[str, ...]:
    """A price wish filters nothing where the clinic's prices are not known."""
    if situation.case.preferences.max_price is None:
        return ()
    return () if any(item.price is not None for item in situation.catalog.items) else ("max_price",)


def meets(judged: Judged, names: tuple[str, ...]) -> bool:
    """Whether a course meets all the wishes named."""
    return all(RULES[name](judged.course, judged.situation.case.preferences) for name in names)


def filtered(ranked: list[Judged], wishes: Preferences) -> tuple[list[Judged], str | None]:
    """The courses that meet every wish; when none does, the set left by dropping the one wish whose best course ranks first."""
    given = wishes_given(wishes)
    met = [one for one in ranked if meets(one, given)]
    if met or not given:
        return met, None
    nearest: list[Judged] = []
    dropped = None
    for name in given:
        left = [one for one in ranked if meets(one, tuple(other for other in given if other != name))]
        if left and (not nearest or left[0].key < nearest[0].key):
            nearest, dropped = left, name
    return nearest, dropped


def last_day_for(course: Course, wishes: Preferences) -> dict[bool, int]:
    """For visits without (False) and with (True) a deeper injury the last day on which they still heal by the wished date."""
    situation = course.situation
    ready = situation.day_of(wishes.ready_by)
    healed = ready - course.longest_downtime
    buffer = situation.catalog.settings["pigment_buffer_days"][0] if situation.pigment_counts else 0
    return {False: healed, True: min(healed, ready - buffer)}


def _visits(course: Course) -> list[tuple[int, bool]]:
    """(day, whether an injury of class 2 or more is done) for every treatment visit."""
    injury = {key: row.injury for key, row in course.situation.catalog.modalities.items()}
    return [(day, any(injury[key] >= DEEPER_INJURY for key in keys)) for day, keys in course.by_day.items()]
