"""What somebody has to see to before or during a plan: the mitigation of a caution, with its owner."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified
from treatments.models.plan import OPEN, TreatmentPlan


class PlanTaskQuerySet(models.QuerySet):
    """Which tasks."""

    def waiting(self):
        return self.filter(done_at=None, plan__state__in=OPEN)

    def of_owner(self, *owners: str):
        return self.filter(owner__in=owners)

    def in_order(self):
        return self.select_related("done_by").order_by("done_at", "pk")


@tracked
class PlanTask(Identified):
    """One caution's mitigation, or a question that was set aside: `text` is why, `mitigation` what is asked.

    `owner` is a role of the knowledge: prescriber, nurse or desk; the desk never reads `text`.
    """

    QUESTION, ASK = "question", "ask."

    plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="tasks")
    rule = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    owner = models.CharField(max_length=20)
    text = models.TextField()
    mitigation = models.TextField()
    modalities = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    note = models.TextField(_("Note"), blank=True)

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        constraints = [
            models.UniqueConstraint(fields=["plan", "rule"], name="task_once_per_rule"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="task_done_by_somebody",
            ),
        ]

    def __str__(self):
        return self.rule

    @classmethod
    def rule_of(cls, question: str) -> str:
        """By which name the task of a question that was set aside stands among those of the rules."""
        return cls.ASK + question

    @property
    def question(self) -> str:
        """The question to be asked; empty for the mitigation of a caution."""
        return self.rule.removeprefix(self.ASK) if self.kind == self.QUESTION else ""

    @property
    def audited_patient(self):
        return self.plan.patient
