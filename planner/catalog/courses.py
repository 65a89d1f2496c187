"""Facts of treatments.toml about courses: schedules, combinations, spacing, order, algorithm and disagreements. Days are whole days."""

from typing import Literal

from planner.catalog.facts import fact
from planner.vocabulary import Confidence, EvidenceLevel


@fact
class CombinationStep:
    """A step on `day` (counted from the first step; negative = lead-in), done `repeat` times, `every_days` apart."""

    modality: str
    day: int
    detail: str | None = None
    repeat: int = 1
    every_days: int | None = None


@fact
class Protocol:
    """A schedule of the literature: sessions, intervals in days, when results show and when to look and decide."""

    modality: str
    context: str
    sessions_min: int
    sessions_typical: int
    sessions_max: int
    interval_min_days: int
    interval_typical_days: int
    interval_max_days: int
    first_results_days: int
    full_results_days: int
    assess_after_last_session_days: int
    sources: tuple[str, ...]
    confidence: Confidence
    review_after_sessions: int
    stop_rule: str
    review_sources: tuple[str, ...]
    review_confidence: Confidence
    note: str | None = None
    maintenance: str | None = None


@fact
class Instruction:
    """What a patient does before or after; day 0 is the procedure, negative days lie before it."""

    modality: str
    phase: Literal["pre", "post"]
    code: str
    text: str
    from_day: int
    to_day: int
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None
    condition: str | None = None


@fact
class Combination:
    """A published combination with its own calendar."""

    id: str
    mode: Literal["same_session", "sequential"]
    label: str
    steps: tuple[CombinationStep, ...]
    scar_types: tuple[str, ...]
    grade_min: int
    grade_max: int
    sessions_typical: int
    interval_days: int
    evidence_level: EvidenceLevel
    order_basis: Literal["stated", "inferred"]
    sources: tuple[str, ...]
    confidence: Confidence
    benefit: str | None = None
    note: str | None = None


@fact
class CombinationEffect:
    """Published evidence for a combination."""

    combination: str
    design: str
    result: str
    sources: tuple[str, ...]
    confidence: Confidence
    n: int | None = None
    metric: str | None = None
    value: float | None = None
    p_value: str | None = None


@fact
class SpacingDefault:
    """What holds for a pair without a row, for boosters, for the home phase and inside combinations."""

    working_pair_days: int
    working_pair_same_day: bool
    working: str
    same_modality: str
    booster: str
    home: str
    combination: str
    volume: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class SpacingRule:
    """How long after `first` comes `second` in the same area, and whether and in which order they share a day."""

    first: str
    second: str
    min_days: int
    typical_days: int
    same_day: Literal["no", "yes_ordered", "yes_reverse_order"]
    strength: Literal["advice", "block_same_area"]
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class HomePhase:
    """When priming leads in before a target, pauses before it and may restart after it, in days."""

    modality: str
    target: str
    lead_in_days: int
    pause_days: int
    restart_days: int
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class NeverSameDay:
    """Two modalities that do not share a day; block = refused, warn = never proposed."""

    a: str
    b: str
    reason: str
    strength: Literal["block", "warn"]
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class Algorithm:
    """First line, second line and adjuncts for a scar type at a grade."""

    scar_type: str
    grade: int
    basis: str
    first_line: tuple[str, ...]
    second_line: tuple[str, ...]
    adjuncts: tuple[str, ...]
    combinations: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class GradeGuidance:
    """Published guidance for a grade."""

    grade: int
    guidance: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class Principle:
    """A published general rule."""

    text: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class Disagreement:
    """Two positions of the literature, each with its sources."""

    id: str
    topic: str
    position_a: str
    sources_a: tuple[str, ...]
    position_b: str
    sources_b: tuple[str, ...]
    suggested_default: str
    note: str | None = None


@fact
class SeedPromise:
    """A statement of the article this product started from, and the rows that carry it."""

    id: str
    promise: str
    covered_by: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence


TABLES: dict[str, type] = {
    "protocol": Protocol,
    "instruction": Instruction,
    "combination": Combination,
    "combination_effect": CombinationEffect,
    "spacing_default": SpacingDefault,
    "spacing_rule": SpacingRule,
    "home_phase": HomePhase,
    "never_same_day": NeverSameDay,
    "algorithm": Algorithm,
    "grade_guidance": GradeGuidance,
    "principle": Principle,
    "disagreement": Disagreement,
    "seed_promise": SeedPromise,
}
