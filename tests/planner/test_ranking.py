"""How regimens are compared: eight levels in order, and which courses may stand beside a relative verdict."""

from decimal import Decimal

import pytest

from planner.catalog import Item
from planner.engine import feasible_courses
from planner.indications import NOT_ANSWERED
from planner.ranking import Judged, answerable_main_places, with_reasons_only_where_needed, worst_fit
from planner.situation import situation_of
from tests.planner.builders import (
    CATALOG,
    a_case,
    a_course,
    a_rule,
    catalog_with,
    cell,
    combination,
    downtime,
    home,
    judged_in,
    line,
    modality,
    protocol,
    skin_type,
)

ROLLING = line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=["filler_ha"])
PITS = line("icepick", 3, first=["tca_cross"], second=["afl"], adjuncts=["filler_ha"])
DARK = line("pih", 1, first=["topical_priming"], second=["nafl"])
ONE = a_case("rolling 3")
BOTH = a_case("rolling 3 x4", "icepick 3 chin x2")


def judged(case, *working, rows=(), items=None, **how):
    return judged_in(case, catalog_with(ROLLING, PITS, DARK, *rows, items=items), *working, **how)


def level(name, one):
    return dict(one.levels)[name]


def pair_in(case, one, other, *rows):
    """Two modalities alone, judged under a catalog of these rows."""
    catalog = catalog_with(*rows)
    return judged_in(case, catalog, one), judged_in(case, catalog, other)


def priced(**prices):
    return [Item(modality=key, price=Decimal(prices[key]) if key in prices else None) for key in CATALOG.modalities]


def decides(better, worse, name):
    """Whether `better` stands first and `name` is the first level whose words differ."""
    pairs = zip(better.levels, worse.levels, strict=True)
    first = next(level for (level, one), (_, other) in pairs if one != other)
    return better.key < worse.key and first == name


# ---- main concern


@pytest.mark.parametrize(
    ("modality", "word"), [("subcision", "first line"), ("afl", "second line"), ("filler_ha", "adjunct")]
)
def test_main_concern_is_answered_by_a_line(modality, word):
    assert level("main concern", judged(ONE, modality)) == word


def test_several_main_concerns_count_as_the_worst():
    case = a_case("rolling 3", "icepick 3 chin")

    assert level("main concern", judged(case, "tca_cross", "subcision")) == "first line"
    assert level("main concern", judged(case, "tca_cross", "afl")) == "second line"
    assert judged(case, "subcision").main_level == NOT_ANSWERED


def test_better_answer_stands_first_whatever_follows():
    better = judged(ONE, "subcision", rows=[protocol("subcision", sessions_typical=9)])

    assert decides(better, judged(ONE, "afl"), "main concern")


def test_part_closed_to_all_is_not_judged():
    barred = cell("afl", "hypertrophic_keloid", "contraindicated")
    case = a_case("rolling 3", "rolling 3 chin", "keloid 3 chin", priorities=("rolling",))

    places = [
        answerable_main_places(situation_of(case, catalog_with(line("rolling", 3, first=keys), barred)))
        for keys in (["subcision", "afl"], ["afl"])
    ]

    assert places == [(0, 1), (0,)]


def test_booster_alone_answers_no_part():
    case = a_case("rolling 3", "icepick 3 chin")

    assert (
        answerable_main_places(situation_of(case, catalog_with(ROLLING, cell("prp_topical", "icepick", "adjunct"))))
        is None
    )


def test_main_concern_without_any_answer_is_none():
    found = situation_of(
        a_case("rolling 3", "tunnel_bridge 3 chin", priorities=("tunnel_bridge",)), catalog_with(ROLLING)
    )

    assert answerable_main_places(found) is None
    assert Judged(a_course(found, "subcision")).main_level == NOT_ANSWERED


def test_worst_fit_is_the_weakest_answer():
    answers = judged(a_case("rolling 3", "icepick 3 chin"), "subcision", "afl").answers

    assert [fit.level for fit in answers] == [1, 2]
    assert worst_fit((0, 1), answers) is answers[1]
    assert worst_fit((), answers) is None
    assert worst_fit((0, 1), (answers[0], None)) is None


def test_best_modality_answers_each_target():
    rows = [cell("subcision", "rolling", "first_line", "C"), cell("afl", "rolling", "first_line", "B")]
    case = a_case("rolling 2", "icepick 3 chin")

    found = judged(case, "subcision", "afl", rows=[*rows])

    assert [fit.evidence for fit in found.answers] == ["B", None]


def test_priming_answers_beside_the_visits():
    case = a_case("rolling 3", "macular_hyperpigmented 1")

    assert [fit and fit.level for fit in judged(case, "subcision", priming=True).answers] == [1, 1]
    assert [fit and fit.level for fit in judged(case, "subcision").answers] == [1, None]


# ---- needs reason


