"""A patient for every row of the algorithm: the planner proposes what was expected by hand, and only because the row is there."""

from dataclasses import replace

import pytest

from planner.catalog import shipped_catalog
from tests.planner.vignettes.algorithm_checking import complaints
from tests.planner.vignettes.algorithm_reading import (
    LISTS,
    algorithm_vignettes,
    read_vignette,
    with_emptied,
    without_row,
)

CATALOG = shipped_catalog()
VIGNETTES = algorithm_vignettes()
BY_ROW = [vignette for vignette in VIGNETTES if vignette.by_its_row]
NOT_BY_ROW = [vignette for vignette in VIGNETTES if not vignette.by_its_row]
DARK = 4


def name(vignette):
    return f"{vignette.key}: {vignette.name}"


def test_every_row_decides_some_vignette():
    assert {vignette.key for vignette in BY_ROW} == set(CATALOG.algorithm)


def test_every_vignette_has_its_own_name():
    names = [vignette.name for vignette in VIGNETTES]

    assert sorted(set(names)) == sorted(names)


def test_every_vignette_says_what_stands_first():
    assert [v.name for v in VIGNETTES if not (v.expect.first or v.expect.first_one_of)] == []


def test_every_vignette_names_known_modalities():
    named = {key for v in VIGNETTES for key in (*v.expect.first, *v.expect.shown, *v.expect.never, *v.expect.set_aside)}

    assert named <= set(CATALOG.modalities)


def test_every_vignette_is_about_its_row():
    for vignette in VIGNETTES:
        case, (scar_type, grade) = vignette.read(), vignette.key
        types = {linked for finding in case.findings for linked in CATALOG.linked_types[finding.scar_type]}
        mixed = scar_type == "mixed_atrophic" and len(types) > 1
        assert case.grade == grade and (mixed or scar_type in types), vignette.name


def test_dark_skin_keeps_ablative_laser_out():
    ablative = [v for v in VIGNETTES if v.read().phototype >= DARK and "afl" in v.expect.never]

    assert {v.key[0] for v in ablative} == {row.scar_type for row in CATALOG.treatments["algorithm"]}


@pytest.mark.parametrize("vignette", VIGNETTES, ids=name)
def test_planner_proposes_what_vignette_expects(vignette):
    assert complaints(vignette, CATALOG) == []


@pytest.mark.parametrize("vignette", BY_ROW, ids=name)
def test_vignette_fails_without_its_row(vignette):
    assert complaints(vignette, without_row(CATALOG, vignette.key)) != []


@pytest.mark.parametrize("vignette", BY_ROW, ids=name)
def test_vignette_fails_with_emptied_line(vignette):
    assert complaints(vignette, with_emptied(CATALOG, vignette.key, vignette.decided_by)) != []


@pytest.mark.parametrize("vignette", NOT_BY_ROW, ids=name)
def test_vignette_stands_without_its_row(vignette):
    assert complaints(vignette, without_row(CATALOG, vignette.key)) == []


ROLLING = next(vignette for vignette in VIGNETTES if vignette.key == ("rolling", 3))
WRONG = [
    ("another modality first", {"first": ("filler_pmma",)}),
    ("none of several first", {"first_one_of": ("filler_pmma", "punch")}),
    ("another level", {"answered": "adjunct"}),
    ("a modality in no regimen", {"shown": ("punch",)}),
    ("a modality that is proposed", {"never": ("subcision",)}),
    ("a verdict that nobody gave", {"set_aside": {"punch": "absolute"}}),
    ("a verdict on what is proposed", {"set_aside": {"subcision": "poor_fit"}}),
    ("a test spot that nobody asks for", {"test_spot": ("subcision",)}),
]


@pytest.mark.parametrize("change", [row[1] for row in WRONG], ids=[row[0] for row in WRONG])
def test_wrong_expectation_is_complained_about(change):
    vignette = replace(ROLLING, expect=replace(ROLLING.expect, **change))

    assert complaints(vignette, CATALOG) != []


def test_open_question_is_complained_about():
    vignette = replace(ROLLING, case={**ROLLING.case, "answers": {"pregnant": None}})

    assert complaints(vignette, CATALOG) != []


def test_unknown_field_of_vignette_is_refused():
    row = {"row": {}, "name": "A patient", "case": {}, "expect": {"first": [], "answered": "", "never": []}}

    with pytest.raises(TypeError, match="decidedby"):
        read_vignette({**row, "decidedby": "grid"})


def test_every_line_decides_some_vignette():
    assert {vignette.decided_by for vignette in BY_ROW} == set(LISTS)
