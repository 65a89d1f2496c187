"""Every page and paper says that this is a demonstration until the version in force is signed."""

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from catalog import notice, snapshot
from catalog.book import book_of
from catalog.models import SignOff
from catalog.progress import progress_of
from catalog.snapshot import in_force

WORDS = "Demonstration: not approved for patient care"


def sign_everything(version, lead):
    tasks = progress_of(version, book_of(in_force())).tasks
    SignOff.objects.bulk_create(SignOff(version=version, kind=one.kind, key=one.key, signed_by=lead) for one in tasks)


def test_it_stands_until_the_last_signature(published, clinical_lead):
    assert notice.demonstration() == WORDS

    sign_everything(published, clinical_lead)

    assert notice.demonstration() == ""


@pytest.mark.django_db
def test_without_a_catalog_nothing_is_approved():
    assert notice.demonstration() == WORDS


def test_it_asks_the_database_only_where_it_is_shown(published):
    with CaptureQueriesContext(connection) as unused:
        context = notice.notice(request=None)
    with CaptureQueriesContext(connection) as used:
        assert str(context["demonstration"]) == WORDS
        assert context["demonstration"]

    assert (len(unused), len(used)) == (0, 1)


def test_page_that_tells_of_a_lost_database_carries_it(monkeypatch):
    def lost():
        raise OperationalError("connection refused")

    monkeypatch.setattr(notice, "version_in_force", lost)

    assert str(notice.notice(request=None)["demonstration"]) == WORDS
    assert notice.version_in_force is not snapshot.version_in_force


def test_page_drops_it_when_the_version_is_signed(published, clinical_lead, sign_in):
    browser = sign_in(clinical_lead)
    assert WORDS in browser.get("/catalog/").text

    sign_everything(published, clinical_lead)

    assert WORDS not in browser.get("/catalog/").text
