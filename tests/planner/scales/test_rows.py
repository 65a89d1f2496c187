"""In which row of a scale a finding counts."""

import pytest

from planner.catalog import shipped_catalog
from planner.scales.rows import ROWS_BY_BASE, ROWS_BY_GRADE, ecca_place, goodman_baron_place
from tests.planner.scales.cases import case_with, found

CATALOG = shipped_catalog()


def row_of(finding, **facts):
    return goodman_baron_place(finding, case_with(finding, **facts), CATALOG).row


@pytest.mark.parametrize(
    ("scar_type", "grade", "row"),
    [
        ("rolling", 2, "a_mild_dish"),
        ("rolling", 3, "b_moderate_dish"),
        ("rolling", 4, "b_moderate_dish"),
        ("broad_atrophic", 2, "b_shallow_broad"),
        ("broad_atrophic", 3, "b_shallow_broad"),
        ("broad_atrophic", 4, "c_deep_broad"),
    ],
)
def test_rolling_and_broad_scars_count_by_grade(scar_type, grade, row):
    assert row_of(found(scar_type, grade=grade)) == row


def test_grade_of_the_face_decides_without_own_grade():
    assert row_of(found("rolling"), grade=3) == "b_moderate_dish"


def test_own_grade_decides_before_the_face():
    assert row_of(found("rolling", grade=2), grade=4) == "a_mild_dish"


@pytest.mark.parametrize("scar_type", ["icepick", "boxcar_deep"])
@pytest.mark.parametrize(
    ("base", "row"),
    [(None, "c_punched_deep_normal"), ("normal", "c_punched_deep_normal"), ("abnormal", "c_punched_deep_abnormal")],
)
def test_deep_punched_scars_count_by_base(scar_type, base, row):
    assert row_of(found(scar_type, base=base)) == row


@pytest.mark.parametrize("scar_type", list(CATALOG.scar_types))
@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_every_scar_type_counts_in_a_row_of_its_own(scar_type, grade):
    rows = CATALOG.scar_types[scar_type].gb_rows

    row = row_of(found(scar_type, grade=grade))

    assert row in rows if rows else row is None


def test_every_type_with_several_rows_is_decided():
    several = {row.key for row in CATALOG.scar_types.values() if len(row.gb_rows) > 1}
    by_base = {row.key for row in CATALOG.scar_types.values() if set(row.gb_rows) == set(ROWS_BY_BASE.values())}

    assert several == by_base | set(ROWS_BY_GRADE)


@pytest.mark.parametrize("scar_type", list(CATALOG.scar_types))
@pytest.mark.parametrize("old", [True, False])
def test_every_scar_type_counts_in_an_ecca_row_that_names_it(scar_type, old):
    finding = found(scar_type, older_than_two_years=old)
    naming = [row.key for row in CATALOG.scales["ecca"].row if scar_type in row.scar_types]

    place = ecca_place(finding, case_with(finding), CATALOG)

    assert place.row in naming if naming else place.row is None
    assert place.missing is None
