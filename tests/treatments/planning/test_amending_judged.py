"""What an amendment takes away is said before it is written, asked a reason of safety for, and named rightly ever after."""

import datetime
import re

import pytest
from django.urls import reverse

from tests.treatments import plans as planning
from treatments import changing, refusals
from treatments.changing import Change, Why
from treatments.models import TreatmentPlan
from treatments.planning.comparing import lines_between

ORGANISED = Why("Cannot come that week.", "organisation")
SAFE = Why("Looked at the skin today, no mark after six weeks.", "safety")
GONE, WRITTEN = "without its test spot of", "Safety rests on what this takes away"


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def punched(dermatologist):
    """Subcision twice, punch, a review, subcision, a review."""
    return planning.a_plan(dermatologist, holding="punch")


@pytest.fixture
def tested(dermatologist):
    """A test spot first, a review between the second and the third of four visits, and one at the end."""
    return planning.a_plan(dermatologist, answers={"keloid_history": "hypertrophic"})


@pytest.fixture
def doctor(sign_in, dermatologist):
    return sign_in(dermatologist)


def kinds(plan):
    return [visit["kind"] for visit in plan.current.regimen["visits"]]


def step_of(plan, kind):
    return kinds(plan).index(kind) + 1


def taken_out(plan, step, why=ORGANISED):
    return changing.amend(
        plan=plan, change=Change(step, "without_step", {}), why=why, by=plan.adopted_by, revision=plan.revision
    )


def shown(browser, plan):
    return " ".join(browser.get(plan.get_absolute_url()).content.decode().split())


def effect(browser, plan, step, **typed):
    address = reverse("plan_amend", args=[plan.public_id, step])
    return browser.post(address, {"revision": plan.revision, "effect": "1", **typed}).content.decode()


def day(text):
    on = datetime.date.fromisoformat(text)
    return f"{on.day} {on:%b %Y}"


def test_plans_of_these_tests_are_as_said(punched, tested):
    assert kinds(punched) == ["treatment"] * 3 + ["review", "treatment", "review"]
    assert kinds(tested) == ["test_spot", *["treatment"] * 2, "review", *["treatment"] * 2, "review"]


# ---- which visit it was


def test_visit_taken_out_is_the_one_that_differs(punched):
    before = punched.current.regimen

    lines = lines_between(before, taken_out(punched, 3).current.regimen)

    assert [(line["where"], line["after"]) for line in lines if line["what"] == "visit"] == [("visit 3", "taken out")]
    assert {line["where"] for line in lines} == {"visit 3", ""}


def test_effect_names_the_visit_and_no_other(doctor, punched):
    page = effect(doctor, punched, 3, change="without_step")

    rows = re.findall(r'<th scope="row">([^<]*)</th>', page)
    assert [row for row in rows if row != "whole course"] == ["visit 3"]


def test_history_calls_a_visit_as_the_page_does(doctor, punched):
    plan = taken_out(punched, 5)

    page = shown(doctor, plan)

    assert "Amended</strong>: Visit 4 taken out" in page and "step 5" not in page


# ---- what is taken away


@pytest.mark.parametrize("kind", ["test_spot", "review"])
def test_safety_goes_for_a_reason_of_safety_alone(kind, tested):
    step = step_of(tested, kind)

    for why, refusal in (
        (ORGANISED, refusals.SafetyReasonMissing),
        (Why("Does not want it.", "preference"), refusals.SafetyReasonMissing),
        (Why("ok", "safety"), refusals.ReasonTooShort),
    ):
        with pytest.raises(refusal):
            taken_out(tested, step, why)
    assert tested.revisions.count() == 1

    assert taken_out(tested, step, SAFE).revision == 2


def test_refusal_says_what_is_taken_away(doctor, tested):
    address = reverse("plan_amend", args=[tested.public_id, 1])

    response = doctor.post(address, {"revision": 1, "change": "without_step", "reason": "Wants no spot."})

    page = response.content.decode()
    assert response.status_code == 422 and GONE in page and "Wants no spot." in page
    assert 'href="#amend-kind-safety"' in page and 'id="amend-kind-safety"' in page


def test_effect_says_what_is_taken_away_before_it_is_written(doctor, tested):
    spot = effect(doctor, tested, 1, change="without_step")
    review = effect(doctor, tested, 4, change="without_step")
    other = effect(doctor, tested, 2, change="without_step")

    assert WRITTEN in spot and GONE in spot
    assert WRITTEN in review and "2 visits wait for the review of" in review
    assert WRITTEN not in other


def test_series_far_apart_is_told_and_not_asked(doctor, punched):
    page = effect(doctor, punched, 2, change="postponed", days="60")

    assert "Two sessions of subcision would lie" in page and WRITTEN not in page
    assert (
        changing.amend(
            plan=punched,
            change=Change(2, "postponed", {"days": 60}),
            why=ORGANISED,
            by=punched.adopted_by,
            revision=1,
        ).revision
        == 2
    )


def test_postponing_beyond_every_answer_is_refused_in_words(doctor, punched):
    page = effect(doctor, punched, 1, change="postponed", days="3650")

    assert "3650 was given. Allowed: 1 to 365 days, for no answer counts longer" in page


