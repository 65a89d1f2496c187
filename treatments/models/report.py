"""A proposal that somebody finds wrong, frozen for the clinical lead."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only, tracked
from accounts.models import Identified
from treatments.models.kept import KeptProposal


class ProposalReportQuerySet(models.QuerySet):
    """Which reports."""

    def waiting_first(self):
        """Those without an answer, then the newest."""
        answered = models.Exists(ReportAnswer.objects.filter(report=models.OuterRef("pk")))
        people = self.select_related("by", "consultation__patient", "version", "answer__by")
        return people.annotate(is_answered=answered).order_by("is_answered", "-pk")


@tracked
class ProposalReport(KeptProposal):
    """Case, version and comment as they stood; `key` names the regimen it is about, empty = the proposal as a whole."""

    key = models.CharField(max_length=40, blank=True)
    comment = models.TextField(_("What is wrong with it?"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProposalReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported proposal")
        constraints = [models.CheckConstraint(condition=~Q(comment=""), name="report_says_what_is_wrong")]
        triggers = [insert_only()]

    def __str__(self):
        return f"{self.by}, {self.at:%d %b %Y}"

    def get_absolute_url(self):
        return reverse("proposal_report", args=[self.public_id])


@tracked
class ReportAnswer(Identified):
    """What the clinical lead says to a report."""

    report = models.OneToOneField(ProposalReport, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(_("Answer"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("answer to a report")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="report_answer_says_something")]
        triggers = [insert_only()]

    def __str__(self):
        return f"{self.by}, {self.at:%d %b %Y}"

    @property
    def audited_patient(self):
        return self.report.consultation.patient
