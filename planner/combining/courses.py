"""From a composition to a course: what it treats, when each session falls, the test spots before it and the home phase beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.catalog.courses import Combination
from planner.combining.course import place_free, place_published
from planner.combining.frame import Frame, Session
from planner.combining.order import order_of_visit
from planner.combining.sets import Composition, regions_treated, treated_by
from planner.safety import Verdict
from planner.situation import Situation
from planner.visit_sums import downtime_after
from planner.vocabulary import PRIMING

IN_FORCE = ("relative", "caution")


@dataclass(frozen=True)
class TestSpot:
    """A spot tried on `day` and watched for `wait` days before the first session of its modality."""

    modality: str
    day: int
    wait: int
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, eq=False)
class Course:
    """A composition with its calendar. `treated`: modality -> places of the targets; `regions`: modality -> regions."""

    situation: Situation
    composition: Composition
    treated: Mapping[str, tuple[int, ...]]
    regions: Mapping[str, tuple[str, ...]]
    sessions: tuple[Session, ...]
    test_spots: tuple[TestSpot, ...] = ()
    priming_for: tuple[str, ...] = ()

    @property
    def working(self) -> tuple[str, ...]:
        """The working modalities, in stated order."""
        return self.composition.working

    @property
    def published(self) -> Combination | None:
        """The published combination whose calendar is followed."""
        return self.composition.published

    @property
    def priming(self) -> bool:
        """Whether a home phase stands beside the visits."""
        return self.composition.priming or bool(self.priming_for)

    @cached_property
    def modalities(self) -> tuple[str, ...]:
        """The working modalities and priming, in stated order."""
        keys = (*self.working, PRIMING) if self.priming else self.working
        return tuple(sorted(keys, key=self.situation.catalog.position.__getitem__))

    @cached_property
    def home_start(self) -> int:
        """The day on which the home phase starts: the first on which no rule closes it."""
        return home_opens(self.regions[PRIMING], self.situation)

    @cached_property
    def days(self) -> dict[str, tuple[int, ...]]:
        """Modality -> the days on which it touches the skin: sessions and test spots; priming from the first day on."""
        days = {key: [session.day for session in self.sessions if session.modality == key] for key in self.working}
        for spot in self.test_spots:
            days[spot.modality].insert(0, spot.day)
        if self.priming:
            days[PRIMING] = [self.home_start]
        return {key: tuple(found) for key, found in days.items()}

    @cached_property
    def verdicts(self) -> dict[str, tuple[Verdict, ...]]:
        """Modality -> the verdicts that hold on any of its days where it is done."""
        return {key: self.situation.verdicts_on(key, self.regions[key], self.days[key]) for key in self.modalities}

    @cached_property
    def needs_reason(self) -> tuple[str, ...]:
        """The modalities with a relative verdict, in stated order."""
        return tuple(key for key in self.modalities if any(v.severity == "relative" for v in self.verdicts[key]))

    @cached_property
    def by_day(self) -> dict[int, tuple[str, ...]]:
        """Day of a visit -> its working modalities in the order they are done."""
        days: dict[int, list[str]] = {}
        for session in self.sessions:
            days.setdefault(session.day, []).append(session.modality)
        catalog = self.situation.catalog
        keeps_own_order = self.published is not None
        return {
            day: tuple(keys) if keeps_own_order else order_of_visit(keys, catalog) for day, keys in sorted(days.items())
        }

    @cached_property
    def last_day(self) -> int:
        """The day of the last treatment visit; 0 when there is none."""
        return max(self.by_day, default=0)

    def downtime(self, day: int) -> tuple[int, int, int]:
        """Social downtime after a visit in days: least, typical, most; longer when two deeper injuries share it."""
        return downtime_after(self.by_day[day], self.situation.catalog)

    @cached_property
    def longest_downtime(self) -> int:
        """The longest typical downtime after any visit, in days."""
        return max((self.downtime(day)[1] for day in self.by_day), default=0)

    @cached_property
    def total_downtime(self) -> int:
        """The typical downtime of all visits together, in days."""
        return sum(self.downtime(day)[1] for day in self.by_day)

    @cached_property
    def price(self):
        """The price of all visits, standard boosters included; None when any price is not known, or there is no visit."""
        prices = [self.price_of(key) for session in self.sessions for key in self.with_standard(session.modality)]
        return sum(prices) if prices and None not in prices else None

    def price_of(self, modality: str):
        """The price of one visit's modality in this clinic; None = not known."""
        item = self.situation.screening.items.get(modality)
        return item.price if item else None

    def with_standard(self, modality: str) -> tuple[str, ...]:
        """A modality and the boosters that this clinic has made a standard part of it."""
        item = self.situation.screening.items.get(modality)
        return (modality, *(item.standard_boosters if item else ()))


