"""A patient for every published combination: the planner follows its days where it holds, and where it does not, does not."""

from dataclasses import replace

import pytest

from planner.catalog import shipped_catalog
from tests.planner.vignettes.combination_checking import complaints
from tests.planner.vignettes.combination_reading import (
    combination_vignettes,
    holding_always,
    read_vignette,
    with_combinations,
    without_combinations,
)

CATALOG = shipped_catalog()
COMBINATIONS = CATALOG.combinations
VIGNETTES = combination_vignettes()
SETS = [vignette for vignette in VIGNETTES if vignette.is_set]
WITH_OPTIONS = [vignette for vignette in VIGNETTES if any(vignette.options.values())]


def name(vignette):
    return f"{vignette.combination}: {vignette.name}"


def of_role(row, role):
    return {step.modality for step in row.steps if CATALOG.modalities[step.modality].role == role}


def test_every_combination_has_a_vignette():
    assert {vignette.combination for vignette in VIGNETTES} == set(COMBINATIONS)


def test_every_vignette_has_its_own_name():
    names = [vignette.name for vignette in VIGNETTES]

    assert sorted(set(names)) == sorted(names)


def test_every_vignette_plans_its_working_modalities():
    for vignette in VIGNETTES:
        assert set(vignette.calendar) == of_role(COMBINATIONS[vignette.combination], "working"), vignette.name


def test_every_vignette_looks_at_its_boosters():
    for vignette in VIGNETTES:
        row = COMBINATIONS[vignette.combination]
        assert set(vignette.options) == of_role(row, "booster"), vignette.name
        assert not of_role(row, "home") or vignette.home, vignette.name


def test_booster_left_out_has_a_reason():
    left_out = {v.combination for v in VIGNETTES if v.options and not any(v.options.values())}

    assert left_out == {v.combination for v in VIGNETTES if v.why_not} == {"er_prp"}


def test_every_combination_knows_where_it_ends():
    assert {v.combination for v in VIGNETTES if not v.not_when} == {"il_series_silicone"}


def test_better_evidence_wins_then_the_file():
    order = list(COMBINATIONS)
    for vignette in VIGNETTES:
        if vignette.yields_to:
            row, winner = COMBINATIONS[vignette.combination], COMBINATIONS[vignette.yields_to]
            assert of_role(row, "working") == of_role(winner, "working")
            assert (winner.evidence_level, order.index(winner.id)) < (row.evidence_level, order.index(row.id))


@pytest.mark.parametrize("vignette", VIGNETTES, ids=name)
def test_planner_follows_what_vignette_expects(vignette):
    assert complaints(vignette, CATALOG) == []


@pytest.mark.parametrize("vignette", SETS, ids=name)
def test_vignette_fails_without_its_combination(vignette):
    assert complaints(vignette, without_combinations(CATALOG, vignette.combination)) != []


@pytest.mark.parametrize("vignette", SETS, ids=name)
def test_wider_condition_is_noticed(vignette):
    catalog = holding_always(CATALOG, vignette.combination)

    assert complaints(replace(vignette, yields_to=None), catalog) != []


def with_step_moved(combination, place, days):
    """The catalog in which one step of the combination stands some days later."""
    row = COMBINATIONS[combination]
    steps = [replace(step, day=step.day + days) if at == place else step for at, step in enumerate(row.steps)]
    moved = replace(row, steps=tuple(steps))
    return with_combinations(CATALOG, [moved if one.id == row.id else one for one in COMBINATIONS.values()])


MOVED = [
    pytest.param(vignette, place, id=f"{vignette.combination} {step.modality}: {vignette.name}")
    for vignette in SETS
    for place, step in enumerate(COMBINATIONS[vignette.combination].steps)
    if CATALOG.modalities[step.modality].role == "working"
]


@pytest.mark.parametrize(("vignette", "place"), MOVED)
def test_step_moved_by_one_is_noticed(vignette, place):
    """In one direction at least: what comes too close is pushed back to its day by a spacing row that blocks."""
    catalogs = [with_step_moved(vignette.combination, place, days) for days in (-1, 1)]

    assert any(complaints(vignette, catalog) for catalog in catalogs)


@pytest.mark.parametrize("vignette", WITH_OPTIONS, ids=name)
def test_booster_is_let_in_by_spacing(vignette):
    rows = [row for row in CATALOG.treatments["spacing_rule"] if row.second not in vignette.options]
    catalog = replace(CATALOG, treatments={**CATALOG.treatments, "spacing_rule": tuple(rows)})

    assert complaints(vignette, catalog) != []


def vignette_of(combination):
    return next(vignette for vignette in VIGNETTES if vignette.combination == combination)


WRONG = [
    ("another day", "punch_laser", {"calendar": {"punch": (0,), "afl": (46,)}}),
    ("another number of sessions", "il_series_silicone", {"calendar": {"intralesional": (0, 21, 42)}}),
    ("another modality", "punch_laser", {"calendar": {"punch": (0,), "nafl": (45,)}}),
    ("another day of a booster", "subc_prp", {"options": {"prp_intradermal": (0,)}}),
    ("a booster where there is none", "er_prp", {"options": {"prp_intradermal": (0, 49, 98)}}),
    ("no home phase", "prime_then_procedure", {"home": False}),
    ("a home phase where there is none", "punch_laser", {"home": True}),
    ("another that wins", "volume_last", {"yields_to": "subc_afl"}),
    ("none that wins", "volume_last", {"yields_to": None}),
]


@pytest.mark.parametrize(("combination", "change"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_wrong_expectation_is_complained_about(combination, change):
    assert complaints(replace(vignette_of(combination), **change), CATALOG) != []


def test_variation_without_an_answer_says_nothing():
    punch = vignette_of("punch_laser")
    pits = {"findings": [{"scar_type": "macular_erythematous", "region": "chin"}], "grade": 1}
    vignette = replace(punch, not_when=(replace(punch.not_when[0], assessment=pits),))

    assert any("punch" in complaint for complaint in complaints(vignette, CATALOG))


def test_unknown_field_of_vignette_is_refused():
    row = {"combination": "rullan", "name": "A patient", "case": {}, "calendar": {}, "not_when": []}

    with pytest.raises(TypeError, match="calender"):
        read_vignette({**row, "calender": {}})
