"""Every address of the clinic, and an example of each that needs one.

A room that adds an address with something in it (`<uuid:person_id>`) adds a line to SAMPLES: a function that makes what the
address needs and gives its arguments. Addresses without arguments need no line.
"""

from dataclasses import dataclass

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from tests import factories
from tests.treatments import plans as planning
from treatments import actions as presenting


def a_person():
    return {"person_id": factories.user("nurse").public_id}


def a_role_of_a_person():
    grant = factories.grant(factories.user(), "nurse")
    return {"person_id": grant.user.public_id, "grant_id": grant.public_id}


def a_patient():
    return {"patient_id": factories.patient().public_id}


def a_contact_of_a_patient():
    patient = factories.patient()
    contact = factories.contact(patient)
    return {"patient_id": patient.public_id, "contact_id": contact.public_id}


def two_patients():
    return {"patient_id": factories.patient().public_id, "other_id": factories.patient().public_id}


def a_merge():
    merge = factories.merge()
    return {"patient_id": merge.kept.public_id, "merge_id": merge.public_id}


def a_consultation():
    return {"consultation_id": factories.consultation().public_id}


def a_finding():
    finding = factories.finding()
    return {
        "consultation_id": finding.assessment.consultation.public_id,
        "finding_id": finding.public_id,
    }


def a_plan():
    return {"plan_id": planning.a_plan().public_id}


def a_presentation():
    held = planning.a_consultation()
    kept = presenting.present(consultation=held, shown=[presenting.NO_PROCEDURE], by=held.started_by)
    return {"presentation_id": kept.public_id}


def a_step_of_a_plan():
    return a_plan() | {"step": 1}


def a_task_of_a_plan():
    return {"task_id": planning.a_task().public_id}


def a_report():
    held = planning.a_consultation()
    return {"report_id": presenting.report(consultation=held, comment="Wrong.", by=held.started_by).public_id}


SAMPLES = {
    "person": a_person,
    "role_grant": a_person,
    "role_end": a_role_of_a_person,
    "clinical_lead_name": a_person,
    "person_deactivate": a_person,
    "person_reactivate": a_person,
    "person_invite": a_person,
    "catalog_table": lambda: {"kind": "safety.rule"},
    "catalog_fact": lambda: {"kind": "safety.rule", "key": "keloid"},
    "catalog_source": lambda: {"key": "jacob2001"},
    "consultation_list": a_patient,
    "consultation_start": a_patient,
    "consultation": a_consultation,
    "consultation_answers": a_consultation,
    "consultation_none": a_consultation,
    "consultation_same": a_consultation,
    "consultation_findings": a_consultation,
    "consultation_finding": a_finding,
    "consultation_skin": a_consultation,
    "consultation_past": a_consultation,
    "consultation_note": a_consultation,
    "consultation_sign": a_consultation,
    "consultation_amend": a_consultation,
    "consultation_tablet": a_consultation,
    "consultation_tablet_end": a_consultation,
    "patient_record": a_patient,
    "patient_edit": a_patient,
    "contact_person_add": a_patient,
    "contact_person_end": a_contact_of_a_patient,
    "patient_duplicates": a_patient,
    "patient_merge": two_patients,
    "merge_undo": a_merge,
    "patient_plan": a_patient,
    "plan": a_plan,
    "plan_revisions": a_plan,
    "plan_replan": a_plan,
    "plan_amend": a_step_of_a_plan,
    "plan_accept": a_plan,
    "plan_hold": a_plan,
    "plan_resume": a_plan,
    "plan_stop": a_plan,
    "plan_complete": a_plan,
    "plan_sheet": a_plan,
    "proposal": a_consultation,
    "proposal_json": a_consultation,
    "proposal_answer": a_consultation,
    "question_set_aside": a_consultation,
    "proposal_adopt": a_consultation,
    "proposal_report_make": a_consultation,
    "proposal_report": a_report,
    "proposal_present": a_consultation,
    "presentation": a_presentation,
    "presentation_decline": a_presentation,
    "task_done": a_task_of_a_plan,
    "account_reset_password_from_key": lambda: {"uidb36": "1", "key": "no-key"},
}


@dataclass(frozen=True)
class Address:
    """One line of the URLconf."""

    name: str
    pattern: URLPattern

    @property
    def access(self):
        return getattr(self.pattern.callback, "access", None)

    @property
    def says_which_record(self) -> bool:
        return any(converter.regex == uuid_regex() for converter in self.pattern.pattern.converters.values())

    def path(self) -> str:
        """An example of the address; what it needs is made in the test's database."""
        return reverse(self.name, kwargs=SAMPLES.get(self.name, dict)())

    def __str__(self):
        return self.name


def uuid_regex() -> str:
    from django.urls.converters import UUIDConverter

    return UUIDConverter.regex


def addresses() -> list[Address]:
    """All of them, in the order of the URLconf."""
    return [Address(pattern.name or str(pattern.pattern), pattern) for pattern in _patterns(get_resolver())]


def _patterns(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from _patterns(entry)
