"""Booking the whole course: all visits that are left of a plan in one transaction, or none.

The patient, the plan and every resource are locked before anything is judged, always in that order and resources by their
number, so that of two who book at once the second waits and is told. Below it the database lets nobody be in two places.
"""

from collections.abc import Mapping
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from psycopg2 import errors
from psycopg2.extras import DateTimeTZRange

from accounts import audit
from accounts.access import Permission
from catalog.snapshot import NoCatalogInForce
from patients.models import Patient
from planner.case import CaseError
from scheduling import availability, refusals, solving
from scheduling.models import Allocation, Appointment, AppointmentPhase, Resource
from scheduling.models.appointment import PATIENT_TWICE, RESOURCE_TWICE, SESSION_TWICE
from treatments import judging
from treatments.booking import mark_booked
from treatments.models import PlannedSession, TreatmentPlan

BOOKED_TWICE = (PATIENT_TWICE, RESOURCE_TWICE, SESSION_TWICE)
ATTEMPTS = 2  # after a deadlock, which the order of locks leaves to others who lock otherwise


def book_course(*, plan: TreatmentPlan, asked: solving.Request, course: solving.Course, by) -> list[Appointment]:
    """Book every visit that is left of a plan at the times of a proposed course, each held against what is true now.

    `asked` is what the course was proposed for: its sessions are keyed by the public ids of the planned sessions, and carry the
    gaps between them. Raises PermissionDenied, NotToBook, ClinicalCheckOpen and TimeTaken. Nothing is left half done.
    """
    if not by.may(Permission.BOOK_APPOINTMENTS):
        raise PermissionDenied("appointments are booked by those who may book")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _book(plan=plan, asked=asked, course=course, by=by)
        except IntegrityError as error:
            if _constraint(error) not in BOOKED_TWICE:
                raise
            raise refusals.TimeTaken from error
        except OperationalError as error:
            if attempt == ATTEMPTS or not isinstance(error.__cause__, errors.DeadlockDetected):
                raise
    raise AssertionError("the last attempt returns or raises")


def _constraint(error: IntegrityError) -> str | None:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)


@transaction.atomic
def _book(*, plan: TreatmentPlan, asked: solving.Request, course: solving.Course, by) -> list[Appointment]:
    patient, plan = _locked(plan)
    sessions = _left_to_book(plan, asked)
    resources = _locked_resources(course)
    _refuse_unsafe(plan)
    _refuse_taken(patient, sessions, asked, course)
    booked = [
        _write(patient, sessions[visit.session], session, visit, resources, by)
        for session, visit in zip(asked.sessions, course.visits, strict=True)
    ]
    mark_booked(sessions.values())
    audit.record("course booked", about=plan, by=by, visits=len(booked))
    return booked


def _locked(plan: TreatmentPlan) -> tuple[Patient, TreatmentPlan]:
    """The kept record of the patient and the plan as they stand now, nobody else's until this transaction ends."""
    about = Patient.objects.get(plans=plan)
    patient = Patient.objects.select_for_update(no_key=True).get(pk=about.merged_into_id or about.pk)
    TreatmentPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    plan = TreatmentPlan.objects.with_people().get(pk=plan.pk)
    if plan.patient.merged_into_id != about.merged_into_id:
        raise refusals.NotToBook  # merged or parted while we waited
    return patient, plan


def _locked_resources(course: solving.Course) -> dict[str, Resource]:
    """Everything that the course takes, by its public id."""
    keys = {held.resource for visit in course.visits for held in visit.held}
    rows = Resource.objects.in_use().filter(public_id__in=keys).in_order().select_for_update(no_key=True)
    return {str(row.public_id): row for row in rows}


def _left_to_book(plan: TreatmentPlan, asked: solving.Request) -> Mapping[str, PlannedSession]:
    """The visits that are left, by their public id; the request has to ask for all of them, in their order, within their windows."""
    sessions = {str(row.public_id): row for row in PlannedSession.objects.filter(plan=plan).to_book().in_order()}
    if not sessions or [session.key for session in asked.sessions] != list(sessions):
        raise refusals.NotToBook
    for session in asked.sessions:
        row = sessions[session.key]
        if session.earliest_on < row.earliest_on or session.latest_on > row.latest_on:
            raise refusals.NotToBook
        if row.minutes is not None and session.minutes < row.minutes:
            raise refusals.NotToBook
    return sessions


def _refuse_unsafe(plan: TreatmentPlan) -> None:
    """Safety is that of the version in force, today; a plan that cannot be judged is not booked."""
    try:
        unsafe = judging.judge(plan).unsafe
    except (CaseError, NoCatalogInForce):
        unsafe = True
    if unsafe:
        raise refusals.ClinicalCheckOpen


def _refuse_taken(
    patient: Patient, sessions: Mapping[str, PlannedSession], asked: solving.Request, course: solving.Course
) -> None:
    """The course is held against the rows as they are under the locks, not against what the request said of the patient."""
    first_on = min(session.earliest_on for session in asked.sessions)
    last_on = max(session.latest_on for session in asked.sessions)
    now = replace(
        asked,
        patient_taken=availability.patient_taken(patient, first_on, last_on),
        not_before=timezone.now(),
    )
    wrong = solving.no_longer_fitting(availability.clinic_between(first_on, last_on), now, course)
    if wrong:
        raise refusals.TimeTaken(wrong, [sessions[key].step for key in wrong])


def _write(
    patient: Patient,
    row: PlannedSession,
    session: solving.Session,
    visit: solving.Visit,
    resources: Mapping[str, Resource],
    by,
) -> Appointment:
    appointment = Appointment.objects.create(
        patient=patient,
        session=row,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        occupies=DateTimeTZRange(visit.starts_at, visit.ends_at),
        booked_by=by,
    )
    AppointmentPhase.objects.bulk_create(
        AppointmentPhase(appointment=appointment, place=place, name=name, starts_at=begins, ends_at=ends)
        for place, (name, begins, ends) in enumerate(solving.phases_of(session, visit), start=1)
    )
    Allocation.objects.bulk_create(
        Allocation(
            appointment=appointment,
            resource=resources[held.resource],
            parts=list(held.parts),
            starts_at=held.starts_at,
            ends_at=held.ends_at,
            during=DateTimeTZRange(held.starts_at, held.ends_at),
        )
        for held in visit.held
    )
    return appointment
