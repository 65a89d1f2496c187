"""What to expect: published results in their own metric, never one invented percentage; nothing published is said plainly."""

from planner.catalog.courses import CombinationEffect
from planner.catalog.treatments import Effect
from planner.combining.courses import Course
from planner.proposal import Expected
from planner.vocabulary import ATROPHIC_GROUP, MIXED

NOTHING = "nothing published"


def expected_of(course: Course, options: tuple[str, ...]) -> tuple[Expected, ...]:
    """For every modality and option its published results on the scar types of the case, then those of the combination."""
    rows: list[Expected] = []
    for key in (*course.modalities, *options):
        found = [_result(key, row) for row in effects_on(course, key)]
        rows += found or [_nothing(key, course)]
    return (*rows, *_combined(course))


def effects_on(course: Course, modality: str) -> tuple[Effect, ...]:
    """The results of a modality on the scar types that it answers here; mixed atrophic counts where any atrophic scar is."""
    wanted = evidence_types(course, modality)
    return tuple(row for row in course.situation.catalog.effects_of.get(modality, ()) if wanted & set(row.scar_types))


def evidence_types(course: Course, modality: str) -> frozenset[str]:
    """The scar types of the evidence behind the findings that a modality treats, or for an option may answer."""
    situation = course.situation
    places = course.treated.get(modality) or [place for key, place in situation.fits if key == modality]
    targets = [situation.targets[place] for place in places]
    types = {kind for target in targets for kind in target.evidence_types}
    atrophic = {row.key for row in situation.catalog.assessment["scar_type"] if row.group == ATROPHIC_GROUP}
    if any(target.key in atrophic for target in targets):
        types.add(MIXED)
    return frozenset(types)


def _result(modality: str, row: Effect) -> Expected:
    return Expected(modality, row.outcome, row.result, row.n, row.design, None, row.sources)


def _nothing(modality: str, course: Course) -> Expected:
    row = course.situation.catalog.modalities[modality]
    return Expected(modality, "any", NOTHING, None, None, None, row.sources)


def _combined(course: Course) -> tuple[Expected, ...]:
    """The published results of the combination whose calendar is followed."""
    row = course.published
    if row is None:
        return ()
    effects = course.situation.catalog.combination_effects.get(row.id, ())
    return tuple(_combination_result(course.working[0], row, effect) for effect in effects)


def _combination_result(modality: str, row, effect: CombinationEffect) -> Expected:
    outcome = f"{row.label}: {effect.metric}" if effect.metric else row.label
    return Expected(modality, outcome, effect.result, effect.n, effect.design, row.evidence_level, effect.sources)
