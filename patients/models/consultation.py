"""A consultation from its first line to its signature, and what is added afterwards."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only, refuses_change_when_signed, tracked
from accounts.models import Identified


class Touched(models.Model):
    """A part of a consultation: who changed it last, when, and in which revision of the whole."""

    revision = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class ConsultationQuerySet(models.QuerySet):
    """Which consultations."""

    def of(self, patient):
        """Those of a person: of the kept record and of every record that was merged into it."""
        kept = patient.merged_into_id or patient.pk
        records = self.model.patient.field.related_model.objects.filter(Q(pk=kept) | Q(merged_into=kept))
        return self.filter(patient__in=records)  # an OR across the join would read every patient

    def drafts(self):
        return self.filter(state=Consultation.State.DRAFT)

    def up_to(self, consultation):
        """This one and those before it: held on an earlier day, or begun earlier on the same day."""
        same_day = Q(held_on=consultation.held_on, pk__lte=consultation.pk)
        return self.filter(Q(held_on__lt=consultation.held_on) | same_day)

    def newest_first(self):
        return self.order_by("-held_on", "-pk")

    def below(self, public_id: str | None):
        """What stands below this one in the list, newest first; all of it when no such one is named."""
        try:
            last = Consultation.objects.get(public_id=uuid.UUID(public_id or ""))
        except (ValueError, Consultation.DoesNotExist):
            return self
        return self.filter(held_on__lte=last.held_on).exclude(held_on=last.held_on, pk__gte=last.pk)

    def with_people(self):
        return self.select_related("patient", "started_by", "signed_by", "note_by")


@tracked(exclude=["revision", "saved_at"])
class Consultation(Identified):
    """One meeting: what was told, what was seen, and the note. Signed, it is read and never edited.

    `held_on` is the last day on which something was told in it; `revision` counts its saves.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SIGNED = "signed", _("Signed")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="consultations")
    held_on = models.DateField(_("Date"))
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    note = models.TextField(_("Note"), blank=True)
    note_edited = models.BooleanField(default=False)
    note_revision = models.PositiveIntegerField(default=0)
    note_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", signed_at=None, signed_by=None)
                | Q(state="signed", signed_at__isnull=False, signed_by__isnull=False),
                name="consultation_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(signed_at__gte=F("started_at")), name="consultation_signed_after_start"
            ),
            models.CheckConstraint(
                condition=Q(note_edited=False) | Q(note_by__isnull=False), name="consultation_note_edited_by_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-held_on", "-id"], name="consultation_newest"),
            models.Index(fields=["-held_on", "-id"], condition=Q(state="draft"), name="consultation_drafts"),
        ]
        triggers = [refuses_change_when_signed()]

    def __str__(self):
        return f"{self.held_on:%d %b %Y}"

    def get_absolute_url(self):
        return reverse("consultation", args=[self.public_id])

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def audited_patient(self):
        return self.patient


class AmendmentQuerySet(models.QuerySet):
    """Which amendments."""

    def in_order(self):
        return self.select_related("by").order_by("at", "pk")


@tracked
class Amendment(Identified):
    """What somebody adds to a signed consultation. It stands beside the signed text and replaces none of it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="amendments")
    text = models.TextField(_("Amendment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="amendment_says_something")]
        triggers = [insert_only()]

    def __str__(self):
        return f"{self.by}, {self.at:%d %b %Y}"

    @property
    def audited_patient(self):
        return self.consultation.patient
