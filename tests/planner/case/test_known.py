"""What is known on the day of the case: expiry, lasting answers, reopening, regions, and what the clinician found."""

import datetime

import pytest

from planner.case import NEVER, Answer, Finding, Known, Span, known
from tests.planner.safety.people import CATALOG, ON, ago, catalog_of, day_ago, patient, question, rule, scarred


def known_of(key, value, told_days_ago=0, **facts):
    return known(patient({key: value}, told_on=ago(told_days_ago), **facts), key, CATALOG)


def test_unanswered_question_is_open_and_unknown():
    assert known(patient(), "pregnant", CATALOG) == Known(None, open=True)


def test_null_answer_is_no_answer():
    assert known(patient({"pregnant": None}), "pregnant", CATALOG) == Known(None, open=True)


def test_answer_holds_through_its_last_day():
    last_valid = CATALOG.questions["anaesthetic_risk"].validity_days - 1

    assert known_of("anaesthetic_risk", False, last_valid) == Known(False, open=False, on=ago(last_valid))


@pytest.mark.parametrize("value", [True, False])
def test_answer_expires_after_its_days(value):
    expired = CATALOG.questions["anaesthetic_risk"].validity_days

    assert known_of("anaesthetic_risk", value, expired) == Known(None, open=True)


def test_lasting_yes_never_expires():
    assert known_of("gold_ever", True, 5000) == Known(True, open=False, on=ago(5000))


def test_no_to_a_lasting_question_expires():
    assert known_of("gold_ever", False, 5000) == Known(None, open=True)


@pytest.mark.parametrize("value", ["hypertrophic", "keloid"])
def test_lasting_choice_keeps_all_but_none(value):
    assert known_of("keloid_history", value, 5000) == Known(value, open=False, on=ago(5000))
    assert known_of("keloid_history", "no", 5000) == Known(None, open=True)


def test_lasting_value_outlives_the_others():
    assert known_of("pregnant", "not_applicable", 400) == Known("not_applicable", open=False, on=ago(400))
    assert known_of("pregnant", "yes", 400) == Known(None, open=True)


def test_expired_date_keeps_the_past_date():
    assert known_of("isotretinoin_last", day_ago(60), 30) == Known(day_ago(60), open=True, on=ago(30))


def test_expired_never_is_unknown():
    assert known_of("isotretinoin_last", NEVER, 0) == Known(NEVER, open=False, on=ON)
    assert known_of("isotretinoin_last", NEVER, 1) == Known(None, open=True)


def test_expired_plan_for_sun_is_unknown():
    ahead_of_today = Span.day(ON + datetime.timedelta(5))

    assert known_of("planned_sun", ahead_of_today, 0).value == ahead_of_today
    assert known_of("planned_sun", ahead_of_today, 1) == Known(None, open=True)


def test_value_that_counts_as_unknown_stays_visible():
    assert known_of("bdd_screen", "not_done") == Known("not_done", open=True, on=ON)
    assert known_of("bdd_screen", "negative") == Known("negative", open=False, on=ON)


@pytest.mark.parametrize("told_days_ago", [0, 1])
def test_new_medicine_reopens_what_was_answered(told_days_ago):
    case = patient({"gold_ever": Answer(ago(told_days_ago), False), "new_medicine": True})

    assert known(case, "gold_ever", CATALOG) == Known(None, open=True)


def test_answer_after_the_reopening_stands():
    asked = question(key="asked")
    catalog = catalog_of(question(key="opener", reopens=("asked",)), asked)
    case = patient({"opener": Answer(ago(2), True), "asked": Answer(ago(1), False)})

    assert known(case, "asked", catalog) == Known(False, open=False, on=ago(1))


def test_no_reopens_nothing():
    no = patient({"gold_ever": False, "new_medicine": False})

    assert known(no, "gold_ever", CATALOG).open is False


def test_reopening_lasts_until_the_answer_is_given_anew():
    reopened = patient({"gold_ever": Answer(ago(9), False), "new_medicine": Answer(ago(1), True)})
    anew = patient({"gold_ever": Answer(ON, False), "new_medicine": Answer(ago(1), True)})

    assert known(reopened, "gold_ever", CATALOG).open is True
    assert known(anew, "gold_ever", CATALOG).open is False


