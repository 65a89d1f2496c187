"""From a chosen course to the regimen that is shown: its totals, its windows, and the key under which it is adopted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.catalog import Item
from planner.choosing import Shown
from planner.presenting.regimen import KEY_LENGTH, case_digest, digest_of, regimen_of
from planner.ranking import Judged
from planner.situation import situation_of
from tests.planner.builders import (
    a_case,
    a_course,
    a_rule,
    ahead,
    catalog_with,
    downtime,
    home,
    line,
    modality,
    protocol,
    spacing,
)

LINES = [
    line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=["prp_intradermal"]),
    line("pih", 1, first=["topical_priming"]),
]
ONE = a_case("rolling 3")


def regimen(*working, case=ONE, rows=(), items=None, labels=(), nearest=None, catalog=None):
    catalog = catalog or catalog_with(*LINES, *rows, items=items)
    situation = situation_of(case, catalog)
    judged = Judged(a_course(situation, *(working or ("subcision",))))
    return regimen_of(Shown(judged, labels, nearest), case_digest(situation))


def test_regimen_tells_what_was_chosen():
    row = spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered")

    found = regimen(rows=[row], labels=("fewest visits",), nearest="avoid")

    assert (found.labels, found.nearest, found.modalities, found.options) == (
        ("fewest visits",),
        "avoid",
        ("subcision",),
        ("prp_intradermal",),
    )
    assert len(found.levels) == 8
    assert {row.modality for row in found.expected} == {"subcision", "prp_intradermal"}


def test_totals_count_treatment_visits_only():
    rows = [
        protocol("subcision", sessions_typical=3, review_after_sessions=1),
        downtime("subcision", 3, 5, 10),
        a_rule("caution", "subcision", mitigation_kind="test_spot", wait_days=20),
    ]

    totals = regimen(case=a_case("rolling 3", yes=["smoker"]), rows=rows).totals

    assert (totals.visits, totals.days, totals.downtime_days, totals.price) == (3, 76, (9, 30), None)


def test_total_price_is_that_of_the_course():
    found = regimen(
        rows=[protocol("subcision", sessions_typical=2)], items=[Item(modality="subcision", price=Decimal(70))]
    )

    assert found.totals.price == Decimal(140)


def test_home_phase_alone_has_empty_totals():
    situation = situation_of(a_case("macular_hyperpigmented 1"), catalog_with(*LINES))
    judged = Judged(a_course(situation, priming=True))

    found = regimen_of(Shown(judged), case_digest(situation))

    totals = found.totals
    assert (totals.visits, totals.days, totals.downtime_days, totals.price) == (0, 0, (0, 0), None)
    assert (len(found.home), found.modalities) == (1, ("topical_priming",))


def test_open_question_makes_it_provisional():
    unasked = replace(ONE, answers={key: one for key, one in ONE.answers.items() if key != "smoker"})

    assert regimen(case=unasked, rows=[a_rule("relative", "subcision")]).provisional
    assert not regimen(rows=[a_rule("relative", "subcision")]).provisional


def test_question_about_an_option_leaves_it_firm():
    unasked = replace(ONE, answers={key: one for key, one in ONE.answers.items() if key != "smoker"})
    rows = [a_rule("relative", "prp_intradermal"), spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered")]

    found = regimen(case=unasked, rows=rows)

    assert (found.options, found.provisional) == (("prp_intradermal",), False)


def test_relative_modality_is_named_as_needing_a_reason():
    found = regimen("subcision", "afl", case=a_case("rolling 3", yes=["smoker"]), rows=[a_rule("relative", "afl")])

    assert found.needs_reason == ("afl",)
    assert [row.rule for row in found.cautions if row.modalities == ("afl",)] == ["relative_smoker"]


@pytest.mark.parametrize(("nearest", "last"), [(None, 3), ("max_visits", 3), ("ready_by", 14)])
def test_windows_end_by_the_date_that_is_kept(nearest, last):
    case = a_case("rolling 3", wishes={"ready_by": ahead(5)})

    found = regimen(case=case, rows=[modality("subcision", injury=1), downtime("subcision", 1, 2, 2)], nearest=nearest)

    assert found.visits[0].latest_on == ahead(last)


# ---- the key


def test_key_is_the_same_for_the_same_regimen():
    catalog = catalog_with(*LINES)

    one, other = regimen(catalog=catalog), regimen(catalog=catalog, labels=("fewest visits",))

    assert one.key == other.key
    assert len(one.key) == KEY_LENGTH


@pytest.mark.parametrize(
    "changed",
    [
        {"working": ("afl",)},
        {"case": a_case("rolling 3 x4")},
        {"case": a_case("rolling 3", wishes={"max_visits": 9})},
        {"rows": [protocol("subcision", interval_max_days=50)]},
        {"rows": [spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered")]},
        {"case": a_case("rolling 3", yes=["smoker"]), "rows": [home("subcision", lead_in=0)]},
    ],
    ids=["modality", "case", "wish", "window", "option", "answer"],
)
def test_key_changes_with_what_it_stands_for(changed):
    working = changed.pop("working", ())

    assert regimen(*working, **changed).key != regimen().key


def test_key_changes_with_the_catalog_version():
    catalog = catalog_with(*LINES)

    assert regimen(catalog=replace(catalog, version="other")).key != regimen(catalog=catalog).key


def test_key_changes_with_the_home_phase():
    rule = a_rule("caution", "subcision", mitigation_kind="priming")
    case = a_case("rolling 3", yes=["smoker"])

    one, other = (regimen(case=case, rows=[rule, home("subcision", 14, pause, 7)]) for pause in (5, 6))

    assert one.visits == other.visits
    assert one.key != other.key


def test_equal_documents_have_equal_digests():
    assert digest_of({"a": 1, "b": [2]}) == digest_of({"b": [2], "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": 2})
