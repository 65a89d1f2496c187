"""Algorithm vignettes: a patient in a few lines for a row of the algorithm, and what a dermatologist expects to be proposed.

`row` is the scar type of the evidence and the grade. `case` is a case document without its day and without the answers,
which are all negative (negative.py). Of `expect`:

`first`       modalities that the first regimen holds
`first_one_of`  modalities of which the first regimen holds at least one, where two first lines stand level
`answered`    the level at which the first regimen answers the main concern
`shown`       modalities that stand in some regimen
`never`       modalities that stand in no regimen
`set_aside`   modality -> the strongest verdict for which it is set aside
`test_spot`   modalities of which the first regimen tries a spot first

`decided_by` says what the expectation rests on: "first_line" or "second_line" of the row; "grid" or "subtype" where the grid
or the fitness of a raised scar type says the same without the row.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from planner.case import Case
from planner.catalog import Catalog
from planner.catalog.courses import Algorithm
from planner.vocabulary import SetAsideVerdict
from tests.planner.vignettes.negative import negative_case

FOLDER = Path(__file__).parent / "algorithm"
LISTS = ("first_line", "second_line")


@dataclass(frozen=True)
class Expectation:
    """What is proposed to the patient; the fields are explained at the head of this file."""

    answered: str
    never: tuple[str, ...]
    first: tuple[str, ...] = ()
    first_one_of: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    set_aside: Mapping[str, SetAsideVerdict] = field(default_factory=dict)
    test_spot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vignette:
    """One patient for one row of the algorithm."""

    row: Mapping[str, Any]
    name: str
    case: Mapping[str, Any]
    expect: Expectation
    decided_by: Literal["first_line", "second_line", "grid", "subtype"]

    @property
    def key(self) -> tuple[str, int]:
        """The scar type of the evidence and the grade of its row."""
        return self.row["scar_type"], self.row["grade"]

    @property
    def by_its_row(self) -> bool:
        """Whether the row decides, and not what holds without it."""
        return self.decided_by in LISTS

    def read(self) -> Case:
        """The case of the vignette. Raises CaseError."""
        return negative_case(self.case)


def read_vignette(row: Mapping[str, Any]) -> Vignette:
    """The vignette of a TOML row. Raises TypeError when it has an unknown field or lacks one."""
    return Vignette(**{**row, "expect": Expectation(**row["expect"])})


@cache
def algorithm_vignettes() -> tuple[Vignette, ...]:
    """All vignettes of the folder, in the order of files and rows."""
    documents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(read_vignette(row) for document in documents for row in document["vignette"])


def without_row(catalog: Catalog, key: tuple[str, int]) -> Catalog:
    """The same knowledge, had nobody written this row of the algorithm."""
    return _with_rows(catalog, [row for row in catalog.treatments["algorithm"] if (row.scar_type, row.grade) != key])


def with_emptied(catalog: Catalog, key: tuple[str, int], line: str) -> Catalog:
    """The same knowledge, had this row nothing in its `line`: first_line or second_line."""
    rows = catalog.treatments["algorithm"]
    return _with_rows(catalog, [replace(r, **{line: ()}) if (r.scar_type, r.grade) == key else r for r in rows])


def _with_rows(catalog: Catalog, rows: list[Algorithm]) -> Catalog:
    return replace(catalog, treatments={**catalog.treatments, "algorithm": tuple(rows)})