@pytest.mark.parametrize(("told_days_ago", "kept"), [(3, True), (13, True), (14, None)])
def test_expired_yes_defers_until_its_days_are_over(told_days_ago, kept):
    case = patient({"hsv_active": Answer(ago(told_days_ago), True)})

    assert known(case, "hsv_active", CATALOG).value is kept
    assert known(case, "hsv_active", CATALOG).open is True


@pytest.mark.parametrize(
    ("key", "value"), [("immunosuppressed", True), ("gold_ever", True), ("isotretinoin_last", day_ago(40))]
)
def test_reopened_answer_that_fires_still_counts(key, value):
    case = patient({key: value, "new_medicine": True})

    assert known(case, key, CATALOG) == Known(value, open=True, on=ON)


def test_region_not_named_is_unknown():
    case = patient({"tattoo_area": Answer(ON, regions={"chin": False})}, findings=scarred("chin", "forehead"))

    assert known(case, "tattoo_area", CATALOG, "chin") == Known(False, open=False, on=ON)
    assert known(case, "tattoo_area", CATALOG, "forehead") == Known(None, open=True)


def test_answer_by_region_is_open_where_scars_lie():
    answer = {"tattoo_area": Answer(ON, regions={"chin": False})}

    assert known(patient(answer, findings=scarred("chin")), "tattoo_area", CATALOG).open is False
    assert known(patient(answer, findings=scarred("chin", "forehead")), "tattoo_area", CATALOG).open is True
    assert known(patient(answer), "tattoo_area", CATALOG).open is True


def test_answer_without_regions_speaks_for_every_one():
    assert known(patient({"tattoo_area": True}), "tattoo_area", CATALOG, "chin").value is True


def test_regions_of_one_answer_expire_apart():
    answer = Answer(ago(200), regions={"chin": True, "forehead": False})
    case = patient({"metal_implant_area": answer}, findings=scarred("chin", "forehead"))

    assert known(case, "metal_implant_area", CATALOG, "chin") == Known(True, open=False, on=ago(200))
    assert known(case, "metal_implant_area", CATALOG, "forehead") == Known(None, open=True)


@pytest.mark.parametrize("answer", [None, "no", "hypertrophic", "keloid"])
def test_keloid_found_counts_whatever_was_answered(answer):
    case = patient({"keloid_history": answer}, findings=(Finding("keloid", "chest"),))

    assert known(case, "keloid_history", CATALOG) == Known("keloid", open=False, on=ON)


@pytest.mark.parametrize(
    ("answer", "value", "is_open"),
    [
        (None, "hypertrophic", True),
        ("no", "hypertrophic", False),
        ("hypertrophic", "hypertrophic", False),
        ("keloid", "keloid", False),
    ],
)
def test_hypertrophic_scar_found_counts_at_least(answer, value, is_open):
    case = patient({"keloid_history": answer}, findings=(Finding("hypertrophic", "chest"),))

    found = known(case, "keloid_history", CATALOG)

    assert (found.value, found.open) == (value, is_open)


@pytest.mark.parametrize("answer", [None, False])
def test_brown_marks_found_count_as_history(answer):
    case = patient({"pih_history": answer}, findings=(Finding("macular_hyperpigmented", "chin", grade=1),))

    assert known(case, "pih_history", CATALOG) == Known(True, open=False, on=ON)


def test_age_and_phototype_come_from_the_patient():
    case = patient(age=None, birth_date=datetime.date(2009, 11, 23), phototype=5)

    assert known(case, "age_years", CATALOG) == Known(16, open=False, on=ON)
    assert known(case, "phototype", CATALOG) == Known(5, open=False, on=ON)


def test_missing_age_and_phototype_are_open():
    case = patient(age=None, phototype=None)

    assert known(case, "age_years", CATALOG) == Known(None, open=True)
    assert known(case, "phototype", CATALOG) == Known(None, open=True)


def test_number_that_fires_survives_reopening():
    catalog = catalog_of(
        question(key="opener", reopens=("asked",)),
        question("number", key="asked"),
        rule("lt", 10, question="asked"),
    )

    assert known(patient({"opener": True, "asked": 9}), "asked", catalog).value == 9
    assert known(patient({"opener": True, "asked": 10}), "asked", catalog).value is None


def test_question_of_no_catalog_is_refused():
    with pytest.raises(KeyError):
        known(patient(), "shoe_size", CATALOG)
