"""Versions of the catalog in every state."""

import pytest

from catalog import actions, pack
from tests.catalog.small import small_catalog


@pytest.fixture
def version_one(db):
    """The whole shipped pack, in force."""
    return pack.load_shipped_pack()


@pytest.fixture
def draft(db, catalog_admin):
    """A small draft by the catalog admin."""
    return actions.load(catalog=small_catalog(), title="Spring prices", by=catalog_admin)


@pytest.fixture
def in_review(draft, catalog_admin):
    return actions.hand_in(version=draft, by=catalog_admin)


@pytest.fixture
def published(in_review, dermatologist):
    """A small version, published by a second person and in force."""
    return actions.publish(version=in_review, by=dermatologist)
