"""The shipped pack takes a second to load: a module whose tests all need it loads it once.

Such a module overrides `db` by `once_loaded`; what a test writes is taken back when it ends, the pack when the module ends.
"""

import pytest
from django.db import transaction

from tests.treatments import planning


@pytest.fixture(scope="module")
def loaded_for_module(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        planning.catalog_in_force()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def once_loaded(loaded_for_module):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
