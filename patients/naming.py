"""How patients are called in the trail: by record number, which is on their papers, and never by name."""

import re
import uuid

from patients.models import Patient

TYPED = re.compile(r"(?:C-?)?([0-9]{1,12})", re.IGNORECASE)


def record_numbers(keys: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The record numbers of these patients, also of records merged into another; in one query."""
    return dict(Patient.objects.filter(public_id__in=keys).values_list("public_id", "record_number"))


def patient_numbered(text: str) -> uuid.UUID | None:
    """The patient of this record number, with or without its C- and zeros; None if no record has it."""
    typed = TYPED.fullmatch(text.strip())
    if typed is None:
        return None
    number = f"C-{int(typed[1]):06}"
    return Patient.objects.filter(record_number=number).values_list("public_id", flat=True).first()
