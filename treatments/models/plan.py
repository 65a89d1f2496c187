"""A plan: the regimen that was adopted, and every revision of it."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only, tracked
from accounts.models import Identified
from patients.models import Consultation
from treatments.triggers import plan_life, revisions_follow


class State(models.TextChoices):
    """Where a plan stands in its life."""

    OFFERED = "offered", _("Offered")
    ACTIVE = "active", _("Active")
    HELD = "held", _("Held")
    COMPLETED = "completed", _("Completed")
    STOPPED = "stopped", _("Stopped")


OPEN = (State.OFFERED, State.ACTIVE, State.HELD)


class TreatmentPlanQuerySet(models.QuerySet):
    """Which plans."""

    def of(self, patient):
        """Those of a person: of the kept record and of every record that was merged into it."""
        kept = patient.merged_into_id or patient.pk
        records = self.model.patient.field.related_model.objects.filter(Q(pk=kept) | Q(merged_into=kept))
        return self.filter(patient__in=records)

    def open(self):
        """Offered, active or held."""
        return self.filter(state__in=OPEN)

    def to_book(self):
        """Those that run or are held and have visits neither booked nor done; `next_on` is the first day of the next one."""
        waiting = Q(sessions__state__in=["provisional", "planned"])
        plans = self.filter(state__in=[State.ACTIVE, State.HELD])
        return plans.annotate(next_on=Min("sessions__earliest_on", filter=waiting)).filter(next_on__isnull=False)

    def running(self):
        return self.filter(state=State.ACTIVE)

    def adopted_by_person(self, user):
        return self.filter(adopted_by=user)

    def unsafe(self):
        """Open ones against which something stood when they were judged last."""
        return self.open().filter(judgement__unsafe__gt=0)

    def past_think_time(self, today):
        """Offers whose time to think is over, and to which nobody said yes or no."""
        return self.filter(state=State.OFFERED, think_until__lt=today)

    def newest_first(self):
        return self.order_by("-adopted_at", "-pk")

    def below(self, public_id: str | None):
        """What stands below this one in the list, newest first; all of it when no such one is named."""
        try:
            last = TreatmentPlan.objects.get(public_id=uuid.UUID(public_id or ""))
        except (ValueError, TreatmentPlan.DoesNotExist):
            return self
        return self.filter(adopted_at__lte=last.adopted_at).exclude(adopted_at=last.adopted_at, pk__gte=last.pk)

    def with_people(self):
        return self.select_related("patient", "consultation", "adopted_by", "version")


@tracked
class TreatmentPlan(Identified):
    """A regimen that a dermatologist adopted for a person. It keeps regimen and price; safety is that of the version in force.

    A person has one open plan: two courses over the same skin could not be spaced from one another.
    """

    State = State

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="plans")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="plans")
    key = models.CharField(max_length=40)
    state = models.CharField(_("State"), max_length=9, choices=State)
    revision = models.PositiveIntegerField(default=1)
    version = models.ForeignKey("catalog.CatalogVersion", on_delete=models.PROTECT, related_name="+")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    adopted_at = models.DateTimeField(default=timezone.now, editable=False)
    think_until = models.DateField(_("Time to think until"), null=True)

    objects = TreatmentPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="plan_state_known"),
            models.CheckConstraint(condition=~Q(key=""), name="plan_names_its_regimen"),
            models.UniqueConstraint(fields=["patient"], condition=Q(state__in=OPEN), name="plan_one_open_per_patient"),
        ]
        indexes = [models.Index(fields=["state", "-adopted_at"], name="plan_by_state")]
        triggers = [plan_life()]

    def __str__(self):
        return f"{self.adopted_at:%d %b %Y}"

    def get_absolute_url(self):
        return reverse("plan", args=[self.public_id])

    @property
    def audited_patient(self):
        return self.patient

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @cached_property
    def current(self) -> "PlanRevision":
        """The revision that holds now."""
        return self.revisions.select_related("by").get(number=self.revision)


class PlanRevisionQuerySet(models.QuerySet):
    """Which revisions."""

    def in_order(self):
        return self.select_related("by", "version").order_by("number")


@tracked
class PlanRevision(Identified):
    """The plan as it stood from one change to the next: the whole course, the facts it rested on, and why it was changed.

    Revision 1 keeps the whole proposal as well, with the regimens that were not adopted. Nothing of it is ever changed.
    """

    class What(models.TextChoices):
        ADOPTED = "adopted", _("Adopted")
        OFFERED = "offered", _("Offered")
        ACCEPTED = "accepted", _("Accepted by the patient")
        AMENDED = "amended", _("Amended")
        HELD = "held", _("Held")
        RESUMED = "resumed", _("Resumed")
        COMPLETED = "completed", _("Completed")
        STOPPED = "stopped", _("Stopped")
        REPLANNED = "replanned", _("Planned anew")

    class ReasonKind(models.TextChoices):
        NONE = "", _("none given")
        SAFETY = "safety", _("Safety")
        PREFERENCE = "preference", _("Wish of the patient")
        ORGANISATION = "organisation", _("Organisation")

    plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=9, choices=What)
    state = models.CharField(max_length=9, choices=State)
    version = models.ForeignKey("catalog.CatalogVersion", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    case = models.TextField()
    course = models.TextField()
    proposal = models.TextField(blank=True)
    recorded_reasons = models.JSONField(default=dict)  # modality -> why it is done although a rule speaks against it
    step = models.PositiveIntegerField(null=True)
    reason_kind = models.CharField(max_length=12, choices=ReasonKind, blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlanRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision of a plan")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=~Q(course="") & ~Q(case=""), name="revision_keeps_its_course"),
            models.CheckConstraint(
                condition=Q(what__in=["adopted", "offered"], number=1) & ~Q(proposal="")
                | Q(number__gt=1) & ~Q(what__in=["adopted", "offered"]),
                name="revision_first_keeps_the_proposal",
            ),
            models.CheckConstraint(
                condition=~Q(what__in=["held", "stopped", "amended", "replanned"]) | ~Q(reason=""),
                name="revision_says_why",
            ),
        ]
        triggers = [insert_only(), revisions_follow()]

    def __str__(self):
        return f"{self.number}: {self.get_what_display()}"

    @property
    def audited_patient(self):
        return self.plan.patient

    @property
    def regimen(self) -> dict:
        """The course as the regimen of the contract."""
        return json.loads(self.course)

    @property
    def facts(self) -> dict:
        return json.loads(self.case)

    @property
    def whole_proposal(self) -> dict:
        return json.loads(self.proposal) if self.proposal else {}
