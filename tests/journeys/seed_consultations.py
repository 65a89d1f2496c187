"""Consultations on which something stands, for the walk over every page and for the guides."""

import datetime
from contextlib import suppress
from itertools import product

from django.utils import timezone

from catalog.snapshot import in_force
from patients import assessing, consulting
from patients.assessing import Place
from patients.consulting_refusals import NothingToAnswer
from patients.showing_questions import CATEGORIES
from tests import factories

FINDINGS = [
    ("icepick", "cheek_upper", "right", (7, 7)),
    ("icepick", "cheek_upper", "left", (4, 4)),
    ("rolling", "cheek_lower", "left", (11, 20)),
    ("rolling", "cheek_lower", "right", (6, 6)),
    ("boxcar_shallow", "temple", "right", (3, 3)),
    ("boxcar_shallow", "forehead", None, (2, 2)),
]


def consultations(patients, people) -> dict:
    """A draft with something in every part, one just begun, and one that was signed and amended."""
    doctor, assistant = people["dermatologist"], people["assistant"]
    draft = _told(patients["Aline Moreau"], assistant, doctor)
    _seen(draft, doctor)
    signed = _told(patients["José María García Márquez"], assistant, doctor)
    _seen(signed, doctor)
    consulting.sign(consultation=signed, by=doctor)
    consulting.amend(consultation=signed, text="The patient called: no aspirin in the last week.", by=doctor)
    begun = consulting.start(patient=patients["Thị Hoa Nguyễn"], by=assistant)
    prepared = _denied(patients["Kwame Osei"], assistant)
    for name in ("Kofi Amoah", "Ken Yamada"):
        _denied(patients[name], assistant)
    _came_before(patients["Bianca Ferrari"], doctor)
    return {"draft": draft, "signed": signed, "begun": begun, "prepared": prepared}


def _denied(patient, assistant):
    """The assistant's intake is done, and nothing applies."""
    held = consulting.start(patient=patient, by=assistant)
    consulting.answer(consultation=held, question="weight_kg", value=78, by=assistant)
    consulting.answer(consultation=held, question="pregnant", value="not_applicable", by=assistant)
    for category in CATEGORIES:
        with suppress(NothingToAnswer):
            consulting.none_of_these_apply(consultation=held, category=category, who="patient", by=assistant)
    return held


def _came_before(patient, doctor):
    """Told in full a hundred days ago, and signed: what a returning patient brings along."""
    day = timezone.localdate() - datetime.timedelta(days=100)
    held = factories.consultation(patient, by=doctor, held_on=day)
    told = {"smoker": True, "isotretinoin_last": "2020-02", "weight_kg": 61, "bdd_screen": "negative"}
    told |= {key: _mildest(key) for key in ("pregnant", "active_acne", "koebner")}
    for key, value in told.items():
        consulting.answer(consultation=held, question=key, value=value, by=doctor, told_on=day)
    for category, who in product(CATEGORIES, ("patient", "clinician")):
        with suppress(NothingToAnswer):
            consulting.none_of_these_apply(consultation=held, category=category, who=who, by=doctor, told_on=day)
    consulting.sign(consultation=held, by=doctor)


def _told(patient, assistant, doctor):
    held = consulting.start(patient=patient, by=assistant)
    consulting.answer(consultation=held, question="smoker", value=True, by=assistant)
    consulting.answer(consultation=held, question="isotretinoin_last", value={"before_days": 300}, by=assistant)
    for category in ("medication", "allergy", "previous"):
        consulting.none_of_these_apply(consultation=held, category=category, who="patient", by=assistant)
    consulting.answer(consultation=held, question="active_acne", value=_mildest("active_acne"), by=doctor)
    return held


def _mildest(question: str):
    return in_force().questions[question].choices[0]


def _seen(held, doctor):
    counts = {Place(scar, region, side): count for scar, region, side, count in FINDINGS}
    assessing.record_findings(consultation=held, counts=counts, by=doctor)
    assessing.assess_skin(consultation=held, by=doctor, phototype=4, grade=3, priorities=["rolling"])
    assessing.record_past(
        consultation=held,
        past=None,
        by=doctor,
        modality="microneedling",
        sessions=3,
        last_on={"before_days": 700},
        response=None,
        where="elsewhere",
    )
