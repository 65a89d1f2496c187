"""What the planner answers: a proposal made of frozen values, the same for the command line, the pages and the re-screening."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planner.reasons import Reason
from planner.scales import Scores
from planner.vocabulary import EvidenceLevel, SetAsideVerdict

Date = datetime.date


@dataclass(frozen=True)
class Parameter:
    """A setting to start from, as published: a value with its unit, or words."""

    name: str
    value: int | float | str
    unit: str


@dataclass(frozen=True)
class Procedure:
    """One modality on a visit, in areas that take the same settings; `option` = not part of the visit unless switched on."""

    modality: str
    order: int
    areas: tuple[str, ...]
    option: bool
    parameters: tuple[Parameter, ...]
    answers_findings: tuple[int, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """One visit. `day` counts from the date of the case; minutes include numbing; None = nothing is known of it."""

    day: int
    earliest_on: Date
    target_on: Date
    latest_on: Date
    kind: str
    provisional: bool
    minutes: int | None
    numbing_minutes: int | None
    downtime_days: tuple[int, int] | None
    price: Decimal | None
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True)
class HomePhase:
    """What the patient applies at home beside the visits: from, pauses, until."""

    modality: str
    from_on: Date
    pauses: tuple[tuple[Date, Date], ...]
    until_on: Date
    answers_findings: tuple[int, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Totals:
    """Treatment visits, the day of the last one, least and most downtime of all together, price; None = not known."""

    visits: int
    days: int
    downtime_days: tuple[int, int]
    price: Decimal | None


@dataclass(frozen=True)
class Expected:
    """A published result in its own metric; without one the outcome says that nothing is published."""

    modality: str
    outcome: str
    result: str
    n: int | None
    design: str | None
    evidence_level: EvidenceLevel | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Caution:
    """What to mind for some modalities of a regimen, what makes it bearable, and whose task that is."""

    rule: str
    modalities: tuple[str, ...]
    text: str
    mitigation: str
    kind: str
    owner: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Regimen:
    """A proposed course with all that speaks for it and all there is to mind. `levels`: (name, value in words), all eight."""

    key: str
    labels: tuple[str, ...]
    provisional: bool
    needs_reason: tuple[str, ...]
    nearest: str | None
    modalities: tuple[str, ...]
    options: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    home: tuple[HomePhase, ...]
    visits: tuple[Visit, ...]
    totals: Totals
    expected: tuple[Expected, ...]
    cautions: tuple[Caution, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class SetAside:
    """A modality that is not in any regimen shown, or opens later: the strongest verdict and its reason."""

    modality: str
    verdict: SetAsideVerdict
    until: Date | None
    condition: str | None
    reason: Reason


@dataclass(frozen=True)
class AskedQuestion:
    """A question whose answer could change what is proposed: for which modalities, and which regimens wait for it (their keys)."""

    question: str
    text: str
    modalities: tuple[str, ...]
    regimens: tuple[str, ...]


@dataclass(frozen=True)
class NoProcedure:
    """The card that is always there: whether it comes first, what to wait for, what to do meanwhile, when to look again."""

    first: bool
    wait_for: tuple[str, ...]
    advice: tuple[str, ...]
    look_again_on: Date
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Proposal:
    """The whole answer to a case; `sources`: key -> citation, for every source named in it."""

    catalog_version: str
    catalog_signed: bool
    scores: Scores
    no_procedure: NoProcedure
    regimens: tuple[Regimen, ...]
    set_aside: tuple[SetAside, ...]
    questions: tuple[AskedQuestion, ...]
    wishes_not_judged: tuple[str, ...]
    sources: Mapping[str, str]
