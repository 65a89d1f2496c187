"""Rows for tests, each as plain as it can be. Say what matters to the test, leave out the rest."""

import datetime
import itertools

from django.utils import timezone

from accounts.models import ClinicalLead, RoleGrant, User
from patients import actions
from patients.models import Consultation, ContactPerson, Merge, Patient, ScarFinding, SkinAssessment

_numbers = itertools.count(1)


def user(*roles, full_name=None, title="", email=None, password=None, **fields) -> User:
    """Somebody who works here and holds `roles`."""
    number = next(_numbers)
    person = User.objects.create_user(
        email or f"person{number}@clinic.example",
        password=password,
        full_name=full_name or f"Person {number}",
        title=title,
        **fields,
    )
    for role in roles:
        grant(person, role)
    return person


def grant(person, role, **fields) -> RoleGrant:
    return RoleGrant.objects.create(user=person, role=role, **fields)


def clinical_lead(person, **fields) -> ClinicalLead:
    return ClinicalLead.objects.create(user=person, **fields)


def patient(family_name="Moreau", given_names="Aline", birth_date=datetime.date(1994, 3, 12), **fields) -> Patient:
    return Patient.objects.create(family_name=family_name, given_names=given_names, birth_date=birth_date, **fields)


def contact(patient, name="Claire Moreau", **fields) -> ContactPerson:
    return ContactPerson.objects.create(patient=patient, name=name, **fields)


def merge(kept=None, merged=None, by=None) -> Merge:
    """Two records of one person, merged by somebody at the desk."""
    return actions.merge(kept=kept or patient(), merged=merged or patient(), by=by or user("front_desk"))


def consultation(patient_=None, by=None, **fields) -> Consultation:
    """A draft of today."""
    fields.setdefault("held_on", timezone.localdate())
    return Consultation.objects.create(patient=patient_ or patient(), started_by=by or user("dermatologist"), **fields)


def finding(consultation_=None, scar_type="rolling", region="cheek_lower", side="left", **fields) -> ScarFinding:
    """Seen in a draft, and not counted unless said."""
    held = consultation_ or consultation()
    written = {"changed_by": held.started_by}
    assessment, _ = SkinAssessment.objects.get_or_create(consultation=held, defaults=written)
    return ScarFinding.objects.create(
        assessment=assessment, scar_type=scar_type, region=region, side=side, **written | fields
    )
