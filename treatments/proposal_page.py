"""All that the proposal page shows to one person: the regimens as cards, the questions that are open, and what was set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.access import Permission
from catalog.words import said
from patients import showing_questions, showing_skin
from patients.case_of import rows_of, told_answer
from patients.identity import identity_of, tabs_of
from patients.models import Consultation
from patients.saying import answer_in_words, day_in_words
from planner.catalog import Catalog
from treatments import plan_course as words
from treatments.actions import NO_PROCEDURE
from treatments.forms import OPTIONS_OF, Wishes
from treatments.models import QuestionSetAside, TreatmentPlan
from treatments.proposal_card import Card
from treatments.proposal_why import asked_pair, neighbours
from treatments.proposal_wishes import Tried, WishesForm, wish_in_words
from treatments.proposals import Proposed

P = Permission
FEW_QUESTIONS = 3  # so many stand open on the page; more are folded, so that the regimens stay in sight
VERDICTS = {
    "absolute": (gettext_lazy("Not possible"), "danger"),
    "defer": (gettext_lazy("Not yet"), "warn"),
    "relative": (gettext_lazy("Only with a recorded reason"), "warn"),
    "avoided": (gettext_lazy("The patient wants to avoid it"), ""),
    "not_offered": (gettext_lazy("Not offered here"), ""),
    "poor_fit": (gettext_lazy("Fits these findings poorly"), ""),
    "dominated": (gettext_lazy("Fits, but something shown does as well or better"), ""),
}


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
        return {**card, "key": NO_PROCEDURE, "look_again_on": look, "reasons": reasons}

    @cached_property
    def cards(self) -> list[Card]:
        regimens = [None, *self.document["regimens"]]
        return [self._card(one, place, regimens[place - 1]) for place, one in enumerate(regimens) if one]

    def _card(self, regimen: Mapping, place: int, before: Mapping | None) -> Card:
        key = regimen["key"]
        return Card(
            regimen=regimen,
            number=place,
            catalog=self.catalog,
            wishes=self.wishes,
            wanted=frozenset(self.options.get(key, ())),
            newest=self.newest_option.removeprefix(f"option-{key}-"),
            before=before,
            open_questions=[line for line in self.questions if key in line["regimens"]],
            typed=self.typed,
        )

    def card(self, key: str) -> Card | None:
        return next((card for card in self.cards if card.key == key), None)

    @cached_property
    def primary(self) -> str:
        """The key of the regimen whose button leads: none where doing nothing now comes first, or nothing can be adopted."""
        stands = self.cards and not self.no_procedure["first"] and not self.open_plan and not self.newest
        return self.cards[0].key if stands else ""

    # ---- questions

    @cached_property
    def set_aside_by_reason(self) -> list[dict]:
        """The questions a dermatologist left open, and why."""
        rows = QuestionSetAside.objects.filter(consultation=self.consultation).select_related("by").order_by("pk")
        asked = self.catalog.questions
        return [
            {
                "key": row.question,
                "text": asked[row.question].ask if row.question in asked else row.question,
                "row": row,
            }
            for row in rows
        ]

    @cached_property
    def questions(self) -> list[dict]:
        """What could still change a regimen, those of the first regimen first, each with the control that answers it."""
        aside = {one["key"] for one in self.set_aside_by_reason}
        lines = [self._question(row) for row in self.document["questions"] if row["question"] not in aside]
        return sorted(lines, key=lambda line: (line["numbers"] or [len(self.document["regimens"]) + 1])[0])

    def _question(self, row: Mapping) -> dict:
        key = row["question"]
        line = showing_questions.line_of(
            self.catalog.questions[key], self.catalog, self.typed, self.asked.get("areas") == key
        )
        line.earlier = self._told(key)
        places = {one["key"]: place for place, one in enumerate(self.document["regimens"], start=1)}
        return {
            "key": key,
            "line": line,
            "text": row["text"],
            "regimens": row["regimens"],
            "numbers": sorted(places[one] for one in row["regimens"] if one in places),
            "about": ", ".join(words.name_of(one, self.catalog) for one in row["modalities"]),
            "reason": self.typed.get("reason", "") if self.typed.get("question") == key else "",
            "is_refused": self.refused == "aside" and self.typed.get("question") == key,
        }

    def _told(self, key: str) -> str:
        told, question = self._rows.answers.get(key), self.catalog.questions[key]
        if told is None:
            return ""
        return (
            f"{day_in_words(told.told_on)}: {answer_in_words(question, told_answer(told, self.catalog), self.catalog)}"
        )

    @cached_property
    def _rows(self):
        return rows_of(self.consultation)

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
        """The treatments in no regimen, by verdict, the strongest first."""
        groups = groupby(self.document["set_aside"], key=lambda row: row["verdict"])
        return [self._verdict(verdict, list(rows)) for verdict, rows in groups]

    def _verdict(self, verdict: str, rows: list[Mapping]) -> dict:
        title, kind = VERDICTS.get(verdict, (said(verdict), ""))
        return {"title": title, "kind": kind, "rows": [self._aside(row) for row in rows]}

    def _aside(self, row: Mapping) -> dict:
        until = _("until %(day)s") % {"day": day_in_words(words.day_of(row["until"]))} if row["until"] else ""
        return {
            "name": words.name_of(row["modality"], self.catalog),
            "until": until or row["condition"] or "",
            "text": row["text"],
            "sources": words.sources_in_words(row, self.catalog),
        }

    @property
    def set_aside_line(self) -> str:
        """How many of each, so that the list may stay folded."""
        return ", ".join(f"{len(group['rows'])} {str(group['title']).lower()}" for group in self.set_aside)

    @property
    def sources(self) -> list[tuple[str, str]]:
        return sorted(self.document["sources"].items())

    @property
    def kept_options(self) -> list[tuple[str, str]]:
        """The options that are switched on, as hidden fields of a form that is not in a card."""
        return [(f"{OPTIONS_OF}{card.key}", one) for card in self.cards for one in sorted(card.chosen)]
