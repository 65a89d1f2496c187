"""Facts of treatments.toml about modalities: what they fit, what was published, what they do to the skin. Days are whole days."""

from typing import Literal

from planner.catalog.facts import fact
from planner.vocabulary import Confidence, EvidenceLevel, Fitness, SkinTypeClass


@fact
class EvidenceScarType:
    """A scar type of the treatment evidence; several scar types of the assessment may share one."""

    id: str
    label: str
    definition: str
    sources: tuple[str, ...]


@fact
class GradeMeaning:
    """A Goodman-Baron grade as the treatment papers use it."""

    grade: int
    label: str
    definition: str
    typical_morphology: str
    goodman2011_treatment: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class EvidenceLevelMeaning:
    """What an evidence level A to D means."""

    id: str
    definition: str


@fact
class ScarTypeLink:
    """From a judged scar type to the scar types of the evidence; an empty list means no grid row: a referral reason."""

    assessment_key: str
    scar_types: tuple[str, ...]
    note: str | None = None


@fact
class Modality:
    """A kind of treatment: what it reaches, its role in a course and how deeply it injures (class 0 to 4)."""

    id: str
    name: str
    category: str
    reach: Literal["lesion", "area"]
    role: Literal["working", "booster", "home"]
    injury: int
    description: str
    performed_by: tuple[str, ...]
    anaesthesia: tuple[str, ...]
    numbing_minutes: int
    chair_min_minutes: int
    chair_typical_minutes: int
    chair_max_minutes: int
    sources: tuple[str, ...]
    confidence: Confidence
    ingredients: tuple[str, ...] = ()
    note: str | None = None
    product_rule: str | None = None


@fact
class Variant:
    """A device or product variant of a modality."""

    modality: str
    id: str
    label: str
    note: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class Indication:
    """How well a modality fits a scar type: one cell of the complete grid."""

    modality: str
    scar_type: str
    fitness: Fitness
    evidence_level: EvidenceLevel
    basis: Literal["stated", "inferred"]
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class SubtypeFitness:
    """A fitness that wins over grid and algorithm for a raised scar type."""

    assessment_key: str
    modality: str
    fitness: Fitness
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class ConcernIndication:
    """How well a modality answers a concern that is not a scar."""

    concern: str
    modality: str
    fitness: Fitness
    evidence_level: EvidenceLevel
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class Effect:
    """A published result in its own metric."""

    id: str
    modalities: tuple[str, ...]
    scar_types: tuple[str, ...]
    design: str
    outcome: str
    result: str
    sources: tuple[str, ...]
    confidence: Confidence
    n: int | None = None
    value: float | None = None
    unit: str | None = None
    comparator: str | None = None
    p_value: str | None = None
    note: str | None = None


@fact
class AreaLink:
    """The regions that an area name of a parameter covers."""

    area: str
    regions: tuple[str, ...]
    note: str | None = None


@fact
class Parameter:
    """A setting of a modality by area and scar depth, with unit and published ends."""

    modality: str
    area: str
    scar_depth: str
    name: str
    unit: str
    sources: tuple[str, ...]
    confidence: Confidence
    min: float | None = None
    typical: float | None = None
    max: float | None = None
    note: str | None = None


@fact
class Downtime:
    """Days of erythema, oedema, crusting and social downtime after one session."""

    modality: str
    erythema_days_min: int
    erythema_days_max: int
    oedema_days_min: int
    oedema_days_max: int
    crusting_days_min: int
    crusting_days_max: int
    social_downtime_days_min: int
    social_downtime_days_max: int
    social_downtime_days_typical: int
    pain_0_10: int
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class Contraindication:
    """What the treatment papers say, shown as literature; screening itself is safety.toml."""

    modality: str
    code: str
    kind: Literal["absolute", "relative", "permitted"]
    label: str
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None
    override: str | None = None
    wait_days: int | None = None


@fact
class SkinType:
    """How a modality stands in each phototype: ok, caution or avoid."""

    modality: str
    I: SkinTypeClass
    II: SkinTypeClass
    III: SkinTypeClass
    IV: SkinTypeClass
    V: SkinTypeClass
    VI: SkinTypeClass
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class PihRisk:
    """A published figure of post-inflammatory hyperpigmentation with its denominator."""

    modality: str
    fitzpatrick_from: str
    fitzpatrick_to: str
    denominator: str
    with_prophylaxis: bool
    sources: tuple[str, ...]
    confidence: Confidence
    percent_min: float | None = None
    percent_max: float | None = None
    note: str | None = None
    duration_days_max: int | None = None


@fact
class AdverseEvent:
    """A published unwanted event."""

    modality: str
    event: str
    serious: bool
    sources: tuple[str, ...]
    confidence: Confidence
    denominator: str | None = None
    duration: str | None = None
    note: str | None = None
    rate_percent: float | None = None


@fact
class PerformerRule:
    """Who may perform, by jurisdiction."""

    jurisdiction: str
    modality: str
    role: str
    allowed: str
    sources: tuple[str, ...]
    confidence: Confidence
    max_depth_mm: float | None = None
    note: str | None = None


TABLES: dict[str, type] = {
    "scar_type": EvidenceScarType,
    "severity": GradeMeaning,
    "evidence_level": EvidenceLevelMeaning,
    "scar_type_link": ScarTypeLink,
    "modality": Modality,
    "variant": Variant,
    "indication": Indication,
    "subtype_fitness": SubtypeFitness,
    "concern_indication": ConcernIndication,
    "effect": Effect,
    "area_link": AreaLink,
    "parameter": Parameter,
    "downtime": Downtime,
    "contraindication": Contraindication,
    "skin_type": SkinType,
    "pih_risk": PihRisk,
    "adverse_event": AdverseEvent,
    "performer_rule": PerformerRule,
}
