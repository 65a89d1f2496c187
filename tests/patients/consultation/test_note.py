"""The sentences of the note."""

import datetime

import pytest
from django.utils import timezone

from patients import assessing, consulting
from patients.assessing import Place
from patients.case_of import rows_of
from patients.models import Consultation
from patients.note import compose
from patients.saying import name_in_words
from planner.case import read_case
from planner.catalog import shipped_catalog
from tests import factories

DAY = datetime.timedelta(days=1)

CASE = {
    "on": "2026-11-25",
    "patient": {"phototype": 4},
    "assessment": {
        "grade": 3,
        "priorities": ["rolling"],
        "concerns": ["enlarged_pores"],
        "findings": [
            {"scar_type": "rolling", "region": "cheek_lower", "side": "left", "count": [5, 10], "grade": 3},
            {"scar_type": "keloid", "region": "chest", "count": [21, None], "area_cm2": 2.5},
            {"scar_type": "icepick", "region": "cheek_lower", "side": "left"},
        ],
    },
    "answers": {
        "keloid_history": {"value": "keloid", "on": "2026-03-01"},
        "isotretinoin_last": "2025-10",
        "bdd_screen": "positive",
        "smoker": False,
        "diabetes": {"value": "none", "on": "2026-11-01"},
        "skin_infection": {"regions": {"chin": True, "nose": False}},
    },
    "history": [{"modality": "afl", "sessions": 2, "last_on": "2024-05", "response": "worse"}],
}


def note_of(document, **more):
    catalog = shipped_catalog()
    return compose(read_case(document, catalog), catalog, **more)


def test_the_note_says_what_was_recorded_in_sentences():
    assert note_of(CASE, not_known=("fever_last",), due_again=3, still_open=2) == (
        "Fitzpatrick skin type IV. Grade of the face 3 of 4 (Goodman and Baron): moderate.\n\n"
        "Findings:\n"
        "Left lower cheek: Rolling (5–10), grade 3; Ice-pick (not counted).\n"
        "Chest: Keloid (over 20), 2.5 cm².\n\n"
        "What bothers the patient most: rolling. Concerns beyond scars: enlarged pores.\n\n"
        "Told:\n"
        "Oral isotretinoin, last time: Oct 2025.\n"
        "Skin infection or open wound in the area: Nose: no; Chin: yes.\n"
        "Raised scars before: keloid (told on 1 Mar 2026).\n\n"
        "Denied (told by the patient): smoking or vaping.\n"
        "Denied (told by the patient on 1 Nov 2026): diabetes.\n\n"
        "Asked, not known: fever or infectious illness. Not asked today: 3 questions (due again). 2 screening questions are still open.\n\n"
        "Past treatments:\n"
        "Ablative fractional laser (CO2 or Er:YAG), 2 sessions, last May 2024, response: worse."
    )


def test_restricted_answers_stay_out_of_the_note():
    assert "dysmorphic" not in note_of(CASE, not_known=("capacity_concern",))
    assert "doubt that the patient" not in note_of(CASE, not_known=("capacity_concern",))


def test_an_empty_consultation_says_that_no_scar_was_recorded():
    empty = {"on": "2026-11-25", "patient": {}, "assessment": {}}

    assert note_of(empty) == "No scar was recorded."


def test_scores_stand_in_the_note_when_they_are_complete():
    simple = CASE | {
        "assessment": {"findings": [{"scar_type": "icepick", "region": "nose", "count": 3}]},
        "answers": {},
        "history": [],
    }

    assert "Scores: Goodman-Baron quantitative global scarring grade" in note_of(simple)
    assert "ECCA 15" in note_of(simple)


def test_the_note_follows_what_is_recorded_until_somebody_writes_it(draft, dermatologist):
    consulting.compose_note(consultation=draft, by=dermatologist)
    assessing.record_findings(consultation=draft, counts={Place("rolling", "nose"): (2, 2)}, by=dermatologist)

    consulting.sign(consultation=draft, by=dermatologist)

    assert "Nose: Rolling (2)." in Consultation.objects.get().note


def test_a_note_written_by_hand_is_signed_as_it_was_written(draft, dermatologist):
    consulting.edit_note(consultation=draft, text="My words.", by=dermatologist)

    consulting.sign(consultation=draft, by=dermatologist)

    assert Consultation.objects.get().note == "My words."


def test_asked_and_not_known_is_named_in_the_note(draft, dermatologist):
    consulting.answer(consultation=draft, question="fever_last", by=dermatologist)
    note = consulting.composed_note(rows_of(draft), shipped_catalog())

    assert "Asked, not known: fever or infectious illness." in note


@pytest.fixture
def a_hundred_days_later(pack, dermatologist):
    """The note of a consultation today with somebody who told this a hundred days ago: {question: value} -> the note."""

    def note_after(**told):
        patient, day = factories.patient(), timezone.localdate() - 100 * DAY
        earlier = factories.consultation(patient, by=dermatologist, held_on=day)
        for key, value in told.items():
            consulting.answer(consultation=earlier, question=key, value=value, by=dermatologist, told_on=day)
        return consulting.composed_note(rows_of(consulting.start(patient=patient, by=dermatologist)), shipped_catalog())

    return note_after


def test_an_answer_that_expired_is_not_stated_and_its_question_is_due_again(a_hundred_days_later):
    note = a_hundred_days_later(hsv_active=False, fever_last="never", smoker=True, tattoo_area=True)

    assert "Not asked today: 3 questions (due again)." in note
    assert "Tattoo or permanent makeup in the area: yes (told on " in note
    assert not any(word in note for word in ("Denied", "old sore", "ever or infectious", "moking"))


def test_an_expired_answer_that_still_counts_stands_with_its_day(a_hundred_days_later):
    note = a_hundred_days_later(isotretinoin_last="2020-02-16", superficial_last="2020-03")

    day = timezone.localdate() - 100 * DAY
    told = f"(told on {day.day} {day:%b %Y}, due again)"
    assert f"Oral isotretinoin, last time: 16 Feb 2020 {told}." in note
    assert f"last time: Mar 2020 {told}." in note
    assert "Not asked today: 2 questions (due again)." in note


def test_what_bothers_most_stands_first():
    findings = [{"scar_type": key, "region": "nose"} for key in ("icepick", "rolling")]
    wanted = {"findings": findings, "priorities": ["rolling", "icepick"]}

    assert "What bothers the patient most: rolling, then ice-pick." in note_of(CASE | {"assessment": wanted})


def test_a_keloid_that_was_found_lets_no_expired_denial_of_keloids_into_the_note():
    denied = {"keloid_history": {"value": "no", "on": "2025-01-01"}}

    assert "raised scars" not in note_of(CASE | {"answers": denied}).lower()


def test_what_a_clinician_judged_is_no_denial_of_the_patient():
    judged = {"melasma": False, "smoker": False}

    note = note_of(CASE | {"answers": judged})
    assert "Denied (told by the patient): smoking or vaping.\nAbsent (judged by a clinician): melasma." in note


def test_every_question_of_the_pack_is_named_without_being_asked():
    names = [name_in_words(question) for question in shipped_catalog().questions.values()]

    assert len(set(names)) == len(names)
    assert not [name for name in names if "?" in name or "_" in name or len(name) > 80]


def test_values_and_concerns_read_as_words():
    said = note_of(
        CASE | {"answers": {"active_acne": "moderate_severe"}, "assessment": {"concerns": ["topical_absorption"]}}
    )

    assert "Active acne in the area: moderate or severe." in said
    assert "Concerns beyond scars: absorption of creams." in said
