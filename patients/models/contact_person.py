"""Who stands by a patient: guardians, relatives, and whom the clinic may tell."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified
from patients.validators import refuse_line_breaks, refuse_unprintable

ONE_LINE = [refuse_unprintable, refuse_line_breaks]


class ContactPersonQuerySet(models.QuerySet):
    """Which contact persons."""

    def current(self):
        return self.filter(ended_at=None)

    def guardians(self):
        return self.filter(is_guardian=True)

    def in_order(self):
        """Guardians first."""
        return self.order_by("-is_guardian", "pk")


@tracked(exclude=["phone_digits", "phone_backwards"])
class ContactPerson(Identified):
    """Somebody who stands by the patient until `ended_at`. Who may not be told hears nothing, not even that the patient comes."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(_("Name"), max_length=200, validators=ONE_LINE)
    relation = models.CharField(
        _("Relation"),
        max_length=80,
        blank=True,
        validators=ONE_LINE,
        help_text=_("Such as: mother, partner, case worker."),
    )
    phone = models.CharField(_("Phone"), max_length=60, blank=True, validators=ONE_LINE)
    phone_e164 = models.CharField(max_length=20, blank=True, editable=False)
    email = models.EmailField(_("E-mail address"), blank=True)
    is_guardian = models.BooleanField(_("Guardian: may consent for the patient"), default=False)
    may_be_told = models.BooleanField(
        _("May be told"),
        default=False,
        help_text=_("The patient, or the guardian, agreed that the clinic speaks with this person."),
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    phone_digits = models.GeneratedField(
        expression=Func(F("phone_e164"), F("phone"), function="patients_digits"),
        output_field=models.TextField(),
        db_persist=True,
    )
    phone_backwards = models.GeneratedField(
        expression=Reverse(Func(F("phone_e164"), F("phone"), function="patients_digits")),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        constraints = [
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="contact_has_a_name"),
            models.CheckConstraint(
                condition=Q(phone_e164="") | Q(phone_e164__regex=r"^\+[0-9]{3,15}$"), name="contact_phone_international"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("added_at")), name="contact_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="contact_ended_by_needs_ended_at"
            ),
        ]
        indexes = [
            models.Index(fields=["phone_digits"], opclasses=["text_pattern_ops"], name="contact_phone_begins"),
            models.Index(fields=["phone_backwards"], opclasses=["text_pattern_ops"], name="contact_phone_ends"),
        ]

    def __str__(self):
        return self.name

    @property
    def audited_patient(self):
        return self.patient
