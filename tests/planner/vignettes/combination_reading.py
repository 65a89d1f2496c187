"""Combination vignettes: a patient for whom a published combination holds, and the days written by hand.

`case` is a case document without its day and without the answers, which are all negative (negative.py).

`calendar`    working modality -> the days of its sessions, counted from the day of the case
`options`     booster of the combination -> the days of the visits to which it may be added; none = why_not says the reason
`home`        whether the home phase stands beside the visits
`yields_to`   the combination of the same working modalities that is followed instead: it has the better evidence level, or
              stands earlier in the file; `calendar` is what holds without it
`not_when`    variations in which it does not hold though each of its modalities still answers something; for boosters: in
              which none is an option; for the home phase: in which there is none. `follows` names what is followed instead
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from planner.case import Case
from planner.catalog import Catalog
from planner.catalog.courses import Combination
from tests.planner.vignettes.negative import negative_case

FOLDER = Path(__file__).parent / "combinations"
Days = tuple[int, ...]


@dataclass(frozen=True)
class Variation:
    """The same patient, but for what is named here; `why` says it in words."""

    why: str
    patient: Mapping[str, Any] = field(default_factory=dict)
    assessment: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    follows: str | None = None


@dataclass(frozen=True)
class Vignette:
    """One patient and one published combination; the fields are explained at the head of this file."""

    combination: str
    name: str
    case: Mapping[str, Any]
    calendar: Mapping[str, Days]
    not_when: tuple[Variation, ...]
    options: Mapping[str, Days] = field(default_factory=dict)
    why_not: str | None = None
    home: bool = False
    yields_to: str | None = None

    @property
    def is_set(self) -> bool:
        """Whether two or more working modalities are combined: then the combination has its own calendar."""
        return len(self.calendar) > 1

    def read(self, variation: Variation | None = None) -> Case:
        """The case, as told or in a variation. Raises CaseError."""
        return negative_case(self.case, vars(variation) if variation else {})


def read_vignette(row: Mapping[str, Any]) -> Vignette:
    """The vignette of a TOML row. Raises TypeError when it has an unknown field or lacks one."""
    return Vignette(**{**row, "not_when": tuple(Variation(**variation) for variation in row["not_when"])})


@cache
def combination_vignettes() -> tuple[Vignette, ...]:
    """All vignettes of the folder, in the order of files and rows."""
    documents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(read_vignette(row) for document in documents for row in document["vignette"])


def without_combinations(catalog: Catalog, *keys: str) -> Catalog:
    """The same knowledge, had nobody published these combinations."""
    return with_combinations(catalog, [row for row in catalog.treatments["combination"] if row.id not in keys])


def holding_always(catalog: Catalog, key: str) -> Catalog:
    """The same knowledge, were this combination alone, and made for every scar type and grade."""
    grades = [row.grade for row in catalog.treatments["severity"]]
    types = tuple(row.id for row in catalog.treatments["scar_type"])
    row = replace(catalog.combinations[key], scar_types=types, grade_min=min(grades), grade_max=max(grades))
    return with_combinations(catalog, [row])


def with_combinations(catalog: Catalog, rows: list[Combination]) -> Catalog:
    """The same knowledge with these published combinations."""
    return replace(catalog, treatments={**catalog.treatments, "combination": tuple(rows)})