def course_of(composition: Composition, situation: Situation) -> Course | None:
    """The course of a composition; None when a rule leaves it no calendar."""
    treated = treated_by(composition, situation)
    regions = {key: regions_treated(key, places, situation) for key, places in treated.items()}
    if not all(treated.values()):
        return None
    to_try = [key for key in composition.working if key not in situation.tried]
    spots = tuple(spot for key in to_try for spot in test_spot_of(key, regions[key], situation))
    primed = primed_modalities(composition, regions, situation)
    home = home_regions(composition, situation)
    bases = {
        key: _base(key, regions[key], spots, home if key in primed else None, situation) for key in composition.working
    }
    if None in bases.values():
        return None
    sessions = _placed(composition, Frame(situation, regions, bases, primed))
    if sessions is None:
        return None
    primed = primed if not composition.priming else ()
    if composition.priming or primed:
        regions = regions | {PRIMING: home}
    return Course(situation, composition, treated, regions, sessions, spots, primed)


def home_regions(composition: Composition, situation: Situation) -> tuple[str, ...]:
    """Where priming is applied: on the findings it answers, else wherever there is one."""
    if composition.priming:
        return regions_treated(PRIMING, situation.priming_answers, situation)
    return situation.case.regions or situation.concern_regions


def home_opens(regions: tuple[str, ...], situation: Situation) -> int:
    """The first day on which no rule closes priming where it is applied."""
    return situation.next_open(PRIMING, regions, 0) or 0


def _placed(composition: Composition, frame: Frame) -> tuple[Session, ...] | None:
    if not composition.working:
        return ()
    if composition.published is not None:
        return place_published(frame, composition.published)
    return place_free(frame)


def _base(
    key: str,
    regions: tuple[str, ...],
    spots: tuple[TestSpot, ...],
    home: tuple[str, ...] | None,
    situation: Situation,
) -> int | None:
    """The first day a modality may be done: open by every rule, after its past, its test spot and, where `home` says that it is
    primed there, the lead-in of priming. A test spot that was tried already waits from the day it was tried."""
    starts = [situation.after_history(key)]
    starts += [spot.day + spot.wait for spot in spots if spot.modality == key]
    if key in situation.tried:
        tried = test_spot_of(key, regions, situation)
        starts += [situation.day_of(situation.tried[key]) + spot.wait for spot in tried]
    if home is not None:
        starts.append(home_opens(home, situation) + situation.catalog.home_phase[PRIMING, key].lead_in_days)
    return situation.next_open(key, regions, max(starts))


def test_spot_of(key: str, regions: tuple[str, ...], situation: Situation) -> tuple[TestSpot, ...]:
    """The test spot that the cautions and relative rules in force for a modality ask for: on its first open day, the longest wait."""
    day = situation.next_open(key, regions, situation.after_history(key))
    if day is None:
        return ()
    asking = tuple(
        verdict
        for verdict in situation.verdicts_on(key, regions, (day,))
        if verdict.severity in IN_FORCE and verdict.rule.mitigation_kind == "test_spot"
    )
    if not asking:
        return ()
    default = situation.catalog.settings["default_test_spot_wait_days"]
    return (TestSpot(key, day, max(verdict.rule.wait_days or default for verdict in asking), asking),)


def primed_modalities(composition: Composition, regions: Mapping, situation: Situation) -> tuple[str, ...]:
    """The modalities that priming leads in to: all with a home-phase row when it answers a finding, else those whose cautions ask."""
    rows = situation.catalog.home_phase
    with_row = tuple(key for key in composition.working if (PRIMING, key) in rows)
    if composition.priming:
        return with_row
    if not priming_is_free(situation):
        return ()
    return tuple(key for key in with_row if asking_for_priming(key, regions[key], situation))


def asking_for_priming(key: str, regions: tuple[str, ...], situation: Situation) -> tuple[Verdict, ...]:
    """The cautions and relative rules in force for a modality whose mitigation is priming."""
    return tuple(
        verdict
        for verdict in situation.verdicts_on(key, regions, (0, situation.opens(key, regions) or 0))
        if verdict.severity in IN_FORCE and verdict.rule.mitigation_kind == "priming"
    )


def priming_is_free(situation: Situation) -> bool:
    """Priming that only mitigates is used where it is offered, wanted, and nothing blocks it or asks for a reason."""
    if PRIMING not in situation.offered or PRIMING in situation.case.preferences.avoid:
        return False
    blocking = ("absolute", "defer", "relative")
    return not any(v.severity in blocking for v in situation.verdicts_on(PRIMING, situation.case.regions, (0,)))
