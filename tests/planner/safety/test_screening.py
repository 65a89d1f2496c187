"""Screening: which verdicts a case meets, where, on which days, and for which item of the clinic."""

import dataclasses
import datetime

import pytest

from planner.case import Answer, Finding, PastProcedure, Span
from planner.catalog import Item
from planner.safety import screen
from tests.planner.safety.people import (
    CATALOG,
    ON,
    ago,
    ahead,
    catalog_of,
    day_ago,
    keys,
    patient,
    question,
    rule,
    scarred,
)

ALLERGY = (question(key="allergy"), rule(question="allergy", ingredient="lidocaine"))


def verdicts_of(case, modality, catalog=CATALOG):
    return screen(case, catalog).verdicts[modality]


def by_key(case, modality, catalog=CATALOG):
    return {verdict.rule.key: verdict for verdict in verdicts_of(case, modality, catalog)}


def test_every_modality_is_screened():
    screening = screen(patient(), CATALOG)

    assert list(screening.verdicts) == list(screening.questions) == list(CATALOG.modalities)


def test_nothing_known_gives_no_verdict():
    screening = screen(patient(age=None, phototype=None), CATALOG)

    assert not any(screening.verdicts.values())


def test_verdicts_keep_file_order():
    case = patient({"smoker": True, "pregnant": "yes", "keloid_history": "keloid"}, phototype=6, age=15)
    order = [row.key for row in CATALOG.safety["rule"]]

    for verdicts in screen(case, CATALOG).verdicts.values():
        assert keys(verdicts) == sorted(keys(verdicts), key=order.index)


def test_rule_for_all_names_every_modality():
    screening = screen(patient({"septic_unstable": True}), CATALOG)

    assert all(screening.severity(modality, (), ON) == "absolute" for modality in CATALOG.modalities)


def test_strongest_verdict_wins_all_are_kept():
    screening = screen(patient({"keloid_history": "keloid", "smoker": True}), CATALOG)

    assert screening.severity("afl", (), ON) == "absolute"
    assert {"keloid", "smoking"} <= set(keys(screening.on("afl", (), ON)))


def test_latest_of_several_dates_decides():
    case = patient({"last_tan": day_ago(0), "topical_retinoid_last": day_ago(0)})
    screening = screen(case, CATALOG)

    assert screening.severity("afl", (), ahead(27)) == "defer"
    assert keys(screening.on("afl", (), ahead(27))) == ["tan_laser"]
    assert screening.severity("afl", (), ahead(28)) is None


@pytest.mark.parametrize(("told_days_ago", "in_force"), [(180, False), (179, True)])
def test_rule_that_is_over_is_left_out(told_days_ago, in_force):
    case = patient({"isotretinoin_last": day_ago(told_days_ago)})

    assert ("iso_dermabrasion" in by_key(case, "dermabrasion")) is in_force


def test_vague_date_defers_to_its_later_end():
    month = Span(datetime.date(2026, 10, 1), datetime.date(2026, 10, 31))

    verdict = by_key(patient({"isotretinoin_last": month}), "dermabrasion")["iso_dermabrasion"]

    assert verdict.until_on == datetime.date(2026, 10, 31) + datetime.timedelta(180)


def test_expired_date_still_defers():
    case = patient({"isotretinoin_last": Answer(ago(30), day_ago(60))})

    assert by_key(case, "dermabrasion")["iso_dermabrasion"].until_on == ahead(120)


def test_sun_ahead_closes_a_window():
    screening = screen(patient({"planned_sun": Span.day(ahead(60))}), CATALOG)

    assert screening.severity("afl", (), ahead(45)) is None
    assert screening.severity("afl", (), ahead(46)) == "defer"
    assert screening.severity("afl", (), ahead(88)) == "defer"
    assert screening.severity("afl", (), ahead(89)) is None


def test_active_cold_sores_defer_two_weeks():
    assert by_key(patient({"hsv_active": True}), "punch")["hsv_now"].until_on == ahead(14)


def test_deferral_by_condition_has_no_date():
    assert by_key(patient({"skin_infection": True}), "punch")["infection"].until_on is None


def test_minor_is_judged_on_the_visit_day():
    born = datetime.date(2008, 12, 24)
    screening = screen(patient(age=None, birth_date=born), CATALOG)

    assert screening.severity("filler_ha", (), datetime.date(2026, 12, 23)) == "absolute"
    assert screening.severity("filler_ha", (), datetime.date(2026, 12, 24)) is None


