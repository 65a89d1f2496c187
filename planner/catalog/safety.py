"""Facts of safety.toml, the one screening authority: questions, rules, doses, consent, red flags."""

from dataclasses import field
from typing import Literal

from planner.catalog.assessment import Decision
from planner.catalog.facts import fact
from planner.vocabulary import Confidence, Severity

RouteKind = Literal["cream", "infiltration", "tumescent", "filler"]
MitigationKind = Literal[
    "test_spot",
    "prescription",
    "priming",
    "lab",
    "letter",
    "longer_interval",
    "lower_setting",
    "extra_check",
    "choose_other",
    "none",
]


@fact
class Condition:
    """An operator and its value; the operators are documented at the head of safety.toml."""

    op: Literal["is", "in", "lt", "gte", "within_days", "around_days"]
    value: bool | int | float | str | tuple[int, ...] | tuple[str, ...]


@fact
class AskWhen:
    """A question is asked when any one of its conditions holds; within one condition every named part must hold."""

    sex: tuple[str, ...] = ()
    min_age: int | None = None
    question: str | None = None
    answer_is: tuple[bool | str, ...] = field(default=(), metadata={"name": "is"})
    modalities: tuple[str, ...] = ()


@fact
class LinkedAnswer:
    """The values of a question that a contraindication code means; "today" stands for a date of today."""

    question: str
    answer_is: tuple[bool | int | float | str, ...] = field(metadata={"name": "is"})


@fact
class SeverityMeaning:
    """An outcome of a rule; rank 1 is the strongest."""

    key: Severity
    rank: int
    label: str
    effect: str


@fact
class Question:
    """A screening question: its answers, how long an answer holds, and when it is asked."""

    key: str
    category: str
    ask: str
    answer: Literal["boolean", "choice", "date", "number"]
    who: Literal["patient", "staff", "clinician"]
    validity_days: int
    per_area: bool
    unit: str | None = None
    derived_from: Literal["patient", "assessment"] | None = None
    ask_when: tuple[AskWhen, ...] = ()
    none_value: bool | str | None = None
    restricted: bool = False
    choices: tuple[str, ...] = ()
    unknown_values: tuple[str, ...] = ()
    lasting: bool = False
    lasting_values: tuple[str, ...] = ()
    reopens: tuple[str, ...] = ()
    scope: Literal["elsewhere"] | None = None


@fact
class Rule:
    """When an answer holds, what follows for which modalities, and why."""

    key: str
    question: str
    when: Condition
    severity: Severity
    modalities: tuple[str, ...]
    defer_days: int
    reason: str
    mitigation: str
    mitigation_kind: MitigationKind
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None
    defer_until: str | None = None
    interval_sources: tuple[str, ...] = ()
    interval_confidence: Confidence | None = None
    ingredient: str | None = None
    wait_days: int | None = None
    cites: tuple[str, ...] = ()


@fact
class Reconciled:
    """Why the verdict here is weaker than an absolute contraindication of the treatment papers."""

    modality: str
    code: str
    kind: str
    answer: bool | str
    verdict: Severity | Literal["none"]
    why: str
    question: str | None = None


@fact
class ContraindicationLink:
    """The answers that a contraindication code of the treatment papers means."""

    code: str
    answers: tuple[LinkedAnswer, ...]
    not_an_answer: Literal["product", "finding"] | None = None
    note: str | None = None


@fact
class DoseLimit:
    """A limit of local anaesthetic by route, in mg per kg of body weight and in mg."""

    key: str
    drug: str
    route: str
    sources: tuple[str, ...]
    confidence: Confidence
    note: str
    route_kind: RouteKind
    max_mg_per_kg: float | None = None
    max_mg_total: int | None = None
    max_g_per_10cm2: float | None = None
    max_percent: float | None = None


@fact
class DoseSource:
    """The usual strength of a source of lidocaine."""

    key: str
    route_kind: RouteKind
    drug: str
    percent_typical: float
    mg_per_unit: float
    unit: str
    sources: tuple[str, ...]
    confidence: Confidence
    note: str


@fact
class DoseSum:
    """What is added within a visit, and against which limit."""

    adds: tuple[RouteKind, ...]
    per: str
    unit: str
    rule: str
    missing: str
    halved_when: str
    sources: tuple[str, ...]
    confidence: Confidence
    note: str


@fact
class DoseExample:
    """Worked arithmetic of a dose."""

    text: str
    working: str
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class AnaestheticFacts:
    """Harm reported from numbing cream, and the rules that follow."""

    text: str
    rule: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class Consent:
    """What a consent must tell, per modality; modality `common` applies to every one."""

    elements: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    modality: str | None = None
    note: str | None = None
    modalities: tuple[str, ...] = ()


@fact
class InfectionControl:
    """A rule of hygiene."""

    key: str
    rule: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class Traceability:
    """What must be recorded so that a lot can be recalled."""

    key: str
    fields: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class Emergency:
    """How an emergency is recognised and what is done."""

    key: str
    label: str
    modalities: tuple[str, ...]
    recognise: str
    act: str
    kit: str
    minutes: int
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@fact
class RedFlag:
    """A symptom that needs a call, and how soon."""

    key: str
    modalities: tuple[str, ...]
    symptom: str
    contact_within_hours: int
    action: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class Regulatory:
    """What a regulator says."""

    key: str
    jurisdiction: str
    text: str
    sources: tuple[str, ...]
    confidence: Confidence


@fact
class Supervision:
    """Who may do what under whom."""

    key: str
    text: str
    sources: tuple[str, ...]
    confidence: Confidence


TABLES: dict[str, type] = {
    "severity": SeverityMeaning,
    "question": Question,
    "rule": Rule,
    "reconciled": Reconciled,
    "contraindication_link": ContraindicationLink,
    "dose_limit": DoseLimit,
    "dose_source": DoseSource,
    "dose_sum": DoseSum,
    "dose_example": DoseExample,
    "anaesthetic_facts": AnaestheticFacts,
    "consent": Consent,
    "infection_control": InfectionControl,
    "traceability": Traceability,
    "emergency": Emergency,
    "red_flag": RedFlag,
    "regulatory": Regulatory,
    "supervision": Supervision,
    "decision": Decision,
}
