"""The faces everybody sees and the answers that change everything: what must come first, must not appear, must be said."""

from dataclasses import replace

import pytest

from planner.catalog import Item
from planner.choosing import BEST_MATCH, WITH_REASONS, choose
from planner.engine import propose, ranked_courses
from planner.indications import SECOND
from planner.situation import situation_of
from tests.planner.builders import CATALOG
from tests.planner.twenty.reading import FOLDER, answer_to, names

ALL = [*names("evidence"), *names("faces")]
LASERS_AND_HEAT = {"afl", "nafl", "rf_microneedling", "vascular_laser"}
WOUNDING_LASERS_AND_PEELS = {"afl", "peel_medium", "dermabrasion"}


def face(name):
    return answer_to(f"faces/{name}")


@pytest.mark.parametrize("name", names("faces"))
def test_every_face_has_a_test_of_its_own(name):
    assert f'face("{name.removeprefix("faces/")}")' in (FOLDER / "test_faces.py").read_text()


# ---- what holds for all of them


@pytest.mark.parametrize("name", ALL)
def test_no_label_praises_what_leaves_most_scars_untouched(name):
    """A label other than the first in the comparison, and the need of a reason, is praise."""
    situation = situation_of(answer_to(name).case, CATALOG)
    burdens = {place: target.burden for place, target in enumerate(situation.targets)}
    for one in choose(ranked_courses(situation), situation):
        praise = set(one.labels) - {BEST_MATCH, WITH_REASONS}
        answers = one.judged.answers
        well = sum(burdens[place] for place, fit in enumerate(answers) if fit is not None and fit.level <= SECOND)
        assert not praise or well * 2 >= sum(burdens.values()), (one.judged.course.modalities, praise)


@pytest.mark.parametrize("name", ALL)
def test_harmless_tool_that_does_nothing_changes_no_first_regimen(name):
    """A tool that answers nothing may be offered or not."""
    case = answer_to(name).case
    useless = replace(CATALOG.modalities["peel_superficial"], id="warm_light")
    treatments = CATALOG.treatments | {"modality": (*CATALOG.treatments["modality"], useless)}
    catalog = replace(CATALOG, treatments=treatments, items=(*CATALOG.items, Item(modality="warm_light")))

    firsts = [[one.modalities for one in propose(case, which).regimens[:1]] for which in (CATALOG, catalog)]

    assert firsts[0] == firsts[1]


@pytest.mark.parametrize("name", ALL)
def test_plasma_on_the_skin_follows_needles_or_laser(name):
    for regimen in answer_to(name).proposal.regimens:
        for visit in regimen.visits:
            keys = {row.modality for row in visit.procedures}
            assert "prp_topical" not in keys or keys & {"microneedling", "rf_microneedling", "afl"}


# ---- common faces


def test_common_face_gets_a_tool_for_pits():
    found = face("common_face_phototype_two")

    assert found.first & {"tca_cross", "punch"}
    assert found.first & {"subcision", "rf_microneedling", "microneedling", "afl"}
    assert "subcision" in found.anywhere


def test_common_face_in_phototype_four_is_primed_and_not_ablated():
    found = face("common_face_phototype_four")

    assert found.first & {"tca_cross", "punch"}
    assert "tca_cross" not in found.first or "topical_priming" in found.first
    assert found.anywhere.isdisjoint(WOUNDING_LASERS_AND_PEELS)


def test_common_face_in_phototype_six_gets_no_acid_and_a_test_spot():
    found = face("common_face_phototype_six")

    assert found.anywhere.isdisjoint({"tca_cross"} | WOUNDING_LASERS_AND_PEELS)
    assert found.days("rf_microneedling", "test_spot") == [0]
    assert min(found.days("rf_microneedling")) >= CATALOG.settings["default_test_spot_wait_days"]


def test_mild_shallow_scars_get_no_surgery():
    found = face("mild_shallow_boxcar")

    assert found.first in ({"microneedling"}, {"nafl"})
    assert found.anywhere.isdisjoint({"subcision", "punch", "dermabrasion", "peel_medium", "fat_graft", "filler_pmma"})


def test_rolling_scars_of_grade_four_are_released():
    found = face("rolling_grade_four")

    assert found.first == {"subcision"}
    assert "tca_cross" not in found.anywhere


def test_redness_alone_gets_the_vascular_laser():
    assert face("redness_alone").anywhere == {"vascular_laser"}


