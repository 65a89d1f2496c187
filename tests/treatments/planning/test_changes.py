"""Changing a plan from its page: what is written, what is refused, and that nothing typed is lost."""

import datetime

import pytest
from django.urls import reverse

from planner.catalog import shipped_catalog
from tests import factories
from tests.treatments import plans as planning
from treatments import changing
from treatments.changing import Why
from treatments.models import TreatmentPlan


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


WHY = {"kind": "safety", "reason": "A rash since yesterday."}


@pytest.fixture
def plan(dermatologist):
    return planning.a_plan(dermatologist)


@pytest.fixture
def doctor(sign_in, dermatologist):
    return sign_in(dermatologist)


def post(browser, name, plan, revision=1, step=None, **typed):
    address = reverse(name, args=[plan.public_id, *([step] if step else [])])
    return browser.post(address, {"revision": revision, **typed})


def state_of(plan):
    return TreatmentPlan.objects.get(pk=plan.pk).state


def first_modality(plan, step=1):
    return plan.current.regimen["visits"][step - 1]["procedures"][0]["modality"]


# ---- hold, resume, stop, complete, accept


def test_nurse_holds_a_plan_with_a_reason(sign_in, nurse, plan):
    response = post(sign_in(nurse), "plan_hold", plan, **WHY)

    assert response.url == plan.get_absolute_url()
    held = TreatmentPlan.objects.get(pk=plan.pk)
    assert (held.state, held.current.reason, held.current.reason_kind, held.current.by) == (
        "held",
        "A rash since yesterday.",
        "safety",
        nurse,
    )


def test_hold_without_a_reason_is_refused_in_place(sign_in, nurse, plan):
    response = post(sign_in(nurse), "plan_hold", plan, kind="safety", reason="  ")

    assert response.status_code == 422
    assert 'href="#hold-reason"' in response.content.decode()
    assert '<details class="plan-fold" id="hold" open>' in response.content.decode()
    assert state_of(plan) == "active"


def test_second_of_two_is_told_and_keeps_what_was_typed(doctor, nurse, plan):
    changing.hold(plan=plan, why=Why("Fever."), by=nurse, revision=1)

    response = post(doctor, "plan_stop", plan, revision=1, kind="organisation", reason="Moves to Lyon.")

    shown = response.content.decode()
    assert response.status_code == 409
    assert f"{nurse} changed this plan meanwhile (held)" in shown
    assert "Moves to Lyon." in shown and state_of(plan) == "held"


def test_form_without_its_revision_changes_nothing(doctor, plan):
    response = post(doctor, "plan_stop", plan, revision="one", **WHY)

    assert response.status_code == 409 and state_of(plan) == "active"


def test_resuming_is_refused_while_a_rule_speaks_against_it(doctor, plan, nurse):
    changing.hold(plan=plan, why=Why("Fever."), by=nurse, revision=1)
    planning.tell(plan, "smoker", True)
    modality = first_modality(plan)
    rule = planning.with_rule(shipped_catalog(), "smoking", severity="absolute", modalities=(modality,))
    planning.a_later_version(rule)

    response = post(doctor, "plan_resume", plan, revision=2, reason="Better again since Monday.")

    shown = response.content.decode()
    assert response.status_code == 422
    assert "The rules in force speak against it." in shown and "Better again since Monday." in shown
    assert state_of(plan) == "held"


def test_resumed_plan_goes_on(doctor, plan, nurse):
    changing.hold(plan=plan, why=Why("Fever."), by=nurse, revision=1)

    page = doctor.get(plan.get_absolute_url()).content.decode()
    refused = post(doctor, "plan_resume", plan, revision=2)
    assert "Fever." in page and "Held by" in page
    assert (refused.status_code, state_of(plan)) == (422, "held")

    post(doctor, "plan_resume", plan, revision=2, reason="No fever for a week.")
    assert state_of(plan) == "active"
    assert TreatmentPlan.objects.get(pk=plan.pk).current.reason == "No fever for a week."


