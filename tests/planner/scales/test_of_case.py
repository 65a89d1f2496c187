"""The scores of a case, as a proposal shows them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.case import read_case
from planner.catalog import shipped_catalog
from planner.scales import scores, scores_by_scale
from tests.planner.case.strategies import cases
from tests.planner.scales.cases import case_with, found

CATALOG = shipped_catalog()
HIGHEST = {"goodman_baron_qual": 4, "goodman_baron_quant": 84, "ecca": 540, "scar_s": 15}


def test_case_of_the_contract_scores_as_shown_there():
    case = case_with(
        found("rolling", 12, "cheek_lower", side="left"),
        found("icepick", 6, "cheek_upper", side="right", grade=3, base="normal"),
        grade=3,
        scar_s={"face": 3, "chest": 0, "back": 0},
    )

    result = scores(case, CATALOG)

    assert (result.goodman_baron_qual, result.goodman_baron_quant, result.ecca, result.scar_s) == (3, 7, 80, 3)


def test_every_sentence_begins_with_its_scale():
    result = scores(case_with(found("boxcar_shallow", 5), grade=2), CATALOG)

    assert "ECCA: Total of the face: 40." in result.workings
    assert "Goodman-Baron quantitative global scarring grade: Total of the face: 2." in result.workings
    assert "SCAR-S global scale for acne scar severity: Face: not recorded." in result.workings


def test_empty_case_names_everything_that_is_missing():
    by_scale = scores_by_scale(case_with(), CATALOG)

    assert {key: score.missing for key, score in by_scale.items()} == {
        "goodman_baron_qual": ("assessment.grade",),
        "goodman_baron_quant": ("assessment.findings",),
        "ecca": ("assessment.findings",),
        "scar_s": ("assessment.scar_s.face", "assessment.scar_s.chest", "assessment.scar_s.back"),
    }


@given(cases(CATALOG))
def test_score_is_null_exactly_when_something_is_missing(document):
    by_scale = scores_by_scale(read_case(document, CATALOG), CATALOG)

    for key, score in by_scale.items():
        assert (score.value is None) == bool(score.missing)
        assert score.value is None or 0 <= score.value <= HIGHEST[key]
        assert score.workings


@given(cases(CATALOG), st.randoms(use_true_random=False))
def test_order_of_findings_changes_no_score(document, random):
    case = read_case(document, CATALOG)
    shuffled = random.sample(case.findings, len(case.findings))

    before, after = scores(case, CATALOG), scores(replace(case, findings=tuple(shuffled)), CATALOG)

    assert replace(after, workings=()) == replace(before, workings=())


@given(cases(CATALOG))
def test_findings_off_the_face_change_no_score(document):
    case = read_case(document, CATALOG)
    on_face = tuple(finding for finding in case.findings if CATALOG.regions[finding.region].unit == "face")

    before, after = scores(case, CATALOG), scores(replace(case, findings=on_face), CATALOG)

    assert replace(after, workings=()) == replace(before, workings=())
