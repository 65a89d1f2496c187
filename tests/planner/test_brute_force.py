"""Every set there is, weighed by another reading of the eight levels, comes to the same first regimen as the search."""

import random

from hypothesis import given
from hypothesis import strategies as st

from planner.engine import propose
from tests.planner.checking.small_worlds import small_case, small_catalog
from tests.planner.checking.weighing import best_of_all

CATALOGS_PER_SEED = 2


@given(st.integers(0, 2**32))
def test_first_regimen_is_that_of_brute_force(seed):
    source = random.Random(seed)
    for _ in range(CATALOGS_PER_SEED):
        catalog = small_catalog(source)
        case = small_case(source, catalog)

        first = best_of_all(case, catalog)
        shown = propose(case, catalog).regimens

        assert [regimen.modalities for regimen in shown[:1]] == ([first.modalities] if first else [])
        assert [regimen.totals.days for regimen in shown[:1]] == ([first.last_day] if first else [])


def test_small_worlds_are_of_many_kinds():
    source = random.Random(1)
    worlds = [(catalog := small_catalog(source), small_case(source, catalog)) for _ in range(60)]

    firsts = [best_of_all(case, catalog) for catalog, case in worlds]

    found = [course for course in firsts if course]
    assert {len(course.working) for course in found} >= {0, 1, 2, 3}
    assert any(course.published for course in found) and any(course.composition.priming for course in found)
    assert any(course.needs_reason for course in found) and None in firsts
