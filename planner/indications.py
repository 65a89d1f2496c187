"""How well each modality answers each finding and each concern: the algorithm, then the grid, with what wins over them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from planner.case import Case, Finding
from planner.catalog import Catalog
from planner.reasons import Reason, reason
from planner.scales import finding_grade
from planner.vocabulary import ATROPHIC_GROUP, EVIDENCE_LEVELS, MIXED

FIRST, SECOND, ADJUNCT, NOT_ANSWERED, BARRED = 1, 2, 3, 4, 5
LEVEL_WORDS = {FIRST: "first line", SECOND: "second line", ADJUNCT: "adjunct", NOT_ANSWERED: "not", BARRED: "barred"}
RULE_WORDS = {
    FIRST: "first_line",
    SECOND: "second_line",
    ADJUNCT: "adjunct",
    NOT_ANSWERED: "poor_fit",
    BARRED: "contraindicated",
}
LEVEL_OF_FITNESS = {"first_line": FIRST, "adjunct": ADJUNCT, "poor": NOT_ANSWERED, "contraindicated": BARRED}
LOWERING_RESPONSES = ("none", "poor")
NO_PLACE = 0


@dataclass(frozen=True)
class Target:
    """What is to be answered: a finding (its place in the case, region, grade, burden) or a concern (none of these).

    `mixed`: other atrophic scar types lie in the same region.
    """

    key: str
    finding: int | None = None
    region: str | None = None
    grade: int | None = None
    burden: int = 0
    evidence_types: tuple[str, ...] = ()
    mixed: bool = False


@dataclass(frozen=True)
class Fit:
    """How a modality answers a target. `level` is compared between regimens; `own_or_mixed` is the better of the finding's
    own row and the mixed row, for the rule on relative verdicts; `place` is the place in the list of a mixed row."""

    level: int
    own_or_mixed: int
    evidence: str | None = None
    place: int = NO_PLACE
    reason: Reason | None = None


NO_FIT = Fit(NOT_ANSWERED, NOT_ANSWERED)


def targets_of(case: Case, catalog: Catalog) -> tuple[Target, ...]:
    """The findings in their order, then the concerns."""
    mixed = mixed_regions(case, catalog)
    findings = [_finding_target(place, finding, case, catalog, mixed) for place, finding in enumerate(case.findings)]
    return (*findings, *(Target(concern) for concern in case.concerns))


def _finding_target(place: int, finding: Finding, case: Case, catalog: Catalog, mixed: frozenset[str]) -> Target:
    grade = finding_grade(finding, case)
    return Target(
        key=finding.scar_type,
        finding=place,
        region=finding.region,
        grade=grade,
        burden=(finding.count[0] if finding.count else 1) * grade,
        evidence_types=catalog.linked_types.get(finding.scar_type, ()),
        mixed=finding.region in mixed and _is_atrophic(finding.scar_type, catalog),
    )


def mixed_regions(case: Case, catalog: Catalog) -> frozenset[str]:
    """Two or more atrophic scar types in one region make it mixed."""
    types = defaultdict(set)
    for finding in case.findings:
        if _is_atrophic(finding.scar_type, catalog):
            types[finding.region].add(finding.scar_type)
    return frozenset(region for region, found in types.items() if len(found) > 1)


def _is_atrophic(scar_type: str, catalog: Catalog) -> bool:
    return catalog.scar_types[scar_type].group == ATROPHIC_GROUP


def main_concerns(case: Case, targets: tuple[Target, ...]) -> tuple[str, ...]:
    """The priorities, else the scar type with the largest burden (all of them when equal), else the concerns."""
    if case.priorities:
        return case.priorities
    burdens: dict[str, int] = {}
    for target in targets:
        if target.finding is not None:
            burdens[target.key] = burdens.get(target.key, 0) + target.burden
    largest = max(burdens.values(), default=0)
    return tuple(key for key, burden in burdens.items() if burden == largest) or case.concerns


def fit_of(modality: str, target: Target, case: Case, catalog: Catalog) -> Fit:
    """How a modality answers a target, after what was learned from its last use."""
    fit = (
        _finding_fit(modality, target, catalog)
        if target.finding is not None
        else _concern_fit(modality, target, catalog)
    )
    return _lowered(fit, modality, case)


def _concern_fit(modality: str, target: Target, catalog: Catalog) -> Fit:
    row = catalog.concern_indication.get((modality, target.key))
    if row is None:
        return NO_FIT
    level = LEVEL_OF_FITNESS[row.fitness]
    why = reason(
        _rule_name(target.key, level), "answers_concern", row, modality=modality, concern=target.key, level=level
    )
    return Fit(level, level, row.evidence_level, reason=why)


def _finding_fit(modality: str, target: Target, catalog: Catalog) -> Fit:
    """Lesion tools answer each scar type by its own row; area treatments in a mixed region are compared by the mixed row.

    The mixed row lifts an area treatment by one line at most above the row of the scar type itself: what is poor for ice-pick
    scars alone is no more than an adjunct for them in a mixed region (docs/adr/0008).
    """
    own = _own_fit(modality, target, catalog)
    if own.level == BARRED or not target.mixed or catalog.modalities[modality].reach != "area":
        return own
    mixed = _row_fit(modality, MIXED, target, catalog)
    if mixed.level == BARRED:
        return mixed
    level = max(mixed.level, own.level - 1)
    if level != mixed.level:
        mixed = _row_fit(modality, MIXED, target, catalog, level)
    return Fit(level, min(own.level, mixed.level), mixed.evidence, mixed.place, mixed.reason)


def _own_fit(modality: str, target: Target, catalog: Catalog) -> Fit:
    """The stricter fit of the evidence types that a scar type is linked to; none of them = not answered."""
    fits = [_row_fit(modality, scar_type, target, catalog) for scar_type in target.evidence_types]
    return max(fits, key=lambda fit: (fit.level, EVIDENCE_LEVELS.index(fit.evidence or "D")), default=NO_FIT)


def _row_fit(modality: str, scar_type: str, target: Target, catalog: Catalog, capped: int = FIRST) -> Fit:
    """Contraindicated wins over all, then the subtype row, then the algorithm row, then the grid, whose first line is second."""
    cell = catalog.indication.get((modality, scar_type))
    subtype = catalog.subtype_fitness.get((modality, target.key))
    row = catalog.algorithm.get((scar_type, target.grade))
    evidence = cell.evidence_level if cell else None
    if cell is not None and cell.fitness == "contraindicated":
        return _fit(modality, target, scar_type, BARRED, evidence, cell)
    if subtype is not None:
        return _fit(modality, target, scar_type, LEVEL_OF_FITNESS[subtype.fitness], evidence, subtype)
    if row is not None:
        for level, named in ((FIRST, row.first_line), (SECOND, row.second_line), (ADJUNCT, row.adjuncts)):
            if modality in named:
                place = named.index(modality) if scar_type == MIXED else NO_PLACE
                return _fit(modality, target, scar_type, max(level, capped), evidence, row, place)
    if cell is None:
        return NO_FIT
    return _fit(modality, target, scar_type, max(SECOND, LEVEL_OF_FITNESS[cell.fitness], capped), evidence, cell)


def _fit(modality, target, scar_type, level, evidence, row, place=NO_PLACE) -> Fit:
    why = reason(
        _rule_name(target.key, level),
        "answers_finding",
        row,
        modality=modality,
        scar_type=target.key,
        grade=target.grade,
        level=level,
        mixed=scar_type == MIXED and target.mixed,
    )
    return Fit(level, level, evidence, place, why)


def _rule_name(key: str, level: int) -> str:
    return f"{key}_{RULE_WORDS[level]}"


def last_response(modality: str, case: Case) -> str | None:
    """The response recorded last for a modality; of several without a date the one told last counts."""
    told = [past for past in case.history if past.modality == modality and past.response is not None]
    dated = sorted(
        told, key=lambda past: past.last_on.latest.toordinal() if past.last_on and past.last_on.latest else 0
    )
    return dated[-1].response if dated else None


def _lowered(fit: Fit, modality: str, case: Case) -> Fit:
    """A modality whose last recorded response was none or poor counts one place lower."""
    if fit.level >= NOT_ANSWERED or last_response(modality, case) not in LOWERING_RESPONSES:
        return fit
    return Fit(fit.level + 1, min(fit.own_or_mixed + 1, NOT_ANSWERED), fit.evidence, fit.place, fit.reason)


def past_responses(case: Case) -> Mapping[str, str]:
    """Modality -> its last recorded response."""
    told = {past.modality: last_response(past.modality, case) for past in case.history}
    return {modality: response for modality, response in told.items() if response is not None}
