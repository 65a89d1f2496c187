"""What the database refuses whoever asks: asked in SQL with the rights of the application, and through the models."""

import pytest
from django.apps import apps
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from catalog import actions
from catalog.models import CatalogVersion, ClinicItem, Fact, SignOff
from tests.catalog.small import small_catalog

CONTENT = "catalog_content_stays|no draft any more"


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@pytest.fixture
def second(published, catalog_admin):
    """A second version in review while the first is in force."""
    draft = actions.load(catalog=small_catalog(), title="Summer prices", by=catalog_admin)
    return actions.hand_in(version=draft, by=catalog_admin)


def test_two_versions_in_force_at_once_are_refused(second, app_rights):
    publish = (
        "UPDATE catalog_catalogversion SET state = 'published', published_at = now(), effective_at = %s WHERE id = %s"
    )

    with pytest.raises(IntegrityError, match="catalog_one_in_force"):
        sql(publish, timezone.now(), second.pk)


def test_a_period_that_reaches_into_another_is_refused(second, published, app_rights):
    now = timezone.now()
    sql("UPDATE catalog_catalogversion SET state = 'superseded', superseded_at = %s WHERE id = %s", now, published.pk)
    publish = (
        "UPDATE catalog_catalogversion SET state = 'published', published_at = now(), effective_at = %s WHERE id = %s"
    )

    with pytest.raises(IntegrityError, match="catalog_one_in_force"):
        sql(publish, now - timezone.timedelta(microseconds=1), second.pk)
    assert sql(publish, now, second.pk) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalog_fact SET data = '{}' WHERE version_id = %s",
        "DELETE FROM catalog_fact WHERE version_id = %s",
        "INSERT INTO catalog_fact (version_id, kind, key, position, data) VALUES (%s, 'safety.rule', 'new', 9, '{}')",
        "UPDATE catalog_clinicitem SET price = 1 WHERE version_id = %s",
        "DELETE FROM catalog_clinicitem WHERE version_id = %s",
    ],
)
@pytest.mark.parametrize("state", ["in_review", "published"])
def test_content_changes_in_a_draft_alone(request, state, statement, app_rights):
    version = request.getfixturevalue(state)

    with pytest.raises(IntegrityError, match=CONTENT):
        sql(statement, version.pk)


def test_content_changes_in_a_draft(draft, app_rights):
    assert sql("UPDATE catalog_fact SET position = position + 1 WHERE version_id = %s", draft.pk) > 1
    assert sql("DELETE FROM catalog_fact WHERE version_id = %s AND kind = 'safety.rule'", draft.pk) == 2


def test_fact_does_not_move_into_a_published_version(published, catalog_admin):
    other = actions.load(catalog=small_catalog(), title="Other", by=catalog_admin)
    Fact.objects.filter(version=other, kind="safety.rule").update(kind="safety.another")

    with pytest.raises(IntegrityError, match=CONTENT):
        Fact.objects.filter(version=other, kind="safety.another").update(version=published)


def test_models_and_bulk_writes_are_refused_too(published):
    fact, item = published.facts.first(), published.items.first()
    fact.data = {}
    for change in (
        fact.save,
        fact.delete,
        item.delete,
        lambda: Fact.objects.bulk_create([Fact(version=published, kind="k", key="k", position=0, data={})]),
        lambda: ClinicItem.objects.filter(version=published).update(name="x"),
    ):
        with transaction.atomic(), pytest.raises(IntegrityError, match=CONTENT), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Other'",
        "number = 99",
        "digest = repeat('0', 64)",
        "effective_at = now()",
        "state = 'draft'",
        "state = 'in_review'",
    ],
)
def test_published_version_stays_as_it_is(published, change, app_rights):
    with pytest.raises(IntegrityError, match="was published"):
        sql(f"UPDATE catalog_catalogversion SET {change} WHERE id = %s", published.pk)


def test_superseded_version_is_not_revived(published, app_rights):
    sql(
        "UPDATE catalog_catalogversion SET state = 'superseded', superseded_at = now() + interval '1 s' WHERE id = %s",
        published.pk,
    )

    with pytest.raises(IntegrityError, match="was published"):
        sql("UPDATE catalog_catalogversion SET state = 'published', superseded_at = NULL WHERE id = %s", published.pk)


def test_published_version_is_not_deleted_by_its_owner(published):
    with pytest.raises(IntegrityError, match="was published and stays"):
        sql("DELETE FROM catalog_catalogversion WHERE id = %s", published.pk)


def test_draft_is_not_published_without_review(draft, app_rights):
    now = timezone.now()
    publish = "UPDATE catalog_catalogversion SET state = 'published', digest = 'x', published_at = %s, effective_at = %s WHERE id = %s"

    with pytest.raises(IntegrityError, match="reviewed before it is published"):
        sql(publish, now, now, draft.pk)


