"""One regimen of a proposal as its card shows it: what stands out first, then visits, options, evidence, cautions and reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments import downtime
from treatments.hooks import regimen_in_words
from treatments.planning import stored_course as words
from treatments.proposals import chosen_course, option_costs, options_exclude
from treatments.proposing.arguments import Arguments
from treatments.proposing.forms import OPTIONS_OF, options_as_pairs
from treatments.proposing.labels import ONLY_WITH_REASONS, labels_that_hold
from treatments.proposing.level_words import value_in_words
from treatments.proposing.visits import (
    TREATMENT,
    duration_in_words,
    home_of,
    price_of,
    visits_of,
)
from treatments.proposing.why import first_difference
from treatments.proposing.wishes import wish_in_words


def settled(regimen: Mapping, wanted: frozenset[str], newest: str, catalog: Catalog) -> frozenset[str]:
    """The options that may be had together: the one switched on last pushes its alternatives out, and the first the later ones."""
    kept: list[str] = []
    for key in sorted(wanted & set(regimen["options"]), key=lambda one: (one != newest, regimen["options"].index(one))):
        if not any(options_exclude(key, other, regimen, catalog) for other in kept):
            kept.append(key)
    return frozenset(kept)


@dataclass
class Card:
    """A regimen under its number, with the options that are switched on.

    `called` is what addresses call its course, `beside` are all regimens that are shown, `before` is the one above.
    `query` is the address of the page without the options of this card.
    """

    regimen: Mapping
    number: int
    catalog: Catalog
    called: str = ""
    wanted: frozenset[str] = frozenset()
    newest: str = ""
    query: list[tuple[str, str]] = field(default_factory=list)
    before: Mapping | None = None
    beside: list[Mapping] = field(default_factory=list)
    open_questions: list[Mapping] = field(default_factory=list)
    typed: Mapping[str, str] = field(default_factory=dict)
    disagreements: list[Mapping] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.regimen["key"]

    @property
    def id(self) -> str:
        return f"card-{self.called}"

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @cached_property
    def chosen(self) -> frozenset[str]:
        return settled(self.regimen, self.wanted, self.newest, self.catalog)

    @cached_property
    def course(self) -> Mapping:
        """The regimen as it would be adopted now: with the chosen options as part of it, without the others."""
        return chosen_course(self.regimen, self.chosen, self.catalog)

    # ---- what stands out

    @cached_property
    def name(self) -> str:
        return regimen_in_words(self.regimen, self.catalog)

    @property
    def line(self) -> str:
        """How many visits over how long."""
        visits, days = self.course["totals"]["visits"], self.course["totals"]["days"]
        if not visits:
            return _("At home only, no visit for treatment")
        said_visits = ngettext("%(n)s visit", "%(n)s visits", visits) % {"n": visits}
        return (
            _("%(visits)s over %(time)s") % {"visits": said_visits, "time": duration_in_words(days)}
            if days
            else said_visits
        )

    @property
    def labels(self) -> list[str]:
        """What speaks for it in a word among all that are shown. That reasons are to be recorded stands below in full."""
        held = labels_that_hold(self.regimen, self.beside, self.catalog)
        said = [label for label in held if label != ONLY_WITH_REASONS or not self.regimen["needs_reason"]]
        return [label[:1].upper() + label[1:] for label in said]

    @property
    def missed_wish(self) -> str:
        return wish_in_words(self.regimen["nearest"]) if self.regimen["nearest"] else ""

    @cached_property
    def needs_reason(self) -> list[dict]:
        """The modalities a rule speaks against, each with the field for the reason."""
        return [
            {
                "name": words.name_of(key, self.catalog),
                "field": f"reason.{key}",
                "id": f"reason-{self.called}-{key}",
                "text": self.typed.get(f"reason.{key}", ""),
            }
            for key in self.regimen["needs_reason"]
        ]

    @property
    def reason_needed_for(self) -> str:
        return ", ".join(row["name"] for row in self.needs_reason)

    @cached_property
    def figures(self) -> list[dict]:
        """What regimens are compared by at a glance."""
        return [
            {"label": _("Main concern"), "value": self.level("main concern")},
            {"label": _("Last treatment"), "value": self._last_day()},
            {"label": _("Downtime in all"), "value": downtime.in_all(self.course, self.catalog)},
            {"label": _("Price"), "value": self.price_in_words},
            {"label": _("Other findings, by number × grade"), "value": self.level("rest of burden"), "is_wide": True},
        ]

    def level(self, name: str) -> str:
        """A value on which regimens are compared, in words."""
        return value_in_words(name, dict(self.regimen["levels"]).get(name, ""), self.catalog)

    @property
    def evidence(self) -> str:
        return self.level("evidence")

    @property
    def price_in_words(self) -> str:
        return price_of(self.course["totals"]["price"])

    @property
    def compared(self) -> list[dict]:
        """The same figures as cells of the comparison, in the order of its columns."""
        main, last, down, price, others = self.figures
        visits, days = self.course["totals"]["visits"], self.course["totals"]["days"]
        rest = _("others: %(shares)s") % {"shares": others["value"]}
        span = duration_in_words(days) if visits and days else ""
        return [
            main | {"more": rest},
            {"label": _("Visits"), "value": visits, "is_number": True},
            last | {"more": span, "is_short": True},
            down,
            price | {"is_number": True},
            {"label": _("Evidence"), "value": self.evidence.partition("; ")[0].partition(", ")[0]},
        ]

    @property
    def short_marks(self) -> Iterable[str]:
        """What must not be missed in a row of the comparison; the card says it in full."""
        if self.needs_reason:
            yield _("needs a recorded reason")
        if self.missed_wish:
            yield _("does not keep: %(wish)s") % {"wish": self.missed_wish}
        if self.open_questions:
            number = len(self.open_questions)
            yield ngettext("%(n)s question open", "%(n)s questions open", number) % {"n": number}

    @property
    def labels_line(self) -> str:
        return " · ".join(self.labels)

    def _last_day(self) -> str:
        days = [visit["target_on"] for visit in self.course["visits"] if visit["kind"] == TREATMENT]
        return day_in_words(words.day_of(max(days))) if days else _("none")

    @cached_property
    def behind(self) -> dict | None:
        """Why it stands below the one above: the first level at which the two differ."""
        if self.before is None:
            return None
        return first_difference(self.before, self.regimen, self.catalog) | {"above": self.number - 1}

    # ---- visits

    @cached_property
    def visits(self) -> list[dict]:
        return visits_of(self.course, self.catalog)

    @property
    def visits_line(self) -> str:
        """What stands folded: how many visits of which kind, and how many of them wait."""
        kinds = [visit["kind"] for visit in self.course["visits"]]
        tests, reviews = kinds.count("test_spot"), len(kinds) - kinds.count("test_spot") - kinds.count(TREATMENT)
        waiting = sum(bool(visit["provisional"]) for visit in self.visits)
        parts = [
            ngettext("%(n)s treatment", "%(n)s treatments", kinds.count(TREATMENT)) % {"n": kinds.count(TREATMENT)},
            ngettext("%(n)s test spot", "%(n)s test spots", tests) % {"n": tests} if tests else "",
            ngettext("%(n)s review", "%(n)s reviews", reviews) % {"n": reviews} if reviews else "",
            _("%(n)s provisional") % {"n": waiting} if waiting else "",
            _("care at home") if self.home else "",
        ]
        return ", ".join(part for part in parts if part)

    @cached_property
    def home(self) -> list[dict]:
        return home_of(self.course, self.catalog)

    # ---- options

    @cached_property
    def options(self) -> list[dict]:
        return [self._option(cost) for cost in option_costs(self.regimen, self.catalog)]

    def _option(self, cost) -> dict:
        others = [key for key in self.regimen["options"] if key != cost.modality]
        excluded = [key for key in others if options_exclude(cost.modality, key, self.regimen, self.catalog)]
        return {
            "key": cost.modality,
            "id": f"option-{self.called}-{cost.modality}",
            "name": words.name_of(cost.modality, self.catalog),
            "chosen": cost.modality in self.chosen,
            "adds": " · ".join(self._adds(cost)),
            "instead_of": _(" or ").join(words.name_of(key, self.catalog) for key in excluded),
            "switched": self._switched(cost.modality, frozenset(excluded)),
        }

    def _adds(self, cost) -> Iterable[str]:
        visits = ngettext("on %(n)s visit", "on %(n)s visits", cost.visits) % {"n": cost.visits}
        yield _("+ %(price)s %(visits)s") % {"price": price_of(cost.price), "visits": visits}
        if cost.minutes:
            yield _("+ %(n)s min") % {"n": cost.minutes}

    def _switched(self, key: str, excluded: frozenset[str]) -> str:
        """The address of the page with this option switched over, for whoever has no script."""
        chosen = self.chosen - {key} if key in self.chosen else (self.chosen | {key}) - excluded
        return urlencode([*self.query, *options_as_pairs({self.called: sorted(chosen)})])

    @property
    def options_field(self) -> str:
        return f"{OPTIONS_OF}{self.called}"

    @cached_property
    def arguments(self) -> Arguments:
        """What to expect, what to mind, and why."""
        return Arguments(self.regimen, self.course, self.chosen, self.catalog, self.disagreements)

    @property
    def think_until(self) -> str:
        return self.typed.get("think_until", "")
