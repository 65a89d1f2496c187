"""The catalog to be read: who may, what stands there, and how much it asks of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog import actions
from catalog.book import book_of
from catalog.shown import address
from catalog.tables import TABLES
from planner.catalog import shipped_catalog
from tests.catalog.small import small_catalog

PAGES = (
    "/catalog/",
    "/catalog/items/",
    "/catalog/safety.rule/",
    "/catalog/sources/",
    "/catalog/safety.question/keloid_history/",
)
PER_TABLE = 3


def sampled(kind):
    """First, middle and last row of a table."""
    entries = book_of(shipped_catalog()).tables[kind]
    return {entry.key: entry for entry in (entries[0], entries[len(entries) // 2], entries[-1])}.values()


@pytest.fixture
def reader(catalog_admin, sign_in):
    return sign_in(catalog_admin)


@pytest.mark.parametrize("role", ["dermatologist", "nurse", "assistant", "catalog_admin"])
@pytest.mark.parametrize("path", PAGES)
def test_who_treats_and_who_keeps_the_catalog_reads_it(published, cast, sign_in, role, path):
    assert sign_in(cast[role]).get(path).status_code in (200, 404)  # the small version has not every fact


@pytest.mark.parametrize("role", ["front_desk", "clinic_admin"])
@pytest.mark.parametrize("path", PAGES)
def test_who_has_no_need_does_not(published, cast, sign_in, role, path):
    assert sign_in(cast[role]).get(path).status_code == 403


@pytest.mark.parametrize("path", [*PAGES, "/catalog/sign-off/"])
def test_stranger_signs_in_first(published, client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("path", PAGES)
def test_without_a_version_in_force_the_page_says_what_to_do(reader, path):
    answer = reader.get(path)

    assert answer.status_code == 200
    assert "No catalog version is in force" in answer.text


def test_overview_says_version_date_and_what_is_unsigned(version_one, reader):
    page = reader.get("/catalog/").text

    assert "Version 1: The shipped pack. In force since" in page
    assert "Demonstration: not signed yet" in page
    assert "81 for unverified safety rows, 65 for tables as a whole" in " ".join(page.split())
    assert 'href="/catalog/safety.rule/"' in page
    assert version_one.digest[:12] in page


def test_overview_counts_every_table(version_one, reader):
    tables = {
        table: count for section in reader.get("/catalog/").context["sections"] for table, count in section["tables"]
    }

    assert {table.kind: count for table, count in tables.items()} == {
        kind: len(entries) for kind, entries in book_of(shipped_catalog()).tables.items()
    }


def test_only_the_lead_is_asked_to_sign(published, cast, clinical_lead, sign_in):
    assert "Review and sign" in sign_in(clinical_lead).get("/catalog/").text
    assert "Review and sign" not in sign_in(cast["dermatologist"]).get("/catalog/").text


def test_every_table_is_listed_whole(version_one, reader):
    for kind, entries in book_of(shipped_catalog()).tables.items():
        answer = reader.get(reverse("catalog_table", args=[kind]))
        assert (answer.status_code, len(answer.context["entries"])) == (200, len(entries)), kind


def test_every_kind_of_fact_has_its_page(version_one, reader):
    for kind in TABLES:
        for entry in sampled(kind):
            answer = reader.get(address(entry))
            assert answer.status_code == 200, entry.key
            assert {field.name for field in answer.context["fields"]} >= {"sources"} & set(dir(entry.fact)), entry.key


def test_page_of_a_rule_names_question_sources_and_confidence(version_one, reader):
    page = reader.get("/catalog/safety.rule/keloid/").text

    assert '<a href="/catalog/safety.question/keloid_history/">Raised scars before</a>' in page
    assert "/catalog/sources/" in page
    assert any(mark in page for mark in ("Read", "Quoted", "Partly read", "Not verified"))


def test_page_of_a_question_names_its_rules(version_one, reader):
    page = reader.get("/catalog/safety.question/keloid_history/").text

    assert 'href="/catalog/safety.rule/keloid_needle/"' in page


def test_page_of_a_modality_says_what_the_clinic_offers(version_one, reader):
    assert "What this clinic offers of it" in reader.get("/catalog/treatments.modality/subcision/").text
    assert "What this clinic offers of it" not in reader.get("/catalog/safety.rule/keloid/").text


@pytest.mark.parametrize("path", ["/catalog/", "/catalog/safety.rule/"])
def test_search_finds_keloid(version_one, reader, path):
    answer = reader.get(path, {"q": "keloid"})

    assert "/catalog/safety.rule/keloid/" in answer.text
    assert all("keloid" in row["entry"].text for row in answer.context["entries"])


@pytest.mark.parametrize("path", ["/catalog/", "/catalog/safety.rule/"])
@pytest.mark.parametrize("asked", ["xyzzy", "<script>alert(1)</script>", "\u0000", "%%", "x" * 3000])
def test_search_that_finds_nothing_says_so(published, reader, path, asked):
    answer = reader.get(path, {"q": asked})

    assert answer.status_code == 200
    assert "holds all these words" in answer.text
    assert "<script>alert" not in answer.text


def test_search_of_blanks_shows_everything(published, reader):
    assert "sections" in reader.get("/catalog/", {"q": "  "}).context


@pytest.mark.parametrize(
    "path",
    ["/catalog/no.table/", "/catalog/safety.rule/no_rule/", "/catalog/sources/nobody1999/", "/catalog/no.table/x/"],
)
def test_what_is_not_there_is_not_found(published, reader, path):
    assert reader.get(path).status_code == 404


def test_items_show_contents_and_prices(published, reader, catalog_admin, dermatologist, settings):
    from decimal import Decimal

    from catalog.items import Offer

    settings.CURRENCY = "CHF"
    offers = [
        Offer(name="Pen", modality="microneedling", price=Decimal("180.50"), ingredients=("lidocaine",)),
        Offer(name="Needles", modality="microneedling"),
    ]
    draft = actions.load(catalog=small_catalog(), title="Next", by=catalog_admin, items=offers)
    actions.publish(version=actions.hand_in(version=draft, by=catalog_admin), by=dermatologist)

    page = " ".join(reader.get("/catalog/items/").text.split())

    assert "180.50 CHF" in page
    assert "Lidocaine" in page
    assert "not recorded" in page
    assert "180.50 CHF" in reader.get("/catalog/treatments.modality/microneedling/").text


@pytest.mark.parametrize(
    "path",
    [
        "/catalog/",
        "/catalog/?q=keloid",
        "/catalog/items/",
        "/catalog/safety.rule/",
        "/catalog/treatments.modality/microneedling/",
    ],
)
def test_questions_to_the_database_do_not_grow_with_the_catalog(request, catalog_admin, sign_in, path):
    counts = []
    for version in ("published", "version_one"):
        if version == "version_one":
            _publish_whole_pack(request)
        else:
            request.getfixturevalue(version)
        browser = sign_in(catalog_admin)
        browser.get(path)  # the snapshot is built once
        with CaptureQueriesContext(connection) as asked:
            browser.get(path)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 9


def _publish_whole_pack(request):
    by, second = request.getfixturevalue("catalog_admin"), request.getfixturevalue("dermatologist")
    draft = actions.load(catalog=shipped_catalog(), title="All", by=by)
    actions.publish(version=actions.hand_in(version=draft, by=by), by=second)


def test_rail_leads_to_the_catalog(published, cast, sign_in):
    rail = sign_in(cast["catalog_admin"]).get("/catalog/").context["navigation"]

    assert [item["url"] for item in rail] == ["/", "/catalog/"]
    assert "/catalog/" not in {
        item["url"] for item in sign_in(cast["clinic_admin"]).get("/people/").context["navigation"]
    }
