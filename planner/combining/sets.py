"""Which modalities are put together: sets in which each answers something best, and the sets of published combinations."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.catalog.courses import Combination
from planner.indications import ADJUNCT, NOT_ANSWERED, SECOND
from planner.situation import Situation
from planner.vocabulary import EVIDENCE_LEVELS, MIXED


@dataclass(frozen=True)
class Composition:
    """A set of working modalities in stated order, with the published combination it follows, and priming when it answers a finding."""

    working: tuple[str, ...]
    published: Combination | None = None
    priming: bool = False


def compositions(situation: Situation) -> Iterator[Composition]:
    """The stated space: every irredundant set up to the largest size, every published set whose conditions hold, the home phase alone.

    Each with priming where that answers a finding, and without it for those who may not or do not want to use it.
    """
    published = published_sets(situation)
    free = dict.fromkeys(irredundant_sets(situation))
    for priming in priming_choices(situation):
        if priming:
            yield Composition((), None, True)
        for working in (*free, *(key for key in published if key not in free)):
            yield Composition(working, published.get(working), priming)


def priming_choices(situation: Situation) -> tuple[bool, ...]:
    """Priming that answers a finding stands beside the visits; a course that leaves it out comes after its twin with it."""
    return (True, False) if situation.priming_answers else (False,)


def leaves_priming_out(composition: Composition, situation: Situation) -> bool:
    """Whether priming would answer something here and is not part of the composition."""
    return bool(situation.priming_answers) and not composition.priming


def irredundant_sets(situation: Situation) -> list[tuple[str, ...]]:
    """Each modality of a set answers something better than every other one of it; every part of such a set is such a set."""
    columns = _columns(situation)
    grown: list[tuple[str, ...]] = [(key,) for key in situation.working]
    sets = list(grown)
    for _ in range(1, situation.catalog.settings["working_modalities_max"]):
        grown = [
            (*held, key) for held in grown for key in _after(held[-1], situation) if _irredundant((*held, key), columns)
        ]
        sets += grown
    return sets


def _columns(situation: Situation) -> list[dict[str, int]]:
    """For every distinct target, modality -> level, of those that answer it."""
    columns = []
    for place in range(len(situation.targets)):
        column = {key: situation.fits[key, place].level for key in situation.working if (key, place) in situation.fits}
        if column and column not in columns:
            columns.append(column)
    return columns


def _after(modality: str, situation: Situation) -> tuple[str, ...]:
    return situation.working[situation.working.index(modality) + 1 :]


def _irredundant(keys: tuple[str, ...], columns: list[dict[str, int]]) -> bool:
    return len(_needed(keys, columns)) == len(keys)


def _needed(keys: tuple[str, ...], columns: list[dict[str, int]]) -> set[str]:
    """The modalities of a set that answer some target better than every other one of it."""
    needed = set()
    for column in columns:
        levels = sorted((column[key], key) for key in keys if key in column)
        if levels and (len(levels) == 1 or levels[0][0] < levels[1][0]):
            needed.add(levels[0][1])
    return needed


def beyond_need(composition: Composition, situation: Situation) -> int:
    """How many modalities of a published set answer nothing better than the rest of it, unless an algorithm row here names it."""
    if composition.published is None or named_by_a_row(composition.published, situation):
        return 0
    return len(composition.working) - max(1, len(_needed(composition.working, _columns(situation))))


def named_by_a_row(row: Combination, situation: Situation) -> bool:
    """Whether the algorithm names a published combination for a finding: its scar type, or mixed atrophic in a mixed region."""
    algorithm = situation.catalog.algorithm
    for target in situation.targets:
        for scar_type in (*target.evidence_types, *((MIXED,) if target.mixed else ())):
            named = algorithm.get((scar_type, target.grade))
            if named is not None and row.id in named.combinations:
                return True
    return False


def published_sets(situation: Situation) -> dict[tuple[str, ...], Combination]:
    """Working modalities in stated order -> the combination whose conditions hold: best evidence level, then first in the file."""
    found: dict[tuple[str, ...], Combination] = {}
    for row in situation.catalog.combinations.values():
        working = working_of(row, situation)
        if len(working) < 2 or not conditions_hold(row, situation) or not set(working) <= set(situation.working):
            continue
        if working not in found or _evidence(row) < _evidence(found[working]):
            found[working] = row
    return found


def working_of(row: Combination, situation: Situation) -> tuple[str, ...]:
    """The working modalities of a combination, in stated order."""
    keys = {step.modality for step in row.steps}
    return tuple(
        key for key, modality in situation.catalog.modalities.items() if key in keys and modality.role == "working"
    )


def conditions_hold(row: Combination, situation: Situation) -> bool:
    """A finding of one of its scar types with a grade within its ends; mixed_atrophic means a mixed region or broad atrophy."""
    return any(
        target.finding is not None
        and row.grade_min <= target.grade <= row.grade_max
        and (set(target.evidence_types) & set(row.scar_types) or (target.mixed and MIXED in row.scar_types))
        for target in situation.targets
    )


def _evidence(row: Combination) -> int:
    return EVIDENCE_LEVELS.index(row.evidence_level)


def treated_by(composition: Composition, situation: Situation) -> dict[str, tuple[int, ...]]:
    """Modality -> the places of the targets it treats.

    In a published combination all that it answers. Else an area treatment covers what it answers to second line or better, a
    lesion tool is spent on what nothing else of the set answers better; both on what nothing else answers better.
    """
    treated = {}
    for key in composition.working:
        treated[key] = tuple(
            place for place in range(len(situation.targets)) if _treats(key, place, composition, situation)
        )
    return treated


def _treats(key: str, place: int, composition: Composition, situation: Situation) -> bool:
    fit = situation.fits.get((key, place))
    if fit is None:
        return False
    if composition.published is not None:
        return fit.level <= ADJUNCT
    if fit.level <= SECOND and situation.catalog.modalities[key].reach == "area":
        return True
    return fit.level == best_level(composition.working, place, situation)


def best_level(keys: tuple[str, ...], place: int, situation: Situation) -> int:
    """The best level at which any of the modalities answers a target."""
    return min(
        (situation.fits[key, place].level for key in keys if (key, place) in situation.fits), default=NOT_ANSWERED
    )


def regions_treated(key: str, places: tuple[int, ...], situation: Situation) -> tuple[str, ...]:
    """Where a modality treats these targets, in the order of the body map."""
    wanted = {region for place in places for region in situation.regions_of(key, situation.targets[place])}
    return tuple(region for region in situation.catalog.regions if region in wanted)