def test_no_reason_stands_before_some():
    case = a_case("rolling 3", yes=["smoker"])
    rows = [line("rolling", 3, first=["subcision", "afl"]), a_rule("relative", "subcision")]

    needing, free = pair_in(case, "subcision", "afl", *rows)

    assert (level("needs reason", needing), level("needs reason", free)) == ("subcision", "none")
    assert decides(free, needing, "needs reason")


# ---- rest of burden


def test_rest_of_burden_is_told_by_lines():
    found = judged(BOTH, "subcision", "afl")

    assert (found.rest, found.burden_answered) == ((0, 6, 6), (12, 18, 18))
    assert level("rest of burden", found) == "of 6: 0 first line, 6 first or second line, 6 at least as adjunct"


def test_larger_rest_stands_first():
    assert decides(judged(BOTH, "tca_cross", "subcision"), judged(BOTH, "subcision", "afl"), "rest of burden")
    assert decides(judged(BOTH, "subcision", "filler_ha"), judged(BOTH, "subcision"), "rest of burden")


def test_rest_without_burden_is_not_compared():
    assert level("rest of burden", judged(ONE, "subcision")) == "not compared"


# ---- pigment risk

RISKS = [skin_type("subcision", IV="caution", VI="avoid")]


def test_worst_class_is_compared_in_dark_skin():
    case, rows = a_case("rolling 3", phototype=4), [line("rolling", 3, first=["subcision", "nafl"])]

    risky = judged_in(case, catalog_with(*rows, *RISKS), "subcision")
    safe = judged_in(case, catalog_with(*rows, *RISKS), "nafl")

    assert (level("pigment risk", risky), level("pigment risk", safe)) == ("caution", "ok")
    assert decides(safe, risky, "pigment risk")


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"phototype": 2}, "not compared"),
        ({"phototype": None}, "avoid"),
        ({"phototype": 2, "yes": ["pih_history"]}, "ok"),
    ],
    ids=["light skin", "not known counts as the darkest", "prone to marks"],
)
def test_pigment_is_compared_where_it_counts(facts, word):
    assert level("pigment risk", judged(a_case("rolling 3", **facts), "subcision", rows=RISKS)) == word


# ---- evidence


def test_evidence_is_that_of_the_worst_answer():
    rows = [cell("subcision", "rolling", "adjunct", "C"), cell("tca_cross", "icepick", "adjunct", "A")]
    case = a_case("rolling 3", "icepick 3 chin")

    assert level("evidence", judged(case, "tca_cross", "subcision", rows=rows)) == "level C; no rule in force"


def test_better_evidence_stands_first():
    cells = [cell("subcision", "rolling", "poor", "B"), cell("nafl", "rolling", "poor", "C")]

    one, other = pair_in(ONE, "subcision", "nafl", line("rolling", 3, first=["nafl", "subcision"]), *cells)

    assert decides(one, other, "evidence")


def test_place_in_mixed_list_decides_next():
    rows = [
        line("mixed_atrophic", 3, first=["nafl", "microneedling"]),
        *(cell(key, kind, "adjunct") for key in ("nafl", "microneedling") for kind in ("rolling", "icepick")),
    ]
    case = a_case("rolling 3", "icepick 3")

    one, other = pair_in(case, "nafl", "microneedling", *rows)

    assert level("evidence", one) == "level D, place 1 in the mixed list; no rule in force"
    assert decides(one, other, "evidence")


def test_least_verified_rule_in_force_counts_last():
    rules = [
        a_rule("caution", "subcision", key="read", confidence="opened"),
        a_rule("caution", "subcision", key="guessed", confidence="partial"),
        a_rule("info", "subcision", key="heard", confidence="unverified"),
    ]
    case = a_case("rolling 3", yes=["smoker"])

    found = judged(case, "subcision", rows=rules)

    assert level("evidence", found) == "level D; rules in force partial"
    assert judged(ONE, "subcision", rows=rules).key < found.key


# ---- what matters most

AIMS = [
    ("improvement", "improvement: 12, 18, 18"),
    ("downtime", "downtime: 9"),
    ("price", "price: 150"),
    ("speed", "speed: 28"),
    ("pigment_risk", "pigment risk: 1"),
]


@pytest.mark.parametrize(("aim", "words"), AIMS)
def test_aim_is_told_in_its_own_measure(aim, words):
    case = a_case("rolling 3 x4", "icepick 3 chin x2", wishes={"most_important": (aim,)})
    rows = [downtime("subcision", 1, 4, 5), downtime("afl", 1, 5, 6), skin_type("afl", II="caution")]

    found = judged(case, "subcision", "afl", rows=rows, items=priced(subcision=100, afl=50))

    assert level("what matters most", found) == words


@pytest.mark.parametrize(("aims", "first"), [(("downtime", "speed"), "nafl"), (("speed", "downtime"), "subcision")])
def test_aims_order_as_the_patient_said(aims, first):
    rows = [protocol("nafl", sessions_typical=2), downtime("nafl", 0, 1, 1), downtime("subcision", 5, 9, 9)]
    case = a_case("rolling 3", wishes={"most_important": aims})

    one, other = pair_in(case, "nafl", "subcision", *rows, line("rolling", 3, first=["nafl", "subcision"]))

    assert min(one, other, key=lambda judged: judged.key).course.working == (first,)


