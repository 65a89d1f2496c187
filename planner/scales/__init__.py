"""The scar scales as pure functions: a value or none, what is missing, and the arithmetic in words."""

from planner.scales.additive import ecca, goodman_baron_quant
from planner.scales.choices import pahpi
from planner.scales.face import ecca_of, goodman_baron_quant_of
from planner.scales.grades import finding_grade, goodman_baron_qual, observed_in, recorded_grade
from planner.scales.levels import cea, scar_s, scar_s_region
from planner.scales.of_case import Scores, scores, scores_by_scale
from planner.scales.questionnaires import phototype, phototype_of_total, questionnaire_total
from planner.scales.score import ScaleError, Score

__all__ = [
    "ScaleError",
    "Score",
    "Scores",
    "cea",
    "ecca",
    "ecca_of",
    "finding_grade",
    "goodman_baron_qual",
    "goodman_baron_quant",
    "goodman_baron_quant_of",
    "observed_in",
    "pahpi",
    "phototype",
    "phototype_of_total",
    "questionnaire_total",
    "recorded_grade",
    "scar_s",
    "scar_s_region",
    "scores",
    "scores_by_scale",
]
