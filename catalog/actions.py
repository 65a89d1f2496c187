"""How the catalog changes: written as a draft, handed in, published by a second person, signed by the clinical lead."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.access import Permission
from catalog import errors
from catalog.after_publishing import came_into_force
from catalog.items import Offer, checked, offers_of
from catalog.models import CatalogVersion, ClinicItem, Fact, SignOff
from catalog.rows import as_data, digest_of
from catalog.snapshot import of_version
from catalog.tables import TABLES, keyed_rows
from planner.catalog import Catalog

State = CatalogVersion.State


@transaction.atomic
def load(
    *, catalog: Catalog, title: str, by, note: str = "", pack_version: str = "", items: Iterable[Offer] | None = None
) -> CatalogVersion:
    """A new draft that says what `catalog` says, with the items of the catalog unless others are given. Raises ItemRefused.

    It will replace the version in force today, and no other.
    """
    offers = checked(offers_of(catalog) if items is None else items, catalog)
    version = CatalogVersion.objects.create(
        number=CatalogVersion.objects.next_number(),
        title=title,
        note=note,
        pack_version=pack_version,
        replaces=CatalogVersion.objects.not_replaced().first(),
        created_by=by,
    )
    Fact.objects.bulk_create(_facts(version, catalog), batch_size=500)
    _write_items(version, offers)
    audit.record("catalog draft loaded", about=version, by=by, number=version.number, items=len(offers))
    return version


@transaction.atomic
def set_items(*, version: CatalogVersion, items: Iterable[Offer], by) -> CatalogVersion:
    """What the clinic offers in this draft, in place of what stood there. Raises NotADraft and ItemRefused."""
    version = _locked(version)
    if version.state != State.DRAFT:
        raise errors.NotADraft(version)
    offers = checked(items, of_version(version))
    version.items.all().delete()
    _write_items(version, offers)
    audit.record("catalog items set", about=version, by=by, number=version.number, items=len(offers))
    return version


@transaction.atomic
def hand_in(*, version: CatalogVersion, by) -> CatalogVersion:
    """Close the draft for review; from now on its content is fixed and known by its digest. Raises NotADraft."""
    version = _locked(version)
    if version.state != State.DRAFT:
        raise errors.NotADraft(version)
    of_version(version)  # every row is read once more as the planner will read it
    version.state, version.digest = State.IN_REVIEW, _digest(version)
    version.save(update_fields=["state", "digest"])
    audit.record("catalog handed in", about=version, by=by, number=version.number, digest=version.digest)
    return version


@transaction.atomic
def publish(*, version: CatalogVersion, by) -> CatalogVersion:
    """Put the reviewed version in force now, in place of the one it was written to replace.

    Raises AlreadyPublished, NotInReview, OwnDraft, and PublishedMeanwhile when another version was faster.
    """
    version, current = _locked_with_current(version)
    _check_publishing(version, current, by)
    now = timezone.now()
    if current:
        current.state, current.superseded_at = State.SUPERSEDED, now
        current.save(update_fields=["state", "superseded_at"])
    version.state, version.published_at, version.effective_at, version.published_by = State.PUBLISHED, now, now, by
    try:
        with transaction.atomic():
            version.save(update_fields=["state", "published_at", "effective_at", "published_by"])
    except IntegrityError as refused:  # two versions that replace none, at the same moment
        if "catalog_one_in_force" not in str(refused):
            raise
        raise errors.PublishedMeanwhile(version, _current()) from None
    audit.record("catalog published", about=version, by=by, number=version.number, digest=version.digest)
    came_into_force(version)
    return version


@transaction.atomic
def sign_off(*, version: CatalogVersion, kind: str, by, key: str = "") -> SignOff:
    """The clinical lead signs one unverified safety row, or without `key` a table as a whole.

    Raises NotClinicalLead, NotInReview for a draft, NothingToSign and AlreadySigned.
    """
    if not by.may(Permission.SIGN_AS_CLINICAL_LEAD):
        raise errors.NotClinicalLead
    version = CatalogVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
    if version.state == State.DRAFT:
        raise errors.NotInReview(version)
    rows = version.facts.filter(kind=kind)
    if not (rows.needing_own_signature().filter(key=key) if key else rows).exists():
        raise errors.NothingToSign(kind, key)
    if earlier := version.sign_offs.select_related("signed_by").filter(kind=kind, key=key).first():
        raise errors.AlreadySigned(earlier)
    signature = version.sign_offs.create(kind=kind, key=key, signed_by=by)
    audit.record("catalog signed", about=version, by=by, table=kind, row=key)
    return signature


def _facts(version: CatalogVersion, catalog: Catalog) -> Iterable[Fact]:
    for kind in TABLES:
        for position, (key, row) in enumerate(keyed_rows(kind, catalog).items()):
            yield Fact(version=version, kind=kind, key=key, position=position, data=as_data(row))


def _write_items(version: CatalogVersion, offers: tuple[Offer, ...]) -> None:
    ClinicItem.objects.bulk_create(
        ClinicItem(
            version=version,
            position=position,
            name=offer.name,
            modality=offer.modality,
            ingredients=None if offer.ingredients is None else list(offer.ingredients),
            price=offer.price,
            standard_boosters=list(offer.standard_boosters),
        )
        for position, offer in enumerate(offers)
    )


def _digest(version: CatalogVersion) -> str:
    facts = version.facts.in_order().values_list("kind", "key", "data")
    items = version.items.in_order().values_list("name", "modality", "ingredients", "price", "standard_boosters")
    return digest_of([*facts, *items])


def _locked(version: CatalogVersion) -> CatalogVersion:
    return CatalogVersion.objects.select_for_update(no_key=True).get(pk=version.pk)


def _locked_with_current(version: CatalogVersion) -> tuple[CatalogVersion, CatalogVersion | None]:
    """Both rows locked in the order of their keys, so that two who publish wait for each other and never in a circle."""
    both = Q(pk=version.pk) | Q(state=State.PUBLISHED)
    rows = {row.pk: row for row in CatalogVersion.objects.filter(both).select_for_update(no_key=True).order_by("pk")}
    mine = rows.pop(version.pk)
    return mine, next(iter(rows.values()), None)


def _check_publishing(version: CatalogVersion, current: CatalogVersion | None, by) -> None:
    if version.state in (State.PUBLISHED, State.SUPERSEDED):
        raise errors.AlreadyPublished(version)
    if version.state != State.IN_REVIEW:
        raise errors.NotInReview(version)
    if by and version.created_by_id == by.pk:
        raise errors.OwnDraft(version)
    if version.replaces_id != (current.pk if current else None):
        raise errors.PublishedMeanwhile(version, current or _current())


def _current() -> CatalogVersion | None:
    return CatalogVersion.objects.not_replaced().first()
