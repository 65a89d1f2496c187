"""The form in which wishes are tried: what is wished, what may be wished, and what is wrong with a wish."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.words import said
from patients.models import Consultation
from planner.case import CaseError
from planner.catalog import Catalog
from planner.vocabulary import Aim
from treatments.planning.stored_course import name_of
from treatments.proposals import Proposed, proposed
from treatments.proposing.forms import Wishes

WISHES = {
    "max_downtime_days": gettext_lazy("longest downtime per visit"),
    "max_price": gettext_lazy("budget"),
    "ready_by": gettext_lazy("ready by"),
    "max_visits": gettext_lazy("most visits"),
    "avoid": gettext_lazy("what to avoid"),
    "most_important": gettext_lazy("what matters most"),
}
AIMS = {
    "improvement": gettext_lazy("Improvement"),
    "downtime": gettext_lazy("Short downtime"),
    "price": gettext_lazy("Low price"),
    "speed": gettext_lazy("Done early"),
    "pigment_risk": gettext_lazy("Low risk of dark marks"),
}
ALLOWED = {
    "max_downtime_days": gettext_lazy("Write whole days, such as 5."),
    "max_price": gettext_lazy("Write an amount, such as 1500 or 1500.50."),
    "ready_by": gettext_lazy("Choose a day after today."),
    "max_visits": gettext_lazy("Write a whole number of visits, 1 or more."),
    "avoid": gettext_lazy("Tick treatments of the list."),
    "most_important": gettext_lazy("Choose from the list."),
}
RANKS = (gettext_lazy("Matters most"), gettext_lazy("Matters next"))
FIELD = "preferences."


def wish_in_words(name: str) -> str:
    """What pages call a wish."""
    return str(WISHES.get(name) or said(name).lower())


@dataclass(frozen=True)
class Tried:
    """A proposal under the wishes that can be read, and what is wrong with each of the others."""

    now: Proposed
    wishes: Wishes
    problems: Mapping[str, str] = field(default_factory=dict)


def tried(consultation: Consultation, wishes: Wishes) -> Tried:
    """The proposal under these wishes; one that cannot be read is left out and named. Raises CaseError for any other field."""
    problems: dict[str, str] = {}
    while True:
        try:
            return Tried(proposed(consultation, wishes=wishes.given), wishes, problems)
        except CaseError as error:
            name = wish_of(error)
            if name not in wishes.fields:
                raise
            problems[name] = problem_in_words(name, wishes.fields[name])
            wishes = wishes.without(name)


def wish_of(error: CaseError) -> str:
    """The wish that a refusal is about; empty when it is about none."""
    if not error.field.startswith(FIELD):
        return ""
    return error.field.removeprefix(FIELD).partition("[")[0].partition(".")[0]


def problem_in_words(name: str, typed: str | list[str]) -> str:
    """What was typed as a wish, and what may be typed."""
    shown = typed if isinstance(typed, str) else ", ".join(typed)
    return _("“%(typed)s” cannot be read here. %(allowed)s") % {"typed": shown, "allowed": ALLOWED[name]}


@dataclass
class WishesForm:
    """The fields as they were typed, with what is wrong beside each."""

    typed: Wishes
    problems: Mapping[str, str]
    catalog: Catalog

    @property
    def fields(self) -> dict[str, str]:
        """Name -> the text that stands in the field."""
        return {name: value for name, value in self.typed.fields.items() if isinstance(value, str)}

    @cached_property
    def avoidable(self) -> list[tuple[str, str, bool]]:
        """What the clinic offers, each to be avoided or not."""
        avoided = self.typed.fields.get("avoid", [])
        return [
            (key, name_of(key, self.catalog), key in avoided) for key in self.catalog.modalities if self._offered(key)
        ]

    def _offered(self, key: str) -> bool:
        return key in self.catalog.offers

    @property
    def avoided(self) -> int:
        return sum(chosen for _key, _name, chosen in self.avoidable)

    @cached_property
    def ranked(self) -> list[dict]:
        """What matters most and what next, each a choice of all aims."""
        given = self.typed.fields.get("most_important", [])
        chosen = [*given, "", ""][: len(RANKS)]
        return [
            {"id": f"wish-aim-{place}", "label": label, "options": self._aims(one)}
            for place, (label, one) in enumerate(zip(RANKS, chosen, strict=True), start=1)
        ]

    def _aims(self, chosen: str) -> list[tuple[str, str, bool]]:
        return [(key, AIMS.get(key) or said(key), key == chosen) for key in get_args(Aim)]

    @property
    def errors(self) -> list[dict]:
        """For the summary: each problem with its field."""
        return [
            {"text": f"{wish_in_words(name).capitalize()}: {problem}", "field_id": f"wish-{name}"}
            for name, problem in self.problems.items()
        ]
