"""A version is signed when every unverified safety row is, one by one, and every table as a whole."""

import dataclasses

import pytest

from accounts.models import AuditEvent
from catalog import actions, errors
from catalog.book import book_of
from catalog.models import CatalogVersion, Fact
from catalog.progress import progress_of
from catalog.signing import needs_own_signature
from catalog.snapshot import of_version
from planner.catalog import shipped_catalog
from tests.catalog.small import small_catalog


def progress(version):
    return progress_of(version, book_of(of_version(version)))


def signed(version):
    return CatalogVersion.objects.with_signing().get(pk=version.pk).signed


def test_unverified_safety_rows_of_the_pack_are_signed_alone(version_one):
    """The database and the book judge alike."""
    alone = {(row.kind, row.key) for row in Fact.objects.filter(version=version_one).needing_own_signature()}

    assert alone == {(task.kind, task.key) for task in progress(version_one).rows}
    assert {kind.partition(".")[0] for kind, _key in alone} == {"safety"}
    assert len(alone) > 50


def test_every_table_of_the_pack_is_signed(version_one):
    tables = {task.kind for task in progress(version_one).tables}

    assert tables == set(Fact.objects.filter(version=version_one).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("changes", "alone"),
    [
        ({"confidence": "unverified"}, True),
        ({"confidence": "opened", "interval_confidence": "unverified"}, True),
        ({"confidence": "opened", "interval_confidence": "partial"}, False),
        ({"confidence": "secondary"}, False),
    ],
)
def test_reason_and_interval_count(changes, alone, catalog_admin):
    rule = dataclasses.replace(shipped_catalog().safety["rule"][0], **{"interval_confidence": None} | changes)
    catalog = dataclasses.replace(small_catalog(), safety=small_catalog().safety | {"rule": (rule,)})
    version = actions.load(catalog=catalog, title="One rule", by=catalog_admin)

    assert version.facts.filter(kind="safety.rule").needing_own_signature().exists() is alone
    assert needs_own_signature("safety.rule", rule) is alone
    assert not needs_own_signature("treatments.rule", rule)


def test_it_is_signed_with_the_last_signature_and_not_before(published, clinical_lead):
    tasks = progress(published).tasks
    for done, task in enumerate(tasks):
        assert (signed(published), progress(published).signed, progress(published).done) == (False, False, done)
        actions.sign_off(version=published, kind=task.kind, key=task.key, by=clinical_lead)

    assert (signed(published), progress(published).signed) == (True, True)
    assert progress(published).following(None) is None


def test_signed_table_does_not_sign_its_unverified_rows(published, clinical_lead):
    for task in progress(published).tables:
        actions.sign_off(version=published, kind=task.kind, by=clinical_lead)

    assert not signed(published)
    assert {task.kind for task in progress(published).open} == {task.kind for task in progress(published).rows}


def test_signature_holds_for_its_version_alone(published, clinical_lead, catalog_admin, dermatologist):
    for task in progress(published).tasks:
        actions.sign_off(version=published, kind=task.kind, key=task.key, by=clinical_lead)
    draft = actions.load(catalog=small_catalog(), title="Next", by=catalog_admin)
    following = actions.publish(version=actions.hand_in(version=draft, by=catalog_admin), by=dermatologist)

    assert (signed(published), signed(following)) == (True, False)


def test_version_without_content_is_not_signed(db):
    assert not signed(CatalogVersion.objects.create(number=1, title="Empty"))


def test_version_in_review_may_be_signed_before_it_takes_force(in_review, clinical_lead):
    actions.sign_off(version=in_review, kind="safety.rule", by=clinical_lead)

    assert progress(in_review).done == 1


def test_draft_is_not_signed(draft, clinical_lead):
    with pytest.raises(errors.NotInReview):
        actions.sign_off(version=draft, kind="safety.rule", by=clinical_lead)


@pytest.mark.parametrize("person", ["dermatologist", "catalog_admin", "clinic_admin"])
def test_only_the_clinical_lead_signs(request, published, person):
    with pytest.raises(errors.NotClinicalLead, match="Only the clinical lead"):
        actions.sign_off(version=published, kind="safety.rule", by=request.getfixturevalue(person))
    assert not published.sign_offs.exists()


def test_second_signature_names_the_first(published, clinical_lead):
    first = actions.sign_off(version=published, kind="safety.rule", by=clinical_lead)

    with pytest.raises(errors.AlreadySigned, match="Dr Henrik Dahl signed this on") as refused:
        actions.sign_off(version=published, kind="safety.rule", by=clinical_lead)
    assert refused.value.at == first.signed_at


@pytest.mark.parametrize("key", ["", "no_such_row"])
def test_what_is_not_there_is_not_signed(published, clinical_lead, key):
    with pytest.raises(errors.NothingToSign, match="not on the list"):
        actions.sign_off(version=published, kind="safety.rule" if key else "safety.nothing", key=key, by=clinical_lead)


def test_verified_row_is_signed_with_its_table(published, clinical_lead):
    verified = published.facts.filter(kind="safety.severity").first()

    with pytest.raises(errors.NothingToSign):
        actions.sign_off(version=published, kind="safety.severity", key=verified.key, by=clinical_lead)


def test_signature_leaves_its_trail(published, clinical_lead):
    task = progress(published).rows[0]
    actions.sign_off(version=published, kind=task.kind, key=task.key, by=clinical_lead)
    event = AuditEvent.objects.get(action="catalog signed")

    assert (event.by, event.about, event.detail) == (
        clinical_lead,
        published.public_id,
        {"table": task.kind, "row": task.key},
    )


def test_next_one_comes_round_to_what_was_left_out(published, clinical_lead):
    first, second, *_rest, last = progress(published).tasks

    assert progress(published).following(first) == second
    assert progress(published).following(last) == first
