"""The people of the demonstration clinic begin to work, through the actions."""

from accounts import actions
from accounts.models import User
from clinic.demo.staff import PASSWORD, STAFF, Member


def load() -> None:
    """Everybody of the staff; the clinic admin comes first and takes on the others."""
    admin = None
    for member in STAFF:
        user = _begun(member, admin)
        admin = admin or user
        if member.leads:
            actions.name_clinical_lead(user=user, by=admin)
        for role in member.former_roles:
            actions.end_role(grant=actions.grant_role(user=user, role=role, by=admin), by=admin)
        if not member.works_here:
            actions.deactivate(user=user, by=admin)


def _begun(member: Member, by: User | None) -> User:
    """Only who is shown among the sign-ins has a password; the others cannot sign in."""
    user = actions.add_person(
        email=member.email,
        full_name=member.name,
        title=member.title,
        roles=member.roles,
        password=PASSWORD if member.shown_as else None,
        by=by,
    )
    if member.shared_screen:
        looks = {"full_name": user.full_name, "title": user.title, "theme": user.theme}
        actions.change_profile(user=user, **looks, hides_clinical_notes=True, by=user)
    return user


def working(*roles: str) -> list[User]:
    """Who works here in one of these roles, in the order of the staff."""
    return [user for role in roles for user in User.objects.working().holding(role).order_by("pk")]
