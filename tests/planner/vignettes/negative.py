"""The people of the vignettes about treatment: every question was put to them, and every answer was no unless told otherwise."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from planner.case import Case, read_case
from planner.catalog import shipped_catalog
from tests.planner.case.strategies import none_of_these
from tests.planner.vignettes.reading import ON

CLINICIAN = {"bdd_screen": "negative", "active_acne": "none", "koebner": "none"}
PARTS = ("patient", "assessment", "answers", "preferences")


@cache
def all_negative() -> dict[str, Any]:
    """The answer that frees from every rule, to every question that has one, and what the clinician found instead."""
    return none_of_these(shipped_catalog()) | CLINICIAN


def negative_case(*parts: Mapping[str, Any]) -> Case:
    """The case of a patient seen on ON; later parts win over earlier ones, field by field. Raises CaseError."""
    document: dict[str, Any] = {part: {} for part in PARTS} | {"on": ON.isoformat(), "answers": all_negative()}
    for given in parts:
        document |= {part: document[part] | dict(given.get(part, {})) for part in PARTS}
    return read_case(document, shipped_catalog())
