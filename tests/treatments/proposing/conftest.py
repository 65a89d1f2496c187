"""A dermatologist before a proposal of the demonstration, the shipped pack in force."""

import pytest

from tests.treatments import plans as planning


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this room."""


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def doctor(sign_in, dermatologist):
    return sign_in(dermatologist)


@pytest.fixture
def held(dermatologist):
    """A consultation of today whose proposal leaves no question open."""
    return planning.a_consultation(dermatologist)
