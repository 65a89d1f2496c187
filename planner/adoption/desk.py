"""What is judged of an adopted course: every modality at every step that is still to come, with its places and days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from planner.adoption.reading import AdoptedCourse
from planner.case.model import PastProcedure
from planner.catalog import Catalog
from planner.combining.sets import regions_treated
from planner.combining.spacing import blocking_gap, gap
from planner.proposal import HomePhase, Visit
from planner.situation import Situation
from planner.visit_sums import TEST_SPOT, TREATMENT, part_of
from planner.vocabulary import PRIMING

Date = datetime.date
HOME_STEP = 0


@dataclass(frozen=True)
class Act:
    """One modality at one step: where, and from today on the first, the planned and the last day on which it may fall."""

    step: int
    modality: str
    areas: tuple[str, ...]
    first: Date
    target: Date
    last: Date
    visit: Visit | None = None


@dataclass(frozen=True, eq=False)
class Desk:
    """The course on the desk, with the situation of today and what was settled about it."""

    course: AdoptedCourse
    situation: Situation
    done: frozenset[int]
    reasons_recorded: frozenset[str]
    set_aside: frozenset[str]

    @property
    def catalog(self) -> Catalog:
        """The version in force."""
        return self.situation.catalog

    @property
    def on(self) -> Date:
        """Today: the day of the case."""
        return self.situation.case.on

    @cached_property
    def remaining(self) -> tuple[tuple[int, Visit], ...]:
        """The steps that are not done."""
        return tuple((step, visit) for step, visit in self.course.steps if step not in self.done)

    @cached_property
    def treatments(self) -> tuple[tuple[int, Visit], ...]:
        """The treatments that are not done and that the knowledge in force still holds."""
        return tuple(
            (step, visit)
            for step, visit in self.remaining
            if visit.kind == TREATMENT and all(key in self.catalog.modalities for key in part_of(visit))
        )

    @cached_property
    def home(self) -> tuple[HomePhase, ...]:
        """The home phase while it lasts."""
        return tuple(phase for phase in self.course.home if phase.until_on >= self.on)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """Every modality at every step that is not done, and at home."""
        return (*(self._at_home(phase) for phase in self.home), *self._acts_of(self.remaining))

    @cached_property
    def acts_done(self) -> tuple[Act, ...]:
        """Every modality at every step that is done."""
        return self._acts_of((step, visit) for step, visit in self.course.steps if step in self.done)

    def _acts_of(self, steps: Iterable[tuple[int, Visit]]) -> tuple[Act, ...]:
        """A modality that the knowledge in force does not hold is judged as not offered, and by nothing else."""
        pairs = ((step, visit, key) for step, visit in steps for key in part_of(visit))
        return tuple(self._act(*pair) for pair in pairs if pair[2] in self.catalog.modalities)

    def _act(self, step: int, visit: Visit, key: str) -> Act:
        areas = self.course_areas(key) if visit.kind == TEST_SPOT else areas_on(visit, key)
        days = (max(self.on, day) for day in (visit.earliest_on, visit.target_on, visit.latest_on))
        return Act(step, key, areas, *days, visit)

    def course_areas(self, key: str) -> tuple[str, ...]:
        """Where a modality is done in the whole course; a test spot speaks for all of it."""
        wanted = {area for visit in self.course.visits for area in areas_on(visit, key)}
        return tuple(region for region in self.catalog.regions if region in wanted)

    def _at_home(self, phase: HomePhase) -> Act:
        day = max(self.on, phase.from_on)
        return Act(HOME_STEP, phase.modality, self._home_areas(phase), day, day, day)

    def _home_areas(self, phase: HomePhase) -> tuple[str, ...]:
        """On what it answers, else wherever there is a finding."""
        situation = self.situation
        rows = [situation.fits[PRIMING, place].reason.rule for place in situation.priming_answers]
        if set(rows) & set(phase.reasons):
            return regions_treated(PRIMING, situation.priming_answers, situation)
        return situation.case.regions or situation.concern_regions

    @cached_property
    def is_published(self) -> bool:
        """Whether it follows the calendar of a published combination that the knowledge in force holds."""
        return any(row.get("rule") in self.catalog.combinations for row in self.course.reasons)

    def least_days(self, first: str, second: str) -> int:
        """The days between two procedures of the course in one area; in a published calendar only rows that block hold."""
        if first == second and self.catalog.modalities[second].role == "booster":
            return 0
        if self.is_published:
            return blocking_gap(first, second, self.catalog)
        return gap(first, second, self.catalog).least

    def is_own(self, past: PastProcedure) -> bool:
        """Whether a past procedure is a session of this course that was done."""
        last = past.last_on.latest if past.last_on else None
        mine = (act for act in self.acts_done if act.modality == past.modality)
        return last is not None and any(last >= act.visit.earliest_on for act in mine)


def areas_on(visit: Visit, key: str) -> tuple[str, ...]:
    """Where a modality that is part of a visit is done on it."""
    rows = [row for row in visit.procedures if row.modality == key]
    return tuple(dict.fromkeys(area for row in rows for area in row.areas))
