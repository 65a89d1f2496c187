"""A version of the catalog and its life: draft, in review, published, superseded."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import connections, models
from django.db.models import Exists, F, Func, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified
from catalog.models.content import Fact
from catalog.triggers import version_life


class Period(Func):
    """The span of time from one instant, included, to another, not included; open where the other is not set."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class State(models.TextChoices):
    """Where a version stands in its life; a superseded one was in force until `superseded_at`."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


class CatalogVersionQuerySet(models.QuerySet):
    """Which versions."""

    def in_force(self, at=None):
        """The one version that holds at an instant, now when none is given; the database allows no second."""
        at = at or timezone.now()
        return self.filter(effective_at__lte=at).filter(Q(superseded_at=None) | Q(superseded_at__gt=at))

    def with_signing(self):
        """Each with `signed`: it has content, every unverified safety row is signed alone and every table as a whole."""
        facts = Fact.objects.filter(version=OuterRef("pk"))
        return self.annotate(signed=Exists(facts) & ~Exists(facts.waiting_alone()) & ~Exists(facts.of_waiting_tables()))

    def not_replaced(self):
        """The version that the next one will replace, be it in force already or not."""
        return self.filter(state=State.PUBLISHED)

    def newest_first(self):
        return self.order_by("-number")


class CatalogVersionManager(models.Manager.from_queryset(CatalogVersionQuerySet)):
    """Versions, and the next number to give."""

    def wait_for_numbers(self) -> None:
        """Until this transaction ends nobody else gives a number to a version."""
        with connections[self.db].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('catalog version numbers'))")

    def next_number(self) -> int:
        self.wait_for_numbers()
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1


@tracked
class CatalogVersion(Identified):
    """What medicine says and what this clinic offers, as it was published under one number. Nothing published changes."""

    State = State

    number = models.PositiveIntegerField(_("Number"), unique=True)
    title = models.CharField(_("Title"), max_length=200)
    note = models.TextField(_("Note"), blank=True)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    pack_version = models.CharField(_("Knowledge pack"), max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    effective_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    objects = CatalogVersionManager()

    class Meta:
        verbose_name = _("catalog version")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="catalog_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="catalog_version_has_a_title"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review"], published_at=None, effective_at=None, superseded_at=None)
                | Q(state="published", published_at__isnull=False, effective_at__isnull=False, superseded_at=None)
                | Q(state="superseded", published_at__isnull=False, superseded_at__gt=F("effective_at")),
                name="catalog_dates_follow_state",
            ),
            models.CheckConstraint(condition=Q(state="draft") | ~Q(digest=""), name="catalog_digest_when_closed"),
            models.CheckConstraint(
                condition=Q(published_by=None) | Q(created_by=None) | ~Q(published_by=F("created_by")),
                name="catalog_second_person_publishes",
            ),
            ExclusionConstraint(
                name="catalog_one_in_force",
                expressions=[(Period("effective_at", "superseded_at"), RangeOperators.OVERLAPS)],
                condition=Q(effective_at__isnull=False),
            ),
        ]
        triggers = version_life()

    def __str__(self):
        return f"{self.number}: {self.title}"
