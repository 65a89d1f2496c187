"""What the version in force and the facts of today say to an open plan."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Identified
from treatments.models.plan import OPEN, TreatmentPlan


class PlanJudgementQuerySet(models.QuerySet):
    """Which judgements."""

    def of_open_plans(self):
        return self.filter(plan__state__in=OPEN)

    def standing_against(self):
        """Those by which something is unsafe, or waits for somebody. What only expired is asked again on the day."""
        return self.filter(models.Q(unsafe__gt=0) | models.Q(open__gt=0))

    def unsafe_first(self):
        """Plans with something unsafe, then those with something open, the one that became so first on top."""
        return self.order_by("-unsafe", "-open", "since", "pk")

    def below(self, public_id: str | None):
        """What stands below this one in the order of `unsafe_first`; all of it when no such one is named."""
        try:
            last = PlanJudgement.objects.get(public_id=uuid.UUID(public_id or ""))
        except (ValueError, PlanJudgement.DoesNotExist):
            return self
        later = models.Q(since__gt=last.since) | models.Q(since=last.since, pk__gt=last.pk)
        less_open = models.Q(open__lt=last.open) | models.Q(open=last.open) & later
        return self.filter(models.Q(unsafe__lt=last.unsafe) | models.Q(unsafe=last.unsafe) & less_open)


class PlanJudgement(Identified):
    """The last time an open plan was judged: under which version, on which day, and what stood against it.

    It is computed anew whenever an answer changes, a version comes into force, or a day begins, and never edited by hand.
    """

    plan = models.OneToOneField(TreatmentPlan, on_delete=models.PROTECT, related_name="judgement")
    version = models.ForeignKey("catalog.CatalogVersion", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    facts = models.CharField(max_length=64)  # digest of the facts it was judged by
    concerns = models.JSONField(default=list)
    unsafe = models.PositiveIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)  # without answers that only expired: they are asked again on the day
    since = models.DateTimeField(default=timezone.now)  # when the concerns last changed
    at = models.DateTimeField(default=timezone.now)

    objects = PlanJudgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("judgement of a plan")
        indexes = [models.Index(fields=["-unsafe", "-open", "since"], name="judgement_unsafe_first")]

    def __str__(self):
        return f"{self.plan_id}: {self.unsafe}"

    @property
    def audited_patient(self):
        return self.plan.patient
