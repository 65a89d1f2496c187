"""From the rows to what the course solver is told: resources with their hours and all that takes their time."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils import timezone

from scheduling import solving
from scheduling.models import Allocation, Appointment, Closure, Leave, OtherHours, Resource, WorkingHours

START_STEP_MINUTES = 5


def clinic_between(first_on: datetime.date, last_on: datetime.date) -> solving.Clinic:
    """Everything in use as it stands now, with what takes its time on these days. A resource goes by its public id."""
    begins, ends = _instants(first_on, last_on)
    resources = list(Resource.objects.in_use().in_order())
    hours = _by_resource(WorkingHours.objects.order_by("weekday", "from_minute"))
    other = _by_resource(OtherHours.objects.within(first_on, last_on).order_by("from_minute"))
    away = _by_resource(Leave.objects.touching(begins, ends).order_by("starts_at"))
    taken = _by_resource(Allocation.objects.standing().touching(begins, ends).order_by("starts_at"))
    return solving.Clinic(
        zone=zone(),
        resources=tuple(_resource(row, hours, other, away, taken) for row in resources),
        closed=periods(Closure.objects.touching(begins, ends).order_by("starts_at")),
        start_step_minutes=START_STEP_MINUTES,
    )


def patient_taken(patient, first_on: datetime.date, last_on: datetime.date) -> tuple[solving.Period, ...]:
    """When the patient has an appointment here, under whichever of their records."""
    booked = Appointment.objects.of(patient).standing().touching(*_instants(first_on, last_on))
    return periods(booked.order_by("starts_at"))


def zone() -> ZoneInfo:
    """The zone of the clinic's clock."""
    return timezone.get_default_timezone()


def _instants(first_on: datetime.date, last_on: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """From a day before the first until a day after the last: no zone is further off than that."""
    around, midnight = datetime.timedelta(days=1), datetime.time()
    begins = datetime.datetime.combine(first_on - around, midnight, datetime.UTC)
    return begins, datetime.datetime.combine(last_on + 2 * around, midnight, datetime.UTC)


def _by_resource(rows: Iterable) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.resource_id].append(row)
    return found


def _resource(row: Resource, hours, other, away, taken) -> solving.Resource:
    week = [[one for one in hours[row.pk] if one.weekday == weekday] for weekday in range(7)]
    days = {one.on for one in other[row.pk]}
    return solving.Resource(
        key=str(row.public_id),
        kind=solving.Kind(row.kind),
        able=frozenset(row.able),
        week=tuple(_spans(stretches) for stretches in week),
        exceptions={on: _spans(one for one in other[row.pk] if one.on == on) for on in days},
        away=periods(away[row.pk]),
        taken=periods(taken[row.pk]),
        turnover_minutes=row.turnover_minutes,
    )


def _spans(rows: Iterable) -> tuple[tuple[int, int], ...]:
    return tuple((row.from_minute, row.until_minute) for row in rows)


def periods(rows: Iterable) -> tuple[solving.Period, ...]:
    """Rows that begin and end as periods of the solver."""
    return tuple(solving.Period(row.starts_at, row.ends_at) for row in rows)
