"""A question that matters and stays open, because a dermatologist said why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only, tracked
from accounts.models import Identified


@tracked
class QuestionSetAside(Identified):
    """Once for a consultation: the plan may be adopted without the answer. Whoever books and treats still sees it open."""

    consultation = models.ForeignKey(
        "patients.Consultation", on_delete=models.PROTECT, related_name="questions_set_aside"
    )
    question = models.CharField(max_length=80)
    reason = models.TextField(_("Reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("question set aside")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "question"], name="question_set_aside_once"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(question=""), name="question_set_aside_with_a_reason"),
        ]
        triggers = [insert_only()]

    def __str__(self):
        return self.question

    @property
    def audited_patient(self):
        return self.consultation.patient
