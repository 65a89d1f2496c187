"""The words every room of the house shares with the planner, and the order in which they stand."""

from typing import Literal, get_args

Confidence = Literal["opened", "secondary", "partial", "unverified"]
EvidenceLevel = Literal["A", "B", "C", "D"]
Fitness = Literal["first_line", "adjunct", "poor", "contraindicated"]
Severity = Literal["absolute", "defer", "relative", "caution", "info"]
Sex = Literal["female", "male", "other"]
Side = Literal["left", "right", "both"]
Base = Literal["normal", "abnormal"]
Response = Literal["none", "poor", "partial", "good", "worse"]
Aim = Literal["improvement", "downtime", "price", "speed", "pigment_risk"]
SkinTypeClass = Literal["ok", "caution", "avoid"]
SetAsideVerdict = Literal["absolute", "defer", "relative", "avoided", "not_offered", "poor_fit", "dominated"]

PHOTOTYPES = ("I", "II", "III", "IV", "V", "VI")
DARK_PHOTOTYPE_FROM = 4
DEEPER_INJURY = 2  # the injury class from which a procedure counts as an injury of its own: needling and deeper

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
SET_ASIDE_VERDICTS: tuple[SetAsideVerdict, ...] = get_args(SetAsideVerdict)
SKIN_TYPE_CLASSES: tuple[SkinTypeClass, ...] = get_args(SkinTypeClass)
EVIDENCE_LEVELS: tuple[EvidenceLevel, ...] = get_args(EvidenceLevel)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
WISHES = ("max_downtime_days", "max_price", "ready_by", "max_visits", "avoid")

COLOUR_MARKS = ("macular_erythematous", "macular_hyperpigmented", "macular_hypopigmented")
ATROPHIC_GROUP = "atrophic"
MIXED = "mixed_atrophic"
ALL_MODALITIES = "all"
PRIMING = "topical_priming"


def severity_rank(severity: str) -> int:
    """0 = strongest (absolute) … 4 = info."""
    return SEVERITIES.index(severity)


def strongest(severities) -> str | None:
    """The strongest of several verdicts; None when there is none."""
    return min(severities, key=severity_rank, default=None)
