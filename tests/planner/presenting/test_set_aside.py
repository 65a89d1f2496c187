"""Set aside: every modality in no regimen, once, with its strongest reason; and what opens only later."""

from dataclasses import replace

import pytest

from planner.case import Answer, Span
from planner.catalog import Item
from planner.choosing import choose
from planner.engine import ranked_courses
from planner.presenting.set_aside import opening_later, set_aside, strongest_verdict
from planner.situation import situation_of
from tests.planner.builders import (
    ON,
    REGION,
    a_case,
    a_course,
    a_rule,
    ago,
    ahead,
    catalog_with,
    cell,
    deferring,
    downtime,
    line,
    past,
    setting,
    spacing,
)

LINE = line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=["prp_topical"])
ONE = a_case("rolling 3")
SMOKER = a_case("rolling 3", yes=["smoker"])
TANNED = a_case("rolling 3", answers={"last_tan": Span.day(ago(8))})


def aside(case, *rows, items=None, used=None):
    """Modality -> its row, when what would be shown is shown, or only `used`."""
    situation = situation_of(case, catalog_with(LINE, *rows, items=items))
    ranked = ranked_courses(situation)
    shown = choose(ranked, situation)
    keys = frozenset(key for one in shown for key in one.judged.course.modalities) if used is None else frozenset(used)
    return {row.modality: row for row in set_aside(shown, keys, ranked, situation)}


def told(row):
    return (row.verdict, row.reason.rule, row.reason.kind)


# ---- rules


@pytest.mark.parametrize(
    ("severity", "kind"), [("absolute", "screening"), ("defer", "screening"), ("relative", "relative_not_needed")]
)
def test_rule_that_blocks_is_the_reason(severity, kind):
    row = aside(SMOKER, a_rule(severity, "afl"))["afl"]

    assert told(row) == (severity, f"{severity}_smoker", kind)
    assert (row.reason.sources, row.reason.confidence) == (("asif2016",), "opened")


def test_strongest_rule_wins():
    rules = [a_rule("relative", "afl"), a_rule("absolute", "afl"), a_rule("defer", "afl"), a_rule("caution", "afl")]

    assert told(aside(SMOKER, *rules)["afl"])[:2] == ("absolute", "absolute_smoker")


def test_of_equal_rules_the_last_to_end_wins():
    rules = [deferring(10, "afl", key="short"), deferring(28, "afl", key="long"), deferring(20, "afl", key="middle")]

    row = aside(TANNED, *rules, used=["subcision"])["afl"]

    assert (row.verdict, row.until, row.reason.rule) == ("defer", ahead(20), "long")


def test_deferral_without_date_names_its_condition():
    row = aside(SMOKER, a_rule("defer", "afl", defer_until="after a pause"))["afl"]

    assert (row.verdict, row.until, row.condition) == ("defer", None, "after a pause")


def test_endless_deferral_comes_before_a_dated_one():
    case = a_case("rolling 3", yes=["smoker"], answers={"last_tan": Span.day(ago(8))})

    row = aside(case, deferring(28, "afl"), a_rule("defer", "afl", defer_until="after a pause"))["afl"]

    assert (row.reason.rule, row.until) == ("defer_smoker", None)


def test_relative_says_when_it_is_needed():
    rows = [line("icepick", 3, adjuncts=["punch"]), a_rule("relative", "subcision", "afl")]
    case = replace(SMOKER, findings=(), concerns=())

    found = aside(case, *rows)["afl"]

    assert told(found) == ("relative", "relative_smoker", "screening")


def test_caution_sets_nothing_aside():
    assert told(aside(SMOKER, a_rule("caution", "afl"), used=["subcision"])["afl"])[0] == "dominated"


def test_rule_of_a_region_speaks_where_it_would_answer():
    case = a_case(
        "rolling 3", "icepick 3 chin", answers={"tattoo_area": Answer(ON, regions={"chin": True, REGION: False})}
    )
    rule = a_rule("absolute", "afl", "punch", question="tattoo_area")
    situation = situation_of(case, catalog_with(LINE, cell("punch", "icepick", "adjunct"), rule))

    assert strongest_verdict("afl", situation) is None
    assert strongest_verdict("punch", situation).rule is rule


def test_rule_where_nothing_is_answered_does_not_speak():
    case = a_case(
        "rolling 3", "icepick 3 chin", answers={"tattoo_area": Answer(ON, regions={"chin": False, REGION: True})}
    )
    rule = a_rule("absolute", "punch", question="tattoo_area")

    found = situation_of(case, catalog_with(LINE, cell("punch", "icepick", "adjunct"), rule))

    assert strongest_verdict("punch", found) is None


def test_rule_of_a_region_names_its_regions():
    case = a_case("rolling 3", answers={"tattoo_area": Answer(ON, regions={REGION: True})})

    row = aside(case, a_rule("absolute", "afl", question="tattoo_area"))["afl"]

    assert row.reason["regions"] == (REGION,)


