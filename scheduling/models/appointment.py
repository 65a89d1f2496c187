"""Booked time: a patient's appointment, the phases it consists of, and which person, room or device each takes, and when.

That nobody and nothing is in two places is a promise of the database: two ranges of one patient, or of one resource, never
overlap. A cancelled appointment keeps its times and takes none.
"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only, tracked
from accounts.models import Identified
from scheduling.models import ranges
from scheduling.models.hours import LASTS
from scheduling.models.resource import Resource
from treatments.models import PlannedSession

PATIENT_TWICE, RESOURCE_TWICE = "appointment_patient_in_one_place", "allocation_resource_in_one_place"
SESSION_TWICE = "appointment_one_per_session"


class AppointmentQuerySet(models.QuerySet):
    """Which appointments."""

    def standing(self):
        return self.filter(occupies__isnull=False)

    def of(self, patient):
        """Those of a person, under whichever of their records they were booked."""
        kept = patient.merged_into_id or patient.pk
        return self.filter(Q(patient=kept) | Q(patient__merged_into=kept))

    def touching(self, starts_at, ends_at):
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


@tracked
class Appointment(Identified):
    """A patient's booked time. `occupies` is that time while it stands, nothing once it is cancelled."""

    class State(models.TextChoices):
        BOOKED = "booked", _("Booked")
        CANCELLED = "cancelled", _("Cancelled")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="appointments")
    session = models.ForeignKey(PlannedSession, on_delete=models.PROTECT, null=True, related_name="appointments")
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.BOOKED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    occupies = DateTimeRangeField(null=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    booked_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        constraints = [
            models.CheckConstraint(condition=LASTS, name="appointment_lasts"),
            models.CheckConstraint(
                condition=Q(state="booked", occupies=ranges.period(), occupies__isnull=False)
                | Q(state="cancelled", occupies=None),
                name="appointment_occupies_its_time_while_booked",
            ),
            models.UniqueConstraint(fields=["session"], condition=~Q(state="cancelled"), name=SESSION_TWICE),
            ExclusionConstraint(name=PATIENT_TWICE, expressions=[(ranges.one("patient"), "&&"), (F("occupies"), "&&")]),
        ]
        indexes = [models.Index(fields=["starts_at"], name="appointment_by_time")]

    def __str__(self):
        return f"{self.starts_at}"

    @property
    def audited_patient(self):
        return self.patient


@tracked
class AppointmentPhase(Identified):
    """A stretch of an appointment as it was booked: numbing, a procedure, recovery."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="phases")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("phase")
        constraints = [
            models.UniqueConstraint(fields=["appointment", "place"], name="phase_place_once"),
            models.CheckConstraint(condition=LASTS, name="phase_lasts"),
        ]
        triggers = [insert_only()]

    def __str__(self):
        return self.name

    @property
    def audited_patient(self):
        return self.appointment.patient


class AllocationQuerySet(models.QuerySet):
    """Which allocations."""

    def standing(self):
        return self.filter(during__isnull=False)

    def touching(self, starts_at, ends_at):
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


@tracked
class Allocation(Identified):
    """A person, room or device for a stretch of an appointment, its turnover included; `parts` says what it is there for."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="allocations")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="allocations")
    parts = ArrayField(models.CharField(max_length=80))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    during = DateTimeRangeField(null=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("allocation")
        constraints = [
            models.CheckConstraint(condition=LASTS, name="allocation_lasts"),
            models.CheckConstraint(
                condition=Q(during=None) | Q(during=ranges.period()), name="allocation_is_during_its_time"
            ),
            ExclusionConstraint(name=RESOURCE_TWICE, expressions=[(ranges.one("resource"), "&&"), (F("during"), "&&")]),
        ]
        indexes = [models.Index(fields=["resource", "ends_at"], name="allocation_by_resource")]

    def __str__(self):
        return f"{self.resource}: {self.starts_at}"

    @property
    def audited_patient(self):
        return self.appointment.patient
