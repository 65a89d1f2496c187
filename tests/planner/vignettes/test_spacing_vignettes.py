"""A line for every spacing row and every pair that shares no day: the planner keeps the distance, and only because the row is there."""

import pytest

from planner.catalog import shipped_catalog
from tests.planner.mutation import outcomes, spacing_mutants
from tests.planner.vignettes.spacing_checking import aparts, betweens, complaints

CATALOG = shipped_catalog()
PAIRS = [*betweens(), *aparts()]


def test_every_row_has_its_line():
    rows = [(row.first, row.second) for row in CATALOG.treatments["spacing_rule"]]

    assert sorted((pair.first, pair.second) for pair in betweens()) == sorted(rows)


def test_every_pair_has_its_line():
    rows = [frozenset((row.a, row.b)) for row in CATALOG.treatments["never_same_day"]]

    assert sorted(map(sorted, rows)) == sorted(sorted((pair.one, pair.other)) for pair in aparts())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_distance_is_kept(pair):
    assert complaints(pair, CATALOG) == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_line_fails_when_its_row_is_changed(pair):
    mutants = spacing_mutants(pair, CATALOG)

    assert len(mutants) >= 2
    assert [name for name, mutant in mutants.items() if not complaints(pair, mutant)] == []


@pytest.mark.soak
def test_every_change_of_a_rule_or_a_row_is_noticed():
    assert [f"{one.about}: {one.change}" for one in outcomes(CATALOG) if not one.noticed] == []
