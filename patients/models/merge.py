"""Which records were found to be one person's, by whom, and whether that was taken back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified
from patients.triggers import merge_stays


class MergeQuerySet(models.QuerySet):
    """Which merges."""

    def standing(self):
        """Those not undone."""
        return self.filter(undone_at=None)

    def within(self, records):
        """Those between these records."""
        return self.filter(merged__in=records).select_related("kept", "merged", "merged_by")


@tracked
class Merge(Identified):
    """Two records are one person's; both keep all their rows, so that undoing it restores exactly what was.

    `Patient.merged_into` follows from the standing merges: the record at the end of the way.
    """

    kept = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="merges_kept")
    merged = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="merges")
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two_records"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__gte=F("merged_at"), undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]
        triggers = [merge_stays()]

    def __str__(self):
        return f"{self.merged_id} into {self.kept_id}"

    @property
    def audited_patient(self):
        return self.kept
