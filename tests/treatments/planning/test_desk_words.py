"""No clinical word reaches whoever may not read the record: every address is opened, and every response is read."""

import html
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import PREPARATION
from catalog.snapshot import in_force
from patients import assessing
from patients.models import ScarFinding
from patients.saying import NAMES, choice_in_words
from tests import factories
from tests.addresses import addresses
from tests.treatments import plans as planning
from treatments import actions, changing
from treatments.changing import Why
from treatments.proposals import proposed


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


HELD_BECAUSE = "Swelling after the last session."
PLAIN = {"not applicable", "not done", "negative", "positive", "possible", "hypertrophic"}
KNOWN_TO_THE_DESK = "allergy_latex"  # whoever meets the person has to know
SHORTEST = 7
STOP = "A clinical check is open. A nurse will call back."


@dataclass
class Clinic:
    """One patient about whom there is something to tell, and where each part of it lies."""

    ids: dict
    words: set[str]


@pytest.fixture
def clinic(dermatologist):
    """A plan that runs and one that is held, with answers, findings, tasks, a presentation and a report."""
    held = planning.a_consultation(
        dermatologist,
        answers={"isotretinoin_last": {"before_days": 400}, "smoker": True, "keloid_history": "hypertrophic"},
    )
    assessing.record_past(
        consultation=held, past=None, by=dermatologist, modality="nafl", sessions=2, last_on={"before_days": 900}
    )
    first = proposed(held).document["regimens"][0]["key"]
    presentation = actions.present(consultation=held, shown=[first], by=dermatologist)
    report = actions.report(consultation=held, comment="Why so many visits?", by=dermatologist)
    plan = planning.adopted(held)
    task = planning.a_task(plan, "desk", kind="longer_interval", text="Heals slowly.", mitigation="Wait longer.")
    stopped = planning.a_plan(dermatologist, patient=factories.patient(family_name="Osei", sex="male"))
    changing.hold(plan=stopped, why=Why(HELD_BECAUSE, "safety"), by=dermatologist, revision=1)
    person = factories.user()
    contact, merge = factories.contact(plan.patient), factories.merge(kept=plan.patient)
    ids = {
        "patient_id": plan.patient,
        "other_id": stopped.patient,
        "contact_id": contact,
        "merge_id": merge,
        "consultation_id": held,
        "finding_id": ScarFinding.objects.filter(assessment__consultation=held).first(),
        "plan_id": plan,
        "task_id": task,
        "presentation_id": presentation,
        "report_id": report,
        "person_id": person,
        "grant_id": factories.grant(person, "nurse"),
    }
    known = {"step": 1, "kind": "safety.rule", "key": "smoking", "uidb36": "1"}
    return Clinic({name: row.public_id for name, row in ids.items()} | known, clinical_words(plan, stopped))


def clinical_words(*plans) -> set[str]:
    """Every name of a modality, sentence of a rule, question, drug and telling answer, and all that was written of these plans."""
    catalog = in_force()
    questions = [row for row in catalog.questions.values() if row.key != KNOWN_TO_THE_DESK]
    names = {name for row in catalog.modalities.values() for name in (row.name, row.name.partition(" (")[0])}
    rules = {text for row in catalog.safety["rule"] for text in (row.reason, row.mitigation)}
    asked = {text for row in questions for text in (row.ask, NAMES.get(row.key, ""))}
    told = {choice_in_words(value) for row in questions for value in row.choices} - PLAIN
    drugs = {row.drug for row in catalog.safety["dose_limit"]}
    scars = {row.label for row in catalog.scar_types.values()}
    kept = {HELD_BECAUSE, "Heals slowly.", "Wait longer.", "Why so many visits?", planning.REASON, "isotretinoin"}
    for plan in plans:
        course = plan.current.regimen
        kept |= {row["text"] for row in (*course["cautions"], *course["reasons"])}
        kept |= {row["result"] for row in course["expected"]} | {plan.key}
    words = names | rules | asked | told | drugs | scars | kept
    return {word.casefold() for word in words if len(word) >= SHORTEST}


def opened(browser, clinic, skip=lambda address: False):
    """Every address, asked and sent to, with and without script: (address, response)."""
    for address in addresses():
        if skip(address) or address.name.startswith("account_"):
            continue
        path = path_of(address, clinic)
        for headers in ({}, {"HX-Request": "true"}, {"Accept": "application/json"}):
            yield address, browser.get(path, headers=headers)
        yield address, browser.post(path, {"revision": 1, "note": "Done."})


def path_of(address, clinic) -> str:
    wanted = address.pattern.pattern.converters
    return reverse(address.name, kwargs={name: clinic.ids[name] for name in wanted}) if wanted else address.path()


def words_in(response, words) -> set[str]:
    text = html.unescape(response.content.decode("utf-8", "replace")).casefold()
    header = " ".join(str(value) for value in response.headers.values()).casefold()
    return {word for word in words if word in text or word in header}


def told(browser, clinic, **more) -> dict[str, set[str]]:
    found = {}
    for address, response in opened(browser, clinic, **more):
        assert response.status_code < 500, address
        if words := words_in(response, clinic.words):
            found.setdefault(address.name, set()).update(words)
    return found


def test_front_desk_is_told_no_clinical_word(clinic, sign_in, front_desk):
    assert told(sign_in(front_desk), clinic) == {}


def test_stranger_is_told_no_clinical_word(clinic):
    assert told(Client(), clinic) == {}


def test_assistant_is_told_none_beside_the_intake(clinic, sign_in, assistant):
    """The intake and the catalog are an assistant's work; a plan is not."""
    browser = sign_in(assistant)

    assert told(browser, clinic, skip=lambda address: bool(address.access.permissions & PREPARATION)) == {}


def test_desk_reads_whom_to_book_all_the_same(clinic, sign_in, front_desk):
    page = sign_in(front_desk).get(reverse("plans_to_book")).content.decode()

    assert "Moreau, Aline" in page and "visits to book" in page and page.count(STOP) == 1


def test_words_are_found_where_they_may_be_read(clinic, sign_in, dermatologist):
    """The net has no holes: the same words stand on the pages of a dermatologist."""
    response = sign_in(dermatologist).get(reverse("plan", args=[clinic.ids["plan_id"]]))

    assert len(words_in(response, clinic.words)) > 10
