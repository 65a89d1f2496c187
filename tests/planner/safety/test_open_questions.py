"""Which questions stay open for a modality because an answer still possible could stop it, and which do not matter."""

import datetime

import pytest

from planner.case import NEVER, Answer, Finding
from planner.catalog import Item
from planner.catalog.safety import AskWhen
from planner.safety import screen
from tests.planner.safety.people import (
    CATALOG,
    ON,
    ago,
    ahead,
    asked_of,
    catalog_of,
    day_ago,
    patient,
    question,
    rule,
    scarred,
)


def opened(case, modality, rule_key, catalog=CATALOG):
    """The open question for one rule, or None."""
    rows = [row for row in screen(case, catalog).questions[modality] if row.rule.key == rule_key]
    assert len(rows) <= 1
    return rows[0] if rows else None


@pytest.mark.parametrize("severity", ["absolute", "defer", "relative"])
def test_question_that_could_stop_is_open(severity):
    catalog = catalog_of(question(), rule(severity=severity))

    assert asked_of(screen(patient(), catalog), "afl") == ["test_question"]


@pytest.mark.parametrize("severity", ["caution", "info"])
def test_question_that_could_only_warn_is_not(severity):
    catalog = catalog_of(question(), rule(severity=severity))

    assert asked_of(screen(patient(), catalog), "afl") == []


@pytest.mark.parametrize("answer", [True, False])
def test_answered_question_is_not_open(answer):
    assert asked_of(screen(patient({"test_question": answer}), catalog_of(question(), rule())), "afl") == []


def test_question_without_a_rule_here_is_not_open():
    assert asked_of(screen(patient(), catalog_of(question(), rule())), "punch") == []


def test_question_that_is_not_asked_blocks_nothing():
    only_for_punch = question(ask_when=(AskWhen(modalities=("punch",)),))
    catalog = catalog_of(only_for_punch, rule(modalities=("afl", "punch")))

    screening = screen(patient(), catalog)

    assert asked_of(screening, "afl") == []
    assert asked_of(screening, "punch") == ["test_question"]


def test_answer_on_record_counts_unasked():
    only_for_punch = question(ask_when=(AskWhen(modalities=("punch",)),))
    screening = screen(patient({"test_question": True}), catalog_of(only_for_punch, rule()))

    assert screening.severity("afl", (), ON) == "absolute"


def test_breastfeeding_matters_after_pregnancy_is_denied():
    assert "breastfeeding" not in asked_of(screen(patient(), CATALOG), "filler_ha")
    assert "breastfeeding" in asked_of(screen(patient({"pregnant": "no"}), CATALOG), "filler_ha")


def test_retinoid_cream_cannot_touch_a_later_session():
    retinoid = opened(patient(), "afl", "retinoid_laser")
    wait = retinoid.rule.when.value

    assert retinoid.until_on == ahead(wait)
    assert retinoid.touches((), [ahead(wait - 1)])
    assert not retinoid.touches((), [ahead(wait)])
    assert not retinoid.touches((), [ahead(42), ahead(84)])


def test_session_today_is_touched_by_any_day():
    assert opened(patient(), "afl", "retinoid_laser").touches((), [ahead(42), ON])


def test_sun_ahead_can_touch_any_session():
    sun = opened(patient(), "afl", "sun_ahead")

    assert sun.until_on is None
    assert sun.touches((), [ahead(500)])


def test_area_question_is_open_where_scars_lie():
    case = patient({"tattoo_area": Answer(ON, regions={"chin": False})}, findings=scarred("chin", "forehead"))

    tattoo = opened(case, "afl", "tattoo")

    assert tattoo.regions == ("forehead",)
    assert tattoo.touches(("forehead",), [ON])
    assert not tattoo.touches(("chin",), [ON])


def test_area_question_without_answer_is_open_everywhere():
    assert opened(patient(findings=scarred("chin", "chest")), "afl", "tattoo").regions == ("chin", "chest")


def test_area_question_without_findings_is_for_the_person():
    assert opened(patient(), "afl", "tattoo").regions is None


def test_area_answered_where_scars_lie_is_enough():
    case = patient({"tattoo_area": Answer(ON, regions={"chin": False})}, findings=scarred("chin"))

    assert opened(case, "afl", "tattoo") is None


def test_person_question_names_no_region():
    assert opened(patient(findings=scarred("chin")), "afl", "radiation").regions == ("chin",)
    assert opened(patient(findings=scarred("chin")), "afl", "keloid").regions is None


def test_unnamed_place_is_touched_by_an_area_question():
    assert opened(patient(findings=scarred("chin")), "afl", "tattoo").touches((), [ON])


def test_rule_that_holds_anyway_asks_nothing():
    reopened = patient({"new_medicine": True, "photosensitiser": True})

    assert opened(reopened, "afl", "photosens_light") is None
    assert screen(reopened, CATALOG).severity("afl", (), ON) == "defer"


def test_expired_date_asks_for_the_days_beyond():
    case = patient({"isotretinoin_last": Answer(ago(30), day_ago(60))})

    again = opened(case, "dermabrasion", "iso_dermabrasion")

    assert again.until_on == ahead(180)
    assert not again.touches((), [ahead(180)])
    assert screen(case, CATALOG).severity("dermabrasion", (), ahead(150)) is None
    assert again.touches((), [ahead(150)])


def test_hypertrophic_scar_leaves_keloid_to_ask():
    case = patient(findings=(Finding("hypertrophic", "chest"),))

    assert opened(case, "afl", "keloid") is not None
    assert opened(case, "afl", "hypertrophic") is None


def test_keloid_found_leaves_nothing_to_ask():
    screening = screen(patient(findings=(Finding("keloid", "chest"),)), CATALOG)

    assert "keloid_history" not in asked_of(screening, "afl")


def test_screen_not_done_stays_open():
    assert "bdd_screen" in asked_of(screen(patient({"bdd_screen": "not_done"}), CATALOG), "afl")
    assert "bdd_screen" not in asked_of(screen(patient({"bdd_screen": "negative"}), CATALOG), "afl")


def test_missing_phototype_and_age_are_open():
    screening = screen(patient(age=None, phototype=None), CATALOG)

    assert {"age_years", "phototype"} <= set(asked_of(screening, "afl"))
    assert not {"age_years", "phototype"} & set(asked_of(screen(patient(), CATALOG), "afl"))


def test_never_today_leaves_nothing_open():
    assert opened(patient({"isotretinoin_last": NEVER}), "dermabrasion", "iso_dermabrasion") is None


def test_question_about_an_ingredient_follows_the_item():
    facts = (question(), rule(ingredient="lidocaine"))
    without = catalog_of(*facts, items=[Item(modality="afl", ingredients=())])
    unrecorded = catalog_of(*facts, items=[Item(modality="afl")])

    assert asked_of(screen(patient(), without), "afl") == []
    assert asked_of(screen(patient(), unrecorded), "afl") == ["test_question"]


def test_age_with_a_birth_date_is_not_asked():
    case = patient(age=None, birth_date=datetime.date(2015, 1, 1))

    assert "age_years" not in asked_of(screen(case, CATALOG), "filler_ha")
