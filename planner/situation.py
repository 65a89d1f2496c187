"""The situation a proposal argues from: the case, the catalog, what screening says, what has to be answered, and what is open when."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.case import Case
from planner.catalog import Catalog
from planner.catalog.safety import Condition, Rule
from planner.combining.spacing import gap
from planner.indications import (
    ADJUNCT,
    BARRED,
    NO_FIT,
    Fit,
    Target,
    fit_of,
    main_concerns,
    past_responses,
    targets_of,
)
from planner.safety import Screening, Verdict, screen
from planner.vocabulary import DARK_PHOTOTYPE_FROM, PRIMING

Date = datetime.date
CLOSING = ("absolute", "defer")
PIH_MARK, PIH_QUESTION = "macular_hyperpigmented", "pih_history"
WORSE_BEFORE = "worse_before"


@dataclass(frozen=True, eq=False)
class Situation:
    """Everything that is known before the first regimen is composed. Days are whole days after the date of the case.

    `tried`: modality -> the date on which its test spot was tried already, for a course that goes on.
    """

    case: Case
    catalog: Catalog
    screening: Screening
    tried: Mapping[str, Date] = field(default_factory=dict)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The findings and concerns to be answered."""
        return targets_of(self.case, self.catalog)

    @cached_property
    def main(self) -> tuple[str, ...]:
        """The main concern: scar types or concerns that the regimens are compared on first."""
        return main_concerns(self.case, self.targets)

    @cached_property
    def fits(self) -> dict[tuple[str, int], Fit]:
        """(modality, place of the target) -> fit, for the pairs that answer at least as an adjunct and may be treated."""
        pairs = {}
        for modality in self.catalog.modalities:
            for place, target in enumerate(self.targets):
                fit = self.fit(modality, place)
                if fit.level <= ADJUNCT and self.may_treat(modality, target):
                    pairs[modality, place] = fit
        return pairs

    @cached_property
    def _all_fits(self) -> dict[tuple[str, int], Fit]:
        return {
            (modality, place): fit_of(modality, target, self.case, self.catalog)
            for modality in self.catalog.modalities
            for place, target in enumerate(self.targets)
        }

    def fit(self, modality: str, place: int) -> Fit:
        """The fit before screening."""
        return self._all_fits.get((modality, place), NO_FIT)

    def may_treat(self, modality: str, target: Target) -> bool:
        """Whether a modality opens in time somewhere on a target, and no finding there keeps it off."""
        return bool(self.regions_of(modality, target))

    def regions_of(self, modality: str, target: Target) -> tuple[str, ...]:
        """Where a modality may treat a target: its region, or for a concern every region that is open to the modality."""
        places = (target.region,) if target.region is not None else self.concern_regions
        opened = tuple(region for region in places if self._is_open(modality, region))
        is_spread_everywhere = modality == PRIMING and target.region is None
        return () if is_spread_everywhere and len(opened) < len(places) else opened

    def _is_open(self, modality: str, region: str) -> bool:
        """An area treatment is kept off the whole region of a finding that bars it, a lesion tool only off that finding."""
        is_area = self.catalog.modalities[modality].reach == "area"
        if is_area and region in self._barred_regions[modality]:
            return False
        return self.opens(modality, (region,)) is not None

    @cached_property
    def _barred_regions(self) -> dict[str, frozenset[str]]:
        return {
            modality: frozenset(
                target.region
                for place, target in enumerate(self.targets)
                if target.region and self.fit(modality, place).level == BARRED
            )
            for modality in self.catalog.modalities
        }

    @cached_property
    def concern_regions(self) -> tuple[str, ...]:
        """Where a concern is treated: where the scars are, or over the face when there are none."""
        face = tuple(key for key, region in self.catalog.regions.items() if region.unit == "face")
        return self.case.regions or face

    # ---- days

    def date(self, day: int) -> Date:
        """The date of a day of the course."""
        return self.case.on + datetime.timedelta(days=day)

    def day_of(self, date: Date) -> int:
        """The day of the course of a date."""
        return (date - self.case.on).days

    @cached_property
    def longest_wait(self) -> int:
        """How far the start of a course moves for a deferred modality, in days."""
        return self.catalog.settings["longest_deferral_shift_days"]

    @cached_property
    def _verdicts(self) -> dict[str, tuple[Verdict, ...]]:
        """The verdicts of screening, and the planner's own on what made the skin worse before."""
        return {key: (*self.screening.verdicts.get(key, ()), *self._worse(key)) for key in self.catalog.modalities}

    def _worse(self, modality: str) -> tuple[Verdict, ...]:
        if past_responses(self.case).get(modality) != "worse":
            return ()
        return (Verdict(replace(WORSE, modalities=(modality,)), modality),)

    def verdicts_on(self, modality: str, regions: Iterable[str], days: Iterable[int]) -> tuple[Verdict, ...]:
        """The verdicts that hold for a modality in any of `regions` on any of `days`."""
        verdicts = self._verdicts[modality]
        if not verdicts:
            return ()
        regions, dates = tuple(regions), [self.date(day) for day in days]
        return tuple(verdict for verdict in verdicts if any(verdict.holds(regions, date) for date in dates))

    def verdicts_within(self, modality: str, regions: Iterable[str], first: int, last: int) -> tuple[Verdict, ...]:
        """The verdicts that hold for a modality in any of `regions` on some day from `first` to `last`."""
        start, end, regions = self.date(first), self.date(last), tuple(regions)
        return tuple(
            verdict
            for verdict in self._verdicts[modality]
            if (verdict.from_on is None or verdict.from_on <= end)
            and (verdict.until_on is None or verdict.until_on > start)
            and verdict.reaches(regions)
        )

    def verdicts_anywhere(self, modality: str) -> tuple[Verdict, ...]:
        """All verdicts for a modality, whenever and wherever they hold."""
        return self._verdicts[modality]

    @cached_property
    def _closings(self) -> dict[str, tuple[Verdict, ...]]:
        return {key: tuple(v for v in verdicts if v.severity in CLOSING) for key, verdicts in self._verdicts.items()}

    def next_open(self, modality: str, regions: tuple[str, ...], day: int) -> int | None:
        """The first day from `day` on which no rule closes the modality in `regions`; None when no such day is known.

        Only a deferral moves a start: what is absolute on the day of the case is closed for the whole proposal.
        """
        closings = [verdict for verdict in self._closings[modality] if verdict.reaches(regions)]
        if any(verdict.severity == "absolute" and verdict.holds(regions, self.case.on) for verdict in closings):
            return None
        while closings:
            date = self.date(day)
            holding = [verdict for verdict in closings if verdict.holds(regions, date)]
            if not holding:
                return day
            if any(verdict.until_on is None for verdict in holding):
                return None
            day = self.day_of(max(verdict.until_on for verdict in holding))
        return day

    def open_since(self, modality: str, regions: tuple[str, ...], day: int) -> int:
        """The first day of the stretch without any closed day that ends on `day`, which is open; 0 = the day of the case."""
        ends = [v.until_on for v in self._closings[modality] if v.until_on and v.reaches(regions)]
        return max((self.day_of(end) for end in ends if self.day_of(end) <= day), default=0)

    def next_closing(self, modality: str, regions: tuple[str, ...], day: int) -> int | None:
        """The first day after `day` on which a rule closes the modality again; None when none is known."""
        starts = [self.day_of(v.from_on) for v in self._closings[modality] if v.from_on and v.reaches(regions)]
        return min((start for start in starts if start > day), default=None)

    def after_history(self, modality: str) -> int:
        """The first day that keeps the spacing to every past procedure; one without a date counts as done on the day of the case."""
        starts = [0]
        for past in self.case.history:
            latest = past.last_on.latest if past.last_on and past.last_on.latest else self.case.on
            starts.append(self.day_of(latest) + gap(past.modality, modality, self.catalog).least)
        return max(starts)

    def opens(self, modality: str, regions: tuple[str, ...]) -> int | None:
        """The first day on which a modality may be done in `regions`, after its past, if that lies within the longest wait."""
        if (modality, regions) not in self._opens:
            day = self.next_open(modality, regions, self.after_history(modality))
            self._opens[modality, regions] = day if day is not None and day <= self.longest_wait else None
        return self._opens[modality, regions]

    @cached_property
    def _opens(self) -> dict:
        return {}

    # ---- the skin

    @cached_property
    def prone_to_marks(self) -> bool:
        """Dark marks after inflammation were told, or are seen."""
        answer = self.case.answers.get(PIH_QUESTION)
        told = answer is not None and (answer.value is True or True in (answer.regions or {}).values())
        return told or any(finding.scar_type == PIH_MARK for finding in self.case.findings)

    @cached_property
    def pigment_counts(self) -> bool:
        """Phototype IV to VI, prone to dark marks, or a phototype that is not known, which never counts as light."""
        phototype = self.case.phototype
        return self.prone_to_marks or phototype is None or phototype >= DARK_PHOTOTYPE_FROM

    # ---- what the clinic has

    @cached_property
    def offered(self) -> frozenset[str]:
        """The modalities the clinic offers."""
        return frozenset(self.catalog.offers)

    @cached_property
    def working(self) -> tuple[str, ...]:
        """The working modalities that are offered and answer something, in stated order."""
        answering = {modality for modality, _ in self.fits}
        return tuple(
            key
            for key, row in self.catalog.modalities.items()
            if row.role == "working" and key in answering and key in self.offered and key in self.catalog.protocol
        )

    @cached_property
    def priming_answers(self) -> tuple[int, ...]:
        """The places of the targets that priming itself answers to first or second line."""
        if PRIMING not in self.offered:
            return ()
        return tuple(place for (key, place), fit in self.fits.items() if key == PRIMING and fit.level < ADJUNCT)


WORSE = Rule(
    key=WORSE_BEFORE,
    question="history",
    when=Condition(op="is", value="worse"),
    severity="relative",
    modalities=(),
    defer_days=0,
    reason="The skin was worse after this treatment last time.",
    mitigation="Find out what happened, and consider another treatment.",
    mitigation_kind="choose_other",
    sources=("general-knowledge",),
    confidence="unverified",
)


def situation_of(case: Case, catalog: Catalog, tried: Mapping[str, Date] | None = None) -> Situation:
    """The situation of a case under a catalog."""
    return Situation(case, catalog, screen(case, catalog), tried or {})
