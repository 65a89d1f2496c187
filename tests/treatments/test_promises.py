"""What the database itself refuses of plans, whoever writes past the actions."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from tests.treatments import plans as planning
from treatments import actions, changing
from treatments.changing import Change, Why
from treatments.grants import GRANTS
from treatments.models import (
    PlannedSession,
    TreatmentPlan,
)

WHY = Why("Cannot come that week.", "organisation")
KEPT_FOR_EVER = sorted(table for table, rights in GRANTS.items() if "UPDATE" not in rights)
NEVER_CHANGED = [
    "presentation",
    "presentationdeclined",
    "questionsetaside",
    "proposalreport",
    "reportanswer",
    "planrevision",
]


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def plan(dermatologist):
    return planning.a_plan(dermatologist)


@pytest.fixture
def full(plan, dermatologist, clinical_lead, settings):
    """A plan with a row of everything beside it."""
    settings.DEMO = True
    held = plan.consultation
    shown = actions.present(consultation=held, shown=["no_procedure"], by=dermatologist)
    actions.decline(presentation=shown, by=dermatologist, reason="Wants to wait.")
    actions.set_question_aside(consultation=held, question="smoker", reason=planning.REASON, by=dermatologist)
    report = actions.report(consultation=held, comment="Why this first?", by=dermatologist)
    actions.answer_report(report=report, text="Because.", by=clinical_lead)
    planning.tell(plan, "smoker", True)
    return plan


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def first_column(table):
    return "pgh_label" if table.endswith("event") else "public_id"


# ---- what the application's login may do


@pytest.mark.parametrize("table", sorted(GRANTS))
def test_the_application_deletes_nothing(table, db, app_rights):
    with pytest.raises(DatabaseError, match="permission denied"):
        run(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", KEPT_FOR_EVER)
def test_the_application_changes_nothing_that_was_said_once(table, db, app_rights):
    column = first_column(table)

    with pytest.raises(DatabaseError, match="permission denied"):
        run(f"UPDATE {table} SET {column} = {column}")


def test_every_action_has_the_rights_it_needs(dermatologist, clinical_lead, settings, app_rights):
    settings.DEMO = True
    plan = planning.a_plan(dermatologist, offered=True)
    held = plan.consultation
    shown = actions.present(consultation=held, shown=["no_procedure"], by=dermatologist)
    actions.decline(presentation=shown, by=dermatologist)
    actions.set_question_aside(consultation=held, question="smoker", reason=planning.REASON, by=dermatologist)
    report = actions.report(consultation=held, comment="Why this first?", by=dermatologist)
    actions.answer_report(report=report, text="Because.", by=clinical_lead)
    planning.tell(plan, "smoker", True)
    changing.accept(plan=plan, by=dermatologist, revision=1)
    changing.amend(plan=plan, change=Change(1, "postponed", {"days": 7}), why=WHY, by=dermatologist, revision=2)
    changing.hold(plan=plan, why=WHY, by=dermatologist, revision=3)
    changing.resume(plan=plan, why=WHY, looked=True, by=dermatologist, revision=4)
    changing.finish_task(task=plan.tasks.first(), by=dermatologist)
    changing.complete(plan=plan, why=WHY, by=dermatologist, revision=5)

    assert TreatmentPlan.objects.get().revision == 6


# ---- what nobody may do


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_not_even_the_owner_changes_what_was_said_once(table, full):
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        run(f"UPDATE treatments_{table} SET public_id = public_id")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        run(f"DELETE FROM treatments_{table}")


ADOPTED = {
    "key": "'other'",
    "patient_id": "patient_id + 1",
    "consultation_id": "consultation_id + 1",
    "version_id": "version_id + 1",
    "adopted_by_id": "adopted_by_id + 1",
    "adopted_at": "now() - interval '1 day'",
}


@pytest.mark.parametrize("column", ADOPTED)
def test_what_was_adopted_stays(column, plan):
    with pytest.raises(IntegrityError, match="what was adopted stays"):
        run(f"UPDATE treatments_treatmentplan SET {column} = {ADOPTED[column]}")


STATES = ("offered", "active", "held", "completed", "stopped")
ALLOWED = {
    ("offered", "active"),
    ("offered", "stopped"),
    ("active", "held"),
    ("active", "completed"),
    ("active", "stopped"),
    ("held", "active"),
    ("held", "stopped"),
}
WAYS = {"offered": [], "active": ["active"], "held": ["active", "held"], "completed": ["active", "completed"]}


def move(state):
    return run("UPDATE treatments_treatmentplan SET state = %s, revision = revision + 1", state)


@pytest.fixture(scope="module")
def ways():
    return WAYS | {"stopped": ["stopped"]}


@pytest.mark.parametrize("before", STATES)
def test_plan_changes_state_only_as_plans_do(before, ways, dermatologist):
    planning.a_plan(dermatologist, offered=True)
    for state in ways[before]:
        move(state)

    for after in STATES:
        try:
            with transaction.atomic():
                moved = move(after)
                transaction.set_rollback(True)
        except IntegrityError as refused:
            assert "does not become" in str(refused) or "stays as it is" in str(refused)
            moved = 0
        stays = before == after and before not in ("completed", "stopped")
        assert bool(moved) == (stays or (before, after) in ALLOWED), (before, after)


@pytest.mark.parametrize("step", ["revision + 2", "revision - 1", "9"])
def test_plan_goes_on_revision_by_revision(step, plan):
    with pytest.raises(IntegrityError, match="revision by revision"):
        run(f"UPDATE treatments_treatmentplan SET revision = {step}")


def test_state_changes_only_under_a_revision_of_its_own(plan):
    with pytest.raises(IntegrityError, match="revision by revision"):
        run("UPDATE treatments_treatmentplan SET state = 'held'")


def another(row, **changes):
    """The same row once more, with these changes."""
    row.pk, row.public_id = None, None
    row._state.adding = True
    fields = {"public_id": PlannedSession._meta.get_field("public_id").get_default()} | changes
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"number": 2}, "not the one the plan stands at"),
        ({"number": 2, "what": "held", "state": "held"}, "not the one the plan stands at"),
        ({"number": 1, "state": "held"}, "not the one the plan stands at"),
        ({}, "revision_number_once"),
        ({"proposal": ""}, "revision_first_keeps_the_proposal"),
        ({"what": "amended", "reason": "Why."}, "revision_first_keeps_the_proposal"),
        ({"course": ""}, "revision_keeps_its_course"),
        ({"what": "held"}, "revision_"),
    ],
)
def test_revision_follows_the_plan_and_says_why(changes, refused, plan):
    with pytest.raises(IntegrityError, match=refused):
        another(plan.current, **changes)


def test_person_has_one_open_plan(plan):
    with pytest.raises(IntegrityError, match="plan_one_open_per_patient"):
        another(TreatmentPlan.objects.get())


def test_person_may_have_plans_that_are_over(plan):
    another(TreatmentPlan.objects.get(), state="stopped")

    assert TreatmentPlan.objects.count() == 2


WRONG_ROWS = [
    ("treatmentplan", {"state": "paused", "revision": 2}, "plan_"),
    ("plannedsession", {"earliest_on": datetime.date(2199, 1, 1)}, "planned_session_window_holds_its_target"),
    ("plannedsession", {"latest_on": datetime.date(1999, 1, 1)}, "planned_session_window_holds_its_target"),
    ("plannedsession", {"step": None}, "planned_session_has_a_step_unless_skipped"),
    ("plannedsession", {"state": "skipped"}, "planned_session_has_a_step_unless_skipped"),
    ("plannedsession", {"price": -1}, "planned_session_price_not_negative"),
    ("plantask", {"done_at": timezone.now()}, "task_done_by_somebody"),
]


@pytest.mark.parametrize(("table", "wrong", "constraint"), WRONG_ROWS)
def test_no_impossible_row_is_ever_stored(table, wrong, constraint, plan):
    columns = ", ".join(f'"{name}" = %s' for name in wrong)

    with pytest.raises((IntegrityError, DatabaseError), match=f"{constraint}|does not become"):
        run(f"UPDATE treatments_{table} SET {columns}", *wrong.values())


def test_two_visits_never_stand_at_one_step(plan):
    with pytest.raises(IntegrityError, match="planned_session_step_once"), transaction.atomic():
        run("UPDATE treatments_plannedsession SET step = 1")
        run("SET CONSTRAINTS ALL IMMEDIATE")


def test_task_stands_once_for_a_rule(plan):
    with pytest.raises(IntegrityError, match="task_once_per_rule"):
        another(plan.tasks.first())


def test_history_of_every_plan_is_kept(plan, dermatologist):
    changing.hold(plan=plan, why=WHY, by=dermatologist, revision=1)

    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM treatments_treatmentplanevent ORDER BY pgh_id")
        assert [state for (state,) in cursor.fetchall()] == ["active", "held"]
