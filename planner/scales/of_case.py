"""The scores of a case, each with its workings; a score without all its inputs is None and its workings name them."""

from dataclasses import dataclass

from planner.case.model import Case
from planner.catalog import Catalog
from planner.scales.face import ecca_of, goodman_baron_quant_of
from planner.scales.grades import recorded_grade
from planner.scales.levels import scar_s
from planner.scales.score import Score, short_label


@dataclass(frozen=True)
class Scores:
    """The scores of a case. The grade is as recorded; the totals carry no word for severity, as none is published."""

    goodman_baron_qual: int | None
    goodman_baron_quant: int | None
    ecca: int | None
    scar_s: int | None
    workings: tuple[str, ...]


def scores(case: Case, catalog: Catalog) -> Scores:
    """The grade as recorded, both totals of the face, the sum of SCAR-S. Raises ScaleError for an unknown level."""
    by_scale = scores_by_scale(case, catalog)
    workings = tuple(
        f"{short_label(catalog.scales[key])}: {sentence}"
        for key, score in by_scale.items()
        for sentence in score.workings
    )
    return Scores(**{key: score.value for key, score in by_scale.items()}, workings=workings)


def scores_by_scale(case: Case, catalog: Catalog) -> dict[str, Score]:
    """Scale key -> score of the case, with what is missing named as fields of the case document. Raises ScaleError."""
    return {
        "goodman_baron_qual": recorded_grade(case, catalog),
        "goodman_baron_quant": goodman_baron_quant_of(case, catalog),
        "ecca": ecca_of(case, catalog),
        "scar_s": _scar_s_of(case, catalog),
    }


def _scar_s_of(case: Case, catalog: Catalog) -> Score:
    score = scar_s(case.scar_s, catalog)
    return Score(score.value, tuple(f"assessment.{name}" for name in score.missing), score.workings)
