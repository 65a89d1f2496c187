"""The cast: the same people in every test. A fixture for each, `cast` for all, `sign_in` for a browser of one of them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from tests import factories

PASSWORD = "a password for the cast alone"
CAST = {
    "dermatologist": {"title": "Dr", "full_name": "Amara Okafor", "email": "amara.okafor@clinic.example"},
    "nurse": {"title": "", "full_name": "Jonas Weber", "email": "jonas.weber@clinic.example"},
    "assistant": {"title": "", "full_name": "Mina Satō", "email": "mina.sato@clinic.example"},
    "front_desk": {"title": "", "full_name": "Lucía Fernández", "email": "lucia.fernandez@clinic.example"},
    "catalog_admin": {"title": "", "full_name": "Tomasz Zieliński", "email": "tomasz.zielinski@clinic.example"},
    "clinic_admin": {"title": "", "full_name": "Ruth Adler", "email": "ruth.adler@clinic.example"},
}
LEAD = {"title": "Dr", "full_name": "Henrik Dahl", "email": "henrik.dahl@clinic.example"}


@pytest.fixture
def dermatologist(db):
    return factories.user("dermatologist", password=PASSWORD, **CAST["dermatologist"])


@pytest.fixture
def nurse(db):
    return factories.user("nurse", password=PASSWORD, **CAST["nurse"])


@pytest.fixture
def assistant(db):
    return factories.user("assistant", password=PASSWORD, **CAST["assistant"])


@pytest.fixture
def front_desk(db):
    return factories.user("front_desk", password=PASSWORD, **CAST["front_desk"])


@pytest.fixture
def catalog_admin(db):
    return factories.user("catalog_admin", password=PASSWORD, **CAST["catalog_admin"])


@pytest.fixture
def clinic_admin(db):
    return factories.user("clinic_admin", password=PASSWORD, **CAST["clinic_admin"])


@pytest.fixture
def clinical_lead(db):
    """A second dermatologist, named clinical lead."""
    lead = factories.user("dermatologist", password=PASSWORD, **LEAD)
    factories.clinical_lead(lead)
    return lead


@pytest.fixture
def stranger():
    """Nobody the clinic knows."""
    return AnonymousUser()


@pytest.fixture
def cast(dermatologist, nurse, assistant, front_desk, catalog_admin, clinic_admin):
    """Role -> who holds it, and nothing else."""
    people = (dermatologist, nurse, assistant, front_desk, catalog_admin, clinic_admin)
    return dict(zip(CAST, people, strict=True))


@pytest.fixture
def sign_in(db):
    """A browser in which somebody is signed in."""

    def signed_in(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return signed_in
