"""The phototype from a questionnaire."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog import shipped_catalog
from planner.scales import ScaleError, phototype, phototype_of_total, questionnaire_total

CATALOG = shipped_catalog()
FORMS = {form.key: form for form in CATALOG.assessment["questionnaire"]}
TEN = FORMS["fitzpatrick_10q"]
CUTOFFS = [(TEN.key, cutoff) for cutoff in TEN.cutoffs] + [
    ("fitzpatrick_8q", cutoff) for cutoff in FORMS["fitzpatrick_8q"].cutoffs
]
ANSWERS = (0, 1, 2, 1, 1, 1, 1, 1, 0, 0)


def test_answers_tell_points_and_cutoff():
    score = phototype(ANSWERS, TEN.key, CATALOG)

    assert score.workings[0] == "Eye colour, light blue, green or grey: 0."
    assert score.workings[-2:] == (
        "Total: 0 + 1 + 2 + 1 + 1 + 1 + 1 + 1 + 0 + 0 = 8.",
        "8 points: 7-13 is phototype II.",
    )


@pytest.mark.parametrize(("form", "cutoff"), CUTOFFS)
def test_cutoff_holds_at_both_its_ends(form, cutoff):
    values = [phototype_of_total(points, form, CATALOG).value for points in (cutoff.min, cutoff.max)]

    assert values == [cutoff.value, cutoff.value]


def test_open_answer_leaves_no_phototype():
    score = phototype((None, *ANSWERS[1:]), TEN.key, CATALOG)

    assert (score.value, score.missing) == (None, ("eyes",))
    assert "Eye colour: not answered." in score.workings


def test_form_whose_cutoffs_overlap_is_refused():
    with pytest.raises(ScaleError, match="fitzpatrick_spa_variant: has cut-offs that overlap"):
        phototype_of_total(25, "fitzpatrick_spa_variant", CATALOG)


def test_form_that_leaves_a_phototype_out_is_refused():
    *others, last = TEN.cutoffs
    short = replace(TEN, cutoffs=(*others[:-1], replace(others[-1], max=last.max)))
    catalog = replace(CATALOG, assessment={**CATALOG.assessment, "questionnaire": (short,)})

    with pytest.raises(ScaleError, match="fitzpatrick_10q: has cut-offs that overlap or leave a phototype out"):
        phototype_of_total(40, TEN.key, catalog)


def test_form_without_questions_takes_its_total_alone():
    with pytest.raises(ScaleError, match="fitzpatrick_8q: has no questions recorded; allowed: its total alone"):
        questionnaire_total((0,) * 8, "fitzpatrick_8q", CATALOG)


@pytest.mark.parametrize("points", [-1, 41, 8.0, True, None])
def test_total_outside_the_form_is_refused(points):
    with pytest.raises(ScaleError, match="fitzpatrick_10q.total: is .*; allowed: a whole number from 0 to 40"):
        phototype_of_total(points, TEN.key, CATALOG)


@pytest.mark.parametrize("answer", [5, -1, True, "1"])
def test_answer_that_is_no_option_is_refused(answer):
    with pytest.raises(ScaleError, match="fitzpatrick_10q.eyes: is .*; allowed: 0 to 4"):
        phototype((answer, *ANSWERS[1:]), TEN.key, CATALOG)


def test_answers_of_another_length_are_refused():
    with pytest.raises(ScaleError, match="fitzpatrick_10q: has 9 answers; allowed: 10 answers"):
        phototype(ANSWERS[:9], TEN.key, CATALOG)


def test_form_that_is_not_known_is_refused():
    with pytest.raises(ScaleError, match="questionnaire: 'luscher' is not known; allowed: fitzpatrick_10q"):
        phototype(ANSWERS, "luscher", CATALOG)


@given(st.lists(st.integers(0, 4), min_size=10, max_size=10), st.integers(0, 9))
def test_darker_answer_never_lowers_the_phototype(answers, place):
    darker = [min(4, answer + 1) if index == place else answer for index, answer in enumerate(answers)]

    assert phototype(darker, TEN.key, CATALOG).value >= phototype(answers, TEN.key, CATALOG).value
