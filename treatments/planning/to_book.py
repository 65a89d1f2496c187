"""What the desk books by: who, how many visits, between which days, how long. No word of what is done or why.

Whatever clinical stands behind a plan that must not go on, the desk reads one sentence.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from patients.models import ContactBy, Patient
from treatments.models import PlannedSession, PlanRevision, PlanTask, TreatmentPlan
from treatments.planning.lines import between_in_words, bring_up_to_date, judgement_of

PAGE = 30
DESK = "desk"
CLINICAL_STOP = gettext_lazy("A clinical check is open. A nurse will call back.")
CLINICAL_STOP_UNCALLED = gettext_lazy("A clinical check is open. Do not call this person; ask a nurse.")
ON_HOLD = gettext_lazy("On hold for organisational reasons. Book nothing until it goes on.")
FURTHER_APART = "longer_interval"
TASKS = {FURTHER_APART: gettext_lazy("Plan the visits further apart: see the dates.")}
OTHER_TASK = gettext_lazy("Ask a nurse before the next visit is booked.")
Session, State = PlannedSession, TreatmentPlan.State
WAITING = (Session.State.PROVISIONAL, Session.State.PLANNED)


@dataclass(frozen=True)
class Row:
    """One patient with visits to book. `stop` stands instead of days, where nothing may be booked."""

    plan: TreatmentPlan
    patient: Patient
    to_book: str
    visit: str
    days: str
    minutes: str
    contact: str
    stop: str
    tasks: list[dict]


@dataclass(frozen=True)
class Place:
    """Where a page of the list begins: the day of the row above it, and the plan."""

    day: datetime.date
    plan: int

    @classmethod
    def read(cls, text: str | None) -> "Place | None":
        """A place that cannot be read is the beginning."""
        try:
            plan = TreatmentPlan.objects.to_book().get(public_id=uuid.UUID(text or ""))
        except (ValueError, TreatmentPlan.DoesNotExist):
            return None
        return cls(plan.next_on, plan.pk)


def page_of(after: str | None) -> tuple[list[Row], str]:
    """One page, whoever is due first on top, and where the next one begins; '' when this is the last."""
    plans, place = (
        TreatmentPlan.objects.to_book().select_related("patient__merged_into", "judgement"),
        Place.read(after),
    )
    if place:
        plans = plans.filter(Q(next_on__gt=place.day) | Q(next_on=place.day, pk__gt=place.plan))
    found = list(plans.order_by("next_on", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    return rows_of(shown), str(shown[-1].public_id) if len(found) > PAGE else ""


def rows_of(plans: list[TreatmentPlan]) -> list[Row]:
    bring_up_to_date(plans)
    sessions, tasks = _by_plan(Session.objects.standing().in_order(), plans), _by_plan(_tasks(), plans)
    on_hold = _held_for_organisation(plans)
    return [_row(plan, sessions.get(plan.pk, []), tasks.get(plan.pk, []), plan.pk in on_hold) for plan in plans]


def _tasks():
    return PlanTask.objects.waiting().of_owner(DESK).order_by("pk").only("plan_id", "public_id", "kind")


def _by_plan(rows, plans: list[TreatmentPlan]) -> dict[int, list]:
    grouped: dict[int, list] = {}
    for row in rows.filter(plan__in=plans):
        grouped.setdefault(row.plan_id, []).append(row)
    return grouped


def _row(plan: TreatmentPlan, sessions: list[PlannedSession], tasks: list[PlanTask], is_on_hold: bool) -> Row:
    patient = plan.patient.merged_into or plan.patient
    following = next((one for one in sessions if one.state in WAITING), None)
    stopped = is_stopped(plan) or following is None or following.latest_on < timezone.localdate()
    return Row(
        plan=plan,
        patient=patient,
        to_book=to_book_in_words(sessions),
        visit="" if stopped else visit_in_words(following),
        days="" if stopped else between_in_words(following, since=timezone.localdate()),
        minutes="" if stopped else minutes_in_words(following),
        contact=contact_in_words(patient),
        stop=str(_stop(plan, patient, is_on_hold)) if stopped else "",
        tasks=[] if stopped else [{"id": task.public_id, "text": TASKS.get(task.kind, OTHER_TASK)} for task in tasks],
    )


def is_stopped(plan: TreatmentPlan) -> bool:
    """Held by somebody, unsafe by the rules in force, or not to be judged by them: of what is clinical the desk is not told which."""
    return plan.state != State.ACTIVE or is_unsafe(plan)


def is_unsafe(plan: TreatmentPlan) -> bool:
    """Unsafe by the rules in force, or not judged by them today."""
    judgement = judgement_of(plan)
    judged_today = judgement is not None and judgement.on is not None and judgement.on >= timezone.localdate()
    return not judged_today or bool(judgement.unsafe)


def _held_for_organisation(plans: list[TreatmentPlan]) -> set[int]:
    """Of the plans that are held, those whose last hold was for an organisational reason."""
    held = [plan for plan in plans if plan.state == State.HELD]
    rows = PlanRevision.objects.filter(plan__in=held, what=PlanRevision.What.HELD).order_by("number")
    last = dict(rows.values_list("plan_id", "reason_kind"))
    return {plan for plan, kind in last.items() if kind == PlanRevision.ReasonKind.ORGANISATION}


def _stop(plan: TreatmentPlan, patient: Patient, is_on_hold: bool):
    """One sentence for whatever is clinical; where the person wants no contact, nobody is said to call."""
    if is_on_hold and not is_unsafe(plan):
        return ON_HOLD
    return CLINICAL_STOP_UNCALLED if patient.contact_by == ContactBy.NONE else CLINICAL_STOP


def to_book_in_words(sessions: Iterable[PlannedSession]) -> str:
    """How many are neither booked nor done."""
    number = sum(row.state in WAITING for row in sessions)
    return ngettext("%(number)s visit to book", "%(number)s visits to book", number) % {"number": number}


def visit_in_words(row: PlannedSession) -> str:
    """A visit on which something is done, or a short check."""
    return _("visit") if row.kind == Session.Kind.TREATMENT else _("short check")


def minutes_in_words(row: PlannedSession) -> str:
    if row.minutes is not None:
        return _("%(minutes)s min") % {"minutes": row.minutes}
    return _("length not known") if row.kind == Session.Kind.TREATMENT else ""


def contact_in_words(patient: Patient) -> str:
    """How the person wants to be reached."""
    words = [str(patient.get_contact_by_display()) if patient.contact_by else "", patient.contact_note]
    return ", ".join(word for word in words if word) or patient.phone or patient.email
