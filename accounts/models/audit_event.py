"""The trail: who did or saw what, and when."""

import datetime
import uuid

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only
from accounts.models.identified import Identified


class AuditEventQuerySet(models.QuerySet):
    """Which events, newest first."""

    def newest_first(self):
        return self.order_by("-at", "-pk")

    def by_person(self, user):
        return self.filter(by=user)

    def about_patient(self, patient: uuid.UUID):
        return self.filter(patient=patient)

    def about_record(self, record: uuid.UUID):
        return self.filter(about=record)

    def on_day(self, day: datetime.date):
        """The events of one day as the clinic's clock counts it: 23 or 25 hours when the clocks change."""
        zone = timezone.get_current_timezone()
        first, last = (
            datetime.datetime.combine(date, datetime.time.min, tzinfo=zone)
            for date in (day, day + datetime.timedelta(days=1))
        )
        return self.filter(at__gte=first, at__lt=last)

    def below(self, public_id: str | None):
        """What stands below this event in the list; all of it when no such event is named."""
        try:
            event = AuditEvent.objects.get(public_id=uuid.UUID(public_id or ""))
        except (ValueError, AuditEvent.DoesNotExist):
            return self
        return self.filter(at__lte=event.at).exclude(at=event.at, pk__gte=event.pk)


class AuditEvent(Identified):
    """One thing that was done or seen. Never changed, never deleted, and never the place for clinical content.

    It names rows by kind and uuid without foreign keys, so that the trail never stands in the way of a record.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    by_name = models.CharField(max_length=250, blank=True)  # as it was then
    action = models.CharField(max_length=80)
    patient = models.UUIDField(null=True)
    about_kind = models.CharField(max_length=80, blank=True)
    about = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    request_id = models.UUIDField(null=True)
    path = models.CharField(max_length=500, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit event")
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="audit_says_what_was_done"),
            models.CheckConstraint(
                condition=models.Q(about=None, about_kind="")
                | (models.Q(about__isnull=False) & ~models.Q(about_kind="")),
                name="audit_names_kind_and_row",
            ),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["by", "-at", "-id"], name="audit_by_person"),
            models.Index(fields=["patient", "-at", "-id"], name="audit_about_patient"),
            models.Index(fields=["about", "-at", "-id"], name="audit_about_record"),
        ]
        triggers = [insert_only()]

    @property
    def kind(self) -> str:
        """What was touched, in words."""
        try:
            return apps.get_model(self.about_kind)._meta.verbose_name
        except (LookupError, ValueError):  # a kind of row the clinic no longer has
            return self.about_kind

    @property
    def said(self) -> list[tuple]:
        """The detail for a template, which would take a detail that is called `items` for the method."""
        return list(self.detail.items())

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.action}"
