"""The sheet a patient takes home: what is planned and when, what to do before and after by date, and when to call.

What was adopted, and how to care for it, is that of the version the plan keeps; when to call is safety, and of the version in
force. Nothing that was set aside, no grade and no reason of a rule stands on it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog import snapshot
from catalog.notice import DEMONSTRATION, demonstration
from patients.languages import language_name
from planner.case import Case, CaseError, read_case
from planner.catalog import Catalog
from treatments.models import PlannedSession, PlanRevision, TreatmentPlan
from treatments.papers import patient_words
from treatments.papers.care_dates import Days, Line, lines_of, spans_of
from treatments.papers.preparing import Preparation, preparations
from treatments.papers.visit_words import (
    TEST_SPOT,
    TREATMENT,
    gap_of,
    held_on,
    home_in_words,
    name_of,
    when_of,
)
from treatments.papers.when_to_call import Call, calls_for
from treatments.proposals import facts_now

Date = datetime.date
State, Session = TreatmentPlan.State, PlannedSession.State
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
    not_before: list[str]


@dataclass(frozen=True)
class Care:
    """What to do around the visits that hold the same treatments."""

    title: str
    visits: tuple[str, ...]
    when: str  # "If your visit is on 3 Mar 2026:"
    passed: list[Preparation]  # what should have begun before a visit on the day the plan was made
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
    def emergency_phone(self) -> str:
        return settings.EMERGENCY_PHONE

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
        for place, (_name, visit) in enumerate(self.dated_visits):
            rows.append(self._visit(place, before))
            before = visit
        return rows

    def _visit(self, place: int, before: Mapping | None) -> SheetVisit:
        name, visit = self.dated_visits[place]
        held = held_on(visit)
        areas = [area for row in visit["procedures"] if not row["option"] for area in row["areas"]]
        done = place in self._done_places
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
            not_before=[said for one in self.preparations if one.visit == name for said in one.not_before],
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
        return [self._care(held, visits) for held, visits in self._alike.items()]

    @cached_property
    def _alike(self) -> dict[tuple[str, ...], dict[str, Mapping]]:
        """The visits that are not over, and the last that was done, by the treatments they hold."""
        alike: dict[tuple[str, ...], dict[str, Mapping]] = {}
        last_done = max(self._done_places, default=-1)
        for place, (name, visit) in enumerate(self.dated_visits):
            held = tuple(sorted(held_on(visit)))
            if held and (place == last_done or place not in self._done_places):
                alike.setdefault(held, {})[name] = visit
        return alike

    def _care(self, held: tuple[str, ...], visits: Mapping[str, Mapping]) -> Care:
        ordered = sorted(held, key=self.catalog.position.get)
        days = {name: Date.fromisoformat(visit["target_on"]) for name, visit in visits.items()}
        return Care(
            title=patient_words.named_together(ordered, self.catalog),
            visits=tuple(days),
            when=when_of(days, self._done),
            passed=[one for one in self.preparations if one.visit in days and one.passed],
            days=spans_of(self._lines(held), days, known_on=self._told_on(held), done=self._done),
        )

    def _lines(self, held: tuple[str, ...]) -> list[Line]:
        return lines_of(held, self.case, self.catalog, leave_out=self._planned_anyway)

    @cached_property
    def preparations(self) -> list[Preparation]:
        """The visits still to come that may be held sooner than what comes before them allows, in the order of the plan."""
        found = []
        for held, visits in self._alike.items():
            ahead = {name: visit for name, visit in visits.items() if name not in self._done}
            found += preparations(
                self._lines(held), ahead, known_on=self._told_on(held), tests_before=next(iter(ahead), "")
            )
        return sorted(found, key=lambda one: one.on)

    @property
    def too_soon(self) -> list[Preparation]:
        """The visits planned on a day that leaves too little time; for the clinician, while the plan is not over."""
        over = self.plan.state in (State.COMPLETED, State.STOPPED)
        return [] if over else [one for one in self.preparations if one.lacking]

    @cached_property
    def _done_places(self) -> set[int]:
        return {place for place in range(len(self.dated_visits)) if self.states.get(place + 1) == Session.DONE}

    @cached_property
    def _done(self) -> set[str]:
        return {self.dated_visits[place][0] for place in self._done_places}

    def _told_on(self, held: tuple[str, ...]) -> Date:
        """The day on which a visit with these treatments first stood in the plan: nothing can be asked for before it."""
        return self._first_held.get(held, self.made_on)

    @cached_property
    def _first_held(self) -> dict[tuple[str, ...], Date]:
        first: dict[tuple[str, ...], Date] = {}
        for revision in self.plan.revisions.only("plan", "on", "course").order_by("number"):
            for visit in revision.regimen["visits"]:
                first.setdefault(tuple(sorted(held_on(visit))), revision.on)
        return first

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
