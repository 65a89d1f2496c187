"""What differs between two courses, line by line, in words: for revisions of a plan, and for a plan made anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner import wording_judged as words
from planner.adoption.pairing import Place, pairs_of
from planner.adoption.reading import AdoptedCourse
from planner.proposal import HomePhase, Visit
from planner.visit_sums import TREATMENT, part_of
from planner.words import listed, written_date

Values = dict[str, str]


@dataclass(frozen=True)
class Difference:
    """One line that differs. `step`: at which step of the course after it, `was`: of the course before it.

    A visit that was taken out has no step after, one that is new none before; a line of the whole course has neither.
    """

    step: int | None
    what: str
    before: str
    after: str
    was: int | None = None


def difference(before: AdoptedCourse, after: AdoptedCourse) -> tuple[Difference, ...]:
    """Every line that differs between two courses: visit by visit, then what stands beside them, then the totals."""
    pairs = pairs_of(before.visits, after.visits)
    found = [line for pair in pairs for line in _of_a_visit(*pair)]
    whole = _lines(None, None, _home(before.home), _home(after.home))
    return (*found, *whole, *_lines(None, None, _totals(before), _totals(after)))


def _of_a_visit(was: Place | None, now: Place | None) -> Iterator[Difference]:
    if was is not None and now is not None:
        yield from _lines(was[0], now[0], _values(was[1]), _values(now[1]))
        return
    _, visit = now or was
    told = words.a_visit(visit.kind, visit.target_on, part_of(visit))
    pair = (told, words.TAKEN_OUT) if now is None else (words.NOT_PLANNED, told)
    yield Difference(now and now[0], words.what_differs("visit"), *pair, was=was and was[0])


def _lines(was: int | None, step: int | None, before: Values, after: Values) -> Iterator[Difference]:
    for what in dict.fromkeys((*before, *after)):
        pair = before.get(what, words.NOTHING), after.get(what, words.NOTHING)
        if pair[0] != pair[1]:
            yield Difference(step, what, *pair, was=was)


def _values(visit: Visit) -> Values:
    """Label -> value, of all that a visit says."""
    options = [row.modality for row in visit.procedures if row.option]
    values = {
        "date": written_date(visit.target_on),
        "window": words.from_to(visit.earliest_on, visit.latest_on),
        "treatments": listed(part_of(visit)) or words.NOTHING,
        "options": listed(dict.fromkeys(options)) or words.NOTHING,
        "minutes": words.NOT_KNOWN if visit.minutes is None else str(visit.minutes),
        "downtime": words.NOT_KNOWN if visit.downtime_days is None else words.some_days(*visit.downtime_days),
        "price": words.amount(visit.price),
    }
    return {words.what_differs(name): value for name, value in values.items()} | _settings(visit)


def _settings(visit: Visit) -> Values:
    """The areas and settings of what is part of a visit; a setting that differs by area with its areas."""
    found: dict[str, list[str]] = {}
    for row in visit.procedures:
        if row.option:
            continue
        found.setdefault(words.of_a_modality("areas", row.modality), []).append(listed(row.areas))
        for one in row.parameters:
            value = words.in_places(f"{one.value} {one.unit}" if one.unit != "text" else str(one.value), row.areas)
            found.setdefault(words.of_a_modality(one.name, row.modality), []).append(value)
    return {what: ", ".join(values) for what, values in found.items()}


def _home(phases: tuple[HomePhase, ...]) -> Values:
    home = [f"{listed([phase.modality])}, {words.from_to(phase.from_on, phase.until_on)}" for phase in phases]
    pauses = [words.from_to(*pause) for phase in phases for pause in phase.pauses]
    pairs = (("home", home), ("pauses", pauses))
    return {words.what_differs(name): "; ".join(told) or words.NOTHING for name, told in pairs}


def _totals(course: AdoptedCourse) -> Values:
    totals = course.totals
    values = {
        "visits": str(sum(visit.kind == TREATMENT for visit in course.visits)),
        "whole_downtime": words.some_days(*totals.downtime_days),
        "whole_price": words.amount(totals.price),
    }
    return {words.what_differs(name): value for name, value in values.items()}
