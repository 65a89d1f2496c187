"""What the clinician showed to the patient."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only, tracked
from accounts.models import Identified
from treatments.models.kept import KeptProposal


class PresentationQuerySet(models.QuerySet):
    """Which presentations."""

    def of_consultation(self, consultation):
        return self.filter(consultation=consultation).select_related("presented_by", "declined__by").order_by("-pk")


@tracked
class Presentation(KeptProposal):
    """A proposal as it was shown: `shown` names the regimens by key, `options` the boosters switched on in each.

    A shown regimen stays what it was, whatever the catalog says later.
    """

    shown = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    presented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    presented_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PresentationQuerySet.as_manager()

    class Meta:
        verbose_name = _("presentation")
        constraints = [models.CheckConstraint(condition=~Q(document=""), name="presentation_keeps_the_proposal")]
        triggers = [insert_only()]

    def __str__(self):
        return f"{self.presented_at:%d %b %Y}"

    def get_absolute_url(self):
        return reverse("presentation", args=[self.public_id])


@tracked
class PresentationDeclined(Identified):
    """The patient wants none of what was shown; the words are the patient's own, and may be left out."""

    presentation = models.OneToOneField(Presentation, on_delete=models.PROTECT, related_name="declined")
    reason = models.TextField(_("Reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("declined presentation")
        triggers = [insert_only()]

    def __str__(self):
        return f"{self.at:%d %b %Y}"

    @property
    def audited_patient(self):
        return self.presentation.consultation.patient
