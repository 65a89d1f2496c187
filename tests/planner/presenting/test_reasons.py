"""Why a regimen is as it is: the rows that decided, its calendar, its home phase, its safety."""

import pytest

from planner.case import Span
from planner.choosing import Shown
from planner.presenting.reasons import reasons_of
from planner.ranking import Judged
from planner.wording import sentence
from tests.planner.builders import (
    CATALOG,
    a_case,
    a_rule,
    ago,
    ahead,
    catalog_with,
    combination,
    concern,
    course_in,
    deferring,
    downtime,
    home,
    line,
    past,
    protocol,
    setting,
    spacing,
)

LINES = [
    line("rolling", 3, first=["subcision", "afl"], adjuncts=["prp_intradermal"]),
    line("icepick", 3, first=["tca_cross"]),
    line("pih", 1, first=["topical_priming"], second=["nafl"]),
]
ONE = a_case("rolling 3")
SMOKER = a_case("rolling 3", yes=["smoker"])


def reasons(*working, case=ONE, rows=(), nearest=None, **how):
    course = course_in(case, catalog_with(*LINES, *rows), *working, **how)
    return reasons_of(Shown(Judged(course), (), nearest))


def of_kind(kind, found):
    """The values of every reason of a kind."""
    return [dict(one.values) for one in found if one.kind == kind]


def kinds(found):
    return [one.kind for one in found]


# ---- what it answers


def test_reasons_begin_with_the_main_concern():
    found = reasons("subcision")

    assert [(one.rule, one.kind) for one in found] == [
        ("main_concern", "main_concern"),
        ("rolling_first_line", "answers_finding"),
        ("protocol_schedule", "protocol_schedule"),
    ]
    assert dict(found[0].values) == {"main": ("rolling",), "level": 1}
    assert (found[1].sources, found[1].confidence) == (("asif2016",), "opened")


def test_each_reason_is_told_once():
    found = reasons("subcision", case=a_case("rolling 3", "rolling 3 chin", "rolling 3 nose"))

    assert len(found) == len(set(found)) == 3


def test_only_what_is_treated_gives_reasons():
    case = a_case("rolling 3", "icepick 3 chin")

    found = reasons("tca_cross", "subcision", case=case, rows=[concern("subcision", "skin_texture")])

    assert [one.rule for one in found if one.kind == "answers_finding"] == ["icepick_first_line", "rolling_first_line"]


def test_option_gives_its_reason():
    row = spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered")

    assert [value["modality"] for value in of_kind("answers_finding", reasons("subcision", rows=[row]))] == [
        "subcision",
        "prp_intradermal",
    ]


def test_poor_response_of_what_is_used_is_told():
    case = a_case("rolling 3", history=(past("subcision", 300, "poor"), past("afl", 300, "none")))
    good = a_case("rolling 3", history=(past("subcision", 300, "good"),))

    assert of_kind("response_counts_lower", reasons("subcision", case=case)) == [
        {"modality": "subcision", "response": "poor"}
    ]
    assert of_kind("response_counts_lower", reasons("subcision", case=good)) == []


# ---- its calendar


def test_schedule_of_each_modality_is_told():
    row = protocol("subcision", sessions_typical=3, interval_typical_days=42)

    assert of_kind("protocol_schedule", reasons("subcision", rows=[row])) == [
        {"modality": "subcision", "sessions": 3, "interval": 42}
    ]


def test_published_calendar_stands_for_schedules_and_order():
    found = reasons("subcision", "afl", rows=[combination("pair", ("subcision", 0), ("afl", 9))], published="pair")

    told = [one for one in found if one.kind == "published_calendar"]
    assert [(one.rule, one["label"], one["modalities"], one.sources) for one in told] == [
        ("pair", "pair", ("subcision", "afl"), ("asif2016",))
    ]
    assert not {"protocol_schedule", "order_of_work", "spacing_row", "spacing_without_a_row"} & set(kinds(found))


def test_order_of_work_is_told_of_several():
    found = reasons("subcision", "afl")

    principle = next(row for row in CATALOG.treatments["principle"] if row.text.startswith("Order of work"))
    order = next(one for one in found if one.kind == "order_of_work")
    assert (order["modalities"], order.sources) == (("subcision", "afl"), principle.sources)
    assert "order_of_work" not in kinds(reasons("subcision"))


def test_pair_without_row_is_told_once():
    found = of_kind("spacing_without_a_row", reasons("subcision", "afl"))

    days = CATALOG.treatments["spacing_default"][0].working_pair_days
    assert found == [{"modalities": ("subcision", "afl"), "days": days}]


def test_row_of_a_pair_is_told_with_its_days():
    rows = [spacing("subcision", "afl", 14), spacing("afl", "subcision", 30)]

    found = reasons("subcision", "afl", rows=rows)

    assert [(one["first"], one["days"], one["same_day"]) for one in found if one.kind == "spacing_row"] == [
        ("subcision", 14, False),
        ("afl", 30, False),
    ]
    assert "spacing_without_a_row" not in kinds(found)


def test_pair_with_one_row_is_no_pair_without():
    for row in (spacing("subcision", "afl", 14), spacing("afl", "subcision", 14)):
        assert "spacing_without_a_row" not in kinds(reasons("subcision", "afl", rows=[row]))


