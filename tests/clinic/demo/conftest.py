"""The demonstration clinic, loaded once for all tests of a module, with the rights of the application.

`db` is that clinic here: what a test changes is taken back when it ends, and all of it when the module ends.
"""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from accounts.models import User
from clinic import demo
from clinic.demo.staff import DOMAIN


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO=True):
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.DATABASE_APP_ROLE)}")
        assert demo.load() is True
        yield
        transaction.set_rollback(True)


@pytest.fixture
def db(loaded):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def member(db):
    """Who signs in under a role of the list."""
    return lambda shown_as: User.objects.get(email=f"{shown_as}@{DOMAIN}")
