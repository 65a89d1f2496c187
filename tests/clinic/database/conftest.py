"""A state folder for one test."""

import pytest

from tests.clinic.database.clients import state_folder


@pytest.fixture
def state():
    with state_folder() as folder:
        yield folder
