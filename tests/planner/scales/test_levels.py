"""Scales rated as a level by looking."""

import pytest

from planner.catalog import shipped_catalog
from planner.scales import ScaleError, cea, scar_s, scar_s_region

CATALOG = shipped_catalog()


def test_scar_s_tells_every_region_and_their_sum():
    score = scar_s({"face": 3, "chest": 0, "back": 2}, CATALOG)

    assert score.workings == (
        "Face: 3, Moderate. More than half of the region involved.",
        "Chest: 0, Clear. No acne scar seen.",
        "Back: 2, Mild. Easily recognised; less than half of the region involved.",
        "Total: 3 + 0 + 2 = 5.",
    )


@pytest.mark.parametrize("levels", [{"face": 3, "back": 2}, {"face": 3, "chest": None, "back": 2}])
def test_region_that_was_not_rated_leaves_no_sum(levels):
    score = scar_s(levels, CATALOG)

    assert (score.value, score.missing) == (None, ("scar_s.chest",))
    assert "Chest: not recorded." in score.workings


def test_region_is_scored_alone():
    assert scar_s_region("back", 4, CATALOG).value == 4


@pytest.mark.parametrize("level", [6, -1, True, 2.0, "3"])
def test_level_off_the_scale_is_refused(level):
    with pytest.raises(ScaleError, match="scar_s.face: is .*; allowed: 0, 1, 2, 3, 4, 5 or None"):
        scar_s({"face": level}, CATALOG)


def test_region_the_scale_has_not_is_refused():
    with pytest.raises(ScaleError, match="scar_s.neck: is not a part of this scale; allowed: face, chest, back"):
        scar_s({"neck": 1}, CATALOG)


def test_redness_is_the_level_that_was_rated():
    score = cea(2, CATALOG)

    assert (score.value, score.workings) == (2, ("Redness: 2, Mild. Definite redness.",))


def test_redness_that_was_not_rated_is_named():
    assert cea(None, CATALOG).missing == ("cea",)
