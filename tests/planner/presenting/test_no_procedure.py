"""No procedure now: always there, and first where waiting is the better or the only course."""

import pytest

from planner.case import Answer, Span
from planner.catalog import Item
from planner.choosing import choose
from planner.engine import ranked_courses
from planner.presenting.no_procedure import no_procedure
from planner.presenting.set_aside import set_aside
from planner.presenting.waiting import passes
from planner.safety import Verdict
from planner.situation import situation_of
from tests.planner.builders import (
    CATALOG,
    ON,
    REGION,
    a_case,
    a_rule,
    ago,
    ahead,
    catalog_with,
    cell,
    deferring,
    line,
    setting,
)

LINE = line("rolling", 3, first=["subcision"], second=["afl"])
ONE = a_case("rolling 3")
SMOKER = a_case("rolling 3", yes=["smoker"])
TANNED = a_case("rolling 3", answers={"last_tan": Span.day(ago(8))})


def card(case, *rows, items=None):
    situation = situation_of(case, catalog_with(*rows, items=items))
    ranked = ranked_courses(situation)
    shown = choose(ranked, situation)
    used = frozenset(key for one in shown for key in one.judged.course.modalities)
    return no_procedure(shown, ranked, set_aside(shown, used, ranked, situation), situation)


def rules(found):
    return [one.rule for one in found.reasons]


# ---- when it comes first


def test_good_regimen_stands_before_the_card():
    found = card(ONE, LINE)

    assert (found.first, found.wait_for, rules(found)) == (False, (), ["natural_course"])


def test_card_is_first_when_nothing_is_recorded():
    found = card(a_case(), LINE)

    assert (found.first, rules(found)[0]) == (True, "nothing_recorded")


@pytest.mark.parametrize(("rows", "would"), [((), False), ((LINE,), True)])
def test_card_is_first_when_nothing_answers(rows, would):
    found = card(SMOKER, *rows, a_rule("absolute", "subcision", "afl"))

    assert (found.first, rules(found)[0], found.reasons[0]["something_would"]) == (
        True,
        "nothing_answers_main_concern",
        would,
    )


def test_answer_to_another_finding_would_not_help():
    case = a_case("rolling 3", "tunnel_bridge 3 chin", priorities=("tunnel_bridge",))

    assert card(case, LINE).reasons[0]["something_would"] is False


def test_card_is_first_when_no_wish_can_be_kept():
    case = a_case("rolling 3", wishes={"max_visits": 0, "max_downtime_days": 0, "max_price": 1})

    found = card(case, LINE)

    assert (found.first, rules(found)[0]) == (True, "no_course_keeps_the_wishes")
    assert found.reasons[0]["wishes"] == ("max_downtime_days", "max_visits")


def test_card_is_first_when_the_best_is_an_adjunct():
    found = card(ONE, line("rolling", 3, adjuncts=["afl"]))

    assert (found.first, rules(found)[0], found.reasons[0]["by_wish"]) == (True, "answered_as_adjunct_only", False)


def test_adjunct_that_the_wishes_leave_says_so():
    case = a_case("rolling 3", wishes={"avoid": ("subcision",)})

    assert card(case, line("rolling", 3, first=["subcision"], adjuncts=["afl"])).reasons[0]["by_wish"] is True


def test_card_is_first_when_a_reason_passes():
    found = card(SMOKER, LINE, a_rule("relative", "subcision", "afl"))

    assert (found.first, found.reasons[0].rule, found.reasons[0].kind) == (
        True,
        "relative_smoker",
        "reason_for_a_passing_condition",
    )
    asked = CATALOG.questions["smoker"].ask
    assert found.wait_for == (f"another answer to: {asked}, for subcision without a recorded reason",)


@pytest.mark.parametrize(
    ("question", "expected"),
    [("pregnant", True), ("age_years", True), ("keloid_history", False), ("phototype", False), ("history", False)],
)
def test_lasting_answers_do_not_pass(question, expected):
    verdict = Verdict(a_rule("relative", "afl", question=question), "afl")

    assert passes(verdict, situation_of(ONE, CATALOG)) is expected


def test_caution_for_something_passing_is_no_reason():
    assert not card(SMOKER, LINE, a_rule("caution", "subcision")).first


# ---- what to wait for


def test_condition_of_what_would_answer_is_waited_for():
    rules = [a_rule("defer", "subcision", "punch", defer_until="after a pause")]

    assert card(SMOKER, LINE, *rules).wait_for == ("after a pause, for subcision",)


def test_deferral_of_what_answers_nothing_is_not():
    assert card(SMOKER, LINE, a_rule("defer", "punch", defer_until="after a pause")).wait_for == ()


def test_dates_are_told_with_what_opens():
    rows = [
        LINE,
        cell("nafl", "rolling", "adjunct"),
        deferring(28, "subcision", "afl"),
        deferring(99, "nafl", key="later"),
    ]

    found = card(TANNED, *rows)

    assert found.wait_for == (
        "enough time since the last tan (12 Dec 2026), for subcision and ablative fractional laser",
        "enough time since the last tan (21 Feb 2027), for non-ablative fractional laser",
    )


def test_adjuncts_are_named_only_where_nothing_better_waits():
    lines = line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=["nafl"])
    rule = a_rule("defer", "subcision", "afl", "nafl", defer_until="after a pause")

    assert card(SMOKER, lines, rule).wait_for == ("after a pause, for subcision and ablative fractional laser",)


