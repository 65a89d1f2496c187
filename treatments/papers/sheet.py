"""The sheet a patient takes home: what is planned and when, what to do before and after by date, and when to call.

What was adopted, and how to care for it, is that of the version the plan keeps; when to call is safety, and of the version in
force. Nothing that was set aside, no grade and no reason of a rule stands on it.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog import snapshot
from catalog.notice import DEMONSTRATION, demonstration
from patients.languages import language_name
from planner.case import Case, CaseError, read_case
from planner.catalog import Catalog
from treatments.models import PlannedSession, PlanRevision, TreatmentPlan
from treatments.papers import patient_words
from treatments.papers.care_dates import Days, lines_of, spans_of
from treatments.papers.when_to_call import Call, calls_for
from treatments.proposals import facts_now

Date = datetime.date
State, Session = TreatmentPlan.State, PlannedSession.State
TREATMENT, TEST_SPOT = "treatment", "test_spot"
LANGUAGE = "en"  # the one in which papers exist
TEST_PATCH = "test_patch"
STANDS = {
    State.HELD: gettext_lazy("This plan is paused. Do not prepare for a visit before we have called you."),
    State.COMPLETED: gettext_lazy("This plan is completed."),
    State.STOPPED: gettext_lazy("This plan has ended. Ask us before you follow anything on this sheet."),
}


@dataclass(frozen=True)
class SheetVisit:
    """One visit as the patient reads it."""

    name: str
    when: str
    gap: str
    done: bool
    may_change: bool
    what: str
    where: str
    minutes: str
    downtime: str
    price: str


@dataclass(frozen=True)
class Care:
    """What to do around the visits that hold the same treatments."""

    title: str
    visits: tuple[str, ...]
    when: str  # "If your visit is on 3 Mar 2026:"
    days: list[Days]


@dataclass
class Sheet:
    """A plan as paper: `plan` with its patient, consultation and version at hand."""

    plan: TreatmentPlan
    states: Mapping[int, str] = field(default_factory=dict)  # step -> state of its session

    @cached_property
    def revision(self) -> PlanRevision:
        return self.plan.revisions.select_related("version").get(number=self.plan.revision)

    @cached_property
    def catalog(self) -> Catalog:
        return snapshot.of_version(self.revision.version)

    @cached_property
    def course(self) -> dict:
        return self.revision.regimen

    @cached_property
    def case(self) -> Case:
        """The facts of today; where the version of the plan cannot read an answer given since, those it was made from."""
        try:
            return facts_now(self.plan.consultation, self.catalog)
        except CaseError:
            return read_case(self.revision.facts, self.catalog)

    @cached_property
    def made_on(self) -> Date:
        """The day the plan was made: nothing can be asked for before it."""
        return self.plan.revisions.values_list("on", flat=True).get(number=1)

    # ---- head

    @property
    def title(self) -> str:
        return _("The plan your doctor suggests") if self.plan.state == State.OFFERED else _("Your plan")

    @property
    def stands(self) -> str:
        """What one has to know of a plan that is offered, paused or over."""
        if self.plan.state == State.OFFERED and self.plan.think_until:
            return _("Take your time. Please tell us by %(day)s whether you want it.") % {
                "day": patient_words.day(self.plan.think_until)
            }
        return str(STANDS.get(self.plan.state, ""))

    @property
    def phone(self) -> str:
        return settings.CLINIC_PHONE

    @property
    def notice(self) -> str:
        """Until both the version the plan keeps and the one in force are signed, the sheet is a demonstration."""
        return demonstration() or ("" if self.catalog.signed else str(DEMONSTRATION))

    @property
    def other_language(self) -> str:
        """The patient's language, where it is another than the sheet's; for the staff, never on the paper."""
        language = self.plan.patient.language
        return "" if not language or language.partition("-")[0] == LANGUAGE else language_name(language)

    # ---- visits

    @cached_property
    def dated_visits(self) -> list[tuple[str, Mapping]]:
        """Every visit with its name, in order. Only treatments are counted, as they are when they are booked."""
        number, named = 0, []
        for visit in self.course["visits"]:
            number += visit["kind"] == TREATMENT
            named.append((name_of(visit, number), visit))
        return named

    @cached_property
    def visits(self) -> list[SheetVisit]:
        rows, before = [], None
        for step, (name, visit) in enumerate(self.dated_visits, start=1):
            rows.append(self._visit(name, visit, step, before))
            before = visit
        return rows

    def _visit(self, name: str, visit: Mapping, step: int, before: Mapping | None) -> SheetVisit:
        held = held_on(visit)
        areas = [area for row in visit["procedures"] if not row["option"] for area in row["areas"]]
        done = self.states.get(step) == Session.DONE
        return SheetVisit(
            name=name,
            when=patient_words.day(visit["target_on"]),
            gap=gap_of(before, visit),
            done=done,
            may_change=visit["provisional"] and not done,
            what=patient_words.named_together(held, self.catalog)
            or _("We look at your skin together and decide how to go on."),
            where=patient_words.places(areas, self.catalog),
            minutes=patient_words.minutes(visit),
            downtime=patient_words.downtime(visit["downtime_days"]) if held else "",
            price=patient_words.money(visit["price"]),
        )

    @property
    def price(self) -> str:
        return patient_words.price_of_all(self.course["totals"])

    @cached_property
    def modalities(self) -> tuple[str, ...]:
        """Everything that is done or used in this plan, boosters that were chosen included."""
        done = [key for visit in self.course["visits"] for key in held_on(visit)]
        return tuple(dict.fromkeys([*done, *(phase["modality"] for phase in self.course["home"])]))

    @property
    def treatments(self) -> list[dict]:
        """What each treatment is, once; what is used at home stands by itself."""
        at_home = {phase["modality"] for phase in self.course["home"]}
        return [
            {
                "name": patient_words.treatment_name(key, self.catalog),
                "means": patient_words.treatment_means(key, self.catalog),
            }
            for key in self.modalities
            if key not in at_home
        ]

    # ---- before and after

    @cached_property
    def care(self) -> list[Care]:
        """Before- and aftercare by date, once for all visits that hold the same treatments; of those done, for the last."""
        alike: dict[tuple[str, ...], dict[str, Date]] = {}
        last_done = max((place for place, visit in enumerate(self.visits) if visit.done), default=-1)
        for place, (name, visit) in enumerate(self.dated_visits):
            held = tuple(sorted(held_on(visit)))
            if held and (place == last_done or not self.visits[place].done):
                alike.setdefault(held, {})[name] = Date.fromisoformat(visit["target_on"])
        return [self._care(held, visits) for held, visits in alike.items()]

    def _care(self, held: tuple[str, ...], visits: Mapping[str, Date]) -> Care:
        lines = lines_of(held, self.case, self.catalog, leave_out=self._planned_anyway)
        ordered = sorted(held, key=self.catalog.position.get)
        return Care(
            title=patient_words.named_together(ordered, self.catalog),
            visits=tuple(visits),
            when=when_of(visits, self._done),
            days=spans_of(lines, visits, known_on=self.made_on, done=self._done),
        )

    @cached_property
    def _done(self) -> set[str]:
        return {visit.name for visit in self.visits if visit.done}

    @cached_property
    def _planned_anyway(self) -> set[str]:
        """A test that is a visit of its own needs no line as well."""
        return {TEST_PATCH} if any(visit["kind"] == TEST_SPOT for visit in self.course["visits"]) else set()

    @property
    def home(self) -> list[dict]:
        """What is used at home, from when until when, with the days on which it rests."""
        return [home_in_words(phase, self.case, self.catalog) for phase in self.course["home"]]

    # ---- when to call

    @cached_property
    def calls(self) -> list[Call]:
        """Every sign of the version in force that belongs to a treatment of this plan, the most urgent first."""
        return calls_for(self.modalities, snapshot.in_force())


def held_on(visit: Mapping) -> list[str]:
    """The treatments that are part of a visit, each once, in the order they are done."""
    return list(dict.fromkeys(row["modality"] for row in visit["procedures"] if not row["option"]))


def name_of(visit: Mapping, number: int) -> str:
    """How a visit is called."""
    if visit["kind"] == TREATMENT:
        return _("Visit %(number)s") % {"number": number}
    return _("Test of a small area") if visit["kind"] == TEST_SPOT else _("Short check")


def when_of(visits: Mapping[str, Date], done: Collection[str]) -> str:
    """The condition under which dates around visits hold; a visit that was done has its day."""
    if len(visits) == 1:
        ((name, on),) = visits.items()
        words = _("After your visit on %(day)s:") if name in done else _("If your visit is on %(day)s:")
        return words % {"day": patient_words.day(on)}
    days = [f"{patient_words.day(on)} ({name[:1].lower()}{name[1:]})" for name, on in visits.items()]
    return _("If your visits are on %(days)s:") % {"days": patient_words.joined(days)}


def gap_of(before: Mapping | None, visit: Mapping) -> str:
    """How long after the visit before."""
    if before is None:
        return ""
    days = visit["day"] - before["day"]
    if not days:
        return _("the same day")
    if days % patient_words.DAYS_OF_A_WEEK:
        return ngettext("%(count)s day later", "%(count)s days later", days) % {"count": days}
    weeks = days // patient_words.DAYS_OF_A_WEEK
    return ngettext("%(count)s week later", "%(count)s weeks later", weeks) % {"count": weeks}


def home_in_words(phase: Mapping, case: Case, catalog: Catalog) -> dict:
    """A home phase as the patient reads it, with what to mind while using it."""
    start, end = Date.fromisoformat(phase["from_on"]), Date.fromisoformat(phase["until_on"])
    lines = lines_of([phase["modality"]], case, catalog)
    return {
        "name": patient_words.treatment_name(phase["modality"], catalog),
        "means": patient_words.treatment_means(phase["modality"], catalog),
        "from_to": patient_words.days_from_to(start, end),
        "pauses": [patient_words.days_from_to(*map(Date.fromisoformat, pause)) for pause in phase["pauses"]],
        "lines": [
            {"line": line, "dates": patient_words.days_from_to(*_within(line, start, end))}
            for line in lines
            if start + datetime.timedelta(line.from_day) <= end
        ],
    }


def _within(line, start: Date, end: Date) -> tuple[Date, Date]:
    """The days of a line counted from the first day at home, no longer than the home phase."""
    return start + datetime.timedelta(line.from_day), min(end, start + datetime.timedelta(line.to_day))
