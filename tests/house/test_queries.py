"""A page asks the database as often for a long list as for a short one."""

import datetime
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import audit
from accounts.models import AuditEvent
from catalog.pack import load_shipped_pack
from catalog.snapshot import in_force
from patients import assessing, consulting
from patients.assessing import Place
from patients.models import Consultation
from tests import factories
from tests.treatments import plans as planning
from treatments import changing
from treatments.changing import Change, Why
from treatments.models import PlanJudgement

FEW, MORE = 2, 9
ON = datetime.date(2026, 3, 2)


@dataclass
class Clinic:
    """The people and the one patient whose lists grow."""

    cast: dict
    patient: object
    held: object = None
    plan: object = None


@pytest.fixture
def clinic(cast):
    load_shipped_pack()
    patient = factories.patient()
    return Clinic(cast, patient, consulting.start(patient=patient, by=cast["dermatologist"]))


def people(clinic, number):
    factories.user("nurse", "assistant")


def patients(clinic, number):
    factories.patient(family_name=f"Moreau{number}", given_names="Ada")


def records_seen(clinic, number):
    with audit.visit(by=clinic.cast["front_desk"], path="/"):
        audit.record(audit.VIEWED, by=clinic.cast["front_desk"], about=factories.patient(family_name=f"Ito{number}"))


def contacts_and_merges(clinic, number):
    factories.contact(clinic.patient, name=f"Contact {number}")
    factories.merge(
        kept=clinic.patient, merged=factories.patient(family_name=f"Other{number}"), by=clinic.cast["nurse"]
    )


def consultations(clinic, number):
    on = ON + datetime.timedelta(days=number)
    Consultation.objects.create(patient=clinic.patient, held_on=on, started_by=factories.user("nurse"))


def drafts(clinic, number):
    consulting.start(patient=factories.patient(family_name=f"Draft{number}"), by=factories.user("nurse"))


def findings_answers_and_past(clinic, number):
    doctor, scar_types, regions = (
        clinic.cast["dermatologist"],
        list(in_force().scar_types),
        ("nose", "chin", "forehead"),
    )
    place = Place(scar_types[number % 4], regions[number // 4])
    assessing.record_findings(consultation=clinic.held, counts={place: (3, 3)}, by=doctor)
    asked = [question.key for question in in_force().questions.values() if question.none_value is False]
    consulting.answer(consultation=clinic.held, question=asked[number], value=True, by=doctor)
    modality = list(in_force().modalities)[number]
    assessing.record_past(consultation=clinic.held, modality=modality, by=factories.user("dermatologist"), where="here")


def amendments(clinic, number):
    clinic.held.refresh_from_db()
    if not clinic.held.is_signed:
        consulting.sign(consultation=clinic.held, by=clinic.cast["dermatologist"])
    consulting.amend(consultation=clinic.held, text=f"Added {number}.", by=factories.user("dermatologist"))


def plans(clinic, number):
    planning.a_plan(clinic.cast["dermatologist"], patient=factories.patient(family_name=f"Plan{number}", sex="male"))


def plans_to_look_at(clinic, number):
    plan = planning.a_plan(patient=factories.patient(family_name=f"Plan{number}", sex="male"), untold=("smoker",))
    PlanJudgement.objects.filter(plan=plan).update(unsafe=1)


def tasks_and_revisions(clinic, number):
    if clinic.plan is None:
        clinic.plan = planning.a_plan(clinic.cast["dermatologist"])
    plan = clinic.plan
    planning.a_task(plan, "nurse")
    doctor = clinic.cast["dermatologist"]
    change = Change(2, "postponed", {"days": 1})
    changing.amend(plan=plan, change=change, why=Why("Later."), by=doctor, revision=plan.revision)
    plan.refresh_from_db()
    plan.__dict__.pop("current", None)


def of_plan(clinic):
    return clinic.plan.get_absolute_url()


def of_patient(name):
    return lambda clinic: reverse(name, args=[clinic.patient.public_id])


def of_consultation(clinic):
    return reverse("consultation", args=[clinic.held.public_id])


LISTS = {
    "people": ("clinic_admin", lambda clinic: reverse("people"), people),
    "today of a clinic admin": ("clinic_admin", lambda clinic: reverse("today"), people),
    "audit trail": ("clinic_admin", lambda clinic: reverse("audit_trail"), records_seen),
    "patients found": ("front_desk", lambda clinic: f"{reverse('patient_search')}?q=ada", patients),
    "patients seen": ("front_desk", lambda clinic: reverse("patient_search"), records_seen),
    "today of the desk": ("front_desk", lambda clinic: reverse("today"), records_seen),
    "today of a doctor": ("dermatologist", lambda clinic: reverse("today"), drafts),
    "record": ("front_desk", of_patient("patient_record"), contacts_and_merges),
    "duplicates": ("front_desk", of_patient("patient_duplicates"), lambda clinic, number: factories.patient()),
    "consultations": ("dermatologist", of_patient("consultation_list"), consultations),
    "draft": ("dermatologist", of_consultation, findings_answers_and_past),
    "draft of an assistant": ("assistant", of_consultation, findings_answers_and_past),
    "signed": ("dermatologist", of_consultation, amendments),
    "plans": ("dermatologist", lambda clinic: reverse("plan_list"), plans),
    "plans to look at": ("dermatologist", lambda clinic: reverse("plan_worklist"), plans_to_look_at),
    "visits to book": ("front_desk", lambda clinic: reverse("plans_to_book"), plans),
    "plan": ("dermatologist", of_plan, tasks_and_revisions),
}


@pytest.mark.parametrize("name", LISTS)
def test_page_asks_as_often_however_long_its_list(clinic, sign_in, name):
    role, path, grow = LISTS[name]
    browser = sign_in(clinic.cast[role])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path(clinic)).status_code == 200
        return [query["sql"] for query in queries]

    for number in range(FEW):
        grow(clinic, number)
    asked()  # what is kept per process is read once
    few = asked()
    for number in range(FEW, MORE):
        grow(clinic, number)
    more = asked()

    assert len(more) == len(few), "\n".join(sorted(set(more) - set(few)))
    assert AuditEvent.objects.exists()