def test_stopping_asks_in_a_window_that_works_without_script(doctor, plan):
    page = doctor.get(plan.get_absolute_url()).content.decode()
    asked = doctor.get(f"{plan.get_absolute_url()}?stop=1").content.decode()

    assert 'data-opens="stop"' in page and 'aria-describedby="stop-text">' in page
    assert 'aria-describedby="stop-text" open>' in asked


def test_stopped_plan_cannot_be_stopped_again(doctor, plan):
    post(doctor, "plan_stop", plan, **WHY)

    response = post(doctor, "plan_stop", plan, revision=2, **WHY)

    assert response.status_code == 409 and "This plan is stopped" in response.content.decode()


def test_completing_with_visits_to_come_asks_for_a_reason(doctor, plan):
    assert post(doctor, "plan_complete", plan).status_code == 422

    assert post(doctor, "plan_complete", plan, kind="preference", reason="Happy with it.").status_code == 302
    assert state_of(plan) == "completed"


def test_patient_accepts_an_offer(doctor, dermatologist):
    plan = planning.a_plan(dermatologist, offered=True)

    post(doctor, "plan_accept", plan)

    assert state_of(plan) == "active"


@pytest.mark.parametrize("name", ["plan_accept", "plan_resume", "plan_stop", "plan_complete"])
def test_nurse_may_hold_and_nothing_else(sign_in, nurse, plan, name):
    assert post(sign_in(nurse), name, plan, **WHY).status_code == 403
    assert state_of(plan) == "active"


# ---- one step


def test_amending_page_offers_what_may_be_changed(doctor, plan):
    shown = doctor.get(reverse("plan_amend", args=[plan.public_id, 1])).content.decode()

    for value in ("postponed", "with_setting", "without_step", f"without_procedure:{first_modality(plan)}"):
        assert f'value="{value}"' in shown
    assert "published: " in shown


def test_postponed_visit_moves_with_all_behind_it(doctor, plan):
    before = [row.target_on for row in plan.sessions.in_order()]

    response = post(doctor, "plan_amend", plan, step=2, change="postponed", days="14", **WHY)

    assert response.url == plan.get_absolute_url()
    moved = [(now.target_on - then).days for now, then in zip(plan.sessions.in_order(), before, strict=True)]
    assert moved[0] == 0 and set(moved[1:]) == {14}


def test_setting_is_changed_inside_its_range(doctor, plan):
    row = plan.current.regimen["visits"][0]["procedures"][0]
    one = next(one for one in row["parameters"] if not isinstance(one["value"], str))
    setting = f"{row['modality']}|{one['name']}|{row['areas'][0]}"

    far = post(doctor, "plan_amend", plan, step=1, change="with_setting", setting=setting, value="100000", **WHY)
    same = post(doctor, "plan_amend", plan, step=1, change="with_setting", setting=setting, value=one["value"], **WHY)

    assert far.status_code == 422 and 'value="100000"' in far.content.decode()
    assert same.status_code == 302


def test_option_is_switched_off_at_one_visit(doctor, dermatologist):
    plan = planning.a_plan(dermatologist, holding="subcision", options=["prp_intradermal"])

    post(doctor, "plan_amend", plan, step=1, change="with_option:prp_intradermal:off", **WHY)

    course = TreatmentPlan.objects.get(pk=plan.pk).current.regimen
    switched = [
        [row["option"] for row in v["procedures"] if row["modality"] == "prp_intradermal"] for v in course["visits"]
    ]
    assert switched[0] == [True] and [False] in switched[1:]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "change"),
        ({"change": "with_everything"}, "change"),
        ({"change": "postponed", "days": "soon"}, "days"),
        ({"change": "postponed", "days": "9" * 30}, "days"),
        ({"change": "with_setting", "setting": "a|b", "value": "NaN"}, "value"),
    ],
)
def test_change_that_cannot_be_read_is_refused_at_its_field(doctor, plan, typed, field):
    response = post(doctor, "plan_amend", plan, step=1, **typed, **WHY)

    shown = response.content.decode()
    assert response.status_code == 422
    assert f'href="#amend-{field}"' in shown and f'id="amend-{field}"' in shown
    assert "A rash since yesterday." in shown and plan.revisions.count() == 1


