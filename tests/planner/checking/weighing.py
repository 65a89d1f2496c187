"""Another reading of how the planner decides: which sets there are, how well each answers, and the eight levels they are compared on.

Only the calendar of a set is taken from the planner, because a set fixes it. Prices are not known here.
"""

import dataclasses
import datetime
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from planner.case import Case
from planner.catalog import Catalog
from planner.combining.courses import Course, course_of
from planner.combining.sets import Composition
from planner.situation import situation_of
from planner.vocabulary import CONFIDENCES, DARK_PHOTOTYPE_FROM, EVIDENCE_LEVELS, MIXED, PRIMING, SKIN_TYPE_CLASSES

FIRST, SECOND, ADJUNCT, NOT, BARRED = 1, 2, 3, 4, 5
OF_FITNESS = {"first_line": FIRST, "adjunct": ADJUNCT, "poor": NOT, "contraindicated": BARRED}


def is_working(key: str, catalog: Catalog) -> bool:
    return key in catalog.offers and catalog.modalities[key].role == "working"


@dataclass(frozen=True)
class Answered:
    """How well something is answered: level, the better of own and mixed row, evidence and place in a mixed list."""

    level: int
    gate: int
    evidence: int = EVIDENCE_LEVELS.index("D")
    place: int = 0

    @property
    def strength(self):
        return self.level, self.evidence, self.place


class World:
    """A case under a catalog, read once more from the rows."""

    def __init__(self, case: Case, catalog: Catalog):
        self.case, self.catalog, self.situation = case, catalog, situation_of(case, catalog)
        self.screening = self.situation.screening
        self.targets = [*case.findings, *case.concerns]
        self.working = [key for key in catalog.modalities if is_working(key, catalog) and any(self.row_of(key))]

    def key_of(self, target) -> str:
        return target if isinstance(target, str) else target.scar_type

    def grade(self, finding) -> int:
        return finding.grade or 1

    def burden(self, target) -> int:
        return 0 if isinstance(target, str) else target.count[0] * self.grade(target)

    @cached_property
    def mixed(self) -> set[str]:
        types: dict[str, set[str]] = {}
        for finding in self.case.findings:
            if self.catalog.scar_types[finding.scar_type].group == "atrophic":
                types.setdefault(finding.region, set()).add(finding.scar_type)
        return {region for region, found in types.items() if len(found) > 1}

    def is_mixed(self, finding) -> bool:
        return finding.region in self.mixed and self.catalog.scar_types[finding.scar_type].group == "atrophic"

    def by_row(self, key: str, scar_type: str, finding) -> Answered:
        """Contraindicated over all; then the subtype row; then the algorithm; then the grid, whose first line is second."""
        cell = self.catalog.indication[key, scar_type]
        evidence = EVIDENCE_LEVELS.index(cell.evidence_level)
        subtype = self.catalog.subtype_fitness.get((key, finding.scar_type))
        row = self.catalog.algorithm.get((scar_type, self.grade(finding)))
        if cell.fitness == "contraindicated":
            return Answered(BARRED, BARRED, evidence)
        if subtype:
            return Answered(OF_FITNESS[subtype.fitness], OF_FITNESS[subtype.fitness], evidence)
        for level, named in enumerate((row.first_line, row.second_line, row.adjuncts) if row else (), start=FIRST):
            if key in named:
                return Answered(level, level, evidence, named.index(key) if scar_type == MIXED else 0)
        level = max(SECOND, OF_FITNESS[cell.fitness])
        return Answered(level, level, evidence)

    def fit(self, key: str, target) -> Answered:
        """Before screening; a poor response before costs one place."""
        found = self._fit_to_concern(key, target) if isinstance(target, str) else self._fit_to_finding(key, target)
        if found.level < NOT and any(past.modality == key and past.response == "poor" for past in self.case.history):
            return dataclasses.replace(found, level=found.level + 1, gate=min(NOT, found.gate + 1))
        return found

    def _fit_to_concern(self, key: str, concern: str) -> Answered:
        row = self.catalog.concern_indication.get((key, concern))
        if row is None:
            return Answered(NOT, NOT)
        level = OF_FITNESS[row.fitness]
        return Answered(level, level, EVIDENCE_LEVELS.index(row.evidence_level))

    def _fit_to_finding(self, key: str, finding) -> Answered:
        rows = [self.by_row(key, scar_type, finding) for scar_type in self.catalog.linked_types[finding.scar_type]]
        own = max(rows, key=lambda row: (row.level, row.evidence), default=Answered(NOT, NOT))
        if own.level == BARRED or not self.is_mixed(finding) or self.catalog.modalities[key].reach == "lesion":
            return own
        mixed = self.by_row(key, MIXED, finding)
        lifted = max(mixed.level, own.level - 1)
        return mixed if mixed.level == BARRED else dataclasses.replace(mixed, level=lifted, gate=min(own.level, lifted))

    def opens_at(self, key: str, region: str) -> bool:
        """Open on some day of the longest wait, never where it is barred, and closed for good by an absolute rule of today."""
        barred = any(f.region == region and self.fit(key, f).level == BARRED for f in self.case.findings)
        if barred and self.catalog.modalities[key].reach == "area":
            return False
        days = [
            self.case.on + datetime.timedelta(day)
            for day in range(self.catalog.settings["longest_deferral_shift_days"] + 1)
        ]
        said = [self.screening.severity(key, (region,), day) for day in days]
        return said[0] != "absolute" and any(severity not in ("absolute", "defer") for severity in said)

    def row_of(self, key: str) -> list[Answered | None]:
        """For every target how a modality answers it, None when it does not or may not."""
        face = [region.key for region in self.catalog.regions.values() if region.unit == "face"]
        return [
            fit
            if (fit := self.fit(key, target)).level <= ADJUNCT
            and any(
                self.opens_at(key, region)
                for region in ((self.case.regions or face) if isinstance(target, str) else (target.region,))
            )
            else None
            for target in self.targets
        ]

    @cached_property
    def rows(self) -> dict[str, list[Answered | None]]:
        return {key: self.row_of(key) for key in (*self.working, PRIMING)}

    @cached_property
    def primed(self) -> list[int]:
        """The targets that priming itself answers to first or second line."""
        offered = PRIMING in self.catalog.offers
        return [place for place, fit in enumerate(self.rows[PRIMING]) if offered and fit and fit.level < ADJUNCT]

    # ---- the space

    def everything(self):
        """All sets up to the largest size that are irredundant or published, with and without priming that answers."""
        for primed in (True, False) if self.primed else (False,):
            for size in range(0 if primed else 1, self.catalog.settings["working_modalities_max"] + 1):
                for keys in combinations(self.working, size):
                    published = self.published(keys)
                    if published or len(self.needed(keys)) == len(keys):
                        yield Composition(keys, published, primed)

    def needed(self, keys) -> set[str]:
        """Those that answer some target strictly better than every other one of the set."""
        strictly = set()
        for place in range(len(self.targets)):
            for key in keys:
                own = self.rows[key][place]
                others = [self.rows[other][place] for other in keys if other != key]
                if own and all(other is None or own.level < other.level for other in others):
                    strictly.add(key)
        return strictly

    def published(self, keys):
        if len(keys) < 2:
            return None
        same = [row for row in self.catalog.combinations.values() if {step.modality for step in row.steps} == set(keys)]
        return min((row for row in same if self.holds(row)), key=lambda row: row.evidence_level, default=None)

    def holds(self, row) -> bool:
        for finding in self.case.findings:
            types = set(self.catalog.linked_types[finding.scar_type]) | ({MIXED} if self.is_mixed(finding) else set())
            if row.grade_min <= self.grade(finding) <= row.grade_max and types & set(row.scar_types):
                return True
        return False

    def named_by_algorithm(self, row) -> bool:
        for finding in self.case.findings:
            types = [*self.catalog.linked_types[finding.scar_type], *([MIXED] if self.is_mixed(finding) else [])]
            found = [self.catalog.algorithm.get((scar_type, self.grade(finding))) for scar_type in types]
            if any(one and row.id in one.combinations for one in found):
                return True
        return False


