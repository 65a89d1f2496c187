"""Cases after the evidence: every file names its sources; what must come first, must not appear, must be asked."""

import json

import pytest

from tests.planner.builders import CATALOG
from tests.planner.twenty.reading import FOLDER, answer_to, names

WOUNDING_LASERS_AND_PEELS = {"afl", "peel_medium", "dermabrasion"}
FILLERS = {"filler_ha", "filler_pmma", "filler_plla"}
CUTTING = {"subcision", "punch", "tca_cross"}


def case(name):
    return answer_to(f"evidence/{name}")


def test_twenty_cases_name_their_sources():
    told = {name: json.loads((FOLDER / f"{name}.json").read_text())["about"] for name in names("evidence")}

    assert len(told) >= 20
    assert [name for name, about in told.items() if not any(f"{key}" in about for key in CATALOG.sources)] == []


@pytest.mark.parametrize("name", names("evidence"))
def test_every_case_has_a_test_of_its_own(name):
    assert f'case("{name.removeprefix("evidence/")}")' in (FOLDER / "test_evidence_cases.py").read_text()


# ---- shallow scars


def test_few_shallow_scars_are_needled_or_lasered_gently():
    found = case("alam2014_few_shallow")

    assert found.first <= {"microneedling", "nafl"}
    assert found.anywhere.isdisjoint({"punch", "dermabrasion", "fat_graft"} | FILLERS)


def test_dark_skin_is_needled_before_it_is_peeled():
    found = case("ishfaq2022_dark_skin")

    assert found.first == {"microneedling"}
    assert found.without_reason.isdisjoint(WOUNDING_LASERS_AND_PEELS)
    assert "dark_needle" in found.cautions


def test_laser_that_marks_dark_skin_is_set_aside():
    found = case("manuskiatti2010_laser_in_dark_skin")

    assert found.first == {"rf_microneedling", "topical_priming"}
    assert (found.aside("afl").verdict, found.aside("afl").reason.rule) == ("relative", "dark_ablative")


def test_grade_three_in_dark_skin_gets_needles_with_heat():
    found = case("chandrashekar2014_broad_grade_three")

    assert found.first == {"rf_microneedling"}
    assert found.without_reason.isdisjoint(WOUNDING_LASERS_AND_PEELS)
    assert {"cardiac_device", "metal_implant_area", "keloid_history"} <= found.asked


def test_plasma_beside_needles_is_an_option_only():
    found = case("asif2016_plasma_beside_needles")

    assert found.first == {"microneedling"}
    assert {"prp_topical", "prp_intradermal"} <= set(found.first_regimen.options)
    assert "platelet_dysfunction" in found.asked


# ---- tethered scars


def test_rolling_scars_are_released_not_burnt_with_acid():
    found = case("ramadan2011_rolling_not_acid")

    assert found.first == {"subcision"}
    assert "tca_cross" not in found.anywhere
    assert {"anticoagulant", "bleeding_disorder", "keloid_history"} <= found.asked


def test_release_comes_before_the_needles():
    found = case("faghihi2017_release_then_needles")

    assert found.first == {"subcision", "rf_microneedling"}
    assert max(found.days("subcision")) < min(found.days("rf_microneedling"))


def test_many_kinds_of_scars_get_a_tool_each():
    found = case("garg2014_many_kinds")

    assert "subcision" in found.first
    assert found.first & {"tca_cross", "punch"}
    assert found.without_reason.isdisjoint(WOUNDING_LASERS_AND_PEELS)


def test_volume_never_comes_before_release():
    found = case("abdelwahab2022_volume_last")

    assert found.first == {"subcision"}
    for regimen in found.proposal.regimens:
        visits = [{row.modality for row in visit.procedures} for visit in regimen.visits]
        released = [place for place, keys in enumerate(visits) if "subcision" in keys]
        filled = [place for place, keys in enumerate(visits) if keys & FILLERS]
        assert not released or not filled or min(filled) > min(released)


def test_plasma_goes_under_the_scar_after_release():
    found = case("yadav2024_plasma_under_the_scar")

    assert found.first == {"subcision"}
    assert found.options_after("subcision") == {"prp_intradermal"}


def test_allergy_to_filler_leaves_no_filler():
    found = case("karnik2014_filler_allergy")

    assert found.first == {"subcision"}
    assert found.anywhere.isdisjoint(FILLERS)
    assert {found.aside(key).verdict for key in FILLERS} == {"absolute"}


def test_breastfeeding_waits_with_fillers_alone():
    found = case("garg2022_breastfeeding")

    assert (found.first, found.waits_first) == ({"subcision"}, False)
    assert {found.aside(key).condition for key in FILLERS} == {"end of breastfeeding"}
    assert "Small anaesthetic dose" in found.cautions["bf_other"]


# ---- pits and deep scars


def test_pits_in_dark_skin_are_primed_first():
    found = case("khunger2011_pits_in_dark_skin")

    assert found.first == {"tca_cross", "topical_priming"}
    assert min(found.days("tca_cross")) >= CATALOG.home_phase["topical_priming", "tca_cross"].lead_in_days
    assert "isotretinoin_last" in found.asked


def test_acid_waits_after_isotretinoin_and_the_punch_does_not():
    found = case("waldman2017_recent_isotretinoin")

    assert found.first == {"punch"}
    assert found.aside("tca_cross").verdict == found.aside("dermabrasion").verdict == "defer"
    assert any("isotretinoin" in line and "TCA CROSS" in line for line in found.proposal.no_procedure.wait_for)


def test_few_wide_deep_scars_are_punched_or_lasered():
    found = case("heberdavis_wide_deep_boxcar")

    assert found.first in ({"punch"}, {"afl"}, {"punch", "afl"})
    assert "bleeding_disorder" in found.asked


# ---- colour


def test_red_marks_get_the_vascular_laser_alone():
    found = case("yoon2008_red_marks")

    assert found.anywhere == {"vascular_laser"}
    assert {"last_tan", "photosensitiser"} <= found.asked


def test_brown_marks_get_cream_or_a_light_peel():
    found = case("garg2009_brown_marks")

    assert found.first <= {"topical_priming", "peel_superficial"}
    assert found.anywhere.isdisjoint(CUTTING | FILLERS | WOUNDING_LASERS_AND_PEELS | {"fat_graft"})


def test_brown_marks_bring_no_fat_for_a_few_soft_scars():
    found = case("alqarqaz2018_marks_and_scars")

    assert found.first == {"microneedling", "topical_priming"}
    assert found.anywhere.isdisjoint(FILLERS | WOUNDING_LASERS_AND_PEELS | {"fat_graft"})


# ---- raised scars and inflamed skin


def test_raised_scars_are_injected_and_never_cut():
    found = case("khan2014_raised_on_the_chest")

    assert found.anywhere == {"intralesional"}


def test_keloid_keeps_everything_that_wounds_away():
    found = case("hietanen2019_keloid")

    assert found.anywhere == {"intralesional"}
    assert {found.aside(key).verdict for key in ("subcision", "tca_cross", "afl", "dermabrasion")} == {"absolute"}


def test_inflamed_acne_is_treated_before_needles():
    found = case("jdd2024mn_needles_and_acne")

    assert found.without_reason <= {"peel_superficial", "vascular_laser", "topical_priming"}
    assert found.proposal.no_procedure.advice[0].startswith("Bring active acne under control first")
    assert found.aside("microneedling").verdict == "defer"
