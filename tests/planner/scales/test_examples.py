"""Every worked example of the knowledge comes out as written, a new one too."""

import pytest

from planner import scales
from planner.catalog import shipped_catalog

CATALOG = shipped_catalog()
BY_SCALE = {
    "goodman_baron_qual": scales.goodman_baron_qual,
    "goodman_baron_quant": scales.goodman_baron_quant,
    "ecca": scales.ecca,
    "scar_s": scales.scar_s,
    "pahpi": scales.pahpi,
}
SCALE_EXAMPLES = [
    pytest.param(scale.key, example, id=f"{scale.key}-{number}")
    for scale in CATALOG.scales.values()
    for number, example in enumerate(scale.example)
]
FORM_EXAMPLES = [
    pytest.param(form.key, example, id=f"{form.key}-{number}")
    for form in CATALOG.assessment["questionnaire"]
    for number, example in enumerate(form.example)
]


@pytest.mark.parametrize(("scale", "example"), SCALE_EXAMPLES)
def test_worked_example_of_scale_comes_out(scale, example):
    score = BY_SCALE[scale](example.input, CATALOG)

    assert (score.value, score.missing) == (example.score, ())


@pytest.mark.parametrize(("form", "example"), FORM_EXAMPLES)
def test_worked_example_of_form_comes_out(form, example):
    points = scales.questionnaire_total(example.answers, form, CATALOG)

    phototype = scales.phototype(example.answers, form, CATALOG)

    assert (points.value, phototype.value) == (example.total, example.result)