def test_pigment_alone_gets_cream_and_sun_protection():
    found = face("pigment_alone")

    assert found.first == {"topical_priming"}
    assert found.anywhere <= {"topical_priming", "peel_superficial", "microneedling", "nafl"}
    assert any("sun" in line for line in found.proposal.no_procedure.advice)


def test_raised_scar_on_the_jaw_is_injected():
    found = face("raised_scar_on_the_jaw")

    assert found.anywhere <= {"intralesional", "vascular_laser"}
    assert found.first == {"intralesional"}
    assert {found.aside(key).reason.rule for key in ("subcision", "punch", "tca_cross")} == {"hypertrophic"}


def test_three_days_of_downtime_leave_no_longer_ones():
    found = face("three_days_of_downtime")

    assert found.anywhere.isdisjoint({"tca_cross", "subcision", "punch", "afl", "dermabrasion"})
    assert [one.nearest for one in found.proposal.regimens] == [None] * len(found.proposal.regimens)
    assert found.aside("subcision").reason.rule == "wish_not_kept"


# ---- answers that change everything


def test_minor_waits_or_has_a_reason_recorded():
    found = face("minor")

    assert found.waits_first
    assert found.without_reason == set()
    assert found.aside("filler_ha").verdict == "absolute"


def test_inflamed_acne_comes_before_the_scars():
    found = face("active_acne")

    assert found.waits_first
    assert found.anywhere.isdisjoint({"microneedling", "tca_cross", "subcision", "punch", "afl", "filler_ha"})
    assert found.without_reason == set()


def test_pregnancy_has_no_procedure_now():
    found = face("pregnancy")

    assert (found.waits_first, found.proposal.regimens) == (True, ())
    assert any(line.startswith("after delivery, for ") for line in found.proposal.no_procedure.wait_for)
    assert found.aside("topical_priming").verdict == "absolute"


def test_isotretinoin_last_month_keeps_acid_and_full_ablation_back():
    found = face("isotretinoin_last_month")

    assert found.without_reason.isdisjoint({"tca_cross", "rf_microneedling"} | WOUNDING_LASERS_AND_PEELS)
    assert {found.aside(key).verdict for key in ("tca_cross", "peel_medium", "dermabrasion")} == {"defer"}


def test_pacemaker_meets_no_radiofrequency():
    found = face("pacemaker")

    assert "rf_microneedling" not in found.anywhere
    assert found.aside("rf_microneedling").verdict == "absolute"
    assert found.first & {"tca_cross", "punch"}


def test_blood_thinner_is_never_stopped_and_nothing_is_released_blindly():
    found = face("anticoagulant")

    assert "subcision" not in found.without_reason
    assert all("Do not stop" in text for rule, text in found.cautions.items() if rule.startswith("anticoag"))
    assert any(rule.startswith("anticoag") for rule in found.cautions)


def test_keloid_prone_gets_an_honest_page():
    found = face("keloid_prone_with_rolling")

    assert found.without_reason == set()
    assert {found.aside(key).verdict for key in ("subcision", "afl", "tca_cross", "dermabrasion")} == {"absolute"}
    assert found.days("microneedling", "test_spot") == [0]
    assert min(found.days("microneedling")) >= 90


# ---- what others wait for, and two dates


def test_regimen_beside_active_rosacea_speaks_of_it():
    found = face("rosacea_and_rolling")

    assert found.first == {"subcision"}
    assert found.cautions["rosacea"] == "Treat rosacea first."
    assert "Treat rosacea first." in found.proposal.no_procedure.advice
    assert found.proposal.no_procedure.wait_for[0].startswith("rosacea quiet, for microneedling")


def test_heat_on_active_rosacea_needs_a_reason_and_waiting_comes_first():
    found = face("rosacea_and_redness")

    assert found.waits_first
    assert found.without_reason <= {"vascular_laser"}
    assert found.proposal.no_procedure.wait_for == (
        "rosacea quiet, for microneedling and ablative fractional laser; "
        "until then non-ablative fractional laser only with a recorded reason",
    )


def test_surgery_last_month_says_what_waits_until_when():
    found = face("surgery_last_month")

    assert min(found.days("subcision")) >= 65
    assert found.proposal.no_procedure.wait_for == (
        "enough time since the surgery (26 Jan 2027), for subcision and ablative fractional laser",
    )
    assert str(found.proposal.no_procedure.look_again_on) == "2027-01-26"


def test_plan_without_needles_asks_for_no_passes():
    found = face("subcision_and_punch")

    assert found.first == {"subcision", "punch"}
    assert set(found.first_regimen.options) == {"prp_intradermal"}
    assert not any(text.startswith("Shallower passes") for text in found.cautions.values())