@pytest.mark.parametrize(("kind", "words"), [("test_spot", "test spot"), ("review", "review")])
def test_visit_whose_gate_is_gone_says_so_for_ever(kind, words, doctor, tested):
    step = step_of(tested, kind)
    on = day(tested.current.regimen["visits"][step - 1]["target_on"])
    plan = taken_out(tested, step, SAFE)
    changing.amend(
        plan=plan,
        change=Change(len(kinds(plan)), "postponed", {"days": 7}),
        why=ORGANISED,
        by=plan.adopted_by,
        revision=2,
    )

    page = shown(doctor, plan)

    assert page.count(f"Provisional. The {words} of {on} for which this visit waited was taken out") == 2


# ---- what is offered


def test_only_procedure_of_a_visit_goes_with_its_visit(doctor, punched):
    page = doctor.get(reverse("plan_amend", args=[punched.public_id, 3])).content.decode()

    assert "without_procedure:punch" not in page and "Take the visit out" in page


def test_setting_shows_the_range_that_is_taken(doctor, tested):
    row = tested.current.regimen["visits"][2]["procedures"][0]
    page = doctor.get(reverse("plan_amend", args=[tested.public_id, 3])).content.decode()
    ranges = re.findall(r'value="(\S+?\|\S+?\|\S*?)"[^>]*>[^<]*published: ([0-9.]+) to ([0-9.]+)', page)
    assert ranges

    for setting, low, high in ranges:
        for value, is_taken in ((low, True), (high, True), (str(float(high) * 2), False)):
            typed = {"change": "with_setting", "setting": setting, "value": value}
            told = effect(doctor, tested, 3, **typed)
            assert ("Allowed: from" not in told) == is_taken, (setting, value)
            assert not any(area in told.partition('id="effect"')[2] for area in row["areas"] if "_" in area)


# ---- what ended


def test_stopped_plan_says_what_was_not_done(doctor, punched):
    punched.sessions.filter(step=1).update(state="done")
    changing.stop(plan=punched, why=Why("Moves away.", "preference"), by=punched.adopted_by, revision=1)

    page = shown(doctor, TreatmentPlan.objects.get(pk=punched.pk))

    assert page.count("Not done, plan stopped") == 5
    assert "Provisional" not in page and "Planned" not in page


def test_accepted_offer_says_who_accepted(doctor, dermatologist):
    plan = planning.a_plan(dermatologist, offered=True)
    assert "accepted by the patient" not in shown(doctor, plan)

    changing.accept(plan=plan, by=dermatologist, revision=1)

    assert "offered by Dr Amara Okafor on" in shown(doctor, plan) and "accepted by the patient on" in shown(
        doctor, plan
    )


# ---- what was typed


def test_reason_of_a_hold_that_came_second_is_shown(doctor, dermatologist, nurse, punched):
    changing.hold(plan=punched, why=Why("Fever since Monday."), by=nurse, revision=1)

    response = doctor.post(
        reverse("plan_hold", args=[punched.public_id]), {"revision": 1, "reason": "Swelling of the left cheek."}
    )

    page = response.content.decode()
    assert response.status_code == 409 and "What you wrote, not saved" in page
    assert "Swelling of the left cheek." in page and "Fever since Monday." in page


def test_reason_of_a_hold_stays_in_its_form_where_it_may_be_sent_again(doctor, punched):
    changing.amend(
        plan=punched, change=Change(1, "postponed", {"days": 3}), why=ORGANISED, by=punched.adopted_by, revision=1
    )

    response = doctor.post(
        reverse("plan_hold", args=[punched.public_id]), {"revision": 1, "reason": "Swelling of the left cheek."}
    )

    page = response.content.decode()
    assert response.status_code == 409 and "What you wrote, not saved" not in page
    assert ">Swelling of the left cheek.</textarea>" in page and 'name="revision" value="2"' in page


def test_reason_too_long_to_read_is_refused_and_kept(doctor, punched):
    text = "Swelling of the cheek. " * 100

    response = doctor.post(reverse("plan_hold", args=[punched.public_id]), {"revision": 1, "reason": text})

    page = response.content.decode()
    assert response.status_code == 422 and "at most 2000 can be kept" in page and text.strip() in page
    assert 'href="#hold-reason"' in page


def test_long_reason_is_folded_in_the_history(doctor, punched):
    long = "Swelling of the cheek, looked at twice. " * 20
    changing.hold(plan=punched, why=Why(long.strip(), "safety"), by=punched.adopted_by, revision=1)

    page = shown(doctor, punched)
    history = page[page.index('id="history"') :]

    assert "<summary>Safety: Swelling of the cheek" in history


def test_tasks_of_a_held_plan_may_go_on_and_it_is_said(sign_in, nurse, punched):
    task = planning.a_task(punched, "nurse")
    changing.hold(plan=punched, why=Why("Fever since Monday."), by=nurse, revision=1)
    browser = sign_in(nurse)

    assert "The plan is held: nothing is treated." in shown(browser, punched)
    assert browser.post(reverse("task_done", args=[task.public_id])).status_code == 302
