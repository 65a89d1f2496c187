"""In which row of a scale a finding counts, and what had to be assumed or is missing to say so."""

from dataclasses import dataclass

from planner.case.model import Case, Finding
from planner.catalog import Catalog
from planner.scales.grades import finding_grade

# Scar type -> (the highest grade that still counts in the milder row, the milder row, the other row).
ROWS_BY_GRADE = {
    "rolling": (2, "a_mild_dish", "b_moderate_dish"),
    "broad_atrophic": (3, "b_shallow_broad", "c_deep_broad"),
}
ROWS_BY_BASE = {"normal": "c_punched_deep_normal", "abnormal": "c_punched_deep_abnormal"}
USUAL_BASE = "normal"


@dataclass(frozen=True)
class Place:
    """The row a finding counts in, what was assumed for it, or the field that is missing to decide.

    Row and `missing` both None: the scale has no row for this type of scar.
    """

    row: str | None
    assumed: str | None = None
    missing: str | None = None


def goodman_baron_place(finding: Finding, case: Case, catalog: Catalog) -> Place:
    """Rolling and broad atrophic scars count by their grade, deep punched-out scars by their base, others by type."""
    rows = catalog.scar_types[finding.scar_type].gb_rows
    if finding.scar_type in ROWS_BY_GRADE:
        highest, milder, other = ROWS_BY_GRADE[finding.scar_type]
        row = milder if finding_grade(finding, case) <= highest else other
        return Place(row, assumed=_grade_assumed(finding, case, catalog))
    if set(rows) == set(ROWS_BY_BASE.values()):
        return Place(ROWS_BY_BASE[finding.base or USUAL_BASE], assumed=_base_assumed(finding, catalog))
    return Place(rows[0] if rows else None)


def _grade_assumed(finding: Finding, case: Case, catalog: Catalog) -> str | None:
    if finding.grade is not None:
        return None
    label, grade = catalog.scar_types[finding.scar_type].label, finding_grade(finding, case)
    face = "the face is not graded either" if case.grade is None else f"the face is grade {case.grade}"
    return f"{label} without a grade of its own counts as grade {grade}: {face}."


def _base_assumed(finding: Finding, catalog: Catalog) -> str | None:
    if finding.base is not None:
        return None
    return f"{catalog.scar_types[finding.scar_type].label} without a described base counts as {USUAL_BASE} base."


def ecca_place(finding: Finding, case: Case, catalog: Catalog) -> Place:
    """A scar type counts in its row; hypertrophic scars older than two years count in the other row that names them.

    Where the scale splits a type by age and the age is not known, the row is missing, not guessed.
    """
    own = catalog.scar_types[finding.scar_type].ecca_row
    named = [row.key for row in catalog.scales["ecca"].row if finding.scar_type in row.scar_types]
    others = [row for row in named if row != own]
    if own is None or not others:
        return Place(own)
    if finding.older_than_two_years is None:
        return Place(None, missing="older_than_two_years")
    return Place(others[0] if finding.older_than_two_years else own)
