"""The grade of a finding, and the qualitative grade as recorded and as the observations suggest it."""

import pytest

from planner.catalog import shipped_catalog
from planner.scales import ScaleError, finding_grade, goodman_baron_qual, observed_in, recorded_grade
from planner.vocabulary import COLOUR_MARKS
from tests.planner.scales.cases import case_with, found

CATALOG = shipped_catalog()
CONTOUR = {"contour_change": True}
SHOWS = CONTOUR | {"visible_at_50cm": True, "hidden_by_makeup_or_beard": False}


@pytest.mark.parametrize(("face_grade", "grade"), [(None, 2), (1, 2), (2, 2), (3, 3), (4, 4)])
def test_scar_is_as_severe_as_the_face_but_at_least_mild(face_grade, grade):
    finding = found("rolling")

    assert finding_grade(finding, case_with(finding, grade=face_grade)) == grade


def test_own_grade_of_a_finding_wins():
    finding = found("rolling", grade=2)

    assert finding_grade(finding, case_with(finding, grade=4)) == 2


@pytest.mark.parametrize("scar_type", COLOUR_MARKS)
def test_colour_mark_is_macular_on_any_face(scar_type):
    finding = found(scar_type)

    assert finding_grade(finding, case_with(finding, grade=4)) == 1


def test_recorded_grade_counts_whatever_was_found():
    score = recorded_grade(case_with(found("macular_erythematous", 3), grade=3), CATALOG)

    assert (score.value, score.missing) == (3, ())
    assert score.workings[0].startswith("Grade as recorded: 3, Moderate. ")


def test_grade_that_was_not_recorded_is_named_and_suggested():
    score = recorded_grade(case_with(found("macular_erythematous", 3)), CATALOG)

    assert (score.value, score.missing) == (None, ("assessment.grade",))
    assert score.workings[0] == "Grade as recorded: not recorded."
    assert score.workings[1].startswith("The findings suggest: Grade: 1, Macular.")


def test_contour_change_alone_suggests_no_grade():
    score = recorded_grade(case_with(found("rolling", 3)), CATALOG)

    assert (score.value, len(score.workings)) == (None, 1)


def test_recorded_grade_off_the_scale_is_refused():
    with pytest.raises(ScaleError, match="assessment.grade: is 5; allowed: 1, 2, 3, 4 or None"):
        recorded_grade(case_with(grade=5), CATALOG)


def test_findings_off_the_face_observe_nothing():
    assert observed_in(case_with(found("keloid", region="chest")), CATALOG) == {}


def test_findings_tell_colour_from_contour():
    case = case_with(found("keloid"), found("macular_erythematous"))

    assert observed_in(case, CATALOG) == {"contour_change": True, "colour_change": True}


@pytest.mark.parametrize(
    ("seen", "missing"),
    [
        ({}, ("contour_change",)),
        ({"contour_change": False}, ("colour_change",)),
        (CONTOUR, ("visible_at_50cm", "hidden_by_makeup_or_beard")),
        (CONTOUR | {"visible_at_50cm": True}, ("hidden_by_makeup_or_beard",)),
        (CONTOUR | {"hidden_by_makeup_or_beard": True}, ("visible_at_50cm",)),
        (SHOWS, ("flattens_on_stretch",)),
    ],
)
def test_observation_that_decides_is_named_when_missing(seen, missing):
    score = goodman_baron_qual(seen, CATALOG)

    assert (score.value, score.missing) == (None, missing)
    assert all(name.replace("_", " ") in " ".join(score.workings) for name in missing)


@pytest.mark.parametrize("both", [True, False])
def test_contradicting_observations_suggest_no_grade(both):
    score = goodman_baron_qual(CONTOUR | {"visible_at_50cm": both, "hidden_by_makeup_or_beard": both}, CATALOG)

    assert (score.value, score.missing) == (None, ("visible_at_50cm", "hidden_by_makeup_or_beard"))


def test_unchanged_skin_has_no_grade():
    score = goodman_baron_qual({"contour_change": False, "colour_change": False}, CATALOG)

    assert (score.value, score.missing) == (None, ())
    assert score.workings == ("Neither colour nor contour is changed: the scale has no grade for that.",)


def test_observation_of_another_name_is_refused():
    with pytest.raises(ScaleError, match="goodman_baron_qual.visible_at_2m: is not a part of this scale"):
        goodman_baron_qual({"visible_at_2m": True}, CATALOG)


def test_observation_that_is_no_yes_or_no_is_refused():
    with pytest.raises(ScaleError, match="goodman_baron_qual.contour_change: is 1; allowed: True, False or None"):
        goodman_baron_qual({"contour_change": 1}, CATALOG)
