"""What can be in one place only: a practitioner, a room, a device."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified


class ResourceQuerySet(models.QuerySet):
    """Which resources."""

    def in_use(self):
        return self.filter(retired_at=None)

    def in_order(self):
        """Always the same order: in which they are offered, and in which they are locked."""
        return self.order_by("pk")


@tracked
class Resource(Identified):
    """A practitioner with what they may perform, a room with what it holds, or a device with what it does.

    `able` are keys: modalities, or equipment by the clinic's own word. The turnover follows every use and is booked with it.
    """

    class Kind(models.TextChoices):
        PRACTITIONER = "practitioner", _("Practitioner")
        ROOM = "room", _("Room")
        DEVICE = "device", _("Device")

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(_("Name"), max_length=80)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="scheduled_as"
    )
    able = ArrayField(models.CharField(max_length=80), default=list)
    turnover_minutes = models.PositiveSmallIntegerField(_("Turnover in minutes"), default=0)
    retired_at = models.DateTimeField(null=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="practitioner", person__isnull=False)
                | Q(kind__in=["room", "device"], person__isnull=True),
                name="resource_practitioner_is_a_person",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="resource_has_a_name"),
            models.UniqueConstraint(
                fields=["kind", "name"], condition=Q(retired_at=None), name="resource_name_once_in_use"
            ),
        ]

    def __str__(self):
        return self.name
