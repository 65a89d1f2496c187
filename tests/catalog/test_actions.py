"""A version is written, handed in, published by a second person and replaced; who comes too late is told."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from accounts.models import AuditEvent
from catalog import actions, errors
from catalog.items import Offer
from catalog.models import CatalogVersion
from catalog.snapshot import in_force, of_version
from tests.catalog.small import small_catalog

NEEDLING = Offer(name="Pen needling", modality="microneedling", price=Decimal("180.50"), ingredients=("lidocaine",))


def next_version(by):
    draft = actions.load(catalog=small_catalog(), title="Next", by=by)
    return actions.hand_in(version=draft, by=by)


def test_draft_says_what_it_was_given(draft, catalog_admin):
    assert (draft.number, draft.state, draft.created_by, draft.replaces) == (1, "draft", catalog_admin, None)
    assert of_version(draft).safety == small_catalog().safety
    assert of_version(draft).items == small_catalog().items


def test_published_version_takes_the_place_of_the_last(published, catalog_admin, dermatologist):
    second = actions.publish(version=next_version(catalog_admin), by=dermatologist)

    published.refresh_from_db()
    assert (published.state, published.superseded_at) == ("superseded", second.effective_at)
    assert (second.number, second.replaces) == (2, published)
    assert CatalogVersion.objects.in_force().get() == second


def test_version_before_the_last_was_in_force_then(published, catalog_admin, dermatologist):
    second = actions.publish(version=next_version(catalog_admin), by=dermatologist)

    assert CatalogVersion.objects.in_force(published.effective_at).get() == published
    assert CatalogVersion.objects.in_force(second.effective_at).get() == second


def test_every_step_leaves_its_name(published, catalog_admin, dermatologist):
    events = AuditEvent.objects.filter(about=published.public_id).order_by("pk").values_list("action", "by")

    assert list(events) == [
        ("catalog draft loaded", catalog_admin.pk),
        ("catalog handed in", catalog_admin.pk),
        ("catalog published", dermatologist.pk),
    ]


def test_application_may_do_all_of_it(app_rights, catalog_admin, dermatologist, clinical_lead):
    draft = actions.load(catalog=small_catalog(), title="By the web", by=catalog_admin)
    actions.set_items(version=draft, items=[NEEDLING], by=catalog_admin)
    version = actions.publish(version=actions.hand_in(version=draft, by=catalog_admin), by=dermatologist)
    second = actions.publish(version=next_version(catalog_admin), by=dermatologist)
    actions.sign_off(version=second, kind="safety.rule", by=clinical_lead)

    version.refresh_from_db()
    assert version.state == "superseded"


def test_author_is_told_to_ask_a_second_person(in_review, catalog_admin):
    with pytest.raises(errors.OwnDraft, match="Ask a second person"):
        actions.publish(version=in_review, by=catalog_admin)


def test_draft_is_handed_in_before_it_is_published(draft, dermatologist):
    with pytest.raises(errors.NotInReview, match="Hand it in"):
        actions.publish(version=draft, by=dermatologist)


def test_what_is_handed_in_is_not_handed_in_again(in_review, catalog_admin):
    with pytest.raises(errors.NotADraft):
        actions.hand_in(version=in_review, by=catalog_admin)


def test_second_click_is_told_that_it_is_published(published, dermatologist):
    with pytest.raises(errors.AlreadyPublished) as refused:
        actions.publish(version=published, by=dermatologist)

    assert (refused.value.by, refused.value.at) == (dermatologist, published.published_at)


def test_version_begun_before_another_took_force_is_not_published(published, catalog_admin, dermatologist):
    slow, fast = next_version(catalog_admin), next_version(catalog_admin)
    actions.publish(version=fast, by=dermatologist)

    with pytest.raises(errors.PublishedMeanwhile, match=f"Version {fast.number}: Next was published after") as refused:
        actions.publish(version=slow, by=dermatologist)

    assert refused.value.current == fast
    assert CatalogVersion.objects.in_force().get() == fast


def raced(*calls):
    """What each call raised or returned, begun together, each on a connection of its own."""

    def outcome(call):
        try:
            return call()
        except errors.CatalogRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(outcome, calls))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_one_version_one_wins(in_review, dermatologist, clinical_lead):
    outcomes = raced(
        *(lambda by=by: actions.publish(version=in_review, by=by) for by in (dermatologist, clinical_lead))
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["AlreadyPublished", "CatalogVersion"]
    assert CatalogVersion.objects.in_force().get() == in_review


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", [True, False])
def test_of_two_versions_published_at_once_one_wins(first, catalog_admin, dermatologist):
    if not first:
        actions.publish(version=next_version(catalog_admin), by=dermatologist)
    both = [next_version(catalog_admin), next_version(catalog_admin)]

    outcomes = raced(*(lambda one=one: actions.publish(version=one, by=dermatologist) for one in both))

    assert sorted(type(one).__name__ for one in outcomes) == ["CatalogVersion", "PublishedMeanwhile"]
    assert CatalogVersion.objects.in_force().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_get_two_numbers(catalog_admin):
    def begin():
        return actions.load(catalog=small_catalog(), title="x", by=catalog_admin).number

    assert sorted(raced(begin, begin)) == [1, 2]


def test_items_of_a_draft_are_replaced(draft, catalog_admin):
    actions.set_items(version=draft, items=[NEEDLING], by=catalog_admin)

    assert of_version(draft).items == (NEEDLING.item,)
    assert list(draft.items.values_list("name", "price")) == [("Pen needling", Decimal("180.50"))]


def test_items_of_a_published_version_stay(published, catalog_admin):
    with pytest.raises(errors.NotADraft, match="Write a new version"):
        actions.set_items(version=published, items=[NEEDLING], by=catalog_admin)
    assert in_force().items == small_catalog().items


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "its name is missing or taken"),
        ({"modality": "hypnosis"}, "no modality is called hypnosis; allowed: microneedling, rf_microneedling."),
        ({"price": Decimal("-1")}, "its price is -1"),
        ({"price": Decimal("1.005")}, "its price is 1.005"),
        ({"price": Decimal("NaN")}, "its price is NaN"),
        ({"ingredients": ("",)}, "an ingredient has no name"),
        ({"standard_boosters": ("rf_microneedling",)}, "rf_microneedling is no booster"),
    ],
)
def test_item_that_does_not_fit_is_refused(draft, catalog_admin, change, words):
    with pytest.raises(errors.ItemRefused) as refused:
        actions.set_items(version=draft, items=[dataclasses.replace(NEEDLING, **change)], by=catalog_admin)

    assert words in str(refused.value)
    assert of_version(draft).items == small_catalog().items


def test_two_items_of_one_name_are_refused(draft, catalog_admin):
    with pytest.raises(errors.ItemRefused, match="taken"):
        actions.set_items(version=draft, items=[NEEDLING, NEEDLING], by=catalog_admin)


def test_row_spoilt_in_the_draft_is_found_when_it_is_handed_in(draft, catalog_admin):
    from planner.catalog import PackError

    draft.facts.filter(kind="safety.rule").update(data={"key": "spoilt"})

    with pytest.raises(PackError, match=r"safety.rule\["):
        actions.hand_in(version=draft, by=catalog_admin)
    draft.refresh_from_db()
    assert draft.state == "draft"
