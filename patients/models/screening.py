"""What was told: dated answers to the questions of the catalog, and the tablet on which a patient gives them."""

import uuid

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import In
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import refuses_change_when_signed, tracked
from accounts.models import Identified
from patients.models.consultation import Consultation, Touched


class ScreeningAnswerQuerySet(models.QuerySet):
    """Which answers."""

    def told_up_to(self, consultation):
        """The last answer to each question on each record of the patient, in this consultation or an earlier one."""
        return (
            self.filter(consultation__in=Consultation.objects.of(consultation.patient).up_to(consultation))
            .filter(told_on__lte=consultation.held_on)
            .select_related("asked_by", "changed_by", "consultation")
            .order_by("consultation__patient_id", "question", "-told_on", "-consultation_id")
            .distinct("consultation__patient_id", "question")
        )


def _kind_of(field: str, *kinds: str):
    """Whether a jsonb column is empty or holds one of these kinds of value."""
    kind = Func(F(field), function="jsonb_typeof", output_field=models.TextField())
    return Q(**{f"{field}__isnull": True}) | Q(In(kind, kinds))


@tracked
class ScreeningAnswer(Identified, Touched):
    """The answer to one question in one consultation, as it was told on `told_on`. Neither value nor regions = not known.

    `value` and `regions` are written as the document of a case has them: true, "keloid", 71.5, "2026-10",
    {"before_days": 180}. `in_group`: told by one press for a group of questions, together with others.
    """

    class Source(models.TextChoices):
        PATIENT = "patient", _("told by the patient")
        STAFF = "staff", _("recorded by staff")
        CLINICIAN = "clinician", _("judged by a clinician")

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    regions = models.JSONField(null=True)
    told_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    source = models.CharField(max_length=9, choices=Source)
    in_group = models.BooleanField(default=False)

    objects = ScreeningAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "question"], name="answer_once_per_question"),
            models.CheckConstraint(condition=~Q(question=""), name="answer_names_its_question"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(regions__isnull=True), name="answer_value_or_regions"
            ),
            models.CheckConstraint(
                condition=_kind_of("value", "boolean", "string", "number", "object"), name="answer_value_plain"
            ),
            models.CheckConstraint(condition=_kind_of("regions", "object"), name="answer_regions_by_name"),
            models.CheckConstraint(
                condition=Q(in_group=False) | Q(value__isnull=False), name="answer_denied_in_group_has_value"
            ),
        ]
        triggers = [refuses_change_when_signed(through="consultation")]

    def __str__(self):
        return f"{self.question}, {self.told_on:%d %b %Y}"

    @property
    def is_known(self) -> bool:
        return self.value is not None or self.regions is not None

    @property
    def audited_patient(self):
        return self.consultation.patient


class TabletSessionQuerySet(models.QuerySet):
    """Which tablets."""

    def open(self):
        """In a patient's hands now."""
        return self.filter(ended_at=None)

    def usable(self):
        """Open, and neither locked nor run out: questions are shown."""
        return self.open().filter(locked_at=None, expires_at__gt=timezone.now())


@tracked(exclude=["pin_hash"])
class TabletSession(Identified):
    """A tablet in the hands of one patient, for one consultation, until it is handed back with its PIN.

    `device` is a random key that only the browser of that tablet knows; a device holds one open session at a time.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="tablet_sessions")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="tablet_sessions")
    device = models.UUIDField(default=uuid.uuid4)
    pin_hash = models.CharField(max_length=200)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = TabletSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("tablet session")
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(ended_at=None), name="tablet_open_once_per_device"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("started_at")), name="tablet_expires_after_start"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="tablet_ends_after_start"
            ),
        ]

    def __str__(self):
        return f"{self.started_at:%d %b %Y %H:%M}"

    def set_pin(self, pin: str) -> None:
        self.pin_hash = make_password(pin)

    def has_pin(self, pin: str) -> bool:
        return check_password(pin, self.pin_hash)

    @property
    def audited_patient(self):
        return self.patient
