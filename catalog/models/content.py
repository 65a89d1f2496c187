"""What a version of the catalog holds: facts of medicine, and what this clinic offers."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified
from catalog.models.sign_off import SignOff
from catalog.signing import NEEDS_OWN_SIGNATURE
from catalog.triggers import content_stays


class FactQuerySet(models.QuerySet):
    """Which facts."""

    def in_order(self):
        """As the knowledge files have them; `kind` groups, it does not order the tables."""
        return self.order_by("kind", "position", "pk")

    def needing_own_signature(self):
        """Rows of the safety tables whose reason or interval nobody has verified: the clinical lead signs each by itself."""
        return self.filter(NEEDS_OWN_SIGNATURE)

    def waiting_alone(self):
        """Rows that need a signature of their own and have none."""
        own = SignOff.objects.filter(version=OuterRef("version"), kind=OuterRef("kind"), key=OuterRef("key"))
        return self.needing_own_signature().filter(~Exists(own))

    def of_waiting_tables(self):
        """Rows of tables that were not signed as a whole."""
        whole = SignOff.objects.filter(version=OuterRef("version"), kind=OuterRef("kind"), key="")
        return self.filter(~Exists(whole))


@tracked
class Fact(models.Model):
    """One row of one table of knowledge, as the dataclass of its kind reads it. Other rows name it by version and key."""

    version = models.ForeignKey("catalog.CatalogVersion", on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    data = models.JSONField()

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "key"], name="fact_key_once_per_version"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(key=""), name="fact_has_kind_and_key"),
        ]
        indexes = [  # a handful of rows per version, asked for on every page until all are signed
            models.Index(fields=["version", "kind", "key"], condition=NEEDS_OWN_SIGNATURE, name="fact_signed_alone")
        ]
        triggers = [content_stays()]

    def __str__(self):
        return f"{self.kind} {self.key}"


class ClinicItemQuerySet(models.QuerySet):
    """Which items."""

    def in_order(self):
        return self.order_by("position", "pk")


@tracked
class ClinicItem(Identified):
    """What this clinic offers for a modality. Ingredients not recorded count as all that the modality may contain."""

    version = models.ForeignKey("catalog.CatalogVersion", on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    modality = models.CharField(_("Modality"), max_length=80)
    name = models.CharField(_("Name"), max_length=200)
    ingredients = models.JSONField(_("Ingredients"), null=True)
    price = models.DecimalField(
        _("Price"), max_digits=10, decimal_places=2, null=True, help_text=_("Per visit, in the clinic's currency.")
    )
    standard_boosters = models.JSONField(_("Standard boosters"), default=list)

    objects = ClinicItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="item_name_once_per_version"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(modality=""), name="item_has_name_and_modality"),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="item_price_not_negative"),
        ]
        triggers = [content_stays()]

    def __str__(self):
        return self.name
