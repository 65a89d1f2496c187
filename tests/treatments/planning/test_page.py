"""The page of a plan: what was adopted reads the same for ever, what the rules say is that of today."""

import dataclasses
import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from planner.catalog import shipped_catalog
from tests import factories
from tests.treatments import plans as planning
from treatments import changing
from treatments.changing import Change, Why
from treatments.models import PlanJudgement, PlannedSession
from treatments.planning.page import Page, course_html


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def plan(dermatologist):
    return planning.a_plan(dermatologist)


@pytest.fixture
def doctor(sign_in, dermatologist):
    return sign_in(dermatologist)


def read(browser, plan) -> str:
    response = browser.get(plan.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def another_pack():
    """A later pack in which a modality has another name, a rule another sentence, and all has another price."""
    catalog = shipped_catalog()
    names = [dataclasses.replace(one, name=f"{one.name} by a new name") for one in catalog.treatments["modality"]]
    renamed = dataclasses.replace(catalog, treatments=dict(catalog.treatments) | {"modality": tuple(names)})
    rules = [dataclasses.replace(one, reason=f"{one.reason} Said anew.") for one in renamed.safety["rule"]]
    return dataclasses.replace(renamed, safety=dict(renamed.safety) | {"rule": tuple(rules)})


def test_adopted_course_reads_the_same_after_later_versions(plan):
    before = course_html(plan.current)

    planning.a_later_version(another_pack(), price=Decimal("999.00"))

    assert course_html(plan.current) == before
    assert "by a new name" not in before and "999" not in before and "120.00 EUR" in before


def test_page_shows_that_very_course_after_later_versions(doctor, plan):
    planning.a_later_version(another_pack(), price=Decimal("999.00"))

    shown = read(doctor, plan)

    assert "by a new name" not in shown and "999" not in shown
    assert Page(plan, plan.adopted_by).course in shown


def test_verdicts_are_those_of_the_version_in_force(doctor, plan):
    modality = plan.current.regimen["modalities"][0]
    planning.tell(plan, "smoker", True)
    assert "Unsafe by the rules" not in read(doctor, plan)

    stricter = planning.with_rule(shipped_catalog(), "smoking", severity="absolute", modalities=(modality,))
    planning.a_later_version(stricter)

    shown = read(doctor, plan)
    assert "Unsafe by the rules in force today" in shown
    assert "Not for this person as it stands" in shown


def test_judgement_of_today_is_kept_when_it_differs(doctor, plan):
    PlanJudgement.objects.filter(plan=plan).delete()

    read(doctor, plan)
    first = PlanJudgement.objects.get(plan=plan)
    read(doctor, plan)

    assert PlanJudgement.objects.get(plan=plan).at == first.at
    assert first.on == timezone.localdate()


def test_changed_answer_makes_the_plan_stale_in_words(doctor, plan):
    assert "has changed since this plan was made" not in read(doctor, plan)

    planning.tell(plan, "smoker", True)

    shown = read(doctor, plan)
    assert "What is known of the patient has changed since this plan was made" in shown
    assert "no, now yes" in shown


def test_same_answer_told_again_changes_nothing(doctor, plan):
    planning.tell(plan, "smoker", False)

    assert "has changed since this plan was made" not in read(doctor, plan)


def test_restricted_answer_is_told_to_no_nurse(sign_in, nurse, doctor, plan):
    planning.tell(plan, "bdd_screen", "positive")
    sentence = "Cosmetic procedures almost never help body dysmorphic disorder"

    to_doctor, to_nurse = read(doctor, plan), read(sign_in(nurse), plan)

    assert sentence in to_doctor
    assert sentence not in to_nurse and "dysmorphic" not in to_nurse
    assert "The treating dermatologist reads it." in to_nurse


def test_progress_counts_visits_that_are_done(doctor, plan):
    first = plan.sessions.standing().filter(kind="treatment").in_order().first()
    PlannedSession.objects.filter(pk=first.pk).update(state="done")
    treated = plan.sessions.exclude(kind="review").count()

    assert f"1 of {treated} visits done" in read(doctor, plan)


def test_visit_that_is_done_is_not_offered_for_change(doctor, plan):
    plan.sessions.filter(step=1).update(state="done")

    shown = read(doctor, plan)

    assert reverse("plan_amend", args=[plan.public_id, 1]) not in shown
    assert reverse("plan_amend", args=[plan.public_id, 2]) in shown


def test_provisional_visit_says_what_it_waits_for(doctor, plan):
    assert "Provisional: waits for the review of" in read(doctor, plan)


def test_other_regimens_stay_as_options_to_be_adopted_anew(doctor, plan):
    shown = read(doctor, plan)

    others = len(plan.current.whole_proposal["regimens"]) - 1
    assert others > 0
    assert f'Kept as options <span class="count">{others}</span>' in shown
    assert "adopt anew from a proposal" in shown


def test_history_says_who_did_what_and_why(doctor, plan, nurse):
    changing.hold(plan=plan, why=Why("Fever since yesterday.", "safety"), by=nurse, revision=1)

    shown = read(doctor, plan)

    assert "2. Held" in shown and str(nurse) in shown
    assert "Safety: Fever since yesterday." in shown


def test_revisions_are_compared_line_by_line(doctor, plan, dermatologist):
    change = Change(2, "postponed", {"days": 14})
    changing.amend(plan=plan, change=change, why=Why("Holiday.", "preference"), by=dermatologist, revision=1)

    shown = doctor.get(reverse("plan_revisions", args=[plan.public_id])).content.decode()

    assert "Revision 1 beside revision 2" in shown
    assert "visit 2" in shown and "Holiday." in shown
    before = datetime.date.fromisoformat(plan.revisions.get(number=1).regimen["visits"][1]["target_on"])
    after = before + datetime.timedelta(days=14)
    assert f"{before.day} {before:%b %Y}" in shown and f"{after.day} {after:%b %Y}" in shown


@pytest.mark.parametrize("asked", ["from=1&to=9", "from=x", "to=-1", "from=%00"])
def test_revision_that_does_not_exist_is_not_found(doctor, plan, asked):
    response = doctor.get(f"{reverse('plan_revisions', args=[plan.public_id])}?{asked}")

    assert response.status_code == 404


def test_tab_leads_to_the_open_plan(doctor, plan):
    response = doctor.get(reverse("patient_plan", args=[plan.patient.public_id]))

    assert response.url == plan.get_absolute_url()


def test_without_an_open_plan_the_tab_says_what_comes_next(doctor, plan, dermatologist):
    changing.stop(plan=plan, why=Why("Moves away.", "organisation"), by=dermatologist, revision=1)

    shown = doctor.get(reverse("patient_plan", args=[plan.patient.public_id])).content.decode()

    assert "No plan is open" in shown and "adopted from a proposal" in shown
    assert plan.get_absolute_url() in shown and "Stopped" in shown


def test_offer_past_its_time_says_so(doctor, dermatologist):
    plan = planning.a_plan(dermatologist, offered=True)
    assert "Time to think until" in read(doctor, plan)

    type(plan).objects.filter(pk=plan.pk).update(think_until=timezone.localdate() - datetime.timedelta(days=1))

    assert "Time to think was until" in read(doctor, plan)


def test_reading_a_plan_leaves_a_line_in_the_trail(doctor, plan, dermatologist):
    read(doctor, plan)

    event = AuditEvent.objects.filter(action="viewed", about=plan.public_id).get()
    assert (event.by, event.patient) == (dermatologist, plan.patient.public_id)


def test_tasks_stand_by_owner_and_offer_what_one_may_finish(sign_in, nurse, plan):
    planning.a_task(plan, "prescriber", mitigation="Prescribe the antiviral.")
    planning.a_task(plan, "nurse", mitigation="Look at the test spot.")

    shown = read(sign_in(nurse), plan)

    assert "Prescribe the antiviral." in shown and "Done: Look at the test spot." in shown
    assert "Done: Prescribe the antiviral." not in shown


@pytest.mark.parametrize("role", ["assistant", "front_desk", "catalog_admin", "clinic_admin"])
def test_plan_is_closed_to_who_reads_no_record(sign_in, plan, role):
    assert sign_in(factories.user(role)).get(plan.get_absolute_url()).status_code == 403


def test_visit_too_soon_for_its_preparation_is_told(doctor, dermatologist):
    plan = planning.a_plan(dermatologist)
    page = doctor.get(plan.get_absolute_url())
    assert page.context["page"].too_soon
    assert "leaves too little time for its preparation" in page.content.decode()

    change = changing.Change(1, "postponed", {"days": 60})
    changing.amend(plan=plan, change=change, why=changing.Why("Time to prepare first."), by=dermatologist, revision=1)

    assert "leaves too little time" not in doctor.get(plan.get_absolute_url()).content.decode()
