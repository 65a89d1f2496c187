"""What the database itself refuses, whoever writes past the actions."""

import datetime
import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from patients import assessing, consulting
from patients.assessing import Place
from patients.models import Amendment, Consultation, PastTreatment, ScarFinding, ScreeningAnswer, SkinAssessment
from tests import factories


@pytest.fixture
def full(draft, dermatologist):
    """A consultation with a row of everything."""
    consulting.answer(consultation=draft, question="smoker", value=True, by=dermatologist)
    assessing.record_findings(consultation=draft, counts={Place("rolling", "nose"): (1, 1)}, by=dermatologist)
    assessing.record_past(consultation=draft, modality="afl", by=dermatologist)
    return draft


@pytest.fixture
def signed(full, dermatologist):
    return consulting.sign(consultation=full, by=dermatologist)


CHANGES = [
    "UPDATE patients_consultation SET note = 'other'",
    "UPDATE patients_consultation SET state = 'draft', signed_at = NULL, signed_by_id = NULL",
    "UPDATE patients_screeninganswer SET value = 'false'",
    "UPDATE patients_skinassessment SET grade = 2",
    "UPDATE patients_scarfinding SET count_low = 9, count_high = 9",
    "UPDATE patients_scarfinding SET removed_at = now()",
    "UPDATE patients_pasttreatment SET response = 'good'",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_signed_content_stays_as_it_is(sql, signed, app_rights):
    with pytest.raises(IntegrityError, match="write an amendment"), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("sql", CHANGES[2:])
def test_a_draft_changes(sql, full, app_rights):
    with connection.cursor() as cursor:
        cursor.execute(sql)

        assert cursor.rowcount == 1


def test_no_part_is_added_to_what_is_signed(signed, dermatologist):
    written = {"changed_by": dermatologist}
    parts = [
        lambda: ScreeningAnswer.objects.create(
            consultation=signed,
            question="diabetes",
            value="none",
            told_on=signed.held_on,
            asked_by=dermatologist,
            source="patient",
            **written,
        ),
        lambda: ScarFinding.objects.create(assessment=signed.assessment, scar_type="keloid", region="chest", **written),
        lambda: PastTreatment.objects.create(
            consultation=signed,
            patient=signed.patient,
            modality="nafl",
            told_on=signed.held_on,
            told_by=dermatologist,
            **written,
        ),
    ]
    for add in parts:
        with pytest.raises(IntegrityError, match="write an amendment"), transaction.atomic():
            add()


@pytest.mark.parametrize(
    "table", ["consultation", "screeninganswer", "skinassessment", "scarfinding", "pasttreatment", "tabletsession"]
)
def test_the_application_deletes_nothing(table, full, app_rights):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM patients_{table}")


def test_an_amendment_is_added_and_never_changed(signed, dermatologist, app_rights):
    consulting.amend(consultation=signed, text="Also on the back.", by=dermatologist)

    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("UPDATE patients_amendment SET text = 'no'")


def test_not_even_the_owner_changes_an_amendment(signed, dermatologist):
    consulting.amend(consultation=signed, text="Also on the back.", by=dermatologist)

    with pytest.raises(DatabaseError, match="Cannot update"):
        Amendment.objects.update(text="no")


def test_every_action_has_the_rights_it_needs(draft, dermatologist, app_rights):
    consulting.answer(consultation=draft, question="smoker", value=True, by=dermatologist)
    assessing.record_findings(consultation=draft, counts={Place("rolling", "nose"): (1, 1)}, by=dermatologist)
    assessing.assess_skin(consultation=draft, by=dermatologist, phototype=2)
    past = assessing.record_past(consultation=draft, modality="afl", by=dermatologist)
    assessing.remove_past(consultation=draft, past=past, by=dermatologist)
    consulting.edit_note(consultation=draft, text="Seen.", by=dermatologist)
    consulting.sign(consultation=draft, by=dermatologist)
    consulting.amend(consultation=draft, text="And more.", by=dermatologist)

    assert Consultation.objects.get().is_signed


WRONG_ROWS = [
    ("patients_consultation", {"state": "closed"}, "consultation_signed_by_somebody"),
    ("patients_consultation", {"state": "signed"}, "consultation_signed_by_somebody"),
    ("patients_screeninganswer", {"value": json.dumps([1])}, "answer_value_plain"),
    ("patients_screeninganswer", {"regions": json.dumps({"nose": True})}, "answer_value_or_regions"),
    ("patients_screeninganswer", {"value": None, "in_group": True}, "answer_denied_in_group_has_value"),
    ("patients_skinassessment", {"phototype": 7}, "skin_phototype_known"),
    ("patients_skinassessment", {"grade": 5}, "skin_grade_known"),
    ("patients_scarfinding", {"count_low": 0}, "finding_count_possible"),
    ("patients_scarfinding", {"count_low": None}, "finding_count_possible"),
    ("patients_scarfinding", {"count_high": 20_000}, "finding_count_possible"),
    ("patients_scarfinding", {"count_low": 3, "count_high": 2}, "finding_count_possible"),
    ("patients_scarfinding", {"grade": 1}, "finding_grade_fits_scar_type"),
    ("patients_scarfinding", {"scar_type": "macular_erythematous", "grade": 2}, "finding_grade_fits_scar_type"),
    ("patients_scarfinding", {"area_cm2": 0}, "finding_area_possible"),
    ("patients_scarfinding", {"base": "odd"}, "finding_base_known"),
    ("patients_scarfinding", {"side": "up"}, "finding_side_known"),
    ("patients_pasttreatment", {"sessions": 0}, "past_sessions_possible"),
    ("patients_pasttreatment", {"response": "great"}, "past_response_known"),
    ("patients_pasttreatment", {"where": "moon"}, "past_where_known"),
    ("patients_pasttreatment", {"last_latest": datetime.date(2190, 1, 1)}, "past_lies_in_the_past"),
    ("patients_pasttreatment", {"last_earliest": datetime.date(2020, 1, 1)}, "past_last_from_earliest_to_latest"),
]


@pytest.mark.parametrize(("table", "wrong", "constraint"), WRONG_ROWS)
def test_no_impossible_row_is_ever_stored(table, wrong, constraint, full):
    columns = ", ".join(f'"{name}" = %s' for name in wrong)
    with pytest.raises(IntegrityError, match=constraint), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {columns}", list(wrong.values()))


def test_a_scar_type_stands_once_at_a_place_also_where_there_are_no_sides(full, dermatologist):
    with pytest.raises(IntegrityError, match="finding_once_per_place"):
        factories.finding(full, region="nose", side=None)


def test_a_question_has_one_answer_in_a_consultation(full, dermatologist):
    again = ScreeningAnswer.objects.get()
    again.pk, again.public_id = None, None
    again._state.adding = True
    again.public_id = factories.consultation().public_id
    with pytest.raises(IntegrityError, match="answer_once_per_question"):
        again.save()


def test_the_history_of_every_row_is_kept(full, dermatologist):
    consulting.answer(consultation=full, question="smoker", value=False, by=dermatologist)

    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM patients_screeninganswerevent ORDER BY pgh_id")
        assert [json.loads(value) for (value,) in cursor.fetchall()] == [True, False]


def test_an_assessment_belongs_to_one_consultation(full, dermatologist):
    with pytest.raises(IntegrityError):
        SkinAssessment.objects.create(consultation=full, changed_by=dermatologist, changed_at=timezone.now())
