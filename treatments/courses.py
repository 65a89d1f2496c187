"""From a course to the rows by which the clinic works: its visits, and the tasks that its cautions ask for."""

import datetime
from collections.abc import Collection, Mapping
from decimal import Decimal

from planner.catalog import Catalog
from treatments.models import PlannedSession, PlanTask, QuestionSetAside, TreatmentPlan

State = PlannedSession.State
NOBODY, ASKING = "nobody", "prescriber"


def write_sessions(plan: TreatmentPlan, course: Mapping) -> None:
    """A row for every visit of a new plan."""
    PlannedSession.objects.bulk_create(
        PlannedSession(plan=plan, step=step, **_fields(visit)) for step, visit in enumerate(course["visits"], start=1)
    )


def follow(plan: TreatmentPlan, course: Mapping, *, removed: int | None = None) -> None:
    """The rows of an amended plan as its course has them now; the row of a visit that was taken out is skipped."""
    rows = {row.step: row for row in plan.sessions.standing()}
    if removed is not None:
        skipped = rows.pop(removed)
        skipped.step, skipped.state = None, State.SKIPPED
        skipped.save(update_fields=["step", "state"])
    for step, (row, visit) in enumerate(zip(_in_order(rows), course["visits"], strict=True), start=1):
        row.step = step
        for name, value in _fields(visit).items():
            if name != "state" or row.state in (State.PROVISIONAL, State.PLANNED):
                setattr(row, name, value)
        row.save()


def rest_anew(plan: TreatmentPlan, course: Mapping) -> None:
    """The visits that are done keep their rows, in the order of the course; what was to come is skipped for the new rest."""
    plan.sessions.to_come().update(step=None, state=State.SKIPPED)
    done = list(plan.sessions.standing().in_order())
    for step, row in enumerate(done, start=1):
        row.step = step
        row.save(update_fields=["step"])
    PlannedSession.objects.bulk_create(
        PlannedSession(plan=plan, step=step, **_fields(visit))
        for step, visit in enumerate(course["visits"], start=1)
        if step > len(done)
    )


def _in_order(rows: Mapping[int, PlannedSession]) -> list[PlannedSession]:
    return [row for _step, row in sorted(rows.items())]


def _fields(visit: Mapping) -> dict:
    return {
        "kind": visit["kind"],
        "state": State.PROVISIONAL if visit["provisional"] else State.PLANNED,
        "earliest_on": datetime.date.fromisoformat(visit["earliest_on"]),
        "target_on": datetime.date.fromisoformat(visit["target_on"]),
        "latest_on": datetime.date.fromisoformat(visit["latest_on"]),
        "minutes": visit["minutes"],
        "numbing_minutes": visit["numbing_minutes"],
        "price": None if visit["price"] is None else Decimal(visit["price"]),
    }


def write_tasks(plan: TreatmentPlan, course: Mapping, catalog: Catalog) -> None:
    """A task for every caution whose kind has an owner; those that are there already stay as they are."""
    there = set(plan.tasks.values_list("rule", flat=True))
    held = {*course["modalities"], *(key for visit in course["visits"] for key in _done_on(visit))}
    PlanTask.objects.bulk_create(
        PlanTask(
            plan=plan,
            rule=caution["rule"],
            kind=caution["kind"],
            owner=caution["owner"],
            text=caution["text"],
            mitigation=caution["mitigation"],
            modalities=[key for key in caution["modalities"] if key in held],
            sources=list(caution["sources"]),
        )
        for caution in course["cautions"]
        if caution["owner"] != NOBODY and caution["rule"] not in there and held & set(caution["modalities"])
    )


def write_questions(plan: TreatmentPlan, open_at_adoption: Collection[str], catalog: Catalog) -> None:
    """A task for every question that was set aside and is open still: it is asked before the first visit."""
    PlanTask.objects.bulk_create(
        PlanTask(
            plan=plan,
            rule=PlanTask.rule_of(row.question),
            kind=PlanTask.QUESTION,
            owner=ASKING,
            text=row.reason,
            mitigation=catalog.questions[row.question].ask,
        )
        for row in QuestionSetAside.objects.of_plan(plan).order_by("pk")
        if row.question in open_at_adoption
    )


def _done_on(visit: Mapping) -> list[str]:
    return [row["modality"] for row in visit["procedures"] if not row["option"]]
