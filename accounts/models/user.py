"""The people who work here. They sign in with their e-mail address."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Prefetch
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.access import CLINIC_ADMIN, ROLES, Permission, Role, permissions_of
from accounts.history import tracked
from accounts.models.identified import Identified
from accounts.models.last_admin import KeepsAClinicAdmin
from accounts.models.role import RoleGrant


class UserQuerySet(models.QuerySet):
    """Which people."""

    def by_name(self):
        return self.order_by(Lower("full_name"), "pk")

    def with_roles(self):
        """Each with the open grants at hand: lists of people ask once, however long they are."""
        return self.prefetch_related(Prefetch("grants", RoleGrant.objects.open().with_lead(), to_attr="open_grants"))

    def working(self):
        """Those who may sign in."""
        return self.filter(is_active=True)

    def holding(self, role: str):
        return self.filter(grants__role=role, grants__ended_at=None)

    def without_role(self):
        """Those who may sign in and open nothing."""
        return self.exclude(pk__in=RoleGrant.objects.open().values("user"))

    def never_signed_in(self):
        """Those who were added and have not come in yet."""
        return self.filter(last_login=None)

    def clinic_admins(self):
        """Those who can still manage people today."""
        return self.working().holding(CLINIC_ADMIN)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes people; addresses are kept in lower case."""

    def create_user(self, email: str, *, password: str | None = None, **fields):
        """A person without a password cannot sign in until one is chosen through the link that is sent."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str):
        return self.get(email=email.strip().lower())


class Theme(models.TextChoices):
    """How pages look."""

    SYSTEM = "system", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


@tracked(exclude=["password", "last_login"])
class User(Identified, AbstractBaseUser):
    """Somebody who works in the clinic. People are never deleted: what they did keeps its author."""

    email = models.EmailField(
        _("E-mail address"),
        unique=True,
        help_text=_("The person signs in with it."),
        error_messages={"unique": _("Somebody here already has this e-mail address.")},
    )
    full_name = models.CharField(
        _("Name"), max_length=200, help_text=_("As it appears in records and on the patient's papers.")
    )
    title = models.CharField(_("Title"), max_length=40, blank=True, help_text=_("Before the name, such as Dr."))
    theme = models.CharField(_("Appearance"), max_length=8, choices=Theme, default=Theme.SYSTEM)
    hides_clinical_notes = models.BooleanField(
        _("This person works at shared screens"),
        default=False,
        help_text=_("Patient headers show “clinical note” in place of allergies, medicines and skin type."),
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case"),
            models.CheckConstraint(condition=~models.Q(full_name=""), name="user_has_a_name"),
            models.CheckConstraint(condition=models.Q(theme__in=Theme.values), name="user_theme_known"),
        ]
        triggers = [KeepsAClinicAdmin.when_somebody_is_deactivated()]

    def __str__(self):
        return f"{self.title} {self.full_name}".strip()

    @property
    def roles(self) -> list[Role]:
        """The roles this person holds today, in the order of the job descriptions."""
        return [role for key, role in ROLES.items() if key in self._held]

    @property
    def is_clinical_lead(self) -> bool:
        return Permission.SIGN_AS_CLINICAL_LEAD in self.permissions

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """What this person may do today; read once per request."""
        return permissions_of(self._held, leads=any(self._held.values()))

    def may(self, permission: Permission) -> bool:
        return self.is_active and permission in self.permissions

    @cached_property
    def _held(self) -> dict[str, bool]:
        """Role -> whether this person is the named clinical lead."""
        grants = self.open_grants if hasattr(self, "open_grants") else self.grants.open().with_lead()
        return {grant.role: grant.leads for grant in grants}

    def forget_permissions(self) -> None:
        """After a change of roles in the same request."""
        for name in ("_held", "permissions"):
            self.__dict__.pop(name, None)
