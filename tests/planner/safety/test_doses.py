"""The lidocaine of one visit: added exactly, held against the strictest limit, never cleared by silence."""

import dataclasses
from decimal import Decimal

import pytest

from planner.safety.doses import ROUTE_OF_WORD, judge_dose, lidocaine_of, routes_of
from tests.planner.safety.people import CATALOG

WITHOUT_LIDOCAINE = {
    "as_host_procedure",
    "cold_air",
    "cryogen_or_cold_air",
    "none",
    "oral_analgesic",
    "sedation_or_general",
}


def lidocaine(source, amount, percent=None, limit=None):
    return lidocaine_of(source, amount, percent, catalog=CATALOG, limit=limit)


def judged(*amounts, weight_kg=60, halved=False):
    return judge_dose(amounts, weight_kg, halved, CATALOG)


def workings_of_the_pack(place):
    return CATALOG.safety["dose_example"][place].working


def test_cream_example_of_the_pack():
    dose = judged(lidocaine("cream", 10, 4), weight_kg=100)

    assert (dose.total_mg, dose.limit_mg, dose.cleared) == (400, 300, False)
    assert "10 g of 4 percent cream holds 10 x 4 x 10 = 400 mg, over the 300 mg" in workings_of_the_pack(0)
    assert dose.workings == (
        "cream: 10 g x 4 percent x 10 = 400 mg.",
        "Limit for topical solution 4 percent: 300 mg in all.",
        "Dose not cleared: 400 mg is above 300 mg.",
    )


def test_plain_injection_example_of_the_pack():
    at_limit = judged(lidocaine("infiltration_1", 27))
    above = judged(lidocaine("infiltration_1", Decimal("27.1")))

    assert (at_limit.total_mg, at_limit.limit_mg, at_limit.cleared) == (270, 270, True)
    assert (above.total_mg, above.cleared) == (271, False)
    assert "60 x 4.5 = 270 mg = 27 mL" in workings_of_the_pack(1)


def test_adrenaline_example_of_the_pack():
    dose = judged(lidocaine("infiltration_1", 42, limit="lidocaine_adrenaline"))

    assert (dose.total_mg, dose.limit_mg, dose.cleared) == (420, 420, True)
    assert "60 x 7 = 420 mg = 42 mL" in workings_of_the_pack(2)


def test_remaining_dose_example_of_the_pack():
    injected = lidocaine("infiltration_1", 20, limit="lidocaine_plain")

    with_rest = judged(injected, lidocaine("cream", 1, 2.5), weight_kg=50)
    with_more = judged(injected, lidocaine("cream", Decimal("1.04"), 2.5), weight_kg=50)

    assert (with_rest.total_mg, with_rest.limit_mg, with_rest.cleared) == (225, 225, True)
    assert (with_more.total_mg, with_more.cleared) == (226, False)
    assert "50 x 4.5 = 225 mg, so 25 mg remain" in workings_of_the_pack(3)


def test_every_example_of_the_pack_is_tested():
    assert len(CATALOG.safety["dose_example"]) == 4


def test_all_lidocaine_of_a_visit_is_added():
    dose = judged(lidocaine("cream_4", 2), lidocaine("infiltration_1", 5), lidocaine("filler_gel", 1))

    assert dose.total_mg == 80 + 50 + 3
    assert "All lidocaine of the visit: 133 mg." in dose.workings


def test_strictest_limit_of_the_routes_counts():
    tumescent = lidocaine("tumescent_01", 300)
    injected = lidocaine("infiltration_1", 1)

    assert judged(tumescent).limit_mg == 28 * 60
    assert judged(tumescent).cleared
    assert judged(tumescent, injected).limit_mg == 270
    assert not judged(tumescent, injected).cleared


def test_unnamed_injection_takes_the_stricter_limit():
    assert judged(lidocaine("infiltration_1", 30)).limit_mg == 270


def test_filler_alone_takes_the_strictest_limit():
    assert judged(lidocaine("filler_gel", 1)).limit_mg == 270


def test_tenths_are_added_exactly():
    dose = judged(lidocaine("cream", 0.1, 2.5), lidocaine("cream", 0.2, 2.5))

    assert dose.total_mg == Decimal("7.5")


