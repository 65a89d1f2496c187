"""Whether a visit leaves room for what has to come before it, counted from the day the plan was made.

A day planned sooner than its preparation needs is said to the patient, and to the clinician in days. Nothing here tells
anybody to leave out what was prescribed: the caution that belongs to a sentence stays with it.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planner.catalog import shipped_catalog
from treatments.papers import patient_words
from treatments.papers.care_dates import BEFORE, Line, days_in_words

Date = datetime.date

# instruction -> how it is asked about when its days have passed; the caution on what was prescribed stands here as there
SHOULD_HAVE = {
    "stop_retinoid_acid": gettext_lazy(
        "You should have stopped retinoids and acid exfoliants; tell us if you did not."
    ),
    "avoid_sun": gettext_lazy("You should have avoided sun and tanning; tell us if you did not."),
    "no_resurfacing": gettext_lazy(
        "You should have had no laser or chemical peel in the same area; tell us if you had one."
    ),
    "no_nsaid": gettext_lazy(
        "You should have taken no aspirin-type painkillers (prescribed ones are left out only with the prescriber); "
        "tell us if you took any."
    ),
    "no_blood_thinning_otc": gettext_lazy(
        "You should have stopped over-the-counter painkillers and supplements that thin blood, prescribed ones only "
        "with the prescriber; tell us if you did not."
    ),
}


@dataclass(frozen=True)
class Preparation:
    """What has to come before one visit: the days it needs, and the days there are."""

    visit: str
    on: Date
    may_be_on: Date  # the first day on which the visit may be held
    known_on: Date  # the day the plan was made
    lines: tuple[Line, ...]

    @property
    def passed(self) -> list[tuple[str, str]]:
        """For a visit on the day the plan was made: what should have begun, with its days and how it is asked about."""
        if self.on > self.known_on:
            return []
        return [(days_in_words(line.from_day, line.to_day), asked_about(line)) for line in self.lines]

    @property
    def not_before(self) -> list[str]:
        """The first day that leaves room, for what is asked of everybody and for each thing under a condition."""
        if self.on <= self.known_on:
            return []
        said, latest = [], self.may_be_on
        for when in sorted({line.when for line in self.lines}):
            lines = [line for line in self.lines if line.when == when]
            first = self.known_on + datetime.timedelta(max(line.needs_days for line in lines))
            if first > latest:
                latest = latest if when else first
                said.append(self._not_before(when, first, lines))
        return said

    def _not_before(self, when: str, first: Date, lines: Iterable[Line]) -> str:
        longest = [line.text for line in lines if self.known_on + datetime.timedelta(line.needs_days) == first]
        words = _("%(visit)s: not before %(day)s, so that “%(what)s” has its time. Tell us if you kept to it already.")
        said = words % {"visit": self.visit, "day": patient_words.day(first), "what": "; ".join(longest)}
        return f"{when} {said}" if when else said

    @property
    def lacking(self) -> list[str]:
        """What the planned day leaves too little time for, in days; for the clinician."""
        there = max(0, (self.on - self.known_on).days)
        return [_in_days(line, there) for line in self.lines if line.needs_days > there]


def preparations(
    lines: Iterable[Line], visits: Mapping[str, Mapping], *, known_on: Date, tests_before: str = ""
) -> list[Preparation]:
    """The visits that may be held sooner than what comes before them allows, with the lines concerned.

    `tests_before`: the visit before which a test is made; before later ones it is not made again.
    """
    found = []
    for name, visit in visits.items():
        on, first = Date.fromisoformat(visit["target_on"]), Date.fromisoformat(visit["earliest_on"])
        there = (first - known_on).days
        short = [line for line in lines if line.needs_days > max(0, there) and (name == tests_before or not line.once)]
        if short:
            found.append(Preparation(name, on, first, known_on, tuple(short)))
    return found


def asked_about(line: Line) -> str:
    """A thing whose days have passed, as a question to the patient."""
    if line.code in SHOULD_HAVE and line.texts == _shipped().get(line.code):
        return str(SHOULD_HAVE[line.code])
    said = _("This should have begun before your visit: “%(what)s”. Tell us if it did not.") % {"what": line.text}
    return f"{line.when} {said}" if line.when else said


def _in_days(line: Line, there: int) -> str:
    words = ngettext(
        "“%(what)s” needs %(days)s day before; %(there)s there, %(lacking)s lacking.",
        "“%(what)s” needs %(days)s days before; %(there)s there, %(lacking)s lacking.",
        line.needs_days,
    )
    what = f"{line.when} {line.text}" if line.when else line.text
    return words % {"what": what, "days": line.needs_days, "there": there, "lacking": line.needs_days - there}


@cache
def _shipped() -> dict[str, tuple[str, ...]]:
    """Instruction -> its words in the shipped knowledge, where they are the same for every treatment."""
    texts: dict[str, set[str]] = {}
    for row in shipped_catalog().treatments["instruction"]:
        if row.phase == BEFORE:
            texts.setdefault(row.code, set()).add(row.text)
    return {code: tuple(said) for code, said in texts.items() if len(said) == 1}
