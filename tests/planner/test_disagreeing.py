"""Both sides of a disagreement are shown where they bear on a course, and nowhere else."""

import pytest

from planner.catalog import shipped_catalog
from planner.disagreeing import disagreements_on
from tests.planner.vignettes.negative import negative_case

CATALOG = shipped_catalog()
ROLLING = {"grade": 3, "findings": [{"scar_type": "rolling", "region": "cheek_lower", "side": "left", "count": 9}]}


def shown(*modalities, phototype=2, **answers):
    patient = {"age": 30, "sex": "female", "phototype": phototype}
    case = negative_case({"patient": patient, "assessment": ROLLING, "answers": answers})
    return {row.id for row in disagreements_on(modalities, case, CATALOG)}


def test_every_disagreement_has_its_place():
    placed = [row.disagreement for row in CATALOG.house["disagreement_bearing"]]

    assert sorted(placed) == sorted(row.id for row in CATALOG.treatments["disagreement"])


def test_places_name_what_exists():
    for row in CATALOG.house["disagreement_bearing"]:
        assert {*row.modalities, *row.beside} - {"all"} <= set(CATALOG.modalities), row.disagreement
        assert row.question is None or row.question in CATALOG.questions, row.disagreement


def test_both_sides_have_words_and_sources():
    for row in CATALOG.treatments["disagreement"]:
        assert row.position_a and row.position_b and row.sources_a and row.sources_b, row.id


def test_plasma_is_disputed_where_it_is_an_option():
    assert "prp_benefit" in shown("subcision", "prp_topical")
    assert "prp_benefit" not in shown("subcision")


def test_filler_and_device_are_disputed_together_only():
    assert "laser_filler_order" in shown("filler_ha", "afl")
    assert "laser_filler_order" not in shown("filler_ha", "subcision")
    assert "laser_filler_order" not in shown("afl")


@pytest.mark.parametrize(("told", "expected"), [("2026-10-20", True), ("never", False)])
def test_isotretinoin_is_disputed_for_who_took_it(told, expected):
    assert ("isotretinoin" in shown("afl", isotretinoin_last=told)) is expected


@pytest.mark.parametrize(("history", "expected"), [("keloid", True), ("no", False)])
def test_needling_is_disputed_for_who_makes_raised_scars(history, expected):
    assert ("needling_raised" in shown("microneedling", keloid_history=history)) is expected


@pytest.mark.parametrize(("phototype", "expected"), [(5, True), (2, False)])
def test_laser_and_pigment_are_disputed_on_skin_that_marks(phototype, expected):
    assert ("fcl_pigment" in shown("afl", phototype=phototype)) is expected
