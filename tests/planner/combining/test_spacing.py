"""How far apart two procedures stand, whether they share a visit, and what holds without a row."""

import pytest

from planner.combining.spacing import Gap, blocking_gap, gap, hosts, never_shares_a_day, order_in_visit
from tests.planner.builders import CATALOG, catalog_with, never, protocol, spacing


def test_row_gives_least_and_typical_days():
    catalog = catalog_with(spacing("subcision", "afl", 14, 21), spacing("afl", "subcision", 30, 20))

    assert gap("subcision", "afl", catalog) == Gap(14, 21)
    assert gap("afl", "subcision", catalog) == Gap(30, 30)


def test_same_modality_keeps_its_interval():
    catalog = catalog_with(protocol("afl", interval_min_days=28, interval_typical_days=49))

    assert gap("afl", "afl", catalog) == Gap(28, 49)


def test_row_to_itself_adds_to_interval():
    schedule = protocol("afl", interval_min_days=28, interval_typical_days=49)

    assert gap("afl", "afl", catalog_with(schedule, spacing("afl", "afl", 40, 40))) == Gap(40, 49)


def test_pair_without_row_keeps_the_default():
    catalog = catalog_with(spacing("subcision", "afl", 14))

    days = CATALOG.treatments["spacing_default"][0].working_pair_days
    assert gap("afl", "subcision", catalog) == Gap(days, days)
    assert days > 14


@pytest.mark.parametrize("pair", [("afl", "prp_topical"), ("prp_topical", "afl"), ("topical_priming", "afl")])
def test_boosters_and_priming_have_no_default(pair):
    assert gap(*pair, catalog_with()) == Gap(0, 0)


def test_row_about_booster_still_holds():
    assert gap("afl", "prp_intradermal", catalog_with(spacing("afl", "prp_intradermal", 14))) == Gap(14, 14)


def test_only_blocking_rows_bind_published_calendars():
    catalog = catalog_with(spacing("afl", "nafl", 42, strength="block_same_area"), spacing("nafl", "afl", 28))

    assert blocking_gap("afl", "nafl", catalog) == 42
    assert blocking_gap("nafl", "afl", catalog) == 0
    assert blocking_gap("afl", "punch", catalog) == 0


@pytest.mark.parametrize(("word", "expected"), [("yes_ordered", -1), ("yes_reverse_order", 1), ("no", None)])
def test_row_says_who_comes_first(word, expected):
    catalog = catalog_with(spacing("subcision", "tca_cross", 21, same_day=word))

    assert order_in_visit("subcision", "tca_cross", catalog) == expected
    assert order_in_visit("tca_cross", "subcision", catalog) == (None if expected is None else -expected)


def test_pair_without_row_shares_no_visit():
    assert order_in_visit("subcision", "afl", catalog_with()) is None


def test_forbidden_pair_shares_no_day_either_way():
    catalog = catalog_with(never("microneedling", "afl"), never("punch", "subcision", "warn"))

    assert never_shares_a_day("afl", "microneedling", False, catalog)
    assert never_shares_a_day("subcision", "punch", False, catalog)
    assert not never_shares_a_day("subcision", "afl", False, catalog)


def test_published_pair_may_pass_a_warning():
    catalog = catalog_with(never("microneedling", "afl"), never("punch", "subcision", "warn"))

    assert not never_shares_a_day("subcision", "punch", True, catalog)
    assert never_shares_a_day("microneedling", "afl", True, catalog)


def test_hosts_take_a_booster_after_them():
    catalog = catalog_with(
        spacing("microneedling", "prp_topical", 0, same_day="yes_ordered"),
        spacing("afl", "prp_topical", 14),
        spacing("prp_intradermal", "prp_topical", 0, same_day="yes_ordered"),
        spacing("subcision", "crosslinking", 0, same_day="yes_ordered"),
    )

    assert hosts("prp_topical", catalog) == {"microneedling"}


def test_lesion_tool_hosts_what_is_injected_only():
    catalog = catalog_with(
        *(spacing("subcision", key, 0, same_day="yes_ordered") for key in ("prp_topical", "prp_intradermal"))
    )

    assert (hosts("prp_topical", catalog), hosts("prp_intradermal", catalog)) == (frozenset(), {"subcision"})