def test_price_not_known_counts_visits_instead():
    case = a_case("rolling 3", wishes={"most_important": ("price",)})

    found = judged(case, "subcision", rows=[protocol("subcision", sessions_typical=4)])

    assert level("what matters most", found) == "price: 4"


def test_no_aim_is_not_compared():
    assert level("what matters most", judged(ONE, "subcision")) == "not compared"


# ---- effort and order


def test_effort_is_told_in_full():
    row = combination("pair", ("subcision", 0), ("afl", 0))
    case = a_case("rolling 3", "macular_hyperpigmented 1 chin", priorities=("rolling",))
    rows = [row, modality("subcision", injury=1), home("afl")]

    found = judged(case, "subcision", "afl", rows=rows, items=priced(subcision=100, afl=50), published="pair")

    assert level("effort", found) == (
        "procedures beyond need: 1; priming left out; visits: 1; days of downtime: 2; price 150; treatments: 2"
    )


def test_effort_without_prices_says_so():
    assert level("effort", judged(ONE, "subcision")) == "visits: 1; days of downtime: 2; price not known; treatments: 1"


def effort(**facts):
    """The effort of subcision alone with these facts of its schedule."""
    days = facts.pop("downtime", 2)
    price = facts.pop("price", 100)
    rows = [protocol("subcision", **facts), downtime("subcision", 0, days, days)]
    return judged(ONE, "subcision", rows=rows, items=priced(subcision=price)).effort


def test_effort_compares_visits_downtime_price():
    assert effort(sessions_typical=1, downtime=9) < effort(sessions_typical=2, downtime=1)
    assert effort(downtime=1, price=900) < effort(downtime=2, price=100)
    assert effort(price=99) < effort(price=100)


def test_procedure_beyond_need_counts_before_visits():
    rows = [
        combination("pair", ("subcision", 0), ("afl", 0)),
        protocol("subcision", sessions_typical=3),
        line("rolling", 3, first=["subcision", "afl"]),
    ]

    one = judged_in(ONE, catalog_with(*rows), "subcision")
    other = judged_in(ONE, catalog_with(*rows), "subcision", "afl", published="pair")

    assert (other.beyond_need, other.visits, one.visits) == (1, 1, 3)
    assert decides(one, other, "effort")


def test_stated_order_decides_last():
    one, other = pair_in(ONE, "subcision", "afl", line("rolling", 3, first=["afl", "subcision"]))

    assert decides(one, other, "stated order")
    assert one.order == [CATALOG.position["subcision"]]


def test_eight_levels_stand_in_their_order():
    names = ["main concern", "needs reason", "rest of burden", "pigment risk", "evidence", "what matters most"]

    assert [name for name, _ in judged(ONE, "subcision").levels] == [*names, "effort", "stated order"]


# ---- relative verdicts


def left_standing(case, *rows):
    found = feasible_courses(situation_of(case, catalog_with(*rows)))
    return {one.course.modalities for one in with_reasons_only_where_needed(found)}


@pytest.mark.parametrize(("other", "stays"), [("second", False), ("adjuncts", True)])
def test_relative_stands_only_without_second_line(other, stays):
    case = a_case("rolling 3", yes=["smoker"])

    left = left_standing(case, line("rolling", 3, first=["afl"], **{other: ["subcision"]}), a_rule("relative", "afl"))

    assert (("afl",) in left) is stays
    assert ("subcision",) in left


def test_reason_has_to_gain_something():
    case = a_case("rolling 3", yes=["smoker"])

    left = left_standing(case, line("rolling", 3, adjuncts=["afl", "subcision"]), a_rule("relative", "afl"))

    assert left == {("subcision",)}


def test_better_of_own_and_mixed_row_counts():
    case = a_case("rolling 3", "icepick 3", yes=["smoker"], priorities=("rolling",))
    rows = [
        line("rolling", 3, first=["subcision"], second=["afl"]),
        line("mixed_atrophic", 3, adjuncts=["afl"]),
        a_rule("relative", "subcision"),
    ]

    assert left_standing(case, *rows) == {("afl",)}


def test_gate_counts_the_worst_of_several_concerns():
    found = judged(a_case("rolling 3", "icepick 3 chin"), "subcision", "filler_ha")

    assert (found.gate_level, found.main_level) == (3, 3)


# ---- what dominates


def test_merits_measure_what_dominates():
    rows = [downtime("subcision", 1, 3, 4), protocol("subcision", sessions_typical=2)]

    found = judged(a_case("rolling 3", phototype=6), "subcision", rows=[*rows, *RISKS], items=priced(subcision=7))

    assert found.merits == (1, False, 0, 0, 0, 2, 3, 6, 2, 28, Decimal(14))
