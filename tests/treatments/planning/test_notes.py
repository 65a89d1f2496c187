"""The composed note names the plan that came of the consultation; what a signature stands for changes with it."""

import datetime
import re

import pytest
from django.utils import timezone

from catalog.snapshot import in_force
from patients import consulting
from patients.case_of import rows_of
from patients.consulting_refusals import NoteChanged
from patients.models import Consultation
from patients.note import said_elsewhere
from patients.saying import day_in_words
from patients.signing import digest_of
from tests.treatments import plans as planning
from treatments import changing
from treatments.hooks import regimen_in_words

WHY = changing.Why("Moves away.")


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def held(dermatologist):
    return planning.a_consultation(dermatologist)


def note_of(held):
    return consulting.composed_note(rows_of(Consultation.objects.with_people().get(pk=held.pk)), in_force())


def test_note_without_a_plan_names_none(held):
    assert "Plan" not in note_of(held)
    assert said_elsewhere(held, in_force()) == [""]


def test_adopted_plan_is_the_last_line_of_the_note(held):
    plan = planning.adopted(held)

    course = plan.current.regimen
    first = day_in_words(datetime.date.fromisoformat(course["visits"][0]["target_on"]))
    assert note_of(held).splitlines()[-1] == (
        f"Plan adopted: {regimen_in_words(course, in_force())}; {course['totals']['visits']} visits from {first}."
    )


def test_offer_says_until_when_the_patient_thinks(held):
    until = timezone.localdate() + datetime.timedelta(days=14)
    planning.adopted(held, think_until=until)

    assert note_of(held).splitlines()[-1].startswith(f"Plan offered, time to think until {day_in_words(until)}: ")


def test_accepted_offer_is_adopted(held, dermatologist):
    plan = planning.adopted(held, think_until=timezone.localdate())
    changing.accept(plan=plan, by=dermatologist, revision=1)

    assert note_of(held).splitlines()[-1].startswith("Plan adopted: ")


def test_stopped_plan_and_the_one_after_it_are_both_named(held, dermatologist):
    changing.stop(plan=planning.adopted(held), why=WHY, by=dermatologist, revision=1)
    planning.adopted(held)

    first, second = note_of(held).splitlines()[-2:]
    assert first.startswith("Plan adopted and stopped since: ")
    assert second.startswith("Plan adopted: ")


def test_who_signs_has_read_of_the_plan(held, dermatologist):
    read = digest_of(note_of(held))
    planning.adopted(held)

    with pytest.raises(NoteChanged):
        consulting.sign(consultation=held, by=dermatologist, seen=read)
    signed = consulting.sign(consultation=held, by=dermatologist, seen=digest_of(note_of(held)))

    assert "Plan adopted: " in signed.note


def test_signed_note_stays_when_the_plan_is_stopped(held, dermatologist):
    plan = planning.adopted(held)
    note = consulting.sign(consultation=held, by=dermatologist).note
    changing.stop(plan=plan, why=WHY, by=dermatologist, revision=1)

    assert Consultation.objects.get(pk=held.pk).note == note


def test_note_written_by_hand_is_left_alone(held, dermatologist):
    consulting.edit_note(consultation=held, text="Seen.", by=dermatologist)
    planning.adopted(held)

    assert consulting.sign(consultation=held, by=dermatologist).note == "Seen."


def course_of(*visits, home=(), spot=None):
    """`prp_topical` stands for an option that was not switched on; `spot` is tried before all else."""
    rows = [
        {"kind": "treatment", "procedures": [{"modality": key, "option": key == "prp_topical"} for key in keys]}
        for keys in visits
    ]
    rows[:0] = [{"kind": "test_spot", "procedures": [{"modality": spot, "option": False}]}] if spot else []
    held = [row["modality"] for visit in rows for row in visit["procedures"] if not row["option"]]
    return {"visits": rows, "modalities": list(dict.fromkeys([*held, *home]))}


@pytest.mark.parametrize(
    ("course", "words"),
    [
        (course_of(["subcision"], ["microneedling"], ["subcision"]), "Subcision, then microneedling"),
        (course_of(["tca_cross", "subcision"], []), "TCA CROSS and subcision"),
        (course_of(["microneedling", "prp_topical"], ["subcision"]), "Microneedling, then subcision"),
        (
            course_of(["subcision"], home=["topical_priming"]),
            "Subcision; at home topical retinoid and depigmenting regimen",
        ),
        (course_of(["vascular_laser"], ["nafl"], spot="nafl"), "Vascular laser, then non-ablative fractional laser"),
        (course_of(home=["topical_priming"]), "Topical retinoid and depigmenting regimen"),
    ],
)
def test_regimen_is_named_in_the_order_in_which_it_begins(course, words, db):
    assert regimen_in_words(course, in_force()) == words


def test_no_restricted_word_is_in_the_sentence(held, dermatologist):
    consulting.answer(consultation=held, question="bdd_screen", value="negative", by=dermatologist)
    planning.adopted(held)

    assert not re.search("dysmorphi|bdd", note_of(held), re.IGNORECASE)
