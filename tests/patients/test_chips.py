"""What the banner says of the record: allergies, cautions and the skin type, to whom, and for how long."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.snapshot import NoCatalogInForce
from patients import assessing, chips, consulting
from patients.identity import identity_of
from patients.models import Consultation, Patient
from planner.case.known import rules_about
from planner.catalog import shipped_catalog
from planner.vocabulary import DARK_PHOTOTYPE_FROM
from tests import factories

DAY = datetime.timedelta(days=1)
LIGHT = DARK_PHOTOTYPE_FROM - 1
MOST_QUERIES = 7  # consultation, assessment, findings, answers, past treatments, merged records, skin type


@pytest.fixture
def pack(db, monkeypatch):
    """The shipped pack is in force, without its thousand rows."""
    for module in (assessing, consulting, chips):
        monkeypatch.setattr(module, "in_force", shipped_catalog)


@pytest.fixture
def aline(pack):
    return factories.patient(sex="female")


@pytest.fixture
def tell(dermatologist):
    """Record answers in a consultation so many days ago."""

    def told(patient, *, days_ago=0, **answers):
        day = timezone.localdate() - days_ago * DAY
        held = consulting.start(patient=patient, by=dermatologist, held_on=day)
        said = {key: consulting.Told(value) for key, value in answers.items()}
        consulting.answer_many(consultation=held, told=said, told_on=day, by=dermatologist)
        return held

    return told


def judge(patient, by, phototype, days_ago=0):
    held = consulting.start(patient=patient, by=by, held_on=timezone.localdate() - days_ago * DAY)
    return assessing.assess_skin(consultation=held, phototype=phototype, by=by)


def words(patient):
    return [chip["word"] for chip in chips.of_the_record(patient)]


def reach():
    """How many days the rules on isotretinoin look back."""
    rules = rules_about(shipped_catalog())["isotretinoin_last"]
    return max(max(rule.when.value, rule.defer_days) for rule in rules)


def test_allergies_come_first_then_cautions_then_the_risk_of_the_skin(aline, tell, dermatologist):
    told = {"pregnant": "yes", "breastfeeding": True, "anticoagulant": True, "keloid_history": "keloid"}
    tell(aline, **told, allergy_lidocaine=True, isotretinoin_last=timezone.localdate().isoformat())
    judge(aline, dermatologist, DARK_PHOTOTYPE_FROM)

    said = identity_of(aline, dermatologist)

    assert [(chip["word"].partition(", last")[0], chip["kind"]) for chip in said["chips"]] == [
        ("Allergy: local anaesthetic", "danger"),
        ("Pregnant", "warn"),
        ("Breastfeeding", "warn"),
        ("Blood thinner", "warn"),
        ("Isotretinoin", "warn"),
        ("Keloid history", "warn"),
        ("Higher risk of dark marks", "warn"),
    ]
    assert {"label": "Skin type", "value": "Fitzpatrick IV"} in said["facts"]


def test_what_was_denied_or_is_not_known_makes_no_chip(aline, tell):
    denied = {"allergy_lidocaine": False, "anticoagulant": False, "keloid_history": "no", "isotretinoin_last": "never"}
    tell(aline, **denied, pregnant="not_applicable", breastfeeding=None, severe_allergy=None)

    assert words(aline) == []


def test_no_consultation_no_chip(aline):
    assert words(aline) == []


def test_an_allergy_stays_and_a_blood_thinner_is_asked_again(aline, tell):
    tell(aline, days_ago=400, allergy_metal=True, anticoagulant=True, pregnant="yes")

    assert words(aline) == ["Allergy: metal"]


def test_what_was_told_last_counts(aline, tell):
    tell(aline, days_ago=20, allergy_metal=True, allergy_filler=True)
    tell(aline, allergy_metal=False)

    assert words(aline) == ["Allergy: filler"]


def test_isotretinoin_is_shown_as_long_as_a_rule_looks_at_it(aline, tell):
    other = factories.patient(family_name="Osei")
    tell(aline, isotretinoin_last=(timezone.localdate() - (reach() - 1) * DAY).isoformat())
    tell(other, isotretinoin_last=(timezone.localdate() - reach() * DAY).isoformat())

    assert re.fullmatch(r"Isotretinoin, last \d+ \w{3} \d{4}", *words(aline))
    assert words(other) == []


def test_an_old_date_of_isotretinoin_is_judged_today(aline, tell):
    tell(aline, days_ago=reach() - 1, isotretinoin_last=(timezone.localdate() - (reach() - 1) * DAY).isoformat())
    shown = words(aline)
    other = factories.patient(family_name="Osei")
    tell(other, days_ago=reach(), isotretinoin_last=(timezone.localdate() - reach() * DAY).isoformat())

    assert (len(shown), words(other)) == (1, [])


def test_a_keloid_that_was_seen_counts_though_it_was_denied(aline, tell, dermatologist):
    held = tell(aline, keloid_history="no")
    place = assessing.Place("keloid", "jawline", "left")
    assessing.record_findings(consultation=held, counts={place: (1, 1)}, by=dermatologist)

    assert words(aline) == ["Keloid history"]


def test_light_skin_is_a_fact_and_no_chip(aline, dermatologist):
    judge(aline, dermatologist, LIGHT)
    said = identity_of(aline, dermatologist)

    assert [fact["value"] for fact in said["facts"]] == ["Fitzpatrick III"]
    assert said["chips"] == []


def test_the_skin_type_judged_last_is_shown(aline, dermatologist, tell):
    judge(aline, dermatologist, LIGHT)
    judge(aline, dermatologist, DARK_PHOTOTYPE_FROM, days_ago=30)

    assert words(aline) == ["Skin type III"]


def test_restricted_answers_are_never_among_them(aline, tell, monkeypatch):
    tell(aline, capacity_concern=True, bdd_screen="positive")
    said = {"capacity_concern": {True: "doubt"}, "bdd_screen": {"positive": "screen"}}
    monkeypatch.setattr(chips, "CAUTIONS", chips.CAUTIONS | said)

    assert words(aline) == []


def test_merged_record_brings_its_allergy(aline, tell):
    other = factories.patient(family_name="Moreau-Petit")
    tell(other, days_ago=3, allergy_filler=True)
    tell(aline)
    factories.merge(kept=aline, merged=other)

    assert words(Patient.objects.get(pk=aline.pk)) == ["Allergy: filler"]


def test_latex_is_not_said_twice(aline, tell):
    tell(aline, allergy_latex=True)
    noted = factories.patient(family_name="Osei", latex_or_plaster_allergy=True)
    tell(noted, allergy_latex=True)

    assert (words(aline), words(noted)) == (["Allergy: latex"], [])


def test_every_allergy_of_the_shipped_pack_has_its_words():
    asked = {key for key, question in shipped_catalog().questions.items() if question.category == chips.ALLERGY}

    assert asked == set(chips.ALLERGIES)


def test_without_a_catalog_the_skin_type_is_left(aline, tell, dermatologist, monkeypatch):
    tell(aline, allergy_metal=True)
    judge(aline, dermatologist, LIGHT)

    def none_in_force():
        raise NoCatalogInForce

    monkeypatch.setattr(chips, "in_force", none_in_force)

    assert words(aline) == ["Skin type III"]


def test_a_record_the_catalog_cannot_read_is_said_to_be_so(aline, tell):
    factories.finding(tell(aline, allergy_metal=True), scar_type="no scar of this catalog")

    assert words(aline) == ["Cautions cannot be read: check the last consultation"]


@pytest.mark.parametrize("role", ["front_desk", "assistant"])
def test_who_may_not_read_the_record_learns_that_there_is_a_note(role, aline, tell, cast, sign_in):
    tell(aline, allergy_metal=True, pregnant="yes")
    judge(aline, cast["dermatologist"], DARK_PHOTOTYPE_FROM)

    page = banner(sign_in(cast[role]).get(aline.get_absolute_url()))

    assert "clinical note" in page
    assert not re.search("metal|pregnan|skin type|fitzpatrick|dark marks", page, re.IGNORECASE)


def test_a_skin_type_alone_is_no_note_for_the_desk(aline, front_desk, dermatologist):
    judge(aline, dermatologist, LIGHT)

    said = identity_of(aline, front_desk)

    assert (said["facts"], said["chips"]) == ([], [])


@pytest.mark.parametrize("role", ["catalog_admin", "clinic_admin"])
def test_admins_meet_no_patient(role, aline, tell, cast, sign_in):
    tell(aline, allergy_metal=True)

    answer = sign_in(cast[role]).get(aline.get_absolute_url())

    assert answer.status_code == 403
    assert "metal" not in answer.text


def test_the_nurse_reads_them_on_every_page_of_the_patient(aline, tell, nurse, sign_in):
    tell(aline, allergy_metal=True)
    browser = sign_in(nurse)

    for path in ("", "edit/", "consultations/"):
        assert "Allergy: metal" in banner(browser.get(aline.get_absolute_url() + path))


def test_on_a_shared_screen_the_skin_type_is_folded_away_too(aline, nurse, sign_in, dermatologist):
    judge(aline, dermatologist, DARK_PHOTOTYPE_FROM)
    nurse.hides_clinical_notes = True
    nurse.save()

    page = banner(sign_in(nurse).get(aline.get_absolute_url()))

    folded = re.search(r'<details class="identity-private">.*?</details>', page, re.DOTALL)[0]
    assert "Skin type IV" in folded and "Higher risk of dark marks" in folded
    assert not re.search("skin type|fitzpatrick|dark marks", page.replace(folded, ""), re.IGNORECASE)


def test_a_long_history_is_asked_for_as_often_as_a_short_one(aline, tell):
    asked = []
    for days_ago in (9, 8, 5, 3, 1):
        tell(aline, days_ago=days_ago, allergy_metal=True, smoker=True, keloid_history="keloid")
        patient = Patient.objects.get(pk=aline.pk)
        with CaptureQueriesContext(connection) as queries:
            assert chips.of_the_record(patient)
        asked.append(len(queries))

    assert Consultation.objects.of(aline).count() == len(asked)
    assert len(set(asked)) == 1 and asked[0] <= MOST_QUERIES


def banner(page) -> str:
    return re.search(r'<section class="identity".*?</section>', page.text, re.DOTALL)[0]
