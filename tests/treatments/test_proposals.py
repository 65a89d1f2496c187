"""The bridge to the planner: with version 1 in force the clinic proposes what the shipped pack proposes."""

from decimal import Decimal

import pytest
from django.db import OperationalError

from catalog import pack
from catalog.items import Offer, offers_of
from planner.catalog import shipped_catalog
from tests.treatments.commands import CASES, PUBLISHED, beside_the_catalog
from treatments import proposals


def proposed(name, catalog):
    return proposals.proposal_document((CASES / f"{name}.json").read_bytes(), catalog)


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLISHED)
def test_version_one_proposes_what_the_pack_proposes(name):
    version = pack.load_shipped_pack()

    clinic, shipped = proposed(name, proposals.catalog_in_force()), proposed(name, shipped_catalog())

    assert beside_the_catalog(clinic) == beside_the_catalog(shipped)
    assert clinic["catalog"] == {"version": f"version 1 {version.digest[:12]}", "signed": False}


@pytest.mark.django_db
def test_prices_of_the_clinic_appear_in_its_proposals():
    offers = [
        Offer(name=one.name, modality=one.modality, ingredients=one.ingredients, price=Decimal("100.00"))
        for one in offers_of(shipped_catalog())
    ]
    pack.load_shipped_pack(items=offers)

    document = proposed(PUBLISHED[0], proposals.catalog_in_force())

    assert [regimen["totals"]["price"] for regimen in document["regimens"]] != []
    assert all(Decimal(regimen["totals"]["price"]) >= 100 for regimen in document["regimens"])


@pytest.mark.django_db
def test_explanation_is_the_same_too():
    pack.load_shipped_pack()
    case = (CASES / f"{PUBLISHED[0]}.json").read_bytes()

    clinic, shipped = (proposals.explanation(case, one) for one in (proposals.catalog_in_force(), shipped_catalog()))

    assert clinic.splitlines()[1:] == shipped.splitlines()[1:]
    assert clinic.splitlines()[0].startswith("Proposal from catalog version 1 ")


@pytest.mark.django_db
def test_without_a_version_it_says_so():
    with pytest.raises(
        proposals.NoCatalogInForce, match="^No catalog version is in force in this installation. Use --pack"
    ):
        proposals.catalog_in_force()


def test_database_out_of_reach_is_named(monkeypatch):
    def lost():
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(proposals.snapshot, "in_force", lost)

    with pytest.raises(
        proposals.NoCatalogInForce, match="^The database of this installation cannot be reached"
    ) as refused:
        proposals.catalog_in_force()
    assert "\n" not in str(refused.value)
