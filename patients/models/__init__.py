"""Who comes here, who may be told, and which records belong to one person."""

from patients.models.assessment import PastTreatment, ScarFinding, SkinAssessment
from patients.models.consultation import Amendment, Consultation
from patients.models.contact_person import ContactPerson
from patients.models.merge import Merge
from patients.models.patient import ContactBy, Patient, Sex
from patients.models.screening import ScreeningAnswer, TabletSession

__all__ = [
    "Amendment",
    "Consultation",
    "ContactBy",
    "ContactPerson",
    "Merge",
    "PastTreatment",
    "Patient",
    "ScarFinding",
    "ScreeningAnswer",
    "Sex",
    "SkinAssessment",
    "TabletSession",
]
