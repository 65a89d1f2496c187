"""Scores of the face from the findings of a case."""

from planner.catalog import shipped_catalog
from planner.scales import ecca_of, goodman_baron_quant_of
from tests.planner.scales.cases import case_with, found

CATALOG = shipped_catalog()


def test_counts_are_summed_over_the_face_then_banded_once():
    case = case_with(found("icepick", 6, "temple", base="normal"), found("icepick", 6, "chin", base="normal"))

    score = goodman_baron_quant_of(case, CATALOG)

    assert score.value == 6
    assert score.workings == (
        "Ice-pick on the face (row: Punched out, small (under 5 mm), deep, normal base), 12 lesions: "
        "band 11-20, 6 points.",
        "Total of the face: 6.",
    )


def test_scar_types_of_one_row_are_summed():
    case = case_with(found("macular_erythematous", 6), found("macular_hyperpigmented", 6))

    assert goodman_baron_quant_of(case, CATALOG).value == 2


def test_two_scales_band_the_same_count_differently():
    case = case_with(found("boxcar_shallow", 8))

    assert (goodman_baron_quant_of(case, CATALOG).value, ecca_of(case, CATALOG).value) == (2, 40)


def test_finding_without_count_leaves_no_score_and_is_named():
    case = case_with(found("rolling", 12, grade=3), found("boxcar_shallow", None, "cheek_lower", side="left"))

    scores = goodman_baron_quant_of(case, CATALOG), ecca_of(case, CATALOG)

    for score in scores:
        assert (score.value, score.missing) == (None, ("assessment.findings[1].count",))
        assert "Missing: count of Boxcar, shallow at Lower cheek (left)." in score.workings


def test_sum_of_ranges_across_bands_leaves_no_score():
    case = case_with(found("boxcar_shallow", (4, 6), "chin"), found("boxcar_shallow", 5, "nose"))

    score = goodman_baron_quant_of(case, CATALOG)

    assert (score.value, score.missing) == (None, ("assessment.findings[0].count",))
    assert any("9-11 lesions: between band 1-10 and band 11-20" in sentence for sentence in score.workings)


def test_sum_of_ranges_within_a_band_is_scored():
    case = case_with(found("boxcar_shallow", (2, 4), "chin"), found("boxcar_shallow", 5, "nose"))

    assert goodman_baron_quant_of(case, CATALOG).value == 2


def test_open_range_reaches_the_top_band_with_its_sum():
    case = case_with(found("boxcar_shallow", (15, None), "chin"), found("boxcar_shallow", 6, "nose"))

    assert goodman_baron_quant_of(case, CATALOG).value == 6


def test_areas_are_added_as_they_are_written():
    case = case_with(
        found("keloid", region="chin", area_cm2=1.4),
        found("hypertrophic", region="jawline", area_cm2=2.8),
        found("keloid", region="jawline", area_cm2=0.8),
    )

    score = goodman_baron_quant_of(case, CATALOG)

    assert score.value == 12
    assert "Keloid and Hypertrophic scar on the face" in score.workings[0]
    assert "5 cm2: band 5-20, 12 points" in score.workings[0]


def test_raised_scar_without_area_is_named_although_counted():
    score = goodman_baron_quant_of(case_with(found("keloid", 2)), CATALOG)

    assert (score.value, score.missing) == (None, ("assessment.findings[0].area_cm2",))
    assert "Missing: area in cm2 of Keloid at Chin." in score.workings


def test_raised_scar_needs_its_count_for_ecca():
    score = ecca_of(case_with(found("keloid", area_cm2=3.0)), CATALOG)

    assert (score.value, score.missing) == (None, ("assessment.findings[0].count",))


def test_hypertrophic_scar_counts_by_its_age_in_ecca():
    young = case_with(found("hypertrophic", 4, older_than_two_years=False))
    old = case_with(found("hypertrophic", 4, older_than_two_years=True))

    assert (ecca_of(young, CATALOG).value, ecca_of(old, CATALOG).value) == (40, 50)


def test_old_hypertrophic_scars_are_summed_with_keloids_in_ecca():
    case = case_with(found("hypertrophic", 3, older_than_two_years=True), found("keloid", 3))

    assert ecca_of(case, CATALOG).value == 100


def test_hypertrophic_scar_of_unknown_age_leaves_no_ecca():
    score = ecca_of(case_with(found("hypertrophic")), CATALOG)

    fields = ("assessment.findings[0].older_than_two_years", "assessment.findings[0].count")
    assert (score.value, score.missing) == (None, fields)
    assert "Missing: age (over or under two years) of Hypertrophic scar at Chin." in score.workings


def test_findings_off_the_face_are_left_out_and_named():
    case = case_with(found("boxcar_shallow", 5), found("boxcar_shallow", None, "chest"))

    score = goodman_baron_quant_of(case, CATALOG)

    assert (score.value, score.missing) == (2, ())
    assert score.workings[0] == "Left out, as it is not on the face: Boxcar, shallow at Chest."


def test_face_without_a_finding_has_no_score():
    score = ecca_of(case_with(found("icepick", 5, "back_upper")), CATALOG)

    assert (score.value, score.missing) == (None, ("assessment.findings",))
    assert score.workings[-1] == "No finding on the face is recorded: no score."


def test_scar_without_a_row_is_said_to_be_unrated():
    case = case_with(found("tunnel_bridge"), found("linear_trough"), found("icepick", 3))

    score = ecca_of(case, CATALOG)

    assert score.value == 15
    assert "Sinus tract, tunnel or bridge is not rated: the scale has no row for it." in score.workings
    assert "Linear or trough-like dermal scar is not rated: the scale has no row for it." in score.workings


def test_grade_taken_for_findings_is_said_once():
    case = case_with(found("rolling", 3, "chin"), found("rolling", 2, "nose"))

    score = goodman_baron_quant_of(case, CATALOG)

    assert (score.value, len(score.workings)) == (1, 3)
    assert score.workings[0] == ("Rolling without a grade of its own counts as grade 2: the face is not graded either.")


def test_base_taken_for_a_finding_is_said():
    score = goodman_baron_quant_of(case_with(found("icepick", 5)), CATALOG)

    assert score.workings[0] == "Ice-pick without a described base counts as normal base."