def test_row_that_shares_a_visit_says_so():
    row = spacing("tca_cross", "subcision", 21, same_day="yes_ordered")
    case = a_case("rolling 3", "icepick 3")
    waiting = a_case("rolling 3", "icepick 3", history=(past("subcision", 0),))

    together = reasons("tca_cross", "subcision", case=case, rows=[row])
    apart = reasons(
        "tca_cross",
        "subcision",
        case=waiting,
        rows=[row, spacing("subcision", "tca_cross", 0), protocol("subcision", interval_min_days=40)],
    )

    assert of_kind("spacing_row", together)[0]["same_day"] is True
    assert of_kind("spacing_row", apart)[0]["same_day"] is False


def test_injury_limit_is_told_where_a_visit_is_shared():
    rows = [setting("injury_limit_per_visit_and_area", 7), spacing("subcision", "afl", 28, same_day="yes_ordered")]

    assert of_kind("injury_limit", reasons("subcision", "afl", rows=rows)) == [{"limit": 7}]
    assert of_kind("injury_limit", reasons("subcision", "afl", rows=rows[:1])) == []


def test_apart_regions_give_no_spacing():
    found = reasons(
        "tca_cross",
        "subcision",
        case=a_case("rolling 3", "icepick 3 chin"),
        rows=[spacing("subcision", "tca_cross", 9)],
    )

    assert not {"spacing_row", "spacing_without_a_row"} & set(kinds(found))


def test_deferred_start_names_the_last_rule():
    case = a_case("rolling 3", answers={"last_tan": Span.day(ago(8))})
    rules = [deferring(28, "subcision", key="long"), deferring(18, "subcision", key="short")]

    assert of_kind("deferred_start", reasons("subcision", case=case, rows=rules)) == [
        {"modality": "subcision", "until": ahead(20), "because": "long"}
    ]


def test_start_after_the_past_is_told():
    case = a_case("rolling 3", history=(past("subcision", 4),))

    assert of_kind("start_after_history", reasons("subcision", case=case)) == [
        {"modality": "subcision", "until": ahead(10)}
    ]


# ---- home phase, test spots, reviews


ASKED = a_rule("caution", "subcision", mitigation_kind="priming")


def test_lead_in_is_told_of_what_asks_for_it():
    rows = [ASKED, home("subcision", 14, 5, 7), home("afl")]

    assert of_kind("priming_lead_in", reasons("subcision", "afl", case=SMOKER, rows=rows)) == [
        {"target": "subcision", "lead_in": 14, "pause": 5, "restart": 7}
    ]


@pytest.mark.parametrize(("day_of_afl", "lost"), [(14, 9), (20, 4), (24, None)])
def test_days_a_published_calendar_takes_from_the_lead_in_are_told(day_of_afl, lost):
    rows = [a_rule("caution", "afl", mitigation_kind="priming"), home("afl", 14, 5, 7), home("subcision", 14, 5, 9)]
    calendar = combination("subcision_afl", ("subcision", 0), ("afl", day_of_afl))

    found = reasons("subcision", "afl", case=SMOKER, rows=[*rows, calendar], published="subcision_afl")

    assert [value.get("lost") for value in of_kind("priming_lead_in", found)] == [lost]


def test_priming_that_may_not_be_used_is_told():
    rows = [ASKED, home("subcision"), a_rule("absolute", "topical_priming")]

    assert of_kind("priming_left_out", reasons("subcision", case=SMOKER, rows=rows)) == [{"modalities": ("subcision",)}]


def test_priming_that_answers_is_told_with_every_lead_in():
    case = a_case("rolling 3", "macular_hyperpigmented 1 chin")

    found = reasons("subcision", "nafl", case=case, rows=[home("nafl"), home("subcision")], priming=True)

    assert "macular_hyperpigmented_first_line" in [one.rule for one in found]
    assert [value["target"] for value in of_kind("priming_lead_in", found)] == ["subcision", "nafl"]


def test_test_spot_rests_on_its_rule():
    rule = a_rule("caution", "subcision", mitigation_kind="test_spot", wait_days=30)

    found = [one for one in reasons("subcision", case=SMOKER, rows=[rule]) if one.kind == "test_spot_first"]

    assert [(one["modality"], one["wait"], one.sources) for one in found] == [("subcision", 30, ("asif2016",))]


def test_review_is_told_when_more_follows():
    row = protocol("subcision", sessions_typical=3, review_after_sessions=2, stop_rule="No change means stop.")
    short = protocol("subcision", sessions_typical=2, review_after_sessions=2)

    assert of_kind("review_before_more", reasons("subcision", rows=[row])) == [
        {"modality": "subcision", "after": 2, "stop_rule": "No change means stop."}
    ]
    assert of_kind("review_before_more", reasons("subcision", rows=[short])) == []


# ---- what it asks of the patient


def test_longer_downtime_of_some_is_told():
    assert of_kind("longer_downtime", reasons("subcision", rows=[downtime("subcision", 1, 5, 10)])) == [
        {"modality": "subcision", "most": 10, "typical": 5}
    ]
    assert of_kind("longer_downtime", reasons("subcision", rows=[downtime("subcision", 1, 5, 5)])) == []


def test_every_rule_in_force_is_told_in_its_words():
    rules = [a_rule(severity, "subcision", reason=f"{severity}.") for severity in ("relative", "caution", "info")]

    found = reasons("subcision", case=SMOKER, rows=rules)

    assert [(one.rule, sentence(one)) for one in found if one.kind == "screening"] == [
        ("relative_smoker", "relative."),
        ("caution_smoker", "caution."),
        ("info_smoker", "info."),
    ]


def test_dropped_wish_is_told_last():
    found = reasons("subcision", nearest="max_visits")

    assert (found[-1].kind, found[-1]["wish"]) == ("nearest_without_a_wish", "max_visits")
    assert "nearest_without_a_wish" not in kinds(reasons("subcision"))
