"""Who may do what: permissions by name, roles as job descriptions, and the three labels a view may carry.

Every address carries one of `@requires(...)`, `@any_signed_in` or `@public`; one that carries none stays shut for everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from accounts.strangers import sign_in_first


class Permission(StrEnum):
    """One thing a person may do. Who may is said by ROLES alone."""

    FIND_PATIENTS = auto()
    REGISTER_PATIENTS = auto()
    EDIT_CONTACT_DATA = auto()
    READ_RECORD = auto()
    READ_INTAKE = auto()
    READ_RESTRICTED_ANSWERS = auto()
    RECORD_INTAKE = auto()
    TAKE_PHOTOS = auto()
    RECORD_NUMBING = auto()
    DRAFT_ASSESSMENT = auto()
    ASSESS_SKIN = auto()
    PROPOSE_REGIMENS = auto()
    ADOPT_PLAN = auto()
    AMEND_PLAN = auto()
    SIGN_CONSULTATION = auto()
    RECORD_SESSION = auto()
    BOOK_APPOINTMENTS = auto()
    READ_CATALOG = auto()
    EDIT_CATALOG = auto()
    PUBLISH_CATALOG = auto()
    SIGN_AS_CLINICAL_LEAD = auto()
    MANAGE_PEOPLE = auto()
    READ_AUDIT = auto()
    CHANGE_SETTINGS = auto()


P = Permission
RECEPTION = frozenset({P.FIND_PATIENTS, P.REGISTER_PATIENTS, P.EDIT_CONTACT_DATA, P.BOOK_APPOINTMENTS})
PREPARATION = frozenset({P.READ_INTAKE, P.RECORD_INTAKE, P.TAKE_PHOTOS, P.RECORD_NUMBING, P.READ_CATALOG})
CARE = frozenset({P.READ_RECORD, P.DRAFT_ASSESSMENT, P.RECORD_SESSION})
DECISION = frozenset({P.ASSESS_SKIN, P.PROPOSE_REGIMENS, P.ADOPT_PLAN, P.AMEND_PLAN, P.SIGN_CONSULTATION})


@dataclass(frozen=True)
class Role:
    """A job in the clinic: its name, what this person does, and what that takes."""

    key: str
    label: str
    does: str
    permissions: frozenset[Permission]


ROLES = {
    role.key: role
    for role in (
        Role(
            key="dermatologist",
            label=_("Dermatologist"),
            does=_("Assesses the skin, decides with the patient on a plan, treats, and signs what was seen and done."),
            permissions=RECEPTION
            | PREPARATION
            | CARE
            | DECISION
            | {P.READ_RESTRICTED_ANSWERS, P.PUBLISH_CATALOG},  # publishes only what somebody else drafted
        ),
        Role(
            key="nurse",
            label=_("Nurse"),
            does=_("Prepares and screens on the day, drafts assessments, and treats where the protocol allows it."),
            permissions=RECEPTION | PREPARATION | CARE,
        ),
        Role(
            key="assistant",
            label=_("Assistant"),
            does=_("Takes the history and the photos before the doctor comes, and records numbing."),
            permissions=RECEPTION | PREPARATION,
        ),
        Role(
            key="front_desk",
            label=_("Front desk"),
            does=_("Finds and registers patients and books their visits, without reading a clinical reason."),
            permissions=RECEPTION,
        ),
        Role(
            key="catalog_admin",
            label=_("Catalog admin"),
            does=_("Keeps protocols, prices and rules in the catalog; what one drafts, a second person publishes."),
            permissions=frozenset({P.READ_CATALOG, P.EDIT_CATALOG, P.PUBLISH_CATALOG}),
        ),
        Role(
            key="clinic_admin",
            label=_("Clinic admin"),
            does=_("Decides who works here and in which role, and reads the trail of what was done."),
            permissions=frozenset({P.MANAGE_PEOPLE, P.READ_AUDIT, P.CHANGE_SETTINGS}),
        ),
    )
}
DERMATOLOGIST, CLINIC_ADMIN = "dermatologist", "clinic_admin"
CLINICAL_LEAD_PERMISSIONS = frozenset({P.SIGN_AS_CLINICAL_LEAD})


def permissions_of(roles, *, leads: bool = False) -> frozenset[Permission]:
    """What these roles allow together. Only a dermatologist leads: naming somebody else gives nothing."""
    allowed = frozenset().union(*(ROLES[key].permissions for key in roles))
    return allowed | CLINICAL_LEAD_PERMISSIONS if leads and DERMATOLOGIST in roles else allowed


@dataclass(frozen=True)
class Access:
    """Who may open an address: everybody, everybody signed in, or whoever holds one of `permissions`."""

    strangers: bool = False
    permissions: frozenset[Permission] = frozenset()

    def admits(self, user) -> bool:
        if self.strangers:
            return True
        return user.is_authenticated and (not self.permissions or bool(self.permissions & user.permissions))


def _labelled(view: Callable, access: Access) -> Callable:
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if access.admits(request.user):
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return sign_in_first(request)
        raise PermissionDenied(f"needs one of: {', '.join(sorted(access.permissions))}")

    guarded.access = access
    return guarded


def requires(*permissions: Permission) -> Callable:
    """Label a view: a stranger is sent to sign in, a person who holds none of `permissions` gets the 403 page.

    It stands above all other decorators, so that nothing is told before the door is judged.
    """
    if not permissions or not all(isinstance(permission, Permission) for permission in permissions):
        raise TypeError("requires() takes one or more members of Permission, such as Permission.READ_RECORD.")
    return lambda view: _labelled(view, Access(permissions=frozenset(permissions)))


def any_signed_in(view: Callable) -> Callable:
    """Label a view that everybody who works here may open."""
    return _labelled(view, Access())


def public(view: Callable) -> Callable:
    """Label a view that strangers may open: it must show nothing of any patient."""
    return _labelled(view, Access(strangers=True))


def may_open(user, url_name: str, *args, **kwargs) -> bool:
    """Whether `user` may open the named address; what has no such address yet is closed. For menus and buttons."""
    try:
        view = resolve(reverse(url_name, args=args, kwargs=kwargs)).func
    except NoReverseMatch:
        return False
    return hasattr(view, "access") and view.access.admits(user)
