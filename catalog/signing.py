"""What the clinical lead has to sign before a version counts as signed."""

from django.db.models import Q

from catalog.tables import SAFETY

UNVERIFIED = "unverified"
CONFIDENCE_FIELDS = ("confidence", "interval_confidence")
NEEDS_OWN_SIGNATURE = Q(kind__startswith=f"{SAFETY}.") & (
    Q(data__confidence=UNVERIFIED) | Q(data__interval_confidence=UNVERIFIED)
)


def needs_own_signature(kind: str, fact) -> bool:
    """NEEDS_OWN_SIGNATURE for a fact in memory: a safety row whose reason or interval nobody has verified."""
    return kind.startswith(f"{SAFETY}.") and any(getattr(fact, name, None) == UNVERIFIED for name in CONFIDENCE_FIELDS)
