"""A clinic with the shipped pack in force, and a consultation that a dermatologist began today."""

import pytest

from catalog.pack import load_shipped_pack
from patients import consulting
from tests import factories


@pytest.fixture
def pack(db):
    """The shipped pack is in force."""
    return load_shipped_pack()


@pytest.fixture
def draft(pack, dermatologist):
    """A consultation with Aline Moreau, begun by the dermatologist."""
    return consulting.start(patient=factories.patient(sex="female"), by=dermatologist)


@pytest.fixture
def cast_of(cast):
    """Role -> who holds it."""
    return cast.__getitem__
