"""The shipped pack as version 1 of the clinic's catalog."""

from collections.abc import Iterable

from django.db import transaction

from catalog import actions
from catalog.items import Offer
from catalog.models import CatalogVersion
from planner.catalog import shipped_catalog

FIRST = 1
TITLE = "The shipped pack"
NOTE = "Demonstration knowledge. It becomes the clinic's own when the clinical lead has reviewed and signed it."


@transaction.atomic
def load_shipped_pack(by=None, items: Iterable[Offer] | None = None) -> CatalogVersion:
    """Version 1, in force: every row of every table of the shipped pack, and `items` (by default each modality, no prices).

    Where version 1 stands already it is returned as it is.
    """
    CatalogVersion.objects.wait_for_numbers()
    return CatalogVersion.objects.filter(number=FIRST).first() or _write(by, items)


def _write(by, items) -> CatalogVersion:
    """The draft has no author in this clinic, so that whoever installs it may publish it."""
    catalog = shipped_catalog()
    draft = actions.load(catalog=catalog, title=TITLE, note=NOTE, pack_version=catalog.version, items=items, by=None)
    return actions.publish(version=actions.hand_in(version=draft, by=by), by=by)