class Weighed:
    """A course of the space with the eight levels it is compared on."""

    def __init__(self, course: Course, world: World):
        self.course, self.world = course, world
        self.answers = [self._best_at(place) for place in range(len(world.targets))]

    def _best_at(self, place: int) -> Answered | None:
        fits = [self.world.rows[key][place] for key in self.course.working]
        if self.course.composition.priming and place in self.world.primed:
            fits.append(self.world.rows[PRIMING][place])
        return min((fit for fit in fits if fit), key=lambda fit: fit.strength, default=None)

    @cached_property
    def main(self) -> list[Answered | None]:
        """What answers each part of the main concern that anything could answer; a concern that nothing could has None."""
        world, found = self.world, []
        could = {place for key in world.working for place, fit in enumerate(world.rows[key]) if fit} | set(world.primed)
        for key in self.main_keys:
            places = [place for place, target in enumerate(world.targets) if world.key_of(target) == key]
            found += [self.answers[place] for place in places if place in could] or [None]
        return found

    @cached_property
    def main_keys(self) -> list[str]:
        case, burdens = self.world.case, {}
        for finding in case.findings:
            burdens[finding.scar_type] = burdens.get(finding.scar_type, 0) + self.world.burden(finding)
        largest = [key for key, burden in burdens.items() if burden == max(burdens.values())]
        return list(case.priorities) or largest or list(case.concerns)

    @cached_property
    def worst(self) -> Answered:
        if not self.main or None in self.main:
            return Answered(NOT, NOT)
        return max(self.main, key=lambda fit: fit.strength)

    @cached_property
    def gate(self) -> int:
        return NOT if not self.main or None in self.main else max(fit.gate for fit in self.main)

    def burden_at(self, level: int, keys_left_out=()) -> int:
        pairs = zip(self.world.targets, self.answers, strict=True)
        counted = [(t, fit) for t, fit in pairs if fit and self.world.key_of(t) not in keys_left_out]
        return sum(self.world.burden(target) for target, fit in counted if fit.level <= level)

    def in_force(self, severity: str) -> dict[str, list]:
        """Modality -> its verdicts of a severity on any of its days."""
        course, screening = self.course, self.world.screening
        return {
            key: [
                verdict
                for day in course.days[key]
                for verdict in screening.on(key, course.regions[key], self.world.case.on + datetime.timedelta(day))
                if verdict.severity == severity
            ]
            for key in course.modalities
        }

    @cached_property
    def needs(self) -> frozenset[str]:
        worse = {past.modality for past in self.world.case.history if past.response == "worse"}
        told = self.in_force("relative")
        return frozenset(key for key in self.course.modalities if told[key] or key in worse)

    @cached_property
    def pigment(self) -> int:
        phototype = self.world.case.phototype or 6
        classes = [self.world.catalog.skin_type_class(key, phototype) for key in self.course.modalities]
        return max(map(SKIN_TYPE_CLASSES.index, classes), default=0)

    @cached_property
    def confidence(self) -> int:
        found = [
            v.rule.confidence for kind in ("caution", "relative") for vs in self.in_force(kind).values() for v in vs
        ]
        worse = {past.modality for past in self.world.case.history if past.response == "worse"}
        found += ["unverified"] if worse & set(self.course.modalities) else []
        return max(map(CONFIDENCES.index, found), default=-1)

    @cached_property
    def days(self) -> list[int]:
        return sorted({session.day for session in self.course.sessions})

    def downtime(self, day: int) -> int:
        catalog = self.world.catalog
        keys = [session.modality for session in self.course.sessions if session.day == day]
        deep = [key for key in keys if catalog.modalities[key].injury >= 2]
        extra = catalog.settings["extra_downtime_when_two_injuries_share_a_visit"] if len(deep) > 1 else 0
        return max(catalog.downtime[key].social_downtime_days_typical for key in keys) + extra

    @cached_property
    def all_downtime(self) -> int:
        return sum(self.downtime(day) for day in self.days)

    @cached_property
    def needless(self) -> int:
        published, keys = self.course.published, self.course.working
        if published is None or self.world.named_by_algorithm(published):
            return 0
        return len(keys) - max(1, len(self.world.needed(keys)))

    def aim(self, name: str):
        return {
            "downtime": self.all_downtime,
            "speed": max(self.days, default=0),
            "improvement": tuple(-self.burden_at(level) for level in (FIRST, SECOND, ADJUNCT)),
        }[name]

    @cached_property
    def levels(self) -> tuple:
        """Smaller stands first; a price is never known here, so that visits stand in for it."""
        world, course, visits = self.world, self.course, len(self.days)
        phototype = world.case.phototype or 6
        marks_easily = phototype >= DARK_PHOTOTYPE_FROM or "pih_history" in world.case.answers
        marks_easily = marks_easily or any(f.scar_type == "macular_hyperpigmented" for f in world.case.findings)
        left_out = bool(world.primed) and not course.composition.priming
        return (
            self.worst.level,
            bool(self.needs),
            tuple(-self.burden_at(level, self.main_keys) for level in (FIRST, SECOND, ADJUNCT)),
            self.pigment if marks_easily else 0,
            (self.worst.evidence, self.worst.place, self.confidence),
            tuple(self.aim(name) for name in world.case.preferences.most_important),
            (self.needless, left_out, visits, self.all_downtime, visits, len(course.modalities)),
            sorted(world.catalog.position[key] for key in course.modalities),
        )

    def keeps(self, name: str) -> bool:
        wish = getattr(self.world.case.preferences, name)
        if name == "avoid":
            return not set(wish) & set(self.course.modalities)
        if name == "max_visits":
            return wish is None or len(self.days) <= wish
        return wish is None or max(map(self.downtime, self.days), default=0) <= wish


def best_of_all(case: Case, catalog: Catalog) -> Course | None:
    """The first of all courses there are, after the rule on relative verdicts and the patient's wishes."""
    world = World(case, catalog)
    courses = [course_of(composition, world.situation) for composition in world.everything()]
    weighed = [Weighed(course, world) for course in courses if course is not None]
    weighed = [one for one in weighed if one.worst.level <= ADJUNCT]
    fewer = [
        one
        for one in weighed
        if not any(other.needs < one.needs and other.gate <= max(SECOND, one.gate) for other in weighed)
    ]
    names = ("max_downtime_days", "max_visits", "avoid")
    keeping = [one for one in fewer if all(one.keeps(name) for name in names)]
    keeping = keeping or fewer  # a small case has one wish at most: when none keeps it, it is the one that is dropped
    first = min(keeping, key=lambda one: one.levels, default=None)
    return first and first.course
