"""Which questions are due, and what one tap on "none of these apply" writes."""

import pytest

from planner.case import NEVER, Answer, Finding, due_questions, is_asked, none_of_these
from planner.catalog.safety import AskWhen
from tests.planner.safety.people import CATALOG, ON, ago, catalog_of, day_ago, patient, question

EVERYTHING = tuple(CATALOG.modalities)


def due_keys(case, modalities=EVERYTHING, catalog=CATALOG):
    return [question.key for question in due_questions(case, catalog, modalities)]


def is_asked_when(case, looked_at=("afl",), **condition):
    asked = question(ask_when=(AskWhen(**condition),))
    return is_asked(asked, case, catalog_of(asked, question("choice", key="other", choices=("a", "b"))), looked_at)


def test_question_without_condition_is_asked():
    assert is_asked(CATALOG.questions["pregnant"], patient(), CATALOG, ())


@pytest.mark.parametrize(("sex", "asked"), [("female", True), ("male", False), (None, True)])
def test_unknown_sex_spares_no_question(sex, asked):
    assert is_asked_when(patient(sex=sex), sex=("female",)) is asked


@pytest.mark.parametrize(("age", "asked"), [(39, False), (40, True), (None, True)])
def test_question_is_asked_from_an_age(age, asked):
    assert is_asked_when(patient(age=age), min_age=40) is asked


@pytest.mark.parametrize(("answer", "asked"), [("a", True), ("b", False), (None, False)])
def test_question_follows_another_answer(answer, asked):
    assert is_asked_when(patient({"other": answer}), question="other", answer_is=("a",)) is asked


def test_expired_answer_leads_to_no_question():
    case = patient({"other": Answer(ago(30), "a")})

    assert is_asked_when(case, question="other", answer_is=("a",)) is False


def test_question_belongs_to_its_modalities():
    assert is_asked_when(patient(), ("nafl", "afl"), modalities=("afl", "punch"))
    assert not is_asked_when(patient(), ("nafl",), modalities=("afl", "punch"))


def test_every_part_of_a_condition_must_hold():
    both = {"sex": ("female",), "min_age": 40}

    assert is_asked_when(patient(sex="female", age=40), **both)
    assert not is_asked_when(patient(sex="male", age=40), **both)
    assert not is_asked_when(patient(sex="female", age=39), **both)


def test_any_one_condition_is_enough():
    asked = question(ask_when=(AskWhen(sex=("male",)), AskWhen(min_age=20)))

    assert is_asked(asked, patient(sex="female", age=20), catalog_of(asked), ())


def test_breastfeeding_is_due_after_pregnancy():
    assert "breastfeeding" not in due_keys(patient())
    assert "breastfeeding" in due_keys(patient({"pregnant": "no"}))
    assert "breastfeeding" not in due_keys(patient({"pregnant": "not_applicable"}))


def test_answered_question_is_due_no_more():
    assert "smoker" in due_keys(patient())
    assert "smoker" not in due_keys(patient({"smoker": True}))


def test_age_and_phototype_are_never_due():
    assert not {"age_years", "phototype"} & set(due_keys(patient(age=None, phototype=None)))


def test_questions_are_due_in_file_order():
    due = due_keys(patient())

    assert due == [key for key in CATALOG.questions if key in due]


def test_none_of_these_writes_dated_nones():
    written = none_of_these(patient(), CATALOG, "medication", "patient", EVERYTHING)

    assert written["anticoagulant"] == Answer(ON, False)
    assert written["isotretinoin_last"] == Answer(ON, NEVER)
    assert set(written) == {key for key, asked in CATALOG.questions.items() if asked.category == "medication"}


def test_none_of_these_closes_what_it_writes():
    case = patient()
    written = none_of_these(case, CATALOG, "medication", "patient", EVERYTHING)

    assert not set(written) & set(due_keys(patient(written)))


def test_patient_answers_nothing_for_the_clinician():
    written = none_of_these(patient(), CATALOG, "skin", "patient", EVERYTHING)

    assert {CATALOG.questions[key].who for key in written} == {"patient"}
    assert "skin_infection" not in written


def test_none_of_these_leaves_questions_without_none():
    assert "active_acne" not in none_of_these(patient(), CATALOG, "skin", "clinician", EVERYTHING)
    assert "skin_infection" in none_of_these(patient(), CATALOG, "skin", "clinician", EVERYTHING)


def test_none_of_these_leaves_answered_questions():
    assert "nsaid_last" not in none_of_these(
        patient({"nsaid_last": day_ago(2)}), CATALOG, "medication", "patient", EVERYTHING
    )


def test_none_of_these_never_unsays_a_date():
    case = patient({"isotretinoin_last": Answer(ago(30), day_ago(60))})

    assert "isotretinoin_last" in due_keys(case)
    assert "isotretinoin_last" not in none_of_these(case, CATALOG, "medication", "patient", EVERYTHING)


def test_none_of_these_never_unsays_a_finding():
    case = patient(findings=(Finding("hypertrophic", "chest"),))

    assert "keloid_history" in due_keys(case)
    assert "keloid_history" not in none_of_these(case, CATALOG, "skin", "patient", EVERYTHING)
