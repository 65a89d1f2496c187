"""A question that matters and stays open, because a dermatologist said why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only, tracked
from accounts.models import Identified


class QuestionSetAsideQuerySet(models.QuerySet):
    """Which of them."""

    def counting(self, consultation):
        """Those that count for the next adoption from a consultation, today."""
        return self.filter(consultation=consultation, on=timezone.localdate(), adoption=consultation.plans.count())

    def of_plan(self, plan):
        """Those with which a plan was adopted."""
        earlier = plan.consultation.plans.filter(pk__lt=plan.pk).count()
        return self.filter(consultation=plan.consultation, on=timezone.localdate(plan.adopted_at), adoption=earlier)


@tracked
class QuestionSetAside(Identified):
    """For one adoption: the plan may be adopted without the answer, on that day. Asking it becomes a task of the plan.

    `adoption`: how many plans had come of the consultation before. After that adoption, or on another day, it counts no more.
    """

    consultation = models.ForeignKey(
        "patients.Consultation", on_delete=models.PROTECT, related_name="questions_set_aside"
    )
    question = models.CharField(max_length=80)
    on = models.DateField(default=timezone.localdate)
    adoption = models.PositiveIntegerField(default=0)
    reason = models.TextField(_("Reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = QuestionSetAsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("question set aside")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "question", "on", "adoption"], name="question_set_aside_once"
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(question=""), name="question_set_aside_with_a_reason"),
        ]
        triggers = [insert_only()]

    def __str__(self):
        return self.question

    @property
    def audited_patient(self):
        return self.consultation.patient
