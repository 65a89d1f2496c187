"""Lists over plans: what the filters find, what the worklist admits, and what the desk reads."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from patients.models import Patient
from planner.catalog import shipped_catalog
from tests import factories
from tests.treatments import plans as planning
from treatments import changing
from treatments.changing import Why
from treatments.models import PlanJudgement, TreatmentPlan
from treatments.planning import to_book
from treatments.views import plan_lists


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


STOP = "A clinical check is open. A nurse will call back."
ON_HOLD = "On hold for organisational reasons."


@pytest.fixture
def doctor(sign_in, dermatologist):
    return sign_in(dermatologist)


@pytest.fixture
def desk(sign_in, front_desk):
    return sign_in(front_desk)


def named(family_name, by=None, **about) -> TreatmentPlan:
    patient = factories.patient(family_name=family_name, sex="female", phone="020 1234")
    return planning.a_plan(by, patient=patient, **about)


def make_unsafe(plan):
    """An answer on which a rule of a later version says no to what is planned."""
    planning.tell(plan, "smoker", True)
    keys = tuple(plan.current.regimen["modalities"])
    planning.a_later_version(planning.with_rule(shipped_catalog(), "smoking", severity="absolute", modalities=keys))


def shown(browser, name, **asked) -> str:
    response = browser.get(reverse(name), asked)
    assert response.status_code == 200
    return response.content.decode()


# ---- all plans


def test_open_plans_are_listed_and_ended_ones_are_not(doctor, dermatologist):
    named("Open")
    ended = named("Ended", dermatologist)
    changing.stop(plan=ended, why=Why("Moves."), by=dermatologist, revision=1)

    assert "Open, Aline" in shown(doctor, "plan_list") and "Ended, Aline" not in shown(doctor, "plan_list")
    assert "Ended, Aline" in shown(doctor, "plan_list", state="stopped")
    assert "Ended, Aline" in shown(doctor, "plan_list", state="all")


def test_filters_narrow_to_mine_unsafe_and_overdue_offers(doctor, dermatologist, django_capture_on_commit_callbacks):
    named("Mine", dermatologist)
    offer = named("Offer", offered=True)
    TreatmentPlan.objects.filter(pk=offer.pk).update(think_until=timezone.localdate() - datetime.timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):  # publishing judges open plans
        make_unsafe(named("Unsafe"))

    assert names_in(shown(doctor, "plan_list", mine="1")) == {"Mine"}
    assert names_in(shown(doctor, "plan_list", unsafe="1")) == {"Unsafe"}
    assert names_in(shown(doctor, "plan_list", overdue="1")) == {"Offer"}


def names_in(page: str) -> set[str]:
    return {name for name in ("Mine", "Offer", "Unsafe", "Open") if f"<bdi>{name}, Aline</bdi>" in page}


def test_filter_that_nobody_knows_shows_the_open_ones(doctor):
    named("Open")

    assert names_in(shown(doctor, "plan_list", state="weird", below="nowhere")) == {"Open"}


def test_list_goes_on_below_its_last_line(doctor, monkeypatch):
    monkeypatch.setattr(plan_lists, "PAGE", 2)
    for name in ("Mine", "Offer", "Open"):
        named(name)

    first = doctor.get(reverse("plan_list"))
    second = doctor.get(first.context["more_url"])

    assert names_in(first.content.decode()) == {"Open", "Offer"}
    assert names_in(second.content.decode()) == {"Mine"} and second.context["more_url"] == ""


# ---- what to look at now


def test_worklist_judges_what_is_outdated_and_says_why(doctor):
    plan = named("Unsafe")
    named("Open")
    make_unsafe(plan)

    page = shown(doctor, "plan_worklist")

    assert names_in(page) == {"Unsafe"}
    assert "Not for this person as it stands" in page and plan.get_absolute_url() in page


def test_worklist_admits_what_it_has_not_judged(doctor, monkeypatch):
    monkeypatch.setattr(plan_lists, "JUDGED_AT_ONCE", 1)
    for name in ("Open", "Mine", "Offer"):
        named(name)
    PlanJudgement.objects.all().delete()

    page = shown(doctor, "plan_worklist")

    assert "2 open plans are still to be judged" in page and "Nothing stands against an open plan" not in page


def test_worklist_hides_restricted_answers_from_nurses(sign_in, nurse, doctor):
    planning.tell(named("Unsafe"), "bdd_screen", "positive")

    to_nurse, to_doctor = shown(sign_in(nurse), "plan_worklist"), shown(doctor, "plan_worklist")

    assert "dysmorphic" in to_doctor
    assert "dysmorphic" not in to_nurse and names_in(to_nurse) == {"Unsafe"}


def test_today_of_a_dermatologist_counts_unsafe_plans(doctor):
    plan = named("Unsafe")
    assert "unsafe now" not in doctor.get("/").content.decode()

    make_unsafe(plan)
    doctor.get(reverse("plan_worklist"))

    assert "1 open plan is unsafe now" in doctor.get("/").content.decode()


# ---- to book


def test_desk_reads_how_many_are_booked_and_between_which_days(desk):
    plan = named("Open")
    plan.sessions.filter(step=1).update(state="booked")
    following = plan.sessions.get(step=2)

    page = shown(desk, "plans_to_book")

    assert f"{plan.sessions.count() - 1} visits to book" in page and plan.patient.record_number in page
    assert f"between {day(following.earliest_on)} and {day(following.latest_on)}, {following.minutes} min" in page
    assert "020 1234" in page


def day(on):
    return f"{on.day} {on:%b %Y}"


@pytest.mark.parametrize("stops", ["held", "unsafe", "passed"])
def test_desk_reads_one_sentence_for_every_clinical_stop(desk, dermatologist, stops):
    plan = named("Open", dermatologist)
    if stops == "held":
        changing.hold(plan=plan, why=Why("Fever."), by=dermatologist, revision=1)
    elif stops == "passed":
        long_ago = timezone.localdate() - datetime.timedelta(days=1)
        plan.sessions.filter(step=1).update(earliest_on=long_ago, target_on=long_ago, latest_on=long_ago)
    else:
        make_unsafe(plan)

    page = shown(desk, "plans_to_book")

    assert page.count(STOP) == 1 and "between" not in page and " min" not in page


def test_desk_reads_of_an_organisational_hold_that_it_is_one(desk, dermatologist):
    plan = named("Open", dermatologist)
    changing.hold(plan=plan, why=Why("Room is rebuilt.", "organisation"), by=dermatologist, revision=1)

    page = shown(desk, "plans_to_book")
    assert ON_HOLD in page and STOP not in page and "between" not in page and "rebuilt" not in page

    make_unsafe(plan)
    page = shown(desk, "plans_to_book")
    assert STOP in page and ON_HOLD not in page


def test_hold_that_counts_is_the_last_one(desk, dermatologist):
    plan = named("Open", dermatologist)
    changing.hold(plan=plan, why=Why("Room is rebuilt.", "organisation"), by=dermatologist, revision=1)
    changing.resume(plan=plan, why=Why("The room is ready again.", "organisation"), by=dermatologist, revision=2)
    changing.hold(plan=plan, why=Why("Fever since Monday.", "safety"), by=dermatologist, revision=3)

    assert STOP in shown(desk, "plans_to_book")


def test_nobody_is_said_to_call_who_wants_no_contact(desk, dermatologist):
    plan = named("Open", dermatologist)
    Patient.objects.filter(pk=plan.patient_id).update(contact_by="none")
    make_unsafe(plan)

    page = shown(desk, "plans_to_book")

    assert "Do not contact" in page and "A nurse will call back" not in page
    assert "Do not call this person; ask a nurse." in page


def test_one_day_alone_is_told_with_its_weekday(desk):
    plan = named("Open")
    sunday = timezone.localdate() + datetime.timedelta(days=20 - timezone.localdate().weekday())
    plan.sessions.filter(step=1).update(earliest_on=sunday, target_on=sunday, latest_on=sunday)

    assert f"on Sunday, {day(sunday)}" in shown(desk, "plans_to_book")


def test_offers_and_ended_plans_are_not_to_be_booked(desk, dermatologist):
    named("Offer", offered=True)
    ended = named("Mine", dermatologist)
    changing.stop(plan=ended, why=Why("Moves."), by=dermatologist, revision=1)

    assert names_in(shown(desk, "plans_to_book")) == set()


def test_desk_reads_its_task_in_neutral_words(desk):
    planning.a_task(named("Open"), "desk", kind="longer_interval", text="Poor healing.", mitigation="Wait longer.")

    page = shown(desk, "plans_to_book")

    assert "Plan the visits further apart: see the dates." in page
    assert "Poor healing." not in page and "Wait longer." not in page


def test_list_to_book_goes_on_after_its_last_row(desk, monkeypatch):
    monkeypatch.setattr(to_book, "PAGE", 2)
    for name in ("Mine", "Offer", "Open"):
        named(name)

    first = desk.get(reverse("plans_to_book"))
    second = desk.get(first.context["more_url"])

    assert names_in(first.content.decode()) | names_in(second.content.decode()) == {"Mine", "Offer", "Open"}
    assert names_in(first.content.decode()) & names_in(second.content.decode()) == set()


@pytest.mark.parametrize(("role", "leads_to"), [("front_desk", "plans_to_book"), ("dermatologist", "plan_list")])
def test_rail_leads_each_to_their_own_list(sign_in, role, leads_to):
    rail = sign_in(factories.user(role)).get("/").context["navigation"]

    urls = {item["url"] for item in rail} & {reverse("plans_to_book"), reverse("plan_list")}
    assert urls == {reverse(leads_to)}