def test_area_verdict_stays_in_its_area():
    case = patient({"tattoo_area": Answer(ON, regions={"chin": True, "forehead": False})})

    verdict = by_key(case, "afl")["tattoo"]

    assert verdict.regions == ("chin",)
    assert verdict.holds(("chin", "forehead"), ON)
    assert not verdict.holds(("forehead",), ON)


def test_unnamed_place_may_be_the_area():
    verdict = by_key(patient({"tattoo_area": Answer(ON, regions={"chin": True})}), "afl")["tattoo"]

    assert verdict.holds((), ON)


def test_uniform_answer_speaks_of_every_area():
    assert by_key(patient({"tattoo_area": True}), "afl")["tattoo"].regions is None


def test_areas_with_the_same_days_share_a_verdict():
    regions = {"chin": day_ago(1), "forehead": day_ago(1), "chest": day_ago(9)}
    verdicts = verdicts_of(patient({"filler_last": Answer(ON, regions=regions)}), "nafl")

    found = {verdict.regions: verdict.until_on for verdict in verdicts if verdict.rule.key == "filler_recent_other"}

    assert found == {("forehead", "chin"): ahead(13), ("chest",): ahead(5)}


def test_region_outside_the_body_map_is_ignored():
    case = patient({"tattoo_area": Answer(ON, regions={"left_elbow": True})})

    assert "tattoo" not in by_key(case, "afl")


def test_ingredient_rule_needs_the_ingredient():
    catalog = catalog_of(*ALLERGY, items=[Item(modality="afl", ingredients=("prilocaine",))])

    assert verdicts_of(patient({"allergy": True}), "afl", catalog) == ()


def test_unrecorded_contents_count_as_all():
    catalog = catalog_of(*ALLERGY, items=[Item(modality="afl")])

    assert keys(verdicts_of(patient({"allergy": True}), "afl", catalog)) == ["allergy_is"]


def test_unrecorded_contents_are_those_of_the_row():
    facts = (question(key="allergy"), rule(question="allergy", ingredient="latex"))

    assert verdicts_of(patient({"allergy": True}), "afl", catalog_of(*facts, items=[Item(modality="afl")])) == ()


def test_mildest_item_is_chosen():
    items = [Item(modality="afl"), Item(modality="afl", ingredients=()), Item(modality="afl", ingredients=("water",))]
    screening = screen(patient({"allergy": True}), catalog_of(*ALLERGY, items=items))

    assert screening.items["afl"] is items[1]
    assert screening.verdicts["afl"] == ()


def test_equal_items_keep_their_order():
    items = [Item(modality="afl"), Item(modality="afl", ingredients=())]
    screening = screen(patient({"allergy": False}), catalog_of(*ALLERGY, items=items))

    assert screening.items["afl"] is items[0]


def test_modality_not_offered_is_screened_too():
    screening = screen(patient({"allergy": True}), catalog_of(*ALLERGY, items=[]))

    assert keys(screening.verdicts["afl"]) == ["allergy_is"]
    assert "afl" not in screening.items


def test_keloid_found_blocks_what_wounds_deeply():
    screening = screen(patient({"keloid_history": "no"}, findings=(Finding("keloid", "chest"),)), CATALOG)

    assert screening.severity("afl", ("chin",), ON) == "absolute"


def test_past_procedures_fire_no_rule():
    past = tuple(PastProcedure(modality, 2, day_ago(1), "worse") for modality in CATALOG.modalities)

    with_past, without = screen(patient(history=past), CATALOG), screen(patient(), CATALOG)

    assert with_past.verdicts == without.verdicts
    assert with_past.questions == without.questions


def test_photos_are_never_read():
    seen = {name: rows for name, rows in CATALOG.assessment.items() if not name.startswith("photo")}
    case = patient({"keloid_history": "keloid"}, findings=scarred("chin"))

    blind = screen(case, dataclasses.replace(CATALOG, assessment=seen))

    assert seen.keys() < CATALOG.assessment.keys()
    assert blind.verdicts == screen(case, CATALOG).verdicts


def test_new_medicine_keeps_what_it_reopens_firing():
    case = patient({"new_medicine": True, "immunosuppressed": True})

    assert "immuno_rf" in by_key(case, "rf_microneedling")
