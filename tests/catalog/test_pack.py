"""Version 1 is the shipped pack: every row of every table, none lost, in the same order."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from accounts.models import AuditEvent
from catalog import pack
from catalog.items import Offer
from catalog.models import CatalogVersion, Fact
from catalog.snapshot import in_force
from catalog.tables import TABLES, keyed_rows
from planner.catalog import shipped_catalog


def test_catalog_of_the_database_equals_the_shipped_pack(version_one):
    stored, shipped = in_force(), shipped_catalog()

    different = [
        kind for kind in TABLES if list(keyed_rows(kind, stored).items()) != list(keyed_rows(kind, shipped).items())
    ]

    assert different == []
    assert stored.items == shipped.items
    assert stored.modalities == shipped.modalities
    assert (shipped.signed, stored.signed) == (False, False)


def test_no_row_is_lost(version_one):
    written = Fact.objects.filter(version=version_one).count()

    assert written == sum(len(keyed_rows(kind, shipped_catalog())) for kind in TABLES)
    assert written > 1_500


def test_it_is_loaded_once(version_one):
    assert pack.load_shipped_pack() == version_one
    assert CatalogVersion.objects.count() == 1


def test_it_says_what_it_came_from(version_one):
    assert (version_one.number, version_one.state) == (1, "published")
    assert version_one.pack_version == shipped_catalog().version
    assert len(version_one.digest) == 64


def test_whoever_installs_it_is_on_record(clinic_admin):
    version = pack.load_shipped_pack(by=clinic_admin)

    assert (version.created_by, version.published_by) == (None, clinic_admin)
    assert set(AuditEvent.objects.filter(about=version.public_id).values_list("action", flat=True)) == {
        "catalog draft loaded",
        "catalog handed in",
        "catalog published",
    }


@pytest.mark.django_db
def test_items_of_the_clinic_come_with_it():
    peel = Offer(name="Mandelic peel", modality="peel_superficial", price=Decimal("120.00"), ingredients=())

    pack.load_shipped_pack(items=[peel])

    assert in_force().items == (peel.item,)


@pytest.mark.django_db(transaction=True)
def test_two_who_load_it_at_once_get_the_same_version():
    def load(_):
        try:
            return pack.load_shipped_pack().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert len(set(both.map(load, range(2)))) == 1
    assert CatalogVersion.objects.count() == 1
