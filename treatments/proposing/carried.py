"""What forms and the address of the proposal carry from one page to the next: the wishes, and the options that are switched on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from planner.catalog import Catalog
from treatments.planning.stored_course import name_of
from treatments.proposing.card import Card
from treatments.proposing.forms import LOST_OF, Wishes, options_as_pairs, treatments_of


@dataclass(frozen=True)
class Carried:
    """Of the options that were asked for, those of the shown cards, and those that no card offers now.

    The latter are kept, so that a wish that is typed and taken back unticks nothing.
    """

    wishes: Wishes
    asked: Mapping[str, list[str]]
    cards: list[Card]
    catalog: Catalog

    @property
    def options(self) -> list[tuple[str, str]]:
        """The options that are switched on in a card, as fields."""
        return options_as_pairs({card.called: sorted(card.chosen) for card in self.cards})

    @cached_property
    def lost_by_course(self) -> dict[str, list[str]]:
        offered = {card.called: card.regimen["options"] for card in self.cards}
        known = {
            course: [one for one in chosen if one in self.catalog.modalities and one not in offered.get(course, ())]
            for course, chosen in self.asked.items()
            if all(key in self.catalog.modalities for key in treatments_of(course))
        }
        return {course: chosen for course, chosen in known.items() if chosen}

    @property
    def lost(self) -> list[tuple[str, str]]:
        """The options that were switched on and are not offered now, as fields."""
        return options_as_pairs(self.lost_by_course, LOST_OF)

    @property
    def lost_lines(self) -> list[str]:
        """Which they are, with the regimen they were chosen for."""
        return [self._lost_line(course, chosen) for course, chosen in self.lost_by_course.items()]

    def _lost_line(self, course: str, chosen: list[str]) -> str:
        said = {"options": self._names(chosen), "regimen": self._names(treatments_of(course))}
        if any(card.called == course for card in self.cards):
            return _("Not offered now with %(regimen)s: %(options)s, which was switched on.") % said
        return _("Not among the regimens now: %(regimen)s, for which %(options)s was switched on.") % said

    def _names(self, keys: list[str]) -> str:
        return ", ".join(name_of(key, self.catalog) for key in keys)

    # ---- addresses

    @property
    def query(self) -> str:
        """The page as it stands."""
        return urlencode([*self.wishes.pairs, *self.options, *self.lost])

    @property
    def query_without_wishes(self) -> str:
        return urlencode([*self.options, *self.lost])

    @property
    def query_without_lost(self) -> str:
        return urlencode([*self.wishes.pairs, *self.options])
