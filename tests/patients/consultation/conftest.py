"""A clinic with the shipped pack in force, and a consultation that a dermatologist began today."""

import pytest

from catalog.pack import load_shipped_pack
from patients import all_at_once, assessing, consulting, retelling, tablets
from patients.views import consultation_saves, consultation_tablet, consultations
from planner.catalog import shipped_catalog
from tests import factories

ASK_FOR_THE_CATALOG = (
    all_at_once,
    assessing,
    consulting,
    retelling,
    tablets,
    consultation_saves,
    consultation_tablet,
    consultations,
)


@pytest.fixture
def pack(db, monkeypatch):
    """The shipped pack is in force, without its thousand rows; that these read back the same is tested with the catalog."""
    for module in ASK_FOR_THE_CATALOG:
        monkeypatch.setattr(module, "in_force", shipped_catalog)


@pytest.fixture
def loaded_pack(db):
    """The shipped pack is in force, row by row."""
    return load_shipped_pack()


@pytest.fixture
def draft(pack, dermatologist):
    """A consultation with Aline Moreau, begun by the dermatologist."""
    return consulting.start(patient=factories.patient(sex="female"), by=dermatologist)


@pytest.fixture
def cast_of(cast):
    """Role -> who holds it."""
    return cast.__getitem__
