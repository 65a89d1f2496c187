"""The sentences of the note."""

from patients import assessing, consulting
from patients.assessing import Place
from patients.case_of import rows_of
from patients.models import Consultation
from patients.note import compose
from planner.case import read_case
from planner.catalog import shipped_catalog

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
    assert note_of(CASE, not_known=("fever_last",), still_open=2) == (
        "Fitzpatrick skin type IV. Grade of the face 3 of 4 (Goodman and Baron): moderate.\n\n"
        "Findings:\n"
        "Left lower cheek: Rolling (5–10), grade 3; Ice-pick (not counted).\n"
        "Chest: Keloid (over 20), 2.5 cm².\n\n"
        "What bothers the patient most: rolling. Concerns beyond scars: enlarged pores.\n\n"
        "Told:\n"
        "Date of the last oral isotretinoin capsule (today if still taking it): Oct 2025.\n"
        "Bacterial, viral or fungal infection, or open wound, in the area: Nose: no; Chin: yes.\n"
        "Raised scars before: keloid (told on 1 Mar 2026).\n\n"
        "Denied on 25 Nov 2026: Smoking or vaping nicotine.\n"
        "Denied on 1 Nov 2026: Diabetes.\n\n"
        "Asked, not known: Date of the last fever or infectious illness. 2 screening questions are still open.\n\n"
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

    assert "Asked, not known: Date of the last fever or infectious illness." in note
