"""Every change to people, roles and the clinical lead. One action, one transaction, one line in the trail."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.access import CLINIC_ADMIN, DERMATOLOGIST, ROLES
from accounts.meanwhile import judge_unchanged
from accounts.models import ClinicalLead, RoleGrant, User
from accounts.refusals import (
    AddressTaken,
    LastClinicAdmin,
    LeadsClinic,
    NoDermatologist,
    NotOneself,
    RoleAlreadyEnded,
    RoleAlreadyHeld,
)

PROFILE = ["full_name", "title", "theme", "hides_clinical_notes"]


@transaction.atomic
def add_person(*, email, full_name, title="", roles=(), password=None, by):
    """Somebody begins to work here. Without a password they choose one by the link they are sent. Raises AddressTaken."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password=password, full_name=full_name, title=title)
    except IntegrityError as error:
        if User.objects.filter(email=email.strip().lower()).exists():
            raise AddressTaken(email) from error
        raise
    audit.record("person added", by=by, about=user)
    for role in roles:
        grant_role(user=user, role=role, by=by)
    return user


@transaction.atomic
def change_person(*, user, full_name, title, opened=(), by):
    """Correct how somebody is called. The address one signs in with stays. `opened`: what was on the screen when it was
    typed. Raises ChangedMeanwhile."""
    user = _locked(user)
    judge_unchanged(user, {"full_name": full_name, "title": title}, opened)
    user.full_name, user.title = full_name, title
    user.save(update_fields=["full_name", "title"])
    audit.record("person changed", by=by, about=user)
    return user


@transaction.atomic
def change_profile(*, user, opened=(), by, **typed):
    """What people decide about themselves: name, appearance, and whether their screen is a shared one (PROFILE). `opened`:
    what was on the screen when it was typed. Raises ChangedMeanwhile."""
    user = _locked(user)
    judge_unchanged(user, typed, opened)
    for name in PROFILE:
        setattr(user, name, typed[name])
    user.save(update_fields=PROFILE)
    audit.record("profile changed", by=by, about=user, theme=user.theme, shared_screen=user.hides_clinical_notes)
    return user


@transaction.atomic
def grant_role(*, user, role, by):
    """Give somebody a role from now on. Raises RoleAlreadyHeld."""
    user = _locked(user)
    if user.grants.open().of_role(role).exists():
        raise RoleAlreadyHeld(user, ROLES[role])
    grant = RoleGrant.objects.create(user=user, role=role, granted_by=by)
    audit.record("role granted", by=by, about=user, role=role)
    return grant


@transaction.atomic
def end_role(*, grant, by):
    """End a role from now on; what was done in it stays. Raises RoleAlreadyEnded, LastClinicAdmin, LeadsClinic."""
    user, role = _locked(grant.user), grant.role
    if role == CLINIC_ADMIN:
        _lock_clinic_admins()
    grant = RoleGrant.objects.select_for_update(no_key=True).get(pk=grant.pk)
    if grant.ended_at:
        raise RoleAlreadyEnded(grant)
    if role == CLINIC_ADMIN:
        _judge_clinic_admins_without(user)
    if grant.role == DERMATOLOGIST and ClinicalLead.objects.open().filter(user=user).exists():
        raise LeadsClinic(user)
    grant.ended_at, grant.ended_by = timezone.now(), by
    grant.save(update_fields=["ended_at", "ended_by"])
    audit.record("role ended", by=by, about=user, role=grant.role)
    return grant


@transaction.atomic
def deactivate(*, user, by):
    """Somebody stops working here: every session of theirs ends with the next request. Raises NotOneself, LeadsClinic,
    LastClinicAdmin."""
    if by and user.pk == by.pk:
        raise NotOneself
    user = _locked(user)
    _lock_clinic_admins()
    _judge_clinic_admins_without(user)
    if ClinicalLead.objects.open().filter(user=user).exists():
        raise LeadsClinic(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record("person deactivated", by=by, about=user)
    return user


@transaction.atomic
def reactivate(*, user, by):
    """Somebody comes back, with the roles that were not ended meanwhile."""
    user = _locked(user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("person reactivated", by=by, about=user)
    return user


@transaction.atomic
def name_clinical_lead(*, user, by):
    """Name the dermatologist who answers for the catalog; whoever led before stops leading. Raises NoDermatologist."""
    ended = ClinicalLead.objects.select_for_update(no_key=True).open().first()
    user = _locked(user)
    if not (user.is_active and user.grants.open().of_role(DERMATOLOGIST).exists()):
        raise NoDermatologist(user)
    if ended and ended.user_id == user.pk:
        return ended
    if ended:
        ended.ended_at, ended.ended_by = timezone.now(), by
        ended.save(update_fields=["ended_at", "ended_by"])
    lead = ClinicalLead.objects.create(user=user, named_by=by)
    audit.record("clinical lead named", by=by, about=user)
    return lead


def _locked(user: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _lock_clinic_admins() -> None:
    """Whoever changes who can manage people waits here, before any grant is locked alone: one order, no deadlock."""
    list(RoleGrant.objects.open().of_role(CLINIC_ADMIN).order_by("pk").select_for_update(no_key=True))


def _judge_clinic_admins_without(user: User) -> None:
    """Raise LastClinicAdmin when this clinic admin is the only one left."""
    admins = User.objects.clinic_admins()
    if admins.filter(pk=user.pk).exists() and not admins.exclude(pk=user.pk).exists():
        raise LastClinicAdmin(user)