def test_rule_that_begins_later_sets_nothing_aside_today():
    case = a_case("rolling 3", answers={"planned_sun": Span.day(ahead(60))})

    row = aside(
        case, a_rule("defer", "afl", question="planned_sun", op="around_days", value=(14, 28)), used=["subcision"]
    )["afl"]

    assert row.verdict == "dominated"


# ---- the planner's own


def test_past_that_keeps_waiting_too_long_defers():
    case = a_case("rolling 3", history=(past("dermabrasion", 10),))
    rows = [spacing("dermabrasion", "afl", 180), setting("longest_deferral_shift_days", 90)]

    row = aside(case, *rows)["afl"]

    assert (told(row), row.until) == (("defer", "start_after_history", "start_after_history"), ahead(170))


def test_avoided_comes_before_not_offered():
    case = a_case("rolling 3", wishes={"avoid": ("afl",)})

    found = aside(case, items=[Item(modality="subcision")])

    assert told(found["afl"]) == ("avoided", "avoided", "avoided")
    assert told(found["punch"]) == ("not_offered", "not_offered", "not_offered")


def test_poor_fit_is_told_by_its_row():
    rows = [cell("nafl", "rolling", "poor"), cell("punch", "rolling", "contraindicated")]

    found = aside(ONE, *rows)

    assert told(found["nafl"]) == ("poor_fit", "rolling_poor_fit", "answers_finding")
    assert told(found["punch"]) == ("poor_fit", "rolling_contraindicated", "answers_finding")
    assert told(found["tca_cross"]) == ("poor_fit", "poor_fit", "poor_fit")


def test_row_that_bars_comes_before_a_poor_one():
    case = a_case("rolling 3", "keloid 3 chin")
    rows = [cell("nafl", "rolling", "poor"), cell("nafl", "hypertrophic_keloid", "contraindicated")]

    assert aside(case, *rows)["nafl"].reason.rule == "keloid_contraindicated"


def test_booster_without_host_says_so():
    assert told(aside(ONE)["prp_topical"]) == ("poor_fit", "no_host", "no_host")


def test_fitting_but_not_shown_is_dominated():
    assert told(aside(ONE, used=["subcision"])["afl"]) == ("dominated", "dominated", "dominated")


def test_fits_but_not_the_main_concern():
    case = a_case("rolling 3", "tunnel_bridge 3 chin", priorities=("tunnel_bridge",))

    assert told(aside(case)["afl"]) == ("dominated", "answers_no_main_concern", "answers_no_main_concern")


def test_wish_that_no_course_keeps_is_named():
    case = a_case("rolling 3", wishes={"max_downtime_days": 5})

    found = aside(case, cell("nafl", "rolling", "adjunct"), used=["subcision"])
    slow = aside(replace(case, preferences=replace(case.preferences, max_downtime_days=0)), used=["subcision"])["afl"]

    assert told(found["nafl"])[2] == "dominated"
    assert (told(slow)[2], slow.reason["wishes"]) == ("wish_not_kept", ("max_downtime_days",))


def test_wish_that_others_keep_is_named_for_the_rest():
    case = a_case("rolling 3", wishes={"max_downtime_days": 5})

    found = aside(case, downtime("afl", 1, 6, 9), used=["subcision"])["afl"]

    assert found.reason.kind == "wish_not_kept"


@pytest.mark.parametrize(("longest", "verdict"), [(90, "dominated"), (89, "defer")])
def test_past_within_the_longest_wait_does_not_defer(longest, verdict):
    case = a_case("rolling 3", history=(past("dermabrasion", 0),))
    rows = [spacing("dermabrasion", "afl", 90), setting("longest_deferral_shift_days", longest)]

    assert aside(case, *rows, used=["subcision"])["afl"].verdict == verdict


# ---- order, and what opens later


def test_strongest_verdict_stands_first_then_stated_order():
    case = a_case("rolling 3", yes=["smoker"], wishes={"avoid": ("microneedling",)})
    rules = [a_rule("absolute", "punch", "peel_medium"), a_rule("relative", "nafl")]

    found = [(row.verdict, key) for key, row in aside(case, *rules).items()]

    assert found[:4] == [
        ("absolute", "peel_medium"),
        ("absolute", "punch"),
        ("relative", "nafl"),
        ("avoided", "microneedling"),
    ]


def test_each_modality_stands_once_or_is_shown():
    found = aside(ONE, used=["subcision"])

    assert set(found) == set(situation_of(ONE, catalog_with()).catalog.modalities) - {"subcision"}


def test_deferred_modality_of_a_regimen_is_named_with_its_date():
    found = aside(TANNED, deferring(28, "subcision"))

    assert (found["subcision"].verdict, found["subcision"].until) == ("defer", ahead(20))


def test_caution_of_a_regimen_opens_nothing_later():
    assert "subcision" not in aside(SMOKER, a_rule("caution", "subcision"))


def test_several_courses_name_a_deferral_once():
    situation = situation_of(
        TANNED, catalog_with(LINE, deferring(28, "subcision", key="long"), deferring(10, "subcision"))
    )
    course = a_course(situation, "subcision")

    rows = opening_later([course, course], situation)

    assert [(row.modality, row.until, row.reason.rule) for row in rows] == [("subcision", ahead(20), "long")]
