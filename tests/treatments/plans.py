"""Plans for tests, made the way the clinic makes them: a catalog in force, a consultation, a proposal, and one regimen adopted.

`a_plan()` does it all. What matters to a test is said in its words: `a_plan(doctor, answers={"smoker": True})`.
"""

import dataclasses
import datetime
from decimal import Decimal

from django.test import override_settings

from catalog import actions as publishing
from catalog.items import offers_of
from catalog.models import CatalogVersion
from catalog.pack import load_shipped_pack
from catalog.snapshot import in_force
from patients import assessing, consulting
from patients.assessing import Place
from patients.consulting import Told
from planner.catalog import Catalog, shipped_catalog
from tests import factories
from treatments import actions, proposals
from treatments.adopting import Choice, adopt, open_questions
from treatments.models import PlanTask

ROLLING = {("rolling", "cheek_lower", "left"): (11, 11), ("rolling", "cheek_lower", "right"): (9, 9)}
MIXED = ROLLING | {("icepick", "cheek_upper", "left"): (14, 14)}
HARMLESS = {"bdd_screen": "negative", "active_acne": "none", "koebner": "none", "weight_kg": 70}
PRICE, REASON = Decimal("120.00"), "Discussed and judged acceptable."


def catalog_in_force(*, priced: bool = True) -> CatalogVersion:
    """The shipped pack as version 1, with one price for everything; what is in force already stays."""
    if version := CatalogVersion.objects.in_force().first():
        return version
    shipped = offers_of(shipped_catalog())
    offers = [dataclasses.replace(one, price=PRICE if priced else None) for one in shipped]
    return load_shipped_pack(items=offers)


def a_later_version(catalog: Catalog | None = None, *, price=PRICE, by=None) -> CatalogVersion:
    """The next version in force: what `catalog` says (the shipped pack unless given), everything at this price."""
    catalog = catalog or shipped_catalog()
    offers = [dataclasses.replace(one, price=price) for one in offers_of(catalog)]
    draft = publishing.load(catalog=catalog, title="A later version", by=None, items=offers)
    return publishing.publish(version=publishing.hand_in(version=draft, by=by), by=by)


def with_rule(catalog: Catalog, key: str, **changes) -> Catalog:
    """The catalog with one rule of the screening changed."""
    rules = tuple(dataclasses.replace(one, **changes) if one.key == key else one for one in catalog.safety["rule"])
    return dataclasses.replace(catalog, safety=dict(catalog.safety) | {"rule": rules})


def harmless_answers() -> dict[str, Told]:
    """An answer to every question that has one against which no rule speaks."""
    asked = [one for one in in_force().questions.values() if one.derived_from is None]
    values = {one.key: HARMLESS.get(one.key, one.none_value) for one in asked}
    return {key: Told(value) for key, value in values.items() if value is not None}


def a_consultation(doctor=None, *, patient=None, findings=MIXED, phototype=3, grade=3, answers=None, untold=()):
    """A draft of today that yields regimens without an open question. `answers`: what is told instead; `untold`: not at all."""
    catalog_in_force()
    doctor = doctor or factories.user("dermatologist")
    patient = patient or factories.patient(sex="female")
    held = consulting.start(patient=patient, by=doctor)
    told = harmless_answers() | {key: Told(value) for key, value in (answers or {}).items()}
    told = {key: one for key, one in told.items() if key not in untold}
    consulting.answer_many(consultation=held, told=told, by=doctor)
    counts = {Place(*place): count for place, count in findings.items()}
    assessing.record_findings(consultation=held, counts=counts, by=doctor)
    assessing.assess_skin(consultation=held, by=doctor, phototype=phototype, grade=grade)
    held.refresh_from_db()
    return held


def adopted(held, doctor=None, *, holding=None, options=(), think_until=None, wishes=None):
    """The first regimen of the consultation's proposal, or the first that holds this modality, as the patient's plan.

    Open questions are set aside and reasons written, as a dermatologist would.
    """
    doctor = doctor or held.started_by
    now = proposals.proposed(held, wishes=wishes)
    regimen = next(one for one in now.document["regimens"] if holding is None or holding in one["modalities"])
    for question in open_questions(now, regimen["key"]):
        actions.set_question_aside(consultation=held, question=question["question"], reason=REASON, by=doctor)
    reasons = dict.fromkeys(regimen["needs_reason"], REASON)
    choice = Choice(regimen["key"], frozenset(options), reasons, wishes or {}, think_until)
    with override_settings(DEMO=True):  # nobody signs the shipped pack in a test
        return adopt(consultation=held, choice=choice, by=doctor)


def a_plan(doctor=None, *, holding=None, options=(), offered=False, **about):
    """An active plan of a patient; `offered` gives a week to think instead. `about` says what the consultation holds."""
    held = a_consultation(doctor, **about)
    think_until = held.held_on + datetime.timedelta(days=7) if offered else None
    return adopted(held, doctor, holding=holding, options=options, think_until=think_until)


def tell(plan, question: str, value, by=None) -> None:
    """Something is told after the adoption, in the consultation the plan came from."""
    consulting.answer(consultation=plan.consultation, question=question, value=value, by=by or plan.adopted_by)


def a_task(plan=None, owner="nurse", **fields) -> PlanTask:
    """Something to be seen to for a plan."""
    plan = plan or a_plan()
    rule = f"rule_{plan.tasks.count()}"
    given = {"rule": rule, "kind": "extra_check", "text": "Needs care.", "mitigation": "Check the skin first."}
    return PlanTask.objects.create(plan=plan, owner=owner, **given | fields)
