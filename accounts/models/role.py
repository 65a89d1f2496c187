"""Who holds which role, since when, and by whose decision; and who leads the clinic clinically."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import ROLES, Role
from accounts.history import tracked
from accounts.models.identified import Identified
from accounts.models.last_admin import KeepsAClinicAdmin


class RoleGrantQuerySet(models.QuerySet):
    """Which grants."""

    def open(self):
        return self.filter(ended_at=None)

    def ended(self):
        return self.filter(ended_at__isnull=False)

    def by_job(self):
        """In the order of the job descriptions."""
        places = [When(role=key, then=place) for place, key in enumerate(ROLES)]
        return self.order_by(Case(*places, output_field=models.IntegerField()))

    def by_end(self):
        """The last ended first, each with who ended it."""
        return self.select_related("ended_by").order_by("-ended_at", "-pk")

    def of_role(self, role: str):
        return self.filter(role=role)

    def with_lead(self):
        """Each with `leads`: whether its person is the named clinical lead."""
        return self.annotate(leads=Exists(ClinicalLead.objects.open().filter(user=OuterRef("user"))))


@tracked
class RoleGrant(Identified):
    """A role somebody holds from `granted_at` until it is ended. A person may hold several at once, each once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("Role"), max_length=20)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        constraints = [
            models.UniqueConstraint("user", "role", condition=Q(ended_at=None), name="role_held_once"),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="role_known"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("granted_at")), name="role_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="role_ended_by_needs_ended_at"
            ),
        ]
        triggers = [KeepsAClinicAdmin.when_a_grant_ends()]

    def __str__(self):
        return f"{self.user}: {self.job.label}"

    @property
    def job(self) -> Role:
        return ROLES[self.role]


class ClinicalLeadQuerySet(models.QuerySet):
    """Which leads."""

    def open(self):
        return self.filter(ended_at=None)


@tracked
class ClinicalLead(Identified):
    """The dermatologist who answers for what the catalog says. The clinic names one at a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leads")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = ClinicalLeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("clinical lead")
        constraints = [
            models.UniqueConstraint(
                fields=["ended_at"], condition=Q(ended_at=None), nulls_distinct=False, name="one_clinical_lead"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("named_at")), name="lead_ends_after_it_began"
            ),
        ]

    def __str__(self):
        return f"{self.user}, clinical lead since {self.named_at:%d %b %Y}"
