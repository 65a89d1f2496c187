"""What the database itself refuses to store about people."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.access import Permission
from accounts.grants import GRANTS
from accounts.models import ClinicalLead, RoleGrant, User
from tests import factories


def refused(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"email": "jonas.weber@clinic.example"}, "accounts_user_email"),
        ({"email": "Upper@clinic.example"}, "user_email_lower_case"),
        ({"email": "a@b.example", "full_name": ""}, "user_has_a_name"),
        ({"email": "a@b.example", "theme": "pink"}, "user_theme_known"),
    ],
)
def test_person_that_cannot_be_is_refused(nurse, fields, constraint):
    with refused(constraint), transaction.atomic():
        User.objects.create(**{"full_name": "Somebody"} | fields)


def test_role_is_held_once_and_may_come_back(nurse):
    with refused("role_held_once"), transaction.atomic():
        factories.grant(nurse, "nurse")
    nurse.grants.update(ended_at=timezone.now())

    assert factories.grant(nurse, "nurse").pk


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"role": "owner"}, "role_known"),
        ({"role": "assistant", "ended_at": timezone.now().replace(year=2001)}, "role_ends_after_it_began"),
    ],
)
def test_grant_that_cannot_be_is_refused(nurse, fields, constraint):
    with refused(constraint), transaction.atomic():
        RoleGrant.objects.create(user=nurse, **fields)


def test_clinic_has_one_clinical_lead(clinical_lead, dermatologist):
    with refused("one_clinical_lead"), transaction.atomic():
        factories.clinical_lead(dermatologist)
    ClinicalLead.objects.update(ended_at=timezone.now())

    assert factories.clinical_lead(dermatologist).pk


def test_clinical_lead_who_is_no_dermatologist_signs_nothing(nurse):
    factories.clinical_lead(nurse)

    assert not User.objects.get(pk=nurse.pk).may(Permission.SIGN_AS_CLINICAL_LEAD)


def test_deactivated_person_may_nothing(nurse):
    nurse.is_active = False

    assert not nurse.may(Permission.READ_RECORD)


def test_ended_role_allows_nothing(nurse):
    nurse.grants.update(ended_at=timezone.now())
    nurse.forget_permissions()

    assert nurse.permissions == frozenset()


@pytest.mark.parametrize("table", [table for table in GRANTS if table.startswith("accounts_")])
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_application_holds_the_listed_rights_and_no_other(as_app, table, right):
    with as_app.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, right])

        assert cursor.fetchone()[0] is (right in GRANTS[table])


def test_application_cannot_rewrite_the_trail(as_app):
    with pytest.raises(DatabaseError, match="permission denied"), as_app.cursor() as cursor:
        cursor.execute("UPDATE accounts_auditevent SET action = 'nothing'")


def test_cache_table_is_the_one_django_writes(db):
    from django.core.cache import cache

    cache.set("attempts", [1, 2], 60)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_cache WHERE cache_key LIKE %s", ["%attempts"])
        assert cursor.fetchone()[0] == 1
    assert cache.get("attempts") == [1, 2]
