"""Whether the planner follows a published combination as its vignette expects, in complaints a person can read.

A course is looked at as it is composed, however low it ranks: most combinations are not the first thing to be shown.
"""

from collections.abc import Iterator

from planner.case import Case
from planner.catalog import Catalog
from planner.combining.courses import Course, course_of
from planner.combining.sets import compositions
from planner.presenting.options import days_of_option
from planner.situation import Situation, situation_of
from tests.planner.vignettes.combination_reading import Variation, Vignette, without_combinations


def complaints(vignette: Vignette, catalog: Catalog) -> list[str]:
    """What the planner gets wrong; the variations are looked at once the patient as told is right."""
    return [*_as_told(vignette, catalog)] or [*_variations(vignette, catalog)]


def _as_told(vignette: Vignette, catalog: Catalog) -> Iterator[str]:
    course = _course(vignette, vignette.read(), catalog)
    if vignette.yields_to is not None:
        yield from _followed(course, vignette.yields_to)
        course = _course(vignette, vignette.read(), without_combinations(catalog, vignette.yields_to))
    yield from _followed(course, vignette.combination if vignette.is_set else None)
    yield from _calendar(course, vignette)


def _course(vignette: Vignette, case: Case, catalog: Catalog) -> Course | None:
    """The course of the working modalities of the vignette; None when they are not composed or get no calendar."""
    situation = situation_of(case, catalog)
    wanted = set(vignette.calendar)
    composed = [one for one in compositions(situation) if set(one.working) == wanted]
    return course_of(composed[0], situation) if composed else None


def _followed(course: Course | None, expected: str | None) -> Iterator[str]:
    """The combination whose calendar is followed; a modality alone follows its own protocol, whatever joins it."""
    if course is None:
        yield f"no course, expected {expected}"
        return
    followed = course.published.id if course.published else None
    if followed != expected:
        yield f"follows {followed}, expected {expected}"


def _calendar(course: Course | None, vignette: Vignette) -> Iterator[str]:
    if course is None:
        return
    for modality, days in vignette.calendar.items():
        placed = [session.day for session in course.sessions if session.modality == modality]
        if placed != list(days):
            yield f"{modality} on days {placed}, expected {list(days)}"
    for booster, days in vignette.options.items():
        if list(days_of_option(course, booster)) != list(days):
            yield f"{booster} is an option on days {list(days_of_option(course, booster))}, expected {list(days)}"
    if course.priming != vignette.home:
        yield f"home phase {course.priming}, expected {vignette.home}"


def _variations(vignette: Vignette, catalog: Catalog) -> Iterator[str]:
    for variation in vignette.not_when:
        look = _not_followed if vignette.is_set else _not_joined
        yield from (f"{variation.why}: {complaint}" for complaint in look(vignette, variation, catalog))


def _not_followed(vignette: Vignette, variation: Variation, catalog: Catalog) -> Iterator[str]:
    """Every modality still answers something, and yet the combination does not hold."""
    case = vignette.read(variation)
    idle = _idle(vignette, situation_of(case, catalog))
    if idle:
        yield f"{idle} answer nothing, so it says nothing about the conditions"
    if vignette.yields_to is not None:
        catalog = without_combinations(catalog, vignette.yields_to)
    course = _course(vignette, case, catalog)
    followed = course.published.id if course and course.published else None
    if followed != variation.follows:
        yield f"follows {followed}, expected {variation.follows}"


def _idle(vignette: Vignette, situation: Situation) -> list[str]:
    answering = {modality for modality, _ in situation.fits}
    return sorted(set(vignette.calendar) - answering)


def _not_joined(vignette: Vignette, variation: Variation, catalog: Catalog) -> Iterator[str]:
    """The modality is done all the same, without the booster, and without the home phase."""
    course = _course(vignette, vignette.read(variation), catalog)
    if course is None:
        yield "no course"
        return
    for booster in vignette.options:
        if days_of_option(course, booster):
            yield f"{booster} is an option all the same"
    if vignette.home and course.priming:
        yield "a home phase all the same"
