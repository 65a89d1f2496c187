"""The patients of the demonstration clinic are registered, each on a day of the past, with the trail of it."""

import datetime

from django.utils import timezone

from clinic.demo.chance import Chance, instant
from clinic.demo.people import working
from clinic.demo.population import Person, population
from clinic.demo.trail import Trail
from patients import phones
from patients.models import ContactPerson, Patient

OPENS, CLOSES = 8 * 60, 17 * 60


def load() -> None:
    """Everybody of the population, checked field by field as at the desk."""
    chance, desk, now = Chance("desk"), working("front_desk", "assistant"), timezone.now()
    people = population(timezone.localdate())
    patients = [_patient(person, chance, chance.choice(desk), now) for person in people]
    Patient.objects.bulk_create(patients, batch_size=200)
    contacts = [one for person, patient in zip(people, patients, strict=True) for one in _contacts(person, patient)]
    ContactPerson.objects.bulk_create(contacts)
    _tell(patients, contacts)


def _patient(person: Person, chance: Chance, by, now: datetime.datetime) -> Patient:
    patient = Patient(
        public_id=chance.uuid(),
        registered_by=by,
        registered_at=instant(person.registered_on, chance.randrange(OPENS, CLOSES), now),
        **person.fields,
    )
    patient.phone_e164 = phones.e164(patient.phone)
    patient.clean_fields()
    return patient


def _contacts(person: Person, patient: Patient) -> list[ContactPerson]:
    contacts = [
        ContactPerson(patient=patient, added_by=patient.registered_by, added_at=patient.registered_at, **fields)
        for fields in person.contacts
    ]
    for contact in contacts:
        contact.phone_e164 = phones.e164(contact.phone)
        contact.clean_fields()
    return contacts


def _tell(patients: list[Patient], contacts: list[ContactPerson]) -> None:
    trail = Trail()
    for patient in patients:
        trail.add(
            "patient registered", by=patient.registered_by, at=patient.registered_at, about=patient, patient=patient
        )
    for contact in contacts:
        said = {"by": contact.added_by, "at": contact.added_at, "about": contact, "patient": contact.patient}
        trail.add("contact person added", **said, guardian=contact.is_guardian)
    trail.write()
