"""From a set of modalities to a course: test spots, priming, what holds on its days, downtime and price."""

from decimal import Decimal

import pytest

from planner.case import Span
from planner.catalog import Item
from planner.combining.courses import asking_for_priming, priming_is_free
from planner.situation import situation_of
from tests.planner.builders import (
    CATALOG,
    REGION,
    a_case,
    a_rule,
    ago,
    catalog_with,
    combination,
    concern,
    course_in,
    days_of,
    deferring,
    downtime,
    home,
    line,
    modality,
    protocol,
    setting,
    spacing,
)

LINES = [
    line("rolling", 3, first=["subcision"], second=["afl", "microneedling"]),
    line("icepick", 3, first=["tca_cross"]),
    line("pih", 1, first=["topical_priming"], second=["nafl"]),
]
ROLLING = a_case("rolling 3")
SMOKER = a_case("rolling 3", yes=["smoker"])
SAME_DAY = spacing("subcision", "afl", 28, same_day="yes_ordered")
PRIMING_ASKED = a_rule("caution", "subcision", mitigation_kind="priming")


def course(case, *working, rows=(), items=None, **how):
    return course_in(case, catalog_with(*LINES, *rows, items=items), *working, **how)


def priced(**prices):
    """An item for every modality, with these prices."""
    return [Item(modality=key, price=prices.get(key)) for key in CATALOG.modalities]


# ---- test spots


@pytest.mark.parametrize("severity", ["caution", "relative"])
def test_test_spot_comes_first_with_its_wait(severity):
    rule = a_rule(severity, "subcision", mitigation_kind="test_spot", wait_days=40)

    found = course(SMOKER, "subcision", rows=[rule])

    assert [(spot.modality, spot.day, spot.wait) for spot in found.test_spots] == [("subcision", 0, 40)]
    assert days_of(found) == [(40, "subcision")]
    assert found.days["subcision"] == (0, 40)


def test_longest_wait_of_several_rules_counts():
    rules = [
        a_rule("caution", "subcision", key=f"spot_{days}", mitigation_kind="test_spot", wait_days=days)
        for days in (None, 20, 60)
    ]

    found = course(SMOKER, "subcision", rows=rules)

    assert (found.test_spots[0].wait, len(found.test_spots[0].verdicts)) == (60, 3)


def test_wait_not_named_is_the_house_default():
    rule = a_rule("caution", "subcision", mitigation_kind="test_spot")

    found = course(SMOKER, "subcision", rows=[rule, setting("default_test_spot_wait_days", 33)])

    assert found.test_spots[0].wait == 33


def test_test_spot_waits_for_the_first_open_day():
    case = a_case("rolling 3", yes=["smoker"], answers={"last_tan": Span.day(ago(18))})
    rows = [a_rule("caution", "subcision", mitigation_kind="test_spot", wait_days=40), deferring(28, "subcision")]

    found = course(case, "subcision", rows=rows)

    assert (found.test_spots[0].day, days_of(found)) == (10, [(50, "subcision")])


def test_test_spot_holds_up_no_other_modality():
    case = a_case("rolling 3", "icepick 3 chin", yes=["smoker"])
    rule = a_rule("caution", "subcision", mitigation_kind="test_spot", wait_days=40)

    found = course(case, "tca_cross", "subcision", rows=[rule])

    assert found.days == {"tca_cross": (0,), "subcision": (0, 40)}


def test_rule_for_information_asks_no_test_spot():
    assert course(SMOKER, "subcision", rows=[a_rule("info", "subcision", mitigation_kind="test_spot")]).test_spots == ()


# ---- priming


def test_caution_that_asks_leads_priming_in():
    found = course(SMOKER, "subcision", rows=[PRIMING_ASKED, home("subcision", lead_in=21)])

    assert (found.priming, found.priming_for, days_of(found)) == (True, ("subcision",), [(21, "subcision")])
    assert found.modalities == ("subcision", "topical_priming")
    assert (found.regions["topical_priming"], found.days["topical_priming"]) == ((REGION,), (0,))


