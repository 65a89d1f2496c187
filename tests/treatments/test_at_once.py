"""Several people at the same moment: never two plans from one proposal, and whoever comes second is told."""

import threading
import time

import pytest
from django.db import DatabaseError

from patients import consulting
from patients.consulting import start
from tests import factories
from tests.patients.meeting import together
from tests.treatments import plans as planning
from treatments import adopting as adoption
from treatments import changing, judging, proposals, refusals
from treatments.adopting import Choice, adopt
from treatments.changing import Change, Why
from treatments.models import PlanRevision, TreatmentPlan

pytestmark = pytest.mark.django_db(transaction=True)
SLOWLY = 0.7  # seconds that an adoption takes, while an answer alone takes a fraction of it
MOVED = Change(1, "postponed", {"days": 7})


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def doctors(db):
    return [factories.user("dermatologist"), factories.user("dermatologist")]


@pytest.fixture
def held(doctors):
    return planning.a_consultation(doctors[0])


def choices(held):
    """Every regimen of the proposal as it stands, with the reasons it needs."""
    regimens = proposals.proposed(held).document["regimens"]
    return [Choice(one["key"], reasons=dict.fromkeys(one["needs_reason"], "Discussed.")) for one in regimens]


def adopting(held, chosen, by):
    return lambda: adopt(consultation=held, choice=chosen, by=by)


def of_kind(kind, outcomes):
    return [one for one in outcomes if isinstance(one, kind)]


def test_of_two_who_adopt_different_regimens_one_is_told(held, doctors):
    first, second = choices(held)[:2]

    outcomes = together(adopting(held, first, doctors[0]), adopting(held, second, doctors[1]))

    (plan,), (told,) = of_kind(TreatmentPlan, outcomes), of_kind(refusals.PlanAlreadyOpen, outcomes)
    assert TreatmentPlan.objects.get() == plan == told.plan
    assert PlanRevision.objects.count() == 1


def test_double_submit_makes_one_plan(held, doctors):
    chosen = choices(held)[0]

    outcomes = together(*[adopting(held, chosen, doctors[0])] * 4)

    assert len(of_kind(TreatmentPlan, outcomes)) == 1
    assert len(of_kind(refusals.PlanAlreadyOpen, outcomes)) == 3
    assert TreatmentPlan.objects.count() == PlanRevision.objects.count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_answer_at_the_moment_of_adoption_is_never_missed(attempt, held, doctors):
    """Either the plan rests on the answer, or nothing was adopted, or the plan was judged by it."""
    chosen = choices(held)[0]

    def tell():
        return consulting.answer(consultation=held, question="smoker", value=True, by=doctors[1])

    outcomes = together(adopting(held, chosen, doctors[0]), tell)

    assert not [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, refusals.ProposalChanged)]
    assert held.answers.get(question="smoker").value is True
    plan = TreatmentPlan.objects.first()
    assert (plan is None) == bool(of_kind(refusals.ProposalChanged, outcomes))
    assert plan is None or plan.judgement.facts == judging.judge(plan).facts


def test_answer_waits_for_the_adoption_that_is_under_way(held, doctors, monkeypatch):
    under_way, order, write_tasks = threading.Event(), [], adoption.write_tasks

    def slowly(*args):
        under_way.set()
        time.sleep(SLOWLY)
        write_tasks(*args)
        order.append("adopted")

    def tell():
        under_way.wait(timeout=10)
        consulting.answer(consultation=held, question="smoker", value=True, by=doctors[1])
        order.append("answered")

    monkeypatch.setattr(adoption, "write_tasks", slowly)
    together(adopting(held, choices(held)[0], doctors[0]), tell)

    plan = TreatmentPlan.objects.get()
    assert order == ["adopted", "answered"]
    assert plan.judgement.facts == judging.judge(plan).facts


def test_consultation_begun_at_the_moment_of_adoption_is_seen_or_comes_later(held, doctors):
    chosen = choices(held)[0]
    consulting.sign(consultation=held, by=doctors[0])

    outcomes = together(adopting(held, chosen, doctors[0]), lambda: start(patient=held.patient, by=doctors[1]))

    assert len(of_kind(TreatmentPlan, outcomes)) + len(of_kind(refusals.NotNewest, outcomes)) == 1


def test_two_records_merged_at_the_moment_of_adoption_have_no_plan_lost(held, doctors):
    other = factories.patient("Moreau", sex="female")

    outcomes = together(
        adopting(held, choices(held)[0], doctors[0]),
        lambda: factories.merge(kept=other, merged=held.patient, by=doctors[1]),
    )

    assert not [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, refusals.Refused)], (
        outcomes
    )
    assert TreatmentPlan.objects.of(other).open().count() == len(of_kind(TreatmentPlan, outcomes))


def test_of_two_who_amend_one_is_told(held, doctors):
    plan = planning.adopted(held)

    def amending(by):
        return lambda: changing.amend(plan=plan, change=MOVED, why=Why("Cannot come."), by=by, revision=1)

    outcomes = together(amending(doctors[0]), amending(doctors[1]))

    (told,) = of_kind(refusals.PlanMoved, outcomes)
    assert len(of_kind(TreatmentPlan, outcomes)) == 1
    assert told.revision.number == TreatmentPlan.objects.get().revision == PlanRevision.objects.count() == 2


def test_of_hold_and_stop_at_once_one_is_told(held, doctors):
    plan = planning.adopted(held)
    why = Why("Was called.")

    outcomes = together(
        lambda: changing.hold(plan=plan, why=why, by=doctors[0], revision=1),
        lambda: changing.stop(plan=plan, why=why, by=doctors[1], revision=1),
    )

    assert len(of_kind(refusals.PlanMoved, outcomes)) == 1
    assert TreatmentPlan.objects.get().current.state == TreatmentPlan.objects.get().state


@pytest.mark.parametrize("table", ["planrevision", "treatmentplanevent", "questionsetaside"])
@pytest.mark.parametrize("way", ["UPDATE treatments_{0} SET id = id", "DELETE FROM treatments_{0}"])
def test_login_of_the_application_changes_nothing_that_stands(table, way, as_app):
    sql = (
        way.format(table).replace("SET id = id", "SET pgh_label = pgh_label") if "event" in table else way.format(table)
    )

    with as_app.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(sql)
