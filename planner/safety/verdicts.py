"""What screening says: verdicts for a modality, regions and days, and the questions that could change them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.catalog import Item
from planner.catalog.safety import Question, Rule
from planner.vocabulary import Severity, strongest

Date = datetime.date


@dataclass(frozen=True)
class Verdict:
    """One rule of the knowledge that holds for one modality in this case.

    `regions`: where it holds, None = everywhere. It holds from `from_on` (None = already) to the day before `until_on`;
    `until_on` None = no date is known: it holds until the question is answered anew.
    """

    rule: Rule
    modality: str
    regions: tuple[str, ...] | None = None
    from_on: Date | None = None
    until_on: Date | None = None

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return self.rule.severity

    def holds(self, regions: Iterable[str], day: Date) -> bool:
        """Whether it holds on `day` for any of `regions`; an empty `regions` stands for the whole person."""
        if self.from_on is not None and day < self.from_on:
            return False
        if self.until_on is not None and day >= self.until_on:
            return False
        return self.reaches(regions)

    def reaches(self, regions: Iterable[str]) -> bool:
        """Whether it speaks of any of `regions` at all; without regions of its own it speaks of every place.

        The whole person includes every region: where no place is named, a verdict about some region speaks too.
        """
        regions = tuple(regions)
        return self.regions is None or not regions or any(region in self.regions for region in regions)


@dataclass(frozen=True)
class OpenQuestion:
    """A question without a valid answer that could, by an answer still possible, make `rule` hold for `modality`.

    `regions`: where it is open, None = for the whole person. Only sessions before `until_on` can be touched by an
    answer that is still possible; None = sessions of any day.
    """

    question: Question
    rule: Rule
    modality: str
    regions: tuple[str, ...] | None = None
    until_on: Date | None = None

    def touches(self, regions: Iterable[str], days: Iterable[Date]) -> bool:
        """Whether an answer still possible could touch a session in `regions` (empty = anywhere) on one of `days`."""
        regions = tuple(regions)
        if self.regions is not None and regions and not any(region in self.regions for region in regions):
            return False
        return self.until_on is None or any(day < self.until_on for day in days)


@dataclass(frozen=True, eq=False)
class Screening:
    """All verdicts and open questions of a case, by modality, in the order of the rules; `items` = the item chosen."""

    verdicts: Mapping[str, tuple[Verdict, ...]]
    questions: Mapping[str, tuple[OpenQuestion, ...]]
    items: Mapping[str, Item]

    def on(self, modality: str, regions: Iterable[str], day: Date) -> tuple[Verdict, ...]:
        """The verdicts that hold for a modality in any of `regions` on `day`."""
        regions = tuple(regions)
        return tuple(verdict for verdict in self.verdicts.get(modality, ()) if verdict.holds(regions, day))

    def severity(self, modality: str, regions: Iterable[str], day: Date) -> Severity | None:
        """The strongest verdict for a modality in any of `regions` on `day`; None when there is none."""
        return strongest(verdict.severity for verdict in self.on(modality, regions, day))
