"""Scales that add points by row: bands, ranges, what is missing, what is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog import shipped_catalog
from planner.scales import ScaleError, ecca, goodman_baron_quant
from planner.scales.additive import additive, band_in_words, band_set_of

CATALOG = shipped_catalog()
ADDITIVE = [scale for scale in CATALOG.scales.values() if scale.kind == "additive"]
additive_scales = st.sampled_from(ADDITIVE)


def counts_of(scale):
    """Any rows of the scale with a count."""
    return st.dictionaries(st.sampled_from([row.key for row in scale.row]), st.integers(0, 60))


def test_row_tells_amount_band_and_points():
    score = goodman_baron_quant({"b_moderate_dish": 12, "c_linear_trough": 1}, CATALOG)

    assert score.workings == (
        "Moderately atrophic, dish-like, 12 lesions: band 11-20, 4 points.",
        "Linear or trough-like dermal scar, 1 lesion: band 1-10, 3 points.",
        "Total: 4 + 3 = 7.",
    )


def test_row_that_was_not_counted_leaves_no_total():
    score = ecca({"v_shaped": 4, "m_shaped": None}, CATALOG)

    assert (score.value, score.missing) == (None, ("m_shaped",))
    assert "lesions not recorded" in score.workings[1]


def test_range_within_one_band_is_scored():
    assert ecca({"v_shaped": (5, 20)}, CATALOG).value == 30


def test_range_across_bands_leaves_no_total():
    score = ecca({"v_shaped": (4, 5), "u_shaped": 3}, CATALOG)

    assert (score.value, score.missing) == (None, ("v_shaped",))
    assert score.workings[0].endswith("4-5 lesions: between band 1-4 and band 5-20, no points.")


def test_open_range_in_the_top_band_is_scored():
    assert ecca({"v_shaped": (21, None)}, CATALOG).value == 45


def test_open_range_below_the_top_band_leaves_no_total():
    assert ecca({"v_shaped": (20, None)}, CATALOG).value is None


@pytest.mark.parametrize(("area_cm2", "points"), [(0, 0), (0.1, 6), (4.9, 6), (5, 12), (20, 12), (20.1, 18)])
def test_raised_scars_score_by_area(area_cm2, points):
    assert goodman_baron_quant({"d_keloid_hypertrophic": area_cm2}, CATALOG).value == points


@pytest.mark.parametrize("scale", ADDITIVE, ids=lambda scale: scale.key)
def test_highest_points_add_up_to_the_maximum(scale):
    assert sum(row.points[-1] for row in scale.row) == scale.max


def test_bands_are_told_as_they_are_published():
    bands = {bands.key: bands.bands for bands in CATALOG.scales["goodman_baron_quant"].band_set}

    assert [band_in_words(band) for band in bands["count"]] == ["0", "1-10", "11-20", "21 or more"]
    assert [band_in_words(band) for band in bands["area"]] == ["0", "under 5", "5-20", "over 20"]


@pytest.mark.parametrize("amount", [-1, 2.5, True, "3", math.nan, (1, 2, 3), (None, 4), [1, 2]])
def test_amount_that_is_no_count_is_refused(amount):
    with pytest.raises(ScaleError) as refusal:
        ecca({"v_shaped": amount}, CATALOG)

    assert refusal.value.field == "ecca.v_shaped"
    assert "a whole number from 0" in refusal.value.allowed


@pytest.mark.parametrize("area_cm2", [-0.1, math.inf, math.nan, True])
def test_amount_that_is_no_area_is_refused(area_cm2):
    with pytest.raises(ScaleError, match=r"goodman_baron_quant.d_keloid_hypertrophic: is .* in cm2"):
        goodman_baron_quant({"d_keloid_hypertrophic": area_cm2}, CATALOG)


def test_range_that_runs_down_is_refused():
    with pytest.raises(ScaleError, match="ecca.v_shaped: runs from 5 down to 4; allowed: .*low not above high"):
        ecca({"v_shaped": (5, 4)}, CATALOG)


def test_row_of_another_scale_is_refused():
    with pytest.raises(ScaleError, match="ecca.a_macular: is not a part of this scale; allowed: v_shaped, u_shaped"):
        ecca({"a_macular": 3}, CATALOG)


@given(st.data(), additive_scales)
def test_more_scars_never_lower_a_score(data, scale):
    amounts = data.draw(counts_of(scale))
    row = data.draw(st.sampled_from(scale.row)).key
    more = amounts | {row: amounts.get(row, 0) + data.draw(st.integers(1, 30))}

    assert additive(scale, more).value >= additive(scale, amounts).value


@given(st.data(), additive_scales)
def test_score_stays_within_the_range_of_the_scale(data, scale):
    amounts = data.draw(counts_of(scale))

    assert scale.min <= additive(scale, amounts).value <= scale.max


@given(st.data(), additive_scales, st.integers(0, 60), st.integers(0, 60))
def test_range_is_scored_only_where_its_ends_agree(data, scale, low, width):
    row = data.draw(st.sampled_from(scale.row)).key
    least, most = (additive(scale, {row: end}).value for end in (low, low + width))

    score = additive(scale, {row: (low, low + width)})

    assert score.value == (least if least == most else None)


@given(st.data(), additive_scales, st.integers(0, 100))
def test_every_amount_lies_in_exactly_one_band(data, scale, amount):
    bands = band_set_of(scale, data.draw(st.sampled_from(scale.row))).bands

    holding = [band for band in bands if _lies_in(band, amount)]

    assert len(holding) == 1


def _lies_in(band, amount):
    low = amount > band.above if band.above is not None else amount >= (band.min or 0)
    return low and (amount < band.below if band.below is not None else band.max is None or amount <= band.max)
