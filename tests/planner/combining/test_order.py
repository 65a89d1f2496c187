"""The order of work, and the order of procedures within a visit."""

import pytest

from planner.combining.order import (
    BOOST,
    COLOUR,
    INJECTION,
    RELEASE,
    RESURFACE,
    VOLUME,
    by_stage,
    can_be_ordered,
    in_order_of_work,
    order_of_visit,
    stage_of,
    waits_for_stage,
)
from tests.planner.builders import CATALOG, catalog_with, spacing


@pytest.mark.parametrize(
    ("modality", "stage"),
    [
        ("vascular_laser", COLOUR),
        ("subcision", RELEASE),
        ("punch", RELEASE),
        ("tca_cross", RELEASE),
        ("dermabrasion", RESURFACE),
        ("microneedling", RESURFACE),
        ("peel_medium", RESURFACE),
        ("intralesional", INJECTION),
        ("filler_ha", VOLUME),
        ("fat_graft", VOLUME),
        ("prp_topical", BOOST),
    ],
)
def test_modality_has_its_stage_of_work(modality, stage):
    assert stage_of(modality, CATALOG) == stage


def test_release_comes_before_resurfacing_and_volume():
    keys = ["filler_ha", "afl", "prp_topical", "tca_cross", "vascular_laser", "subcision"]

    assert in_order_of_work(keys, CATALOG) == [
        "vascular_laser",
        "tca_cross",
        "subcision",
        "afl",
        "filler_ha",
        "prp_topical",
    ]


def test_intralesional_waits_for_no_stage():
    assert not waits_for_stage("intralesional", CATALOG)
    assert waits_for_stage("filler_ha", CATALOG)


def test_intralesional_goes_with_the_first_stage():
    keys = ["filler_ha", "intralesional", "afl", "microneedling"]

    assert by_stage(keys, CATALOG) == [["intralesional"], ["microneedling", "afl"], ["filler_ha"]]


def test_intralesional_follows_laser_of_its_visit():
    assert order_of_visit(["intralesional", "afl"], CATALOG) == ("afl", "intralesional")


def test_spacing_rows_decide_before_order_of_work():
    catalog = catalog_with(spacing("afl", "subcision", 0, same_day="yes_ordered"))

    assert order_of_visit(["subcision", "afl"], catalog) == ("afl", "subcision")
    assert order_of_visit(["subcision", "afl"], catalog_with()) == ("subcision", "afl")


def test_reverse_row_puts_second_first():
    catalog = catalog_with(spacing("tca_cross", "subcision", 0, same_day="yes_reverse_order"))

    assert order_of_visit(["tca_cross", "subcision"], catalog) == ("subcision", "tca_cross")


CIRCLE = [("subcision", "afl"), ("afl", "filler_ha"), ("filler_ha", "subcision")]


def test_rows_that_run_in_a_circle_leave_no_order():
    catalog = catalog_with(*(spacing(*pair, 0, same_day="yes_ordered") for pair in CIRCLE))

    assert not can_be_ordered(["subcision", "afl", "filler_ha"], catalog)
    assert can_be_ordered(["subcision", "filler_ha"], catalog)


def test_rows_that_contradict_leave_order_of_work():
    catalog = catalog_with(*(spacing(*pair, 0, same_day="yes_ordered") for pair in CIRCLE))

    assert order_of_visit(["filler_ha", "afl", "subcision"], catalog) == ("subcision", "afl", "filler_ha")