def test_priming_without_findings_covers_the_face():
    case = a_case(concerns=("skin_texture",), yes=["smoker"])
    rows = [concern("subcision", "skin_texture"), PRIMING_ASKED, home("subcision")]

    found = course(case, "subcision", rows=rows)

    assert found.regions["topical_priming"] == tuple(key for key, row in CATALOG.regions.items() if row.unit == "face")


def test_modality_without_row_is_not_primed():
    found = course(SMOKER, "subcision", rows=[PRIMING_ASKED])

    assert (found.priming, found.modalities, days_of(found)) == (False, ("subcision",), [(0, "subcision")])


def test_other_mitigation_asks_for_no_priming():
    found = course(SMOKER, "subcision", rows=[a_rule("caution", "subcision"), home("subcision")])

    assert not found.priming


def test_priming_that_answers_leads_in_to_every_row():
    case = a_case("rolling 3", "macular_hyperpigmented 1 chin")

    found = course(case, "subcision", "nafl", rows=[home("nafl", lead_in=14)], priming=True)

    assert (found.priming_for, found.regions["topical_priming"]) == ((), ("chin",))
    assert {key: day for day, key in days_of(found)} == {"subcision": 0, "nafl": 14}


AFL_IS_LED_IN = [
    a_rule("caution", "afl", mitigation_kind="priming"),
    home("afl", lead_in=14),
    home("subcision", pause=5, restart=9),
    spacing("subcision", "afl", 7),
    spacing("afl", "subcision", 7),
]


def test_pause_around_an_earlier_procedure_leaves_the_lead_in_whole():
    found = course(SMOKER, "subcision", "afl", rows=AFL_IS_LED_IN)

    assert days_of(found) == [(0, "subcision"), (9 + 1 + 14, "afl")]
    assert found.sessions[1].earliest == 24


def test_later_session_of_another_procedure_keeps_out_of_the_lead_in():
    series = protocol(
        "subcision", sessions_typical=3, interval_min_days=7, interval_typical_days=7, interval_max_days=40
    )

    found = course(SMOKER, "subcision", "afl", rows=[*AFL_IS_LED_IN, series])

    assert found.days["afl"] == (24,)
    assert [day for day in found.days["subcision"] if 0 < day < 24] == []


def test_what_priming_does_not_pause_around_takes_no_lead_in():
    rows = [row for row in AFL_IS_LED_IN if getattr(row, "target", None) != "subcision"]

    assert days_of(course(SMOKER, "subcision", "afl", rows=rows)) == [(0, "subcision"), (14, "afl")]


def test_published_calendar_keeps_its_days_whatever_the_lead_in():
    row = combination("subcision_afl", ("subcision", 0), ("afl", 14))

    found = course(SMOKER, "subcision", "afl", rows=[*AFL_IS_LED_IN, row], published="subcision_afl")

    assert days_of(found) == [(0, "subcision"), (14, "afl")]


@pytest.mark.parametrize("severity", ["absolute", "defer", "relative"])
def test_blocked_priming_leaves_the_caution_without_it(severity):
    found = course(SMOKER, "subcision", rows=[PRIMING_ASKED, home("subcision"), a_rule(severity, "topical_priming")])

    assert (found.priming, days_of(found)) == (False, [(0, "subcision")])
    assert [verdict.rule for verdict in found.verdicts["subcision"]] == [PRIMING_ASKED]


def test_priming_is_free_when_offered_and_wanted():
    unwanted = a_case("rolling 3", wishes={"avoid": ("topical_priming",)})
    catalog, without = catalog_with(), catalog_with(items=[Item(modality="subcision")])

    free = [
        priming_is_free(situation_of(*pair)) for pair in [(ROLLING, catalog), (unwanted, catalog), (ROLLING, without)]
    ]

    assert free == [True, False, False]