def test_amending_without_a_reason_keeps_the_choice(doctor, plan):
    response = post(doctor, "plan_amend", plan, step=2, change="postponed", days="21")

    shown = response.content.decode()
    assert response.status_code == 422 and 'href="#amend-reason"' in shown
    assert 'value="postponed" checked' in shown and 'value="21"' in shown


def test_effect_is_shown_before_anything_is_written(doctor, plan):
    response = post(doctor, "plan_amend", plan, step=2, change="postponed", days="14", effect="1", reason="Holiday")

    shown = response.content.decode()
    assert response.status_code == 200 and plan.revisions.count() == 1
    assert "visit 2" in shown and "The rules in force say nothing against the course" in shown
    assert "Holiday" in shown and 'value="14"' in shown


def test_amendment_that_makes_a_plan_unsafe_is_refused_with_the_sentence(doctor, dermatologist):
    plan = planning.a_plan(dermatologist, holding="tca_cross")
    *_, (step, visit) = [one for one in enumerate(plan.current.regimen["visits"], 1) if one[1]["kind"] == "treatment"]
    sun = datetime.date.fromisoformat(visit["latest_on"]) + datetime.timedelta(days=60)
    planning.tell(plan, "planned_sun", sun.isoformat())
    into_the_sun = {"change": "postponed", "days": "70"}

    effect = post(doctor, "plan_amend", plan, step=step, **into_the_sun, effect="1")
    response = post(doctor, "plan_amend", plan, step=step, **into_the_sun, **WHY)

    sentence = "no injuring session in the two weeks before strong sun"
    assert sentence in effect.content.decode() and "it will be refused" in effect.content.decode()
    assert response.status_code == 422 and sentence in response.content.decode()
    assert plan.revisions.count() == 1


def test_step_that_is_done_is_not_amended(doctor, plan):
    plan.sessions.filter(step=1).update(state="done")

    response = doctor.get(reverse("plan_amend", args=[plan.public_id, 1]))

    assert response.status_code == 404
    assert post(doctor, "plan_amend", plan, step=1, change="without_step", **WHY).status_code == 404


@pytest.mark.parametrize("role", ["nurse", "assistant", "front_desk"])
def test_steps_are_amended_by_dermatologists_alone(sign_in, plan, role):
    browser = sign_in(factories.user(role))

    assert post(browser, "plan_amend", plan, step=1, change="without_step", **WHY).status_code == 403


# ---- tasks


def test_task_is_done_with_a_note(sign_in, nurse, plan):
    task = planning.a_task(plan, "nurse")

    response = sign_in(nurse).post(reverse("task_done", args=[task.public_id]), {"note": "Looks well."})

    task.refresh_from_db()
    assert response.url == plan.get_absolute_url()
    assert (task.done_by, task.note) == (nurse, "Looks well.")


def test_task_that_was_done_meanwhile_says_by_whom(sign_in, nurse, dermatologist, plan):
    task = planning.a_task(plan, "nurse")
    changing.finish_task(task=task, by=dermatologist)

    response = sign_in(nurse).post(reverse("task_done", args=[task.public_id]))

    assert response.status_code == 409 and f"{dermatologist} has done this already" in response.content.decode()


def test_nurse_does_not_finish_what_the_prescriber_has_to_see_to(sign_in, nurse, plan):
    task = planning.a_task(plan, "prescriber")

    assert sign_in(nurse).post(reverse("task_done", args=[task.public_id])).status_code == 403
    task.refresh_from_db()
    assert task.done_at is None


def test_desk_finishes_its_task_and_goes_back_to_its_list(sign_in, front_desk, plan):
    task = planning.a_task(plan, "desk", kind="longer_interval")

    response = sign_in(front_desk).post(reverse("task_done", args=[task.public_id]))

    task.refresh_from_db()
    assert response.url == reverse("plans_to_book") and task.done_by == front_desk
