"""The published cases, typed in as a clinic would, are the same cases to the planner."""

import dataclasses
import datetime
import json
from pathlib import Path

import pytest

from catalog.snapshot import in_force
from patients import assessing, consulting
from patients.case_of import case_document, case_of
from planner.case import read_case
from tests import factories

CASES = sorted((Path(__file__).parents[2] / "planner" / "cases").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_published_case_typed_in_is_the_same_case(path, loaded_pack, dermatologist):
    published = json.loads(path.read_text())
    held_on = datetime.date.fromisoformat(published["on"])
    born = held_on.replace(year=held_on.year - published["patient"]["age"])
    patient = factories.patient(sex=published["patient"]["sex"], birth_date=born)

    consultation = typed_in(published, patient, held_on, by=dermatologist)

    expected = dataclasses.replace(read_case(published, in_force()), age=None, birth_date=born)
    assert case_of(consultation, in_force()) == expected
    assert read_case(json.loads(json.dumps(case_document(consultation))), in_force()) == expected


def typed_in(published, patient, held_on, by):
    consultation = consulting.start(patient=patient, by=by, held_on=held_on)
    seen = published["assessment"]
    counts = {
        assessing.Place(row["scar_type"], row["region"], row.get("side")): (row["count"], row["count"])
        for row in seen["findings"]
    }
    assessing.record_findings(consultation=consultation, counts=counts, by=by)
    assessing.assess_skin(
        consultation=consultation, by=by, grade=seen["grade"], phototype=published["patient"]["phototype"]
    )
    told = {key: consulting.Told(value) for key, value in published["answers"].items()}
    consulting.answer_many(consultation=consultation, told=told, by=by, told_on=held_on)
    for past in published["history"]:
        assessing.record_past(consultation=consultation, by=by, told_on=held_on, **past)
    consultation.refresh_from_db()
    return consultation
