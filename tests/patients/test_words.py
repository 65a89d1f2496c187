"""What the desk's pages say of a patient."""

from types import SimpleNamespace

from patients import words
from patients.refusals import Change
from tests import factories


def test_a_wish_that_nobody_asked_for_is_said_to_be_not_asked(db):
    patient = factories.patient(contact_by="")

    assert words.value_in_words(patient, "contact_by") == "not asked"


def test_other_line_ends_are_no_other_address():
    change = Change("address", "Address", "Lane 1\r\nTown", "Lane 2\nTown")
    form = SimpleNamespace(cleaned_data={"address": "Lane 1\nTown"})

    assert words.changes_in_words(SimpleNamespace(changes=[change]), form)[0]["kept"] is False