def test_rule_in_force_later_asks_for_priming_too():
    tanned = a_case("rolling 3", answers={"last_tan": Span.day(ago(8))}, yes=["smoker"])
    found = situation_of(tanned, catalog_with(*LINES, deferring(28, "subcision"), PRIMING_ASKED))

    assert [one.rule for one in asking_for_priming("subcision", (REGION,), found)] == [PRIMING_ASKED]


# ---- what holds


def test_relative_modality_needs_a_reason():
    found = course(SMOKER, "subcision", "afl", rows=[a_rule("relative", "afl"), a_rule("caution", "subcision")])

    assert found.needs_reason == ("afl",)
    assert [verdict.severity for verdict in found.verdicts["subcision"]] == ["caution"]


def test_verdict_that_ends_before_the_course_is_not_in_force():
    case = a_case("rolling 3", answers={"last_tan": Span.day(ago(18))})

    found = course(case, "subcision", rows=[deferring(28, "subcision")])

    assert (days_of(found), found.verdicts["subcision"]) == ([(10, "subcision")], ())


def test_modality_that_treats_nothing_makes_no_course():
    assert course(ROLLING, "subcision", "tca_cross") is None


# ---- days and downtime


def test_visit_keeps_the_order_it_is_done_in():
    rows = [spacing("subcision", "tca_cross", 21, same_day="yes_reverse_order"), spacing("tca_cross", "subcision", 21)]

    found = course(a_case("rolling 3", "icepick 3"), "tca_cross", "subcision", rows=rows)

    assert found.by_day == {0: ("tca_cross", "subcision")}


def test_published_visit_keeps_its_own_order():
    row = combination("pair", ("afl", 0), ("subcision", 0))

    assert course(ROLLING, "subcision", "afl", rows=[row], published="pair").by_day == {0: ("afl", "subcision")}


def test_longest_downtime_of_a_visit_counts():
    rows = [SAME_DAY, modality("subcision", injury=1), downtime("subcision", 3, 4, 5), downtime("afl", 1, 6, 9)]

    found = course(ROLLING, "subcision", "afl", rows=rows)

    assert found.downtime(0) == (3, 6, 9)


def test_two_deeper_injuries_heal_longer():
    rows = [SAME_DAY, modality("subcision", injury=2), setting("extra_downtime_when_two_injuries_share_a_visit", 3)]

    found = course(ROLLING, "subcision", "afl", rows=rows)

    assert (found.downtime(0), found.longest_downtime, found.total_downtime) == ((4, 5, 5), 5, 5)


def test_downtime_of_all_visits_is_summed():
    rows = [protocol("subcision", sessions_typical=3), downtime("subcision", 1, 2, 4)]

    found = course(ROLLING, "subcision", rows=rows)

    assert (found.total_downtime, found.longest_downtime, found.last_day) == (6, 2, 56)


def test_longest_downtime_is_that_of_the_worst_visit():
    found = course(ROLLING, "subcision", "afl", rows=[downtime("subcision", 1, 3, 4), downtime("afl", 1, 7, 9)])

    assert (found.longest_downtime, found.total_downtime) == (7, 10)


def test_home_phase_alone_has_no_visit():
    found = course(a_case("macular_hyperpigmented 1"), priming=True)

    assert (found.modalities, found.by_day, found.last_day, found.total_downtime) == (("topical_priming",), {}, 0, 0)
    assert found.price is None


# ---- price


def test_price_is_that_of_all_sessions():
    found = course(
        ROLLING,
        "subcision",
        rows=[protocol("subcision", sessions_typical=3)],
        items=priced(subcision=Decimal("100.50")),
    )

    assert found.price == Decimal("301.50")


def test_one_price_not_known_hides_the_sum():
    assert course(ROLLING, "subcision", "afl", items=priced(subcision=Decimal(100))).price is None


def test_standard_booster_is_part_of_the_price():
    items = [
        Item(modality="subcision", price=Decimal(100), standard_boosters=("prp_topical",)),
        Item(modality="prp_topical", price=Decimal(40)),
    ]

    found = course(ROLLING, "subcision", items=items)

    assert (found.with_standard("subcision"), found.price) == (("subcision", "prp_topical"), Decimal(140))
