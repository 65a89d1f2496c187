"""What was presented, as the patient reads it: only what the clinician chose to show, from the proposal as it was kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog import snapshot
from catalog.notice import DEMONSTRATION, demonstration
from planner.case import Case, read_case
from planner.catalog import Catalog
from treatments.actions import NO_PROCEDURE
from treatments.models import Presentation
from treatments.papers import patient_words
from treatments.papers.care_dates import Line, lines_of
from treatments.papers.sheet import TEST_PATCH
from treatments.papers.studies import findings_of
from treatments.papers.visit_words import TEST_SPOT, TREATMENT, gap_of, held_on, home_in_words, name_of
from treatments.proposals import chosen_course
from treatments.proposing.labels import labels_that_hold


@dataclass
class Presented:
    """A presentation as a page: the shown regimens in the order of the proposal, and no procedure now where it was shown."""

    presentation: Presentation

    @cached_property
    def catalog(self) -> Catalog:
        """The version it was proposed from, whatever is in force now."""
        return snapshot.of_version(self.presentation.version)

    @cached_property
    def case(self) -> Case:
        return read_case(self.presentation.facts, self.catalog)

    @cached_property
    def proposal(self) -> Mapping:
        return self.presentation.proposal

    @cached_property
    def regimens(self) -> list["Shown"]:
        return [
            Shown(self._course(regimen), self.case, self.catalog, self._labels(regimen))
            for regimen in self.proposal["regimens"]
            if regimen["key"] in self.presentation.shown
        ]

    def _labels(self, regimen: Mapping) -> list[str]:
        """What speaks for it among all that were proposed."""
        held = labels_that_hold(regimen, self.proposal["regimens"], self.catalog)
        return patient_words.labels({"labels": held})

    def _course(self, regimen: Mapping) -> Mapping:
        """The regimen with the boosters that were switched on when it was shown."""
        options = frozenset(self.presentation.options.get(regimen["key"], ()))
        return chosen_course(regimen, options, self.catalog)

    @property
    def title(self) -> str:
        if not self.regimens:
            return _("No procedure now")
        if self.waits_first and self.no_procedure:
            return _("What your doctor suggests")
        if len(self.regimens) == 1:
            return _("The plan your doctor suggests")
        return _("The plans your doctor suggests")

    @property
    def waits_first(self) -> bool:
        """Whether waiting comes first. Why is for the doctor to say."""
        return self.proposal["no_procedure"]["first"]

    @cached_property
    def no_procedure(self) -> dict | None:
        """The card without a procedure, where it was shown."""
        if NO_PROCEDURE not in self.presentation.shown:
            return None
        return no_procedure_in_words(self.proposal["no_procedure"])

    @property
    def notice(self) -> str:
        return demonstration() or ("" if self.catalog.signed else str(DEMONSTRATION))


def no_procedure_in_words(card: Mapping) -> dict:
    """Doing nothing now, with what helps meanwhile. What there is to wait for is a reason, and told by the doctor."""
    rules = [reason["rule"] for reason in card["reasons"]]
    return {
        "first": card["first"],
        "advice": [str(words) for rule, words in patient_words.ADVICE.items() if rule in rules],
        "look_again": patient_words.day(card["look_again_on"]),
    }


@dataclass
class Shown:
    """One shown regimen in plain words."""

    course: Mapping
    case: Case
    catalog: Catalog
    labels: list[str] = field(default_factory=list)

    @cached_property
    def working(self) -> list[str]:
        """What is done on its visits, in the order in which it is first done."""
        return list(dict.fromkeys(key for visit in self.course["visits"] for key in held_on(visit)))

    @property
    def name(self) -> str:
        return patient_words.named_together(self.working or self.course["modalities"], self.catalog)

    @property
    def notes(self) -> list[str]:
        """What is not settled, without the reason: that is told by the doctor."""
        notes = []
        if self.course["needs_reason"]:
            notes.append(_("Your doctor will explain what has to be weighed before this plan."))
        if self.course["provisional"]:
            notes.append(_("Some questions are still open. The plan may change with the answers."))
        return notes

    @property
    def done_here(self) -> list[dict]:
        """What is done at the clinic; what is used at home stands by itself."""
        at_home = {phase["modality"] for phase in self.course["home"]}
        return [one for one in self.treatments if one["modality"] not in at_home]

    @property
    def treatments(self) -> list[dict]:
        """What each treatment is and what studies found of it."""
        keys = dict.fromkeys([*self.working, *self.course["modalities"]])
        found = findings_of(self.course["expected"], keys, self.catalog)
        return [
            {
                "modality": key,
                "name": patient_words.treatment_name(key, self.catalog),
                "means": patient_words.treatment_means(key, self.catalog),
                "found": found.get(key, []),
            }
            for key in keys
        ]

    # ---- the facts in a few lines

    @property
    def how_many(self) -> str:
        totals = self.course["totals"]
        if not totals["visits"]:
            return _("No visits: this is done at home.")
        visits = ngettext("%(count)s visit", "%(count)s visits", totals["visits"]) % {"count": totals["visits"]}
        if totals["days"]:
            visits = _("%(visits)s over about %(time)s") % {
                "visits": visits,
                "time": patient_words.span_of(totals["days"]),
            }
        return "; ".join([visits, *self._besides()])

    def _besides(self) -> list[str]:
        kinds = [visit["kind"] for visit in self.course["visits"]]
        tests, checks = kinds.count(TEST_SPOT), len(kinds) - kinds.count(TEST_SPOT) - kinds.count(TREATMENT)
        said = []
        if tests:
            said.append(_("a test of a small area first"))
        if checks:
            said.append(ngettext("%(count)s short check", "%(count)s short checks", checks) % {"count": checks})
        return said

    @cached_property
    def visits(self) -> list[dict]:
        """The visits by name and date, with what is done and how long it takes."""
        number, before, rows = 0, None, []
        for visit in self.course["visits"]:
            number += visit["kind"] == TREATMENT
            held = held_on(visit)
            rows.append(
                {
                    "name": name_of(visit, number),
                    "when": _("about %(day)s") % {"day": patient_words.day(visit["target_on"])},
                    "gap": gap_of(before, visit),
                    "what": patient_words.named_together(held, self.catalog) or _("We look at your skin together."),
                    "minutes": patient_words.minutes(visit),
                    "downtime": patient_words.downtime(visit["downtime_days"]) if held else "",
                    "number": number if visit["kind"] == TREATMENT else None,
                }
            )
            before = visit
        return rows

    @property
    def when(self) -> str:
        days = [visit["target_on"] for visit in self.course["visits"] if visit["kind"] == TREATMENT]
        if not days:
            return ""
        if len(days) == 1:
            return _("About %(day)s") % {"day": patient_words.day(days[0])}
        return _("The first about %(first)s, the last about %(last)s") % {
            "first": patient_words.day(days[0]),
            "last": patient_words.day(days[-1]),
        }

    @property
    def downtimes(self) -> list[str]:
        """How long it shows: once when it is the same after every visit, else with the visits it is said of."""
        said: dict[str, list[dict]] = {}
        for visit in self.visits:
            if visit["downtime"]:
                said.setdefault(visit["downtime"], []).append(visit)
        if len(said) < 2:
            return list(said)
        return [f"{together(visits)}: {words}" for words, visits in said.items()]

    @property
    def minutes(self) -> str:
        """How long a visit takes, from the shortest to the longest; checks are left out."""
        known = [visit["minutes"] for visit in self.course["visits"] if visit["minutes"]]
        if not known:
            return ""
        if min(known) == max(known):
            return _("about %(all)s minutes each") % {"all": known[0]}
        return _("about %(least)s to %(most)s minutes each") % {"least": min(known), "most": max(known)}

    @property
    def price(self) -> str:
        return patient_words.price_of_all(self.course["totals"])

    # ---- at home

    @property
    def home(self) -> list[dict]:
        return [home_in_words(phase, self.case, self.catalog) for phase in self.course["home"]]

    @cached_property
    def _lines(self) -> list[Line]:
        tested = any(visit["kind"] == TEST_SPOT for visit in self.course["visits"])
        return lines_of(self.working, self.case, self.catalog, leave_out={TEST_PATCH} if tested else ())

    @property
    def before(self) -> list[Line]:
        return [line for line in self._lines if line.phase == "pre"]

    @property
    def after(self) -> list[Line]:
        return [line for line in self._lines if line.phase == "post"]


def together(visits: list[dict]) -> str:
    """Several visits by their numbers; a test has none and goes by its name."""
    numbers = [str(visit["number"]) for visit in visits if visit["number"]]
    names = list(dict.fromkeys(visit["name"] for visit in visits if not visit["number"]))
    if len(numbers) == 1:
        names.append(_("Visit %(number)s") % {"number": numbers[0]})
    elif numbers:
        names.append(_("Visits %(numbers)s") % {"numbers": patient_words.joined(numbers)})
    return patient_words.joined(names)
