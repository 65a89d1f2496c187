"""Which fields of a fact name other facts. So every fact knows what it rests on, and what rests on it."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from catalog.tables import SOURCES

MODALITY, QUESTION = "treatments.modality", "safety.question"
EVIDENCE_SCAR, JUDGED_SCAR = "treatments.scar_type", "assessment.scar_type"

NAMES = {  # field -> the table whose keys it holds; a value that is no key there is just text
    **dict.fromkeys(("sources", "cites", "review_sources", "interval_sources", "sources_a", "sources_b"), SOURCES),
    **dict.fromkeys(("modality", "modalities", "first", "second", "target", "a", "b"), MODALITY),
    **dict.fromkeys(("first_line", "second_line", "adjuncts"), MODALITY),
    **dict.fromkeys(("question", "reopens"), QUESTION),
    **dict.fromkeys(("combination", "combinations"), "treatments.combination"),
    **dict.fromkeys(("scar_type", "scar_types"), EVIDENCE_SCAR),
    **dict.fromkeys(("assessment_key", "if_yes"), JUDGED_SCAR),
    **dict.fromkeys(("scale", "result_scale"), "assessment.scale"),
    **dict.fromkeys(("severity", "verdict"), "safety.severity"),
    "regions": "assessment.region",
    "evidence_level": "treatments.evidence_level",
    "grade": "treatments.severity",
    "code": "safety.contraindication_link",
}
IN_ASSESSMENT = NAMES | dict.fromkeys(("scar_type", "scar_types"), JUDGED_SCAR)

Target = tuple[str, str]


def table_named_by(kind: str, field: str) -> str | None:
    """The table whose rows the field `field` of a fact of `kind` names, if it names any."""
    return (IN_ASSESSMENT if kind.startswith("assessment.") else NAMES).get(field)


def targets(kind: str, value: Any, field: str = "") -> Iterator[Target]:
    """Table and key of everything that `value`, a fact or a part of one, names by its fields."""
    if dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from targets(kind, getattr(value, part.name), part.name)
    elif isinstance(value, tuple):
        for one in value:
            yield from targets(kind, one, field)
    elif (
        (table := table_named_by(kind, field))
        and isinstance(value, (str, int))
        and not isinstance(value, (bool, Mapping))
    ):
        yield table, str(value)
