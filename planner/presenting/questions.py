"""The questions that matter: one whose answer, as far as it is still open, could block or need a reason for what is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.combining.courses import Course
from planner.presenting.options import days_of_option, options_on
from planner.proposal import AskedQuestion
from planner.safety import OpenQuestion
from planner.situation import Situation


@dataclass(frozen=True, eq=False)
class Asked:
    """A regimen's key with its course and its options, as the questions need them."""

    key: str
    course: Course
    options: tuple[str, ...]


def open_for(course: Course) -> tuple[OpenQuestion, ...]:
    """The open questions that could touch a day of a modality of the course itself."""
    found = []
    for key in course.modalities:
        found += _touching(course.situation, key, course.regions[key], course.days[key])
    return tuple(found)


def open_for_options(course: Course, options: Iterable[str]) -> tuple[OpenQuestion, ...]:
    """The open questions that could block an option; they block that option and not the course."""
    found = []
    for key in options:
        days = days_of_option(course, key)
        regions = tuple({region: None for day in days for region in options_on(course, day)[key]})
        found += _touching(course.situation, key, regions, days)
    return tuple(found)


def _touching(situation: Situation, key: str, regions: tuple[str, ...], days: Iterable[int]) -> list[OpenQuestion]:
    dates = [situation.date(day) for day in days]
    return [one for one in situation.screening.questions.get(key, ()) if one.touches(regions, dates)]


def questions_of(asked: Iterable[Asked], situation: Situation) -> tuple[AskedQuestion, ...]:
    """Every question once, in the order of the catalog, with the modalities it could change and the regimens that wait for it."""
    modalities: dict[str, set[str]] = {}
    regimens: dict[str, dict[str, None]] = {}
    for one in asked:
        for open_question in open_for(one.course):
            _note(open_question, modalities)
            regimens.setdefault(open_question.question.key, {})[one.key] = None
        for open_question in open_for_options(one.course, one.options):
            _note(open_question, modalities)
    return tuple(
        AskedQuestion(key, row.ask, _ordered(modalities[key], situation), tuple(regimens.get(key, ())))
        for key, row in situation.catalog.questions.items()
        if key in modalities
    )


def _note(one: OpenQuestion, modalities: dict[str, set[str]]) -> None:
    modalities.setdefault(one.question.key, set()).add(one.modality)


def _ordered(keys: set[str], situation: Situation) -> tuple[str, ...]:
    position: Mapping[str, int] = situation.catalog.position
    return tuple(sorted(keys, key=position.__getitem__))
