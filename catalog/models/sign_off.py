"""The clinical lead's signature under a table or a single row of a catalog version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import insert_only, tracked
from catalog.triggers import signs_what_is_there


class SignOffQuerySet(models.QuerySet):
    """Which signatures."""

    def covering(self, kind: str, key: str = ""):
        """The signature under one row, or under the table as a whole."""
        return self.filter(kind=kind, key=key).select_related("signed_by")


@tracked
class SignOff(models.Model):
    """The lead has reviewed this: one row where a key is given, else the table as a whole. It is not taken back."""

    version = models.ForeignKey("catalog.CatalogVersion", on_delete=models.PROTECT, related_name="sign_offs")
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-off")
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "key"], name="signed_once"),
            models.CheckConstraint(condition=~Q(kind=""), name="sign_off_names_a_table"),
        ]
        triggers = [insert_only(), signs_what_is_there()]

    def __str__(self):
        return f"{self.kind} {self.key}".strip()
