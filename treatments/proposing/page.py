"""All that the proposal page shows to one person: the regimens as cards, the questions that are open, and what was set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import Permission
from patients import showing_skin
from patients.identity import identity_of, tabs_of
from patients.models import Consultation
from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments.actions import NO_PROCEDURE
from treatments.models import TreatmentPlan
from treatments.planning import stored_course as words
from treatments.proposals import Proposed, disagreements
from treatments.proposing.aside import counted, set_aside_by_verdict
from treatments.proposing.card import Card
from treatments.proposing.carried import Carried
from treatments.proposing.forms import Wishes, courses_of, options_as_pairs
from treatments.proposing.questions import OpenQuestions, set_aside_in
from treatments.proposing.why import asked_pair, neighbours
from treatments.proposing.wishes import Tried, WishesForm, wish_in_words

P = Permission
NO_COURSE = "no_course_keeps_the_wishes"
FEW_QUESTIONS = 3  # so many stand open on the page; more are folded, so that the regimens stay in sight


@dataclass
class Page:
    """The proposal for one consultation as one person sees it.

    `typed_wishes` is what stands in the fields, readable or not; `asked` what the address or a form holds beside it.
    """

    tried: Tried
    user: Any
    typed_wishes: Wishes
    options: Mapping[str, list[str]] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: list[dict] = field(default_factory=list)
    refused: str = ""
    go_to: dict | None = None
    newest_option: str = ""

    @property
    def now(self) -> Proposed:
        return self.tried.now

    @property
    def consultation(self) -> Consultation:
        return self.now.consultation

    @property
    def catalog(self) -> Catalog:
        return self.now.catalog

    @property
    def document(self) -> Mapping:
        return self.now.document

    @property
    def wishes(self) -> Wishes:
        return self.tried.wishes

    # ---- who, and what may be done

    @cached_property
    def identity(self) -> dict:
        return identity_of(self.consultation.patient, self.user)

    @cached_property
    def tabs(self) -> list[dict]:
        return tabs_of(self.consultation.patient, self.user, "consultation_list")

    @cached_property
    def may_adopt(self) -> bool:
        return self.user.may(P.ADOPT_PLAN)

    @property
    def may_answer(self) -> bool:
        return not self.consultation.is_signed

    @cached_property
    def open_plan(self) -> TreatmentPlan | None:
        return TreatmentPlan.objects.of(self.consultation.patient).open().with_people().first()

    @cached_property
    def newest(self) -> Consultation | None:
        """A later consultation, from which one has to propose instead."""
        newest = Consultation.objects.of(self.consultation.patient).newest_first().first()
        return newest if newest and newest.pk != self.consultation.pk else None

    @property
    def currency(self) -> str:
        return settings.CURRENCY

    @property
    def waits_for_signature(self) -> bool:
        return not settings.DEMO and not self.now.version.signed

    # ---- head

    @property
    def line(self) -> str:
        held = self.consultation
        state = _("signed") if held.is_signed else _("draft")
        said_of = {"day": day_in_words(held.held_on), "state": state, "number": self.now.version.number}
        return _("Consultation of %(day)s (%(state)s) · catalog version %(number)s") % said_of

    @cached_property
    def scores(self) -> list[dict]:
        return showing_skin.scores_of(self.now.case, self.catalog)

    @property
    def form(self) -> WishesForm:
        return WishesForm(self.typed_wishes, self.tried.problems, self.catalog)

    @property
    def missed_wish(self) -> str:
        """The wish that no regimen keeps, where all others are kept."""
        missed = next((one["nearest"] for one in self.document["regimens"] if one["nearest"]), None)
        return wish_in_words(missed) if missed else ""

    @property
    def no_course(self) -> str:
        """That no course keeps the wishes, in the sentence of the planner."""
        reasons = self.document["no_procedure"]["reasons"]
        return next((row["text"] for row in reasons if row["rule"] == NO_COURSE), "")

    @property
    def not_judged(self) -> list[str]:
        return [wish_in_words(name) for name in self.document["wishes_not_judged"]]

    @property
    def announcement(self) -> str:
        """What is said aloud when the proposal changed in place."""
        number = len(self.cards)
        if not number:
            return _("No regimen; no procedure now")
        count = ngettext("%(n)s regimen", "%(n)s regimens", number) % {"n": number}
        first = _("no procedure now") if self.no_procedure["first"] else self.cards[0].name
        return _("%(count)s. First: %(first)s") % {"count": count, "first": first}

    # ---- the cards

    @cached_property
    def no_procedure(self) -> dict:
        card = self.document["no_procedure"]
        reasons = [
            {"text": row["text"], "sources": words.sources_in_words(row, self.catalog)} for row in card["reasons"]
        ]
        look = day_in_words(words.day_of(card["look_again_on"]))
        opens = [{"text": line, "why": self._why_waits(line)} for line in card["wait_for"]]
        return {
            **card,
            "key": NO_PROCEDURE,
            "id": "no-procedure",
            "look_again_on": look,
            "reasons": reasons,
            "opens": opens,
        }

    def _why_waits(self, line: str) -> str:
        """The rules behind a condition, once each, in the sentences of what was set aside for its sake."""
        said = line.casefold()
        rows = [row for row in self.document["set_aside"] if row["condition"] and row["condition"].casefold() in said]
        texts = [row["text"] for row in rows]
        return " ".join(dict.fromkeys(texts))

    @cached_property
    def cards(self) -> list[Card]:
        regimens = [None, *self.document["regimens"]]
        return [self._card(one, place, regimens[place - 1]) for place, one in enumerate(regimens) if one]

    def _card(self, regimen: Mapping, place: int, before: Mapping | None) -> Card:
        key, called = regimen["key"], self.courses[regimen["key"]]
        others = {course: chosen for course, chosen in self.options.items() if course != called}
        return Card(
            regimen=regimen,
            number=place,
            catalog=self.catalog,
            called=called,
            wanted=frozenset(self.options.get(called, ())),
            newest=self.newest_option.removeprefix(f"option-{called}-"),
            query=[*self.wishes.pairs, *options_as_pairs(others)],
            before=before,
            beside=self.document["regimens"],
            open_questions=[line for line in self.questions if key in line["regimens"]],
            typed=self.typed,
            disagreements=disagreements(regimen, self.now.case, self.catalog),
        )

    def card(self, key: str) -> Card | None:
        return next((card for card in self.cards if card.key == key), None)

    @property
    def card_switched(self) -> Card | None:
        """The card in which an option was just switched."""
        return next((card for card in self.cards if self.newest_option.startswith(f"option-{card.called}-")), None)

    @cached_property
    def primary(self) -> str:
        """The key of the regimen whose button leads: none where doing nothing now comes first, or nothing can be adopted."""
        stands = self.cards and not self.no_procedure["first"] and not self.open_plan and not self.newest
        return self.cards[0].key if stands else ""

    # ---- questions

    @cached_property
    def set_aside_by_reason(self) -> list[dict]:
        return set_aside_in(self.consultation, self.catalog)

    @cached_property
    def questions(self) -> list[dict]:
        asked = self.asked.get("areas", "")
        aside_refused = self.refused == "aside"
        held = OpenQuestions(self.document, self.consultation, self.catalog, self.typed, asked, aside_refused)
        return held.lines(self.set_aside_by_reason)

    @property
    def plans_wait(self) -> bool:
        """Whether a regimen waits for an answer, and not only an option."""
        return any(line["numbers"] for line in self.questions)

    @property
    def questions_title(self) -> str:
        number = len(self.questions)
        return ngettext("%(n)s question could change this", "%(n)s questions could change this", number) % {"n": number}

    @property
    def questions_stand_open(self) -> bool:
        """Folded while they would push the regimens out of sight, unless somebody is at them."""
        return (
            len(self.questions) <= FEW_QUESTIONS
            or self.refused in ("answers", "aside", "questions")
            or "areas" in self.asked
        )

    # ---- order, what was set aside, sources

    @cached_property
    def neighbours(self) -> list[dict]:
        return neighbours(self.document["regimens"], self.catalog)

    @cached_property
    def pair(self) -> dict | None:
        """The two regimens somebody asked to compare."""
        return asked_pair(
            (self.asked.get("one", ""), self.asked.get("other", "")), self.document["regimens"], self.catalog
        )

    @cached_property
    def set_aside(self) -> list[dict]:
        return set_aside_by_verdict(self.document["set_aside"], self.catalog)

    @property
    def set_aside_line(self) -> str:
        return counted(self.set_aside)

    @property
    def sources(self) -> list[dict]:
        """Every work the proposal rests on, by the name that its lines give it."""
        named = words.sources_in_words({"sources": self.document["sources"]}, self.catalog)
        return sorted(named, key=lambda one: one["short"].lower())

    # ---- what forms and the address carry

    @cached_property
    def courses(self) -> dict[str, str]:
        """Key of a shown regimen -> what fields and addresses call its course."""
        return courses_of(self.document["regimens"])

    @cached_property
    def carried(self) -> Carried:
        return Carried(self.wishes, self.options, self.cards, self.catalog)

    @property
    def query(self) -> str:
        return self.carried.query
