"""A person who comes to the clinic: who they are, how they are reached, and what the desk has to know."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower, Reverse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified
from patients import ages
from patients.queries import PatientQuerySet
from patients.triggers import merged_into_one_kept, refuses_unbelievable_birth_date
from patients.validators import refuse_line_breaks, refuse_unprintable

SEARCH_COLUMNS = ["searched", "spellings", "sort_name", "phone_digits", "phone_backwards"]
ONE_LINE = [refuse_unprintable, refuse_line_breaks]


class Sex(models.TextChoices):
    """As the person says; not said is null."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


class ContactBy(models.TextChoices):
    """The way by which the person wants to hear from the clinic; nothing when nobody asked."""

    PHONE = "phone", _("Phone call")
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    LETTER = "letter", _("Letter")
    NONE = "none", _("Do not contact")


def of(function: str, *columns: str) -> Func:
    return Func(*(F(column) for column in columns), function=function)


@tracked(exclude=SEARCH_COLUMNS)
class Patient(Identified):
    """One record of one person. Never deleted; a second record of the same person is merged into the kept one.

    Names stand as they were typed, in any script; one of family and given name is enough.
    """

    record_number = models.CharField(
        _("Record number"),
        max_length=20,
        unique=True,
        editable=False,
        db_default=Func(function="patients_next_record_number"),
    )
    family_name = models.CharField(_("Family name"), max_length=200, blank=True, validators=ONE_LINE)
    given_names = models.CharField(_("Given names"), max_length=200, blank=True, validators=ONE_LINE)
    preferred_name = models.CharField(
        _("Preferred name"),
        max_length=200,
        blank=True,
        validators=ONE_LINE,
        help_text=_("How the person wants to be called, when it is another name."),
    )
    birth_date = models.DateField(_("Date of birth"), null=True, blank=True)
    sex = models.CharField(  # noqa: DJ001  (null is "not said", never an empty word)
        _("Sex"), max_length=8, choices=Sex, null=True, blank=True
    )
    language = models.CharField(
        _("Language"), max_length=35, blank=True, help_text=_("In which the person is written and spoken to.")
    )
    needs_interpreter = models.BooleanField(_("Needs an interpreter"), default=False)
    email = models.EmailField(_("E-mail address"), blank=True)
    phone = models.CharField(
        _("Phone"),
        max_length=60,
        blank=True,
        validators=ONE_LINE,
        help_text=_("As the person writes it; with + and country code when it is from abroad."),
    )
    phone_e164 = models.CharField(max_length=20, blank=True, editable=False)
    contact_by = models.CharField(_("Contact by"), max_length=8, choices=ContactBy, blank=True)
    contact_note = models.CharField(
        _("Wishes about contact"),
        max_length=300,
        blank=True,
        validators=ONE_LINE,
        help_text=_("Such as: after 17:00, do not leave a message."),
    )
    address = models.CharField(_("Address"), max_length=500, blank=True, validators=[refuse_unprintable])
    latex_or_plaster_allergy = models.BooleanField(_("Allergy to latex or plaster"), default=False)
    needs_longer_slot = models.BooleanField(_("Needs a longer slot"), default=False)
    wheelchair = models.BooleanField(_("Uses a wheelchair"), default=False)
    identity_alert = models.CharField(
        _("Identity alert"),
        max_length=200,
        blank=True,
        validators=ONE_LINE,
        help_text=_("Such as: twin of C-000123, same first letter. Shown wherever the person is named."),
    )
    registered_at = models.DateTimeField(default=timezone.now, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged_records"
    )

    searched = models.GeneratedField(
        expression=of("patients_searched", "family_name", "given_names", "preferred_name"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    spellings = models.GeneratedField(
        expression=of("patients_all_spellings", "family_name", "given_names", "preferred_name"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )
    sort_name = models.GeneratedField(
        expression=of("patients_sort_name", "family_name", "given_names"),
        output_field=models.TextField(),
        db_persist=True,
    )
    phone_digits = models.GeneratedField(
        expression=of("patients_digits", "phone_e164", "phone"), output_field=models.TextField(), db_persist=True
    )
    phone_backwards = models.GeneratedField(
        expression=Reverse(of("patients_digits", "phone_e164", "phone")),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = PatientQuerySet.as_manager()

    class Meta:
        verbose_name = _("patient")
        constraints = [
            models.CheckConstraint(
                condition=Q(family_name__regex=r"\S") | Q(given_names__regex=r"\S"), name="patient_has_a_name"
            ),
            models.CheckConstraint(condition=Q(sex=None) | Q(sex__in=Sex.values), name="patient_sex_known"),
            models.CheckConstraint(
                condition=Q(contact_by="") | Q(contact_by__in=ContactBy.values), name="patient_contact_by_known"
            ),
            models.CheckConstraint(
                condition=Q(language="") | Q(language__regex=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
                name="patient_language_is_a_tag",
            ),
            models.CheckConstraint(
                condition=Q(phone_e164="") | Q(phone_e164__regex=r"^\+[0-9]{3,15}$"), name="patient_phone_international"
            ),
            models.CheckConstraint(condition=Q(record_number__regex=r"^C-[0-9]{6,}$"), name="patient_number_readable"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="patient_not_merged_into_itself"),
        ]
        indexes = [
            GinIndex(fields=["searched"], name="patient_searched"),
            GinIndex(fields=["spellings"], name="patient_spellings"),
            models.Index(fields=["sort_name", "id"], name="patient_by_name"),
            models.Index(fields=["birth_date"], name="patient_by_birth_date"),
            models.Index(fields=["phone_digits"], opclasses=["text_pattern_ops"], name="patient_phone_begins"),
            models.Index(fields=["phone_backwards"], opclasses=["text_pattern_ops"], name="patient_phone_ends"),
            models.Index(Lower("email"), condition=~Q(email=""), name="patient_by_email"),
        ]
        triggers = [refuses_unbelievable_birth_date(), merged_into_one_kept()]

    def __str__(self):
        """The name as lists and banners show it: family name first, then given names."""
        return ", ".join(name for name in (self.family_name, self.given_names) if name)

    def get_absolute_url(self) -> str:
        return reverse("patient_record", kwargs={"patient_id": self.public_id})

    @property
    def audited_patient(self):
        return self

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None

    @property
    def age(self) -> int | None:
        """In whole years today, as the clinic's clock counts the day; None when the date of birth is not known."""
        return ages.on(timezone.localdate(), self.birth_date)

    @property
    def is_minor(self) -> bool:
        return ages.is_minor(self.age)

    @cached_property
    def all_records(self) -> list["Patient"]:
        """This record, then those merged into it: together they are what the clinic knows of the person."""
        return [self, *self.merged_records.order_by("pk")]

    @property
    def lacks_guardian(self) -> bool:
        """A minor for whom nobody is named yet who may consent. The desk is reminded, not stopped."""
        return self.is_minor and not any(record.contacts.current().guardians().exists() for record in self.all_records)
