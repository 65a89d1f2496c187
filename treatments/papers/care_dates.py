"""What a person does before and after a visit, by date: the instructions of the knowledge counted from the day of the visit.

Days are counted in whole days on the calendar, so no change of the clock and no end of a month moves them.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planner.case import Case, known
from planner.case.known import known_values
from planner.catalog import Catalog
from planner.catalog.courses import Instruction
from planner.vocabulary import PHOTOTYPES
from treatments.papers.patient_words import days_from_to

Date = datetime.date
BEFORE, AFTER = "pre", "post"

# What is done at the clinic is no task for home; numbing cream above all, which waits for the questions of the day.
NOT_AT_HOME = {"numbing_cream"}
TESTS = {"test_patch", "skin_test"}
BY_THE_CLINIC = TESTS | {"suture_removal", "follow_up_check"}
# Creams that lead in are said by the home phase of the plan, with its pauses; without a home phase nobody asks for them.
BY_THE_HOME_PHASE = {"priming", "resume_priming"}
# On a visit with several treatments what one of them allows gives way to what another forbids.
GIVES_WAY = {"makeup_ok": {"no_makeup", "ointment"}, "analgesic": {"no_nsaid", "no_blood_thinning_otc"}}
ELSEWHERE = {"no_resurfacing"}  # what the plan itself may hold on an earlier visit
OF_SOME = {"avoid_pregnancy": gettext_lazy("If you can become pregnant:")}
PRESCRIBED = {"antiviral_cover", "bleaching_cream"}
ONLY_WITH_THE_PRESCRIBER = {"no_nsaid", "no_blood_thinning_otc"}
AVOIDING = ("no_", "avoid_", "stop_")
EXPECTING = "expect_"

IF = {  # condition of an instruction -> how it is said while nobody knows whether it holds
    "herpes_simplex_history": gettext_lazy("If you ever had cold sores, tell us; if your doctor then prescribes it:"),
    "suction protocol chosen": gettext_lazy("If suction was agreed with you:"),
}
SKIN_TYPES = re.compile(r"Fitzpatrick ([IV]+)-([IV]+)")


@dataclass(frozen=True)
class Line:
    """One thing to do, to leave or to expect, over days counted from the visit."""

    phase: str
    code: str
    texts: tuple[str, ...]
    from_day: int
    to_day: int
    when: str = ""  # "If suction was agreed with you:"

    @property
    def text(self) -> str:
        """The words of the row, or of the rows that were made one; never that a prescribed painkiller is left out."""
        said = "; ".join(one if place == 0 else one[:1].lower() + one[1:] for place, one in enumerate(self.texts))
        if self.code in ONLY_WITH_THE_PRESCRIBER and "prescribe" not in said:
            return _("%(what)s; leave out prescribed ones only with the prescriber") % {"what": said}
        return said

    @property
    def lead(self) -> str:
        """What comes before the words: a condition, that it is no task but what to expect, or that the clinic does it."""
        if self.when:
            return self.when
        if self.code.startswith(EXPECTING):
            return _("You may notice:")
        if self.code in ELSEWHERE:
            return _("Apart from the visits of this plan:")
        return _("At the clinic:") if self.code in BY_THE_CLINIC else ""

    @property
    def avoids(self) -> bool:
        return self.code.startswith(AVOIDING)

    @property
    def needs_days(self) -> int:
        """How many days there have to be before the visit: until its last day for a test, from its first for what lasts."""
        if self.phase != BEFORE:
            return 0
        return max(0, -self.to_day if self.once else -self.from_day)

    def has_passed(self, visit_on: Date, known_on: Date) -> bool:
        """Whether its days lay before a visit on the day the plan was made, so that one can only ask about them."""
        return visit_on <= known_on and self.needs_days > 0 and self.to_day <= 0

    @property
    def once(self) -> bool:
        """A test is made before the first of several visits, not before each."""
        return self.code in TESTS


@dataclass(frozen=True)
class Days:
    """The same days before or after visits that hold the same treatments: their dates for each visit, and what to do."""

    words: str
    dates: tuple[tuple[str, str], ...]  # (the visit, its days)
    lines: tuple[Line, ...] = field(default=())


def lines_of(modalities: Iterable[str], case: Case, catalog: Catalog, *, leave_out: Iterable[str] = ()) -> list[Line]:
    """Everything to mind around a visit that holds these treatments, each thing once, first days first.

    What is to be avoided is avoided over the widest span that any of them asks for. Other things whose words differ keep
    their own days: a care that is right after one treatment may be too early after another.
    """
    left_out = NOT_AT_HOME | BY_THE_HOME_PHASE | set(leave_out)
    found: dict[tuple, Line] = {}
    wanted = set(modalities)
    for row in catalog.treatments["instruction"]:
        if row.modality not in wanted or row.code in left_out or (applies := _applies(row, case, catalog)) is None:
            continue
        line = Line(row.phase, row.code, (row.text,), row.from_day, row.to_day, applies)
        key = (row.phase, row.code) if line.avoids else (row.phase, row.code, row.text)
        found[key] = _widest(found[key], line) if key in found else line
    codes = {line.code for line in found.values()}
    kept = [line for line in found.values() if not GIVES_WAY.get(line.code, set()) & codes]
    return sorted(kept, key=lambda line: (line.phase == AFTER, line.from_day, line.to_day, line.once))


def _widest(one: Line, other: Line) -> Line:
    texts = tuple(dict.fromkeys((*one.texts, *other.texts)))
    when = one.when if one.when and other.when else ""
    return Line(one.phase, one.code, texts, min(one.from_day, other.from_day), max(one.to_day, other.to_day), when)


def _applies(row: Instruction, case: Case, catalog: Catalog) -> str | None:
    """The words that come before an instruction; None when its condition does not hold. Unknown never counts as no."""
    holds = True if row.condition is None else condition_holds(row.condition, case, catalog)
    if holds is False:
        return None
    if row.code in OF_SOME:
        return str(OF_SOME[row.code])
    if row.code in PRESCRIBED and (holds or row.condition not in IF):
        return _("If your doctor prescribed it:")
    return "" if holds else _in_words(row.condition, case)


def condition_holds(condition: str, case: Case, catalog: Catalog) -> bool | None:
    """Whether the condition of an instruction holds for a person; None = nobody knows."""
    parts = [_part_holds(part.strip(), case, catalog) for part in condition.split(" or ")]
    if True in parts:
        return True
    return None if None in parts else False


def _part_holds(part: str, case: Case, catalog: Catalog) -> bool | None:
    if found := SKIN_TYPES.fullmatch(part):
        first, last = (PHOTOTYPES.index(name) + 1 for name in found.groups())
        return None if case.phototype is None else first <= case.phototype <= last
    linked = next((row for row in catalog.safety["contraindication_link"] if row.code == part), None)
    return _told(linked.answers, case, catalog) if linked else None


def _told(answers, case: Case, catalog: Catalog) -> bool | None:
    """Whether one of the linked answers was given; an answer for clinicians alone is never read out on a paper."""
    states = []
    for link in answers:
        if catalog.questions[link.question].restricted:
            return None
        told = set(known_values(case, link.question, catalog)) & set(link.answer_is)
        states.append(True if told else None if known(case, link.question, catalog).open else False)
    return True if True in states else None if None in states else False


def _in_words(condition: str, case: Case) -> str:
    if condition in IF:
        return str(IF[condition])
    if case.phototype is None and SKIN_TYPES.search(condition):
        return _("If your doctor told you so, because of your skin type:")
    words = [part for part in condition.split(" or ") if not SKIN_TYPES.fullmatch(part.strip())]
    return _("If this applies to you (%(condition)s):") % {"condition": ", ".join(words)}


# ---- on the calendar


def spans_of(
    lines: Iterable[Line], visits: Mapping[str, Date], *, known_on: Date, done: Collection[str] = ()
) -> list[Days]:
    """The lines gathered by their days, with the dates for every visit, by its name. Nothing is asked for before `known_on`.

    Before a visit that is `done` there is nothing left to do; after it there may be. What should have begun before a visit
    on the very day the plan was made is asked about elsewhere (`preparing.py`), not told here.
    """
    spans = []
    for (phase, first, last, once), gathered in groupby(lines, key=_days_of):
        same = tuple(gathered)
        left = {name: on for name, on in visits.items() if phase == AFTER or name not in done}
        of_these = dict(list(left.items())[:1]) if once else left
        dates = tuple(
            (name, dated(on, first, last, known_on))
            for name, on in of_these.items()
            if not same[0].has_passed(on, known_on)
        )
        if dates:
            spans.append(Days(_days_of_phase(phase, first, last), dates, same))
    return spans


def _days_of_phase(phase: str, first: int, last: int) -> str:
    """The days in words; the day of the visit has a time before it and a time after it."""
    if first == last == 0:
        return _("On the day, before the visit") if phase == BEFORE else _("On the day, after the visit")
    return days_in_words(first, last)


def _days_of(line: Line) -> tuple[str, int, int, bool]:
    return line.phase, line.from_day, line.to_day, line.once


def dated(visit_on: Date, from_day: int, to_day: int, known_on: Date) -> str:
    """The days before or after a visit as dates; what would have had to begin earlier begins when the plan was made."""
    first, last = visit_on + datetime.timedelta(from_day), visit_on + datetime.timedelta(to_day)
    if last < known_on:
        return _("the usual days (%(days)s) have passed; ask us") % {"days": days_from_to(first, last)}
    return days_from_to(max(first, known_on), last)


def days_in_words(from_day: int, to_day: int) -> str:
    """Days counted from a visit, in words."""
    if from_day == to_day == 0:
        return _("On the day of the visit")
    if from_day == to_day:
        return _one_side(from_day)
    if to_day < 0:
        return _("%(first)s to %(last)s days before") % {"first": -from_day, "last": -to_day}
    if to_day == 0:
        return ngettext(
            "From %(days)s day before until the visit", "From %(days)s days before until the visit", -from_day
        ) % {"days": -from_day}
    return _after(from_day, to_day)


def _one_side(days: int) -> str:
    words = (
        ngettext("%(days)s day before", "%(days)s days before", -days)
        if days < 0
        else ngettext("%(days)s day after", "%(days)s days after", days)
    )
    return words % {"days": abs(days)}


def _after(from_day: int, to_day: int) -> str:
    if from_day == 0:
        text = ngettext("From the visit until %(last)s day after", "From the visit until %(last)s days after", to_day)
    elif from_day < 0:
        text = ngettext(
            "From %(first)s day before until %(last)s days after",
            "From %(first)s days before until %(last)s days after",
            -from_day,
        )
    else:
        text = _("%(first)s to %(last)s days after")
    return text % {"first": abs(from_day), "last": to_day}
