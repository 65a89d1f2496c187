"""Somebody can always manage people, whoever leaves and however many leave at once."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts import actions
from accounts.models import RoleGrant, User
from accounts.refusals import LastClinicAdmin, Refused
from tests import factories


@pytest.mark.parametrize("leaving", ["role", "account"])
def test_database_itself_keeps_the_last_clinic_admin(clinic_admin, leaving):
    with pytest.raises(IntegrityError, match="a clinic admin must remain"), transaction.atomic():
        if leaving == "role":
            RoleGrant.objects.filter(user=clinic_admin).update(ended_at=timezone.now())
        else:
            User.objects.filter(pk=clinic_admin.pk).update(is_active=False)


def test_deactivated_admin_does_not_count(clinic_admin):
    other = factories.user("clinic_admin")
    actions.deactivate(user=other, by=clinic_admin)

    with pytest.raises(LastClinicAdmin):
        actions.end_role(grant=clinic_admin.grants.get(), by=clinic_admin)


def test_others_may_leave_where_no_admin_is_yet(nurse):
    actions.deactivate(user=nurse, by=None)

    assert not User.objects.get(pk=nurse.pk).is_active


def together(*acts):
    """Let each act begin at the same moment on its own connection; what each came to."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        gate.wait(timeout=10)
        try:
            act()
            outcomes[number] = "done"
        except (Refused, IntegrityError) as refused:
            outcomes[number] = type(refused).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_two_admins_who_end_each_other_leave_one(attempt):
    first, second = factories.user("clinic_admin"), factories.user("clinic_admin")

    outcomes = together(
        lambda: actions.end_role(grant=second.grants.get(), by=first),
        lambda: actions.deactivate(user=first, by=second),
    )

    assert outcomes == ["LastClinicAdmin", "done"]
    assert User.objects.clinic_admins().count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_two_raw_updates_at_once_leave_one_admin(attempt):
    first, second = factories.user("clinic_admin"), factories.user("clinic_admin")

    outcomes = together(
        lambda: RoleGrant.objects.filter(user=second).update(ended_at=timezone.now()),
        lambda: User.objects.filter(pk=first.pk).update(is_active=False),
    )

    assert outcomes == ["IntegrityError", "done"]
    assert User.objects.clinic_admins().count() == 1


@pytest.mark.django_db(transaction=True)
def test_role_granted_twice_at_once_is_held_once():
    by, user = factories.user("clinic_admin"), factories.user()

    outcomes = together(*[lambda: actions.grant_role(user=user, role="nurse", by=by)] * 2)

    assert outcomes == ["RoleAlreadyHeld", "done"]
    assert user.grants.open().count() == 1
