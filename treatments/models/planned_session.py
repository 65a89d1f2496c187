"""One intended visit of a plan."""

from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified
from treatments.models.plan import State as PlanState
from treatments.models.plan import TreatmentPlan


class PlannedSessionQuerySet(models.QuerySet):
    """Which planned sessions."""

    def in_order(self):
        return self.order_by("step")

    def standing(self):
        """Those that are still part of the course, done or to come."""
        return self.exclude(state=PlannedSession.State.SKIPPED)

    def to_come(self):
        return self.filter(state__in=[PlannedSession.State.PROVISIONAL, PlannedSession.State.PLANNED, "booked"])

    def to_book(self):
        """Neither booked nor done, of plans that run."""
        waiting = [PlannedSession.State.PROVISIONAL, PlannedSession.State.PLANNED]
        return self.filter(state__in=waiting, plan__state=PlanState.ACTIVE)


@tracked
class PlannedSession(Identified):
    """A visit with the days between which it may lie. `step` is its place in the course; a skipped one has none any more."""

    class State(models.TextChoices):
        PROVISIONAL = "provisional", _("Provisional")
        PLANNED = "planned", _("Planned")
        BOOKED = "booked", _("Booked")
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Skipped")

    class Kind(models.TextChoices):
        TREATMENT = "treatment", _("Treatment")
        TEST_SPOT = "test_spot", _("Test spot")
        REVIEW = "review", _("Review")

    plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="sessions")
    step = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=9, choices=Kind)
    state = models.CharField(max_length=11, choices=State)
    earliest_on = models.DateField()
    target_on = models.DateField()
    latest_on = models.DateField()
    minutes = models.PositiveIntegerField(null=True)
    numbing_minutes = models.PositiveIntegerField(null=True)
    price = models.DecimalField(max_digits=10, decimal_places=2, null=True)

    objects = PlannedSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned session")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "step"], name="planned_session_step_once", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(earliest_on__lte=F("target_on"), target_on__lte=F("latest_on")),
                name="planned_session_window_holds_its_target",
            ),
            models.CheckConstraint(
                condition=Q(state="skipped", step=None) | ~Q(state="skipped") & Q(step__isnull=False),
                name="planned_session_has_a_step_unless_skipped",
            ),
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gte=0), name="planned_session_price_not_negative"
            ),
        ]
        indexes = [
            models.Index(
                fields=["earliest_on"],
                condition=Q(state__in=["provisional", "planned"]),
                name="planned_session_to_book",
            )
        ]

    def __str__(self):
        return f"{self.plan_id}, {self.step}"

    @property
    def audited_patient(self):
        return self.plan.patient
