"""The version in force as the planner reads it: one query once it was built, never an old one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import actions, snapshot
from catalog.book import book_of
from catalog.models import SignOff
from catalog.progress import progress_of
from catalog.snapshot import NoCatalogInForce, in_force, of_version
from tests.catalog.small import small_catalog


def queries(call):
    with CaptureQueriesContext(connection) as captured:
        result = call()
    return result, len(captured)


@pytest.mark.django_db
def test_without_a_version_in_force_it_says_so(draft):
    with pytest.raises(NoCatalogInForce, match="No catalog version is in force"):
        in_force()


def test_it_is_built_once_per_process(published):
    first, _built = queries(in_force)
    again, asked = queries(in_force)

    assert again is first
    assert asked == 1


def test_it_is_frozen_and_named_by_number_and_digest(published):
    catalog = in_force()

    assert catalog.version == f"version 1 {published.digest[:12]}"
    with pytest.raises(AttributeError):
        catalog.version = "other"


def test_next_version_is_seen_at_once(published, catalog_admin, dermatologist):
    before = in_force()
    draft = actions.load(catalog=small_catalog(), title="Next", by=catalog_admin, items=[])
    actions.publish(version=actions.hand_in(version=draft, by=catalog_admin), by=dermatologist)

    assert (len(before.items) > 0, in_force().items) == (True, ())


def test_draft_is_read_anew(draft):
    before = of_version(draft)
    draft.facts.filter(kind="safety.rule").delete()

    assert len(before.safety["rule"]) == 2
    assert of_version(draft).safety["rule"] == ()


def test_last_signature_is_seen_at_once(published, clinical_lead):
    tasks = progress_of(published, book_of(in_force())).tasks
    for task in tasks[:-1]:
        SignOff.objects.create(version=published, kind=task.kind, key=task.key, signed_by=clinical_lead)
    assert not in_force().signed

    SignOff.objects.create(version=published, kind=tasks[-1].kind, key=tasks[-1].key, signed_by=clinical_lead)

    assert in_force().signed
    assert in_force() is snapshot.of_version(published)
    assert in_force().safety == small_catalog().safety
