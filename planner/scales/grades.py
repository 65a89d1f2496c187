"""The grade of a finding, and the qualitative Goodman-Baron grade: as recorded, and as the observations suggest it."""

from collections.abc import Mapping

from planner.case.model import Case, Finding
from planner.catalog import Catalog
from planner.catalog.assessment import Scale
from planner.scales.score import ScaleError, Score, check_names, level_score
from planner.vocabulary import COLOUR_MARKS

MACULAR, MILD, MODERATE, SEVERE = 1, 2, 3, 4
OBSERVATIONS = (
    "contour_change",
    "colour_change",
    "visible_at_50cm",
    "hidden_by_makeup_or_beard",
    "flattens_on_stretch",
)
GRADE_FIELD = "assessment.grade"


def finding_grade(finding: Finding, case: Case) -> int:
    """Its own grade; else a colour mark is macular, and any other scar as severe as the face, but at least mild.

    A face that was not graded counts as mild.
    """
    if finding.grade is not None:
        return finding.grade
    if finding.scar_type in COLOUR_MARKS:
        return MACULAR
    return max(MILD, case.grade or MILD)


def recorded_grade(case: Case, catalog: Catalog) -> Score:
    """The global grade that the clinician recorded. The findings only suggest one, which never takes its place.

    Raises ScaleError for a grade the scale has not.
    """
    scale = catalog.scales["goodman_baron_qual"]
    score = level_score(scale, case.grade, GRADE_FIELD, "Grade as recorded")
    if score.value is not None:
        return score
    suggested = goodman_baron_qual(observed_in(case, catalog), catalog)
    if suggested.value is None:
        return score
    hints = tuple(f"The findings suggest: {line}" for line in suggested.workings)
    return Score(None, score.missing, (*score.workings, *hints))


def observed_in(case: Case, catalog: Catalog) -> dict[str, bool]:
    """What the findings on the face say of colour and contour; nothing when there are none, and nothing of distance."""
    on_face = [finding for finding in case.findings if catalog.regions[finding.region].unit == "face"]
    groups = {catalog.scar_types[finding.scar_type].group for finding in on_face}
    return {"contour_change": bool(groups - {"macular"}), "colour_change": "macular" in groups} if groups else {}


def goodman_baron_qual(observations: Mapping[str, bool | None], catalog: Catalog) -> Score:
    """The grade that the observations suggest: colour alone is macular; contour change is graded by whether it shows at
    social distance, whether it can be hidden, and whether stretching flattens it. None = not observed.

    Raises ScaleError for an observation that is unknown or not true, false or None.
    """
    scale = catalog.scales["goodman_baron_qual"]
    _check_observations(observations)
    contour, colour, visible, hidden, flattens = (observations.get(name) for name in OBSERVATIONS)
    if contour is None:
        return _not_observed("contour_change")
    if not contour:
        return _grade_without_contour(scale, colour)
    unseen = [name for name in ("visible_at_50cm", "hidden_by_makeup_or_beard") if observations.get(name) is None]
    if unseen:
        return _not_observed(*unseen)
    if visible == hidden:
        return _contradicting(scale, visible)
    if hidden:
        return _suggested(scale, MILD)
    if flattens is None:
        return _not_observed("flattens_on_stretch")
    return _suggested(scale, MODERATE if flattens else SEVERE)


def _check_observations(observations: Mapping[str, bool | None]) -> None:
    check_names("goodman_baron_qual", observations, OBSERVATIONS)
    for name, value in observations.items():
        if value is not None and type(value) is not bool:
            raise ScaleError(f"goodman_baron_qual.{name}", f"is {value!r}", "True, False or None = not observed")


def _grade_without_contour(scale: Scale, colour: bool | None) -> Score:
    if colour is None:
        return _not_observed("colour_change")
    if not colour:
        return Score(None, (), ("Neither colour nor contour is changed: the scale has no grade for that.",))
    return _suggested(scale, MACULAR)


def _contradicting(scale: Scale, visible: bool) -> Score:
    obvious = "obvious, yet well hidden" if visible else "not obvious, yet not hidden"
    sentence = (
        f"Contour change is {obvious}, judged at {scale.distance_cm} cm: no grade describes that, judge both again."
    )
    return Score(None, ("visible_at_50cm", "hidden_by_makeup_or_beard"), (sentence,))


def _suggested(scale: Scale, grade: int) -> Score:
    return level_score(scale, grade, scale.key, "Grade")


def _not_observed(*names: str) -> Score:
    return Score(None, names, tuple(f"Not observed: {name.replace('_', ' ')}; no grade follows." for name in names))