def test_two_dates_say_which_treatment_waits_for_which():
    operated = a_case("rolling 3", answers={"facial_surgery_last": Span.day(ago(25))})
    about = {"question": "facial_surgery_last", "op": "within_days"}
    rows = [
        line("rolling", 3, first=["subcision"], adjuncts=["nafl"]),
        a_rule("defer", "nafl", **about, value=90, defer_days=90, key="soon"),
        a_rule("relative", "subcision", **about, value=365, key="late"),
    ]

    found = card(operated, *rows)

    assert found.wait_for == (
        "enough time since the surgery (26 Jan 2027), for non-ablative fractional laser",
        "enough time since the surgery (28 Oct 2027), for subcision without a recorded reason",
    )


def test_one_condition_is_told_in_the_same_words():
    rules = [a_rule("defer", "afl", defer_until="after a pause"), a_rule("relative", "subcision")]

    assert card(SMOKER, LINE, *rules).wait_for == (
        "after a pause, for ablative fractional laser; until then subcision only with a recorded reason",
    )


def test_passing_reason_is_told_with_its_date():
    rule = a_rule("relative", "subcision", "afl", question="isotretinoin_last", op="within_days", value=180)
    case = a_case("rolling 3", answers={"isotretinoin_last": Span.day(ago(80))})

    assert card(case, LINE, rule).wait_for == (
        "enough time since the last isotretinoin (2 Mar 2027), for subcision without a recorded reason",
    )


# ---- when to look again


def test_look_again_on_the_first_opening():
    rows = [LINE, deferring(28, "subcision"), deferring(18, "afl", key="sooner")]

    assert card(TANNED, *rows).look_again_on == ahead(10)


def test_look_again_waits_for_no_adjunct():
    rows = [LINE, cell("nafl", "rolling", "adjunct"), deferring(28, "subcision"), deferring(18, "nafl", key="sooner")]

    assert card(TANNED, *rows).look_again_on == ahead(20)


def test_look_again_after_the_longest_wait_at_last():
    assert card(ONE, LINE, setting("longest_deferral_shift_days", 77)).look_again_on == ahead(77)


# ---- meanwhile


def test_type_without_row_is_a_reason_to_refer():
    found = card(a_case("rolling 3", "tunnel_bridge 3 chin", "tunnel_bridge 3 nose"), LINE)

    told = [one["scar_type"] for one in found.reasons if one.kind == "no_evidence_row"]
    assert told == ["tunnel_bridge"]


def test_part_on_which_nothing_may_be_done_is_named():
    case = a_case(
        "rolling 3", "rolling 3 chin", answers={"tattoo_area": Answer(ON, regions={"chin": True, REGION: False})}
    )

    found = card(case, LINE, a_rule("absolute", "subcision", "afl", question="tattoo_area"))

    told = [(one["scar_type"], one["region"]) for one in found.reasons if one.kind == "part_left_out"]
    assert (found.first, told) == (False, [("rolling", "chin")])


def test_active_acne_is_controlled_first():
    case = a_case("rolling 3", answers={"active_acne": "mild"})
    rule = a_rule("caution", "subcision", question="active_acne", value="mild")

    found = card(case, LINE, rule)

    assert "Bring active acne under control first: new lesions make new scars." in found.advice
    assert "control_acne_first" in rules(found)
    assert "control_acne_first" not in rules(card(ONE, LINE, rule))


@pytest.mark.parametrize(("kind", "told"), [("prescription", True), ("lab", True), ("none", False)])
def test_disease_that_others_wait_for_is_treated_meanwhile(kind, told):
    rule = a_rule("defer", "afl", defer_until="after a pause", mitigation_kind=kind)

    assert ("Ask for a pause." in card(SMOKER, LINE, rule).advice) is told


def test_topical_care_is_told_where_it_answers_best():
    case = a_case("rolling 3", "macular_hyperpigmented 1")
    rows = [LINE, line("pih", 1, second=["topical_priming"]), cell("topical_priming", "rolling", "adjunct")]

    found = card(case, *rows)

    assert "Topical care at home may help meanwhile: it is second line for brown marks." in found.advice
    assert sum(one.kind == "topical_care" for one in found.reasons) == 1


def test_topical_care_not_offered_is_not_told():
    rows = [LINE, cell("topical_priming", "rolling", "adjunct")]

    assert "topical_care" in rules(card(ONE, *rows))
    assert "topical_care" not in rules(card(ONE, *rows, items=[Item(modality="subcision")]))


@pytest.mark.parametrize(("phototype", "told"), [(5, True), (2, False)])
def test_skin_that_marks_keeps_out_of_the_sun(phototype, told):
    assert ("protect_from_sun" in rules(card(a_case("rolling 3", phototype=phototype), LINE))) is told


def test_sun_advice_rests_on_the_row_of_sunscreen():
    found = card(a_case("rolling 3", phototype=5), LINE)

    row = next(row for row in CATALOG.treatments["instruction"] if row.code == "sunscreen")
    assert [one.sources for one in found.reasons if one.kind == "protect_from_sun"] == [row.sources]


def test_natural_course_is_always_told():
    assert card(ONE, LINE).advice == ("Natural course without a procedure: no data.",)