def test_risk_halves_the_limit():
    dose = judged(lidocaine("infiltration_1", 13.5), halved=True)

    assert (dose.limit_mg, dose.cleared) == (135, True)
    assert not judged(lidocaine("infiltration_1", 13.6), halved=True).cleared
    assert "Halved: 135 mg." in dose.workings


@pytest.mark.parametrize(
    ("amounts", "facts", "missing"),
    [
        ([("cream_4", 1)], {"weight_kg": None}, ("weight_kg",)),
        ([("cream_4", None)], {}, ("amount",)),
        ([("cream", 1)], {}, ("percent",)),
        ([("cream_4", 1)], {"halved": None}, ("anaesthetic_risk",)),
        ([], {}, ("amount",)),
        ([("cream_4", 1), ("cream", None)], {"weight_kg": None}, ("amount", "percent", "weight_kg")),
    ],
)
def test_silence_never_clears_a_dose(amounts, facts, missing):
    dose = judged(*(lidocaine(*amount) for amount in amounts), **facts)

    assert not dose.cleared
    assert dose.missing == missing
    assert dose.workings[-1] == f"Dose not cleared: {', '.join(missing)} not known."


def test_solution_above_its_strength_is_not_cleared():
    at_most, stronger = lidocaine("tumescent", 10, 0.1), lidocaine("tumescent", 10, 0.11)

    assert judged(at_most).cleared
    assert not judged(stronger).cleared
    assert judged(stronger).workings[-1] == "Dose not cleared: too strong for its route."


def test_pack_without_a_limit_clears_nothing():
    bare = dataclasses.replace(CATALOG, safety={**CATALOG.safety, "dose_limit": ()})

    dose = judge_dose([lidocaine_of("cream_4", 1, catalog=bare)], 60, False, bare)

    assert (dose.cleared, dose.missing) == (False, ("limit",))


@pytest.mark.parametrize("value", [-1, -0.1, float("nan"), float("inf"), Decimal("sNaN"), True, "5", 10_001])
def test_impossible_amount_is_refused(value):
    with pytest.raises(ValueError, match="amount is .*; allowed: a number from 0 to 10000"):
        lidocaine("cream_4", value)


@pytest.mark.parametrize("value", [-1, 101])
def test_impossible_strength_is_refused(value):
    with pytest.raises(ValueError, match="percent is .*; allowed: a number from 0 to 100"):
        lidocaine("cream", 1, value)


@pytest.mark.parametrize("value", [0, -60, 501])
def test_impossible_weight_is_refused(value):
    with pytest.raises(ValueError, match="weight_kg is .*; allowed: a number from 1 to 500 kg"):
        judged(lidocaine("cream_4", 1), weight_kg=value)


def test_unknown_source_is_refused():
    with pytest.raises(ValueError, match="source is 'spray'; allowed: cream_4, .*filler"):
        lidocaine("spray", 1)


def test_limit_of_another_route_is_refused():
    with pytest.raises(ValueError, match="limit is 'lidocaine_tumescent'; allowed: lidocaine_plain"):
        lidocaine("infiltration_1", 1, limit="lidocaine_tumescent")


def test_sources_of_limit_and_sum_are_named():
    dose = judged(lidocaine("cream_prilocaine", 4))

    assert dose.sources == ("emla_dosage", "lidocaine_topical_label", "general-knowledge")


def test_usual_strengths_agree_with_their_mg():
    for row in CATALOG.safety["dose_source"]:
        assert lidocaine(row.key, 1).mg == Decimal(str(row.mg_per_unit))


@pytest.mark.parametrize(
    ("modality", "routes"),
    [
        ("microneedling", ("cream",)),
        ("tca_cross", ("cream",)),
        ("subcision", ("infiltration", "tumescent")),
        ("filler_ha", ("cream", "filler")),
        ("afl", ("cream", "infiltration")),
        ("peel_superficial", ()),
        ("prp_topical", ()),
    ],
)
def test_routes_follow_the_words_of_a_modality(modality, routes):
    assert routes_of(modality, CATALOG) == routes


def test_every_word_of_anaesthesia_is_understood():
    words = {word for modality in CATALOG.modalities.values() for word in modality.anaesthesia}

    assert words == ROUTE_OF_WORD.keys() | WITHOUT_LIDOCAINE
