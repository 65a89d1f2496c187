"""Cautions: every rule in force once, with its mitigation and its owner; then the planner's own."""

import pytest

from planner.case import Answer, PastProcedure, Span
from planner.presenting.cautions import cautions_of
from planner.proposal import Caution
from tests.planner.builders import (
    CATALOG,
    ON,
    a_case,
    a_rule,
    ago,
    ahead,
    catalog_with,
    concern,
    course_in,
    line,
    modality,
    past,
    protocol,
    spacing,
)

LINES = [
    line("rolling", 3, first=["subcision", "nafl"], adjuncts=["prp_intradermal"]),
    line("icepick", 3, first=["tca_cross"]),
]
DRY = [modality(key, anaesthesia=("none",)) for key in ("subcision", "nafl", "tca_cross")]
SMOKER = a_case("rolling 3", yes=["smoker"])


def cautions(*working, case=SMOKER, rows=(), dry=True):
    return cautions_of(course_in(case, catalog_with(*LINES, *(DRY if dry else ()), *rows), *working))


def named(found):
    return {row.rule: row.modalities for row in found}


# ---- rules in force


def test_rule_in_force_is_told_once_with_all_it_concerns():
    case = a_case("rolling 3", "icepick 3 chin", yes=["smoker"])

    found = cautions("tca_cross", "subcision", case=case, rows=[a_rule("caution", "subcision", "tca_cross", "afl")])

    assert found == (
        Caution(
            rule="caution_smoker",
            modalities=("tca_cross", "subcision"),
            text="Smoke slows healing.",
            mitigation="Ask for a pause.",
            kind="extra_check",
            owner=CATALOG.owner_of["extra_check"],
            sources=("asif2016",),
        ),
    )


@pytest.mark.parametrize(("severity", "told"), [("relative", True), ("caution", True), ("info", False)])
def test_caution_and_relative_are_told(severity, told):
    assert bool(cautions("subcision", rows=[a_rule(severity, "subcision")])) is told


@pytest.mark.parametrize("kind", ["priming", "test_spot", "longer_interval", "none"])
def test_task_goes_to_the_owner_of_its_kind(kind):
    found = cautions("subcision", rows=[a_rule("caution", "subcision", mitigation_kind=kind)])

    assert (found[0].kind, found[0].owner) == (kind, CATALOG.owner_of[kind])


def test_owners_differ_by_kind():
    assert len({CATALOG.owner_of[kind] for kind in ("priming", "test_spot", "longer_interval", "none")}) == 4


def test_option_brings_its_cautions():
    rows = [a_rule("caution", "prp_intradermal"), spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered")]

    assert named(cautions("subcision", rows=rows)) == {"caution_smoker": ("prp_intradermal",)}
    assert cautions("nafl", rows=rows) == ()


def test_priming_brings_its_cautions():
    rows = [a_rule("caution", "topical_priming"), line("pih", 1, first=["topical_priming"])]
    catalog = catalog_with(*rows)

    found = cautions_of(course_in(a_case("macular_hyperpigmented 1", yes=["smoker"]), catalog, priming=True))

    assert named(found) == {"caution_smoker": ("topical_priming",)}


# ---- what others wait for

WAITS = {"defer_until": "after a pause", "mitigation_kind": "prescription"}


def test_disease_that_others_wait_for_is_told():
    found = cautions("subcision", rows=[a_rule("defer", "nafl", **WAITS)])

    assert named(found) == {"defer_smoker": ("subcision",)}
    assert found[0].text == (
        "Smoke slows healing. Here non-ablative fractional laser waits for this: after a pause. "
        "The rule does not speak of this regimen."
    )
    assert (found[0].mitigation, found[0].owner) == ("Ask for a pause.", CATALOG.owner_of["prescription"])


def test_disease_of_which_a_rule_speaks_here_is_told_once():
    rows = [a_rule("defer", "nafl", **WAITS), a_rule("caution", "subcision")]

    assert named(cautions("subcision", rows=rows)) == {"caution_smoker": ("subcision",)}


def test_rule_about_an_option_alone_does_not_speak_of_the_course():
    rows = [
        a_rule("defer", "nafl", **WAITS),
        a_rule("caution", "prp_intradermal"),
        spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered"),
    ]

    assert named(cautions("subcision", rows=rows)) == {
        "caution_smoker": ("prp_intradermal",),
        "defer_smoker": ("subcision",),
    }


@pytest.mark.parametrize("changed", [{"mitigation_kind": "none"}, {"defer_until": None, "defer_days": 400}])
def test_other_deferrals_of_others_are_not(changed):
    assert cautions("subcision", rows=[a_rule("defer", "nafl", **WAITS | changed)]) == ()


def test_deferral_of_what_fits_nothing_here_is_not():
    assert cautions("subcision", rows=[a_rule("defer", "punch", **WAITS)]) == ()


# ---- the planner's own


@pytest.mark.parametrize(
    ("weight", "needed"),
    [
        (None, "body weight, amount and strength of every source"),
        (Answer(ON, 61), "amount and strength of every source"),
        (Answer(ON, None), "body weight, amount and strength of every source"),
    ],
)
def test_dose_is_not_cleared_when_numbing_is_used(weight, needed):
    case = a_case("rolling 3", "icepick 3 chin", answers={} if weight is None else {"weight_kg": weight})
    rows = [modality("tca_cross", anaesthesia=("none",)), modality("subcision", anaesthesia=("local_infiltration",))]

    found = cautions("tca_cross", "subcision", case=case, rows=rows, dry=False)

    assert (found[0].rule, found[0].modalities, found[0].kind) == ("dose_not_cleared", ("subcision",), "extra_check")
    assert needed in found[0].text
    assert found[0].sources == CATALOG.safety["dose_sum"][0].sources


def test_nothing_numbed_needs_no_dose():
    assert cautions("subcision", case=a_case("rolling 3")) == ()


def test_past_without_date_is_told():
    told = (past("afl"), past("nafl", 300), past("afl"), PastProcedure("punch", last_on=Span(ago(90), None)))

    found = cautions("subcision", case=a_case("rolling 3", history=told))

    assert named(found) == {"past_date_not_known": ("afl", "punch")}
    assert (found[0].kind, found[0].sources) == ("extra_check", ("general-knowledge",))


@pytest.mark.parametrize(("days", "told"), [(117, True), (118, False), (None, False)])
def test_full_result_after_the_date_is_told(days, told):
    wishes = {"ready_by": None if days is None else ahead(days)}
    rows = [protocol("subcision", sessions_typical=2, full_results_days=90)]

    found = cautions("subcision", case=a_case("rolling 3", wishes=wishes), rows=rows)

    assert (named(found) == {"full_result_after_wished_date": ("subcision",)}) is told


def test_slowest_result_names_its_modality_and_day():
    rows = [
        protocol("subcision", full_results_days=50),
        protocol("tca_cross", full_results_days=80),
        concern("tca_cross", "skin_texture"),
    ]
    case = a_case("rolling 3", "icepick 3 chin", wishes={"ready_by": ahead(40)})

    found = cautions("tca_cross", "subcision", case=case, rows=rows)

    assert [row.text for row in found] == [
        "Healed by 1 Jan 2027, but the full result of TCA CROSS is due later, about 10 Feb 2027."
    ]
    assert found[0].owner == "nobody"
