"""Facts of assessment.toml: scar types, scales with worked examples, regions, photo views. Lengths in mm, areas in cm2."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from planner.catalog.facts import fact
from planner.vocabulary import Confidence


@fact
class Range:
    """A published range; an absent end is open."""

    min: float | None = None
    max: float | None = None
    note: str | None = None


@fact
class LabelledRange:
    """A band of a score with its published word."""

    label: str
    min: float
    max: float


@fact
class ScaleLevel:
    """One level of an ordinal scale."""

    value: int
    label: str
    definition: str
    confidence: Confidence


@fact
class Band:
    """A count or area from `min` (or `above`) to `max` (or `below`) falls into band `index`; an absent end is open."""

    index: int
    min: float | None = None
    max: float | None = None
    above: float | None = None
    below: float | None = None
    label: str | None = None


@fact
class BandSet:
    """How a count of lesions or an area in cm2 becomes a band."""

    key: str
    unit: str
    bands: tuple[Band, ...]


@fact
class Choice:
    """One choice of a row that is rated by choosing."""

    label: str
    points: int


@fact
class ScaleRow:
    """One row of an additive scale: points by band, or by choice."""

    key: str
    label: str
    weight: int | None = None
    band_set: str | None = None
    points: tuple[int, ...] = ()
    choices: tuple[Choice, ...] = ()
    scar_types: tuple[str, ...] = ()
    subgrade: int | None = None
    severity_class: str | None = field(default=None, metadata={"name": "class"})


@fact
class ScaleExample:
    """A worked example: from these inputs this score."""

    input: Mapping[str, int | float | bool | str]
    score: int
    working: str | None = None


@fact
class SizeClass:
    """A size class of an atrophic scar, in mm."""

    key: str
    min: float | None = None
    max: float | None = None
    above: float | None = None
    below: float | None = None


@fact
class Cutoff:
    """Totals from `min` to `max` mean level `value`."""

    value: int
    min: int
    max: int


@fact
class QuestionnaireItem:
    """A question whose options score 0, 1, 2 … in their order."""

    key: str
    section: str
    ask: str
    options: tuple[str, ...]


@fact
class QuestionnaireExample:
    """A worked example of a form."""

    answers: tuple[int, ...]
    total: int
    result: int


@fact
class ScarType:
    """A kind of scar as it is judged on the skin, with its rows in ECCA and Goodman-Baron."""

    key: str
    label: str
    group: Literal["atrophic", "dystrophic", "hyperplastic", "macular"]
    sources: tuple[str, ...]
    confidence: Confidence
    width_mm: Range | None = None
    depth_mm: Range | None = None
    profile: str | None = None
    edge: str | None = None
    tethered: bool = False
    ecca_row: str | None = None
    gb_rows: tuple[str, ...] = ()
    share_of_atrophic_pct: Range | None = None
    note: str | None = None
    cites: tuple[str, ...] = ()


@fact
class ScarTypeRule:
    """One of the ordered questions that lead from what is seen to a scar type."""

    order: int
    question: str
    if_yes: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    if_no_go_to: int | None = None
    if_yes_tiebreak: str | None = None


@fact
class Scale:
    """An instrument: its range, who rates, whether severity bands are published, its tables and worked examples."""

    key: str
    label: str
    kind: Literal["additive", "choice_sum", "counts", "named_only", "ordinal", "ordinal_per_region"]
    higher_is: str
    rater: str
    severity_bands_published: bool
    mcid: str
    licence: str
    sources: tuple[str, ...]
    confidence: Confidence
    min: int | None = None
    max: int | None = None
    per: str | None = None
    distance_cm: int | None = None
    note: str | None = None
    level: tuple[ScaleLevel, ...] = ()
    example: tuple[ScaleExample, ...] = ()
    noise_points: int | None = None
    noise_note: str | None = None
    noise_confidence: Confidence | None = None
    cites: tuple[str, ...] = ()
    band_set: tuple[BandSet, ...] = ()
    row: tuple[ScaleRow, ...] = ()
    regions: tuple[str, ...] = ()
    total_min: int | None = None
    total_max: int | None = None
    clinically_relevant_from: int | None = None
    size_classes_mm: tuple[SizeClass, ...] = ()


@fact
class Questionnaire:
    """A phototype form with its cut-offs; several incompatible scorings circulate, one is recommended."""

    key: str
    label: str
    result_scale: str
    recommended: bool
    total_max: int
    cutoffs: tuple[Cutoff, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    note: str
    example: tuple[QuestionnaireExample, ...] = ()
    item: tuple[QuestionnaireItem, ...] = ()


@fact
class Prom:
    """A patient-reported outcome: its licence and what the product may ship."""

    key: str
    label: str
    items: int
    min: int
    max: int
    higher_is: str
    licence: str
    ship_items: bool
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None
    min_age: int | None = None
    recall: str | None = None
    bands: tuple[LabelledRange, ...] = ()
    mcid: int | None = None


@fact
class Region:
    """A region of the body map; `unit` is face, neck or trunk."""

    key: str
    label: str
    unit: Literal["face", "neck", "trunk"]
    paired: bool
    hazard: str | None = None


@fact
class RegionFacts:
    """Where the list of regions comes from."""

    sources: tuple[str, ...]
    confidence: Confidence
    note: str


@fact
class PhotoView:
    """A standard view of a photograph."""

    key: str
    label: str
    required: bool
    angle_deg: int | None = None


@fact
class PhotoViewFacts:
    """Where the list of views comes from."""

    sources: tuple[str, ...]
    confidence: Confidence
    note: str


@fact
class PhotoRule:
    """How photographs are taken so that they can be compared."""

    key: str
    rule: str
    sources: tuple[str, ...]
    confidence: Confidence
    cites: tuple[str, ...] = ()
    note: str | None = None


@fact
class ReferenceValue:
    """A number from a trial, for sanity checks and help texts, never a cut-off."""

    scale: str
    value: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class Decision:
    """Design advice that follows from the facts."""

    key: str
    text: str
    sources: tuple[str, ...]
    confidence: Confidence


TABLES: dict[str, type] = {
    "scar_type": ScarType,
    "scar_type_rule": ScarTypeRule,
    "scale": Scale,
    "questionnaire": Questionnaire,
    "prom": Prom,
    "region": Region,
    "region_facts": RegionFacts,
    "photo_view": PhotoView,
    "photo_view_facts": PhotoViewFacts,
    "photo_rule": PhotoRule,
    "reference_value": ReferenceValue,
    "decision": Decision,
}
