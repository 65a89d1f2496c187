"""The rest of a plan beside what would be proposed today, and taking that over."""

import collections
import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from tests.treatments import plans as planning
from treatments import refusals, replanning
from treatments.changing import Change, Why, amend, stop
from treatments.models import PlannedSession, TreatmentPlan

WHY = Why("Two visits were done, the rest anew.", "organisation")
State = PlannedSession.State


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def plan(dermatologist):
    return planning.a_plan(dermatologist)


@pytest.fixture
def postponed(plan, dermatologist):
    """A plan whose visits all lie two months later than they need to."""
    change = Change(1, "postponed", {"days": 60})
    return amend(plan=plan, change=change, why=WHY, by=dermatologist, revision=1)


def planned_anew(plan, by, *, revision=None, seal=None, why=WHY):
    seal = replanning.anew(plan).seal if seal is None else seal
    return replanning.replan(plan=plan, seal=seal, why=why, by=by, revision=revision or plan.revision)


def rows(plan):
    return list(plan.sessions.standing().in_order())


def sessions_of(course):
    """Modality -> on how many visits it is done."""
    done = [{row["modality"] for row in visit["procedures"] if not row["option"]} for visit in course["visits"]]
    return collections.Counter(key for keys in done for key in keys)


def test_plan_on_its_day_is_what_would_be_proposed(plan):
    found = replanning.anew(plan).rest

    assert (found.same, found.differs) == (True, False)
    assert found.whole["visits"] == plan.current.regimen["visits"]


def test_rest_is_taken_over_as_it_is_proposed_today(postponed, dermatologist):
    before = rows(postponed)

    after = planned_anew(postponed, dermatologist)

    assert (after.current.what, after.revision, after.state) == ("replanned", 3, "active")
    assert [row.target_on for row in rows(after)] == [row.target_on - datetime.timedelta(days=60) for row in before]
    assert after.sessions.filter(state=State.SKIPPED).count() == len(before)
    assert AuditEvent.objects.filter(action="plan replanned").count() == 1


def test_what_is_done_stays_and_is_not_proposed_again(plan, dermatologist):
    first = rows(plan)[0]
    PlannedSession.objects.filter(pk=first.pk).update(state=State.DONE)
    course = plan.current.regimen

    found = replanning.anew(plan).rest

    assert found.whole["visits"][0] == course["visits"][0]
    assert sessions_of(found.whole) == sessions_of(course)
    after = planned_anew(plan, dermatologist) if found.differs else plan
    assert rows(after)[0].pk == first.pk and rows(after)[0].state == State.DONE
    assert [row.step for row in rows(after)] == list(range(1, len(found.whole["visits"]) + 1))


def test_rest_that_was_not_shown_is_not_taken_over(postponed, dermatologist):
    with pytest.raises(refusals.ProposalChanged):
        planned_anew(postponed, dermatologist, seal="another")

    assert TreatmentPlan.objects.get().revision == 2


@pytest.mark.parametrize(("why", "refusal"), [(Why(), refusals.ReasonMissing), (Why("x"), refusals.ReasonTooShort)])
def test_rest_is_planned_anew_for_a_reason_only(why, refusal, postponed, dermatologist):
    with pytest.raises(refusal):
        planned_anew(postponed, dermatologist, why=why)


def test_page_of_an_earlier_revision_plans_nothing_anew(postponed, dermatologist):
    with pytest.raises(refusals.PlanMoved):
        planned_anew(postponed, dermatologist, revision=1)


# ---- the page


@pytest.fixture
def doctor(sign_in, dermatologist):
    return sign_in(dermatologist)


def address(plan):
    return reverse("plan_replan", args=[plan.public_id])


def test_page_says_that_nothing_differs(doctor, plan):
    assert "What is left of the plan is what would be proposed today." in doctor.get(address(plan)).content.decode()


def test_page_takes_the_rest_over(doctor, postponed):
    page = doctor.get(address(postponed)).content.decode()
    assert "What would differ" in page

    sent = {"seal": replanning.anew(postponed).seal, "revision": 2, "reason": WHY.text, "kind": WHY.kind}
    answer = doctor.post(address(postponed), sent)

    assert answer.url == postponed.get_absolute_url()
    assert TreatmentPlan.objects.get().current.what == "replanned"


def test_refused_page_keeps_the_typed_reason(doctor, postponed):
    answer = doctor.post(address(postponed), {"seal": "another", "revision": 2, "reason": WHY.text})

    assert answer.status_code == 422
    assert WHY.text in answer.content.decode()


def test_other_treatments_of_today_are_adopted_from_the_proposal(doctor, plan, monkeypatch):
    planning.tell(plan, "isotretinoin_last", timezone.localdate().isoformat())

    page = doctor.get(address(plan)).content.decode()

    assert "“No procedure now” comes first today." in page or "are not proposed together today" in page
    assert "Take it over" not in page


def test_waiting_is_said_only_where_it_comes_first(doctor, plan):
    planning.tell(plan, "rosacea_active", True)
    card = replanning.anew(plan).rest.proposal["no_procedure"]
    assert card["wait_for"] and not card["first"]

    assert "comes first today" not in doctor.get(address(plan)).content.decode()


def test_plan_that_is_over_is_compared_and_not_taken_over(doctor, postponed, dermatologist):
    stop(plan=postponed, why=WHY, by=dermatologist, revision=2)

    page = doctor.get(address(postponed)).content.decode()

    assert "What would differ" in page and "Take it over" not in page


def test_facts_of_the_new_rest_are_those_of_today(postponed, dermatologist):
    planning.tell(postponed, "smoker", True)

    after = planned_anew(postponed, dermatologist)

    assert json.loads(after.current.case)["answers"]["smoker"] is True