def test_version_is_not_born_published(db):
    now = timezone.now()

    with pytest.raises(IntegrityError, match="begins as a draft"):
        CatalogVersion.objects.create(
            number=7, title="x", state="published", digest="x", published_at=now, effective_at=now
        )


@pytest.mark.parametrize("change", ["state = 'draft'", "digest = repeat('0', 64)"])
def test_what_is_reviewed_is_what_is_published(in_review, change, app_rights):
    with pytest.raises(IntegrityError, match="published as it is"):
        sql(f"UPDATE catalog_catalogversion SET {change} WHERE id = %s", in_review.pk)


def test_author_does_not_publish(in_review, catalog_admin, app_rights):
    now = timezone.now()
    publish = (
        "UPDATE catalog_catalogversion SET state = 'published', published_at = %s, effective_at = %s, published_by_id = %s"
        " WHERE id = %s"
    )

    with pytest.raises(IntegrityError, match="catalog_second_person_publishes"):
        sql(publish, now, now, catalog_admin.pk, in_review.pk)


@pytest.mark.parametrize(
    ("change", "promise"),
    [
        ("state = 'retired'", "catalog_state_known|reviewed before"),
        ("title = ''", "catalog_version_has_a_title"),
        ("effective_at = now()", "catalog_dates_follow_state"),
        ("number = -1", "number_check"),
    ],
)
def test_draft_keeps_to_its_form(draft, change, promise, app_rights):
    with pytest.raises(IntegrityError, match=promise):
        sql(f"UPDATE catalog_catalogversion SET {change} WHERE id = %s", draft.pk)


@pytest.mark.parametrize(
    ("change", "promise"),
    [
        ("price = -1", "item_price_not_negative"),
        ("name = ''", "item_has_name_and_modality"),
        ("name = 'same'", "item_name_once"),
    ],
)
def test_item_keeps_to_its_form(draft, change, promise, app_rights):
    with pytest.raises(IntegrityError, match=promise):
        sql(f"UPDATE catalog_clinicitem SET {change} WHERE version_id = %s", draft.pk)


def test_key_stands_once_in_a_table_of_a_version(draft, app_rights):
    with pytest.raises(IntegrityError, match="fact_key_once_per_version"):
        sql("UPDATE catalog_fact SET key = 'same' WHERE version_id = %s AND kind = 'safety.rule'", draft.pk)


def test_signature_is_neither_changed_nor_taken_back(published, clinical_lead):
    SignOff.objects.create(version=published, kind="safety.rule", signed_by=clinical_lead)

    for statement in ("UPDATE catalog_signoff SET kind = 'x'", "DELETE FROM catalog_signoff"):
        with pytest.raises(InternalError, match="insert_only"):
            sql(statement)


@pytest.mark.parametrize(
    ("state", "kind", "key", "promise"),
    [
        ("draft", "safety.rule", "", "a draft cannot be signed"),
        ("published", "safety.nothing", "", "there is no safety.nothing"),
        ("published", "safety.rule", "nothing", "there is no safety.rule nothing"),
    ],
)
def test_signature_stands_under_something_closed(request, state, kind, key, promise, clinical_lead):
    version = request.getfixturevalue(state)

    with pytest.raises(IntegrityError, match=promise):
        SignOff.objects.create(version=version, kind=kind, key=key, signed_by=clinical_lead)


def test_second_signature_is_refused(published, clinical_lead):
    SignOff.objects.create(version=published, kind="safety.rule", signed_by=clinical_lead)

    with pytest.raises(IntegrityError, match="signed_once"):
        SignOff.objects.create(version=published, kind="safety.rule", signed_by=clinical_lead)


@pytest.mark.django_db(transaction=True)
def test_application_is_refused_over_its_own_connection(published, as_app):
    with as_app.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalog_fact WHERE version_id = %s", [published.pk])
        assert cursor.fetchone()[0] > 100
        for statement in (
            "UPDATE catalog_fact SET position = 0",
            "DELETE FROM catalog_catalogversion",
            "TRUNCATE catalog_fact",
        ):
            with pytest.raises(Exception, match="no draft any more|permission denied"):
                cursor.execute(statement)


def test_every_change_of_a_draft_is_kept_in_history(draft):
    fact = draft.facts.filter(kind="safety.rule").first()
    fact.data = {"changed": True}
    fact.save()

    kept = apps.get_model("catalog", "FactEvent").objects.filter(pgh_obj_id=fact.pk).order_by("pgh_id")

    assert [row.data == {"changed": True} for row in kept] == [False, True]
