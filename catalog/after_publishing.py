"""What other rooms do when a version came into force. This room knows none of them: each adds itself when it is ready.

It runs after the version is stored for good, and whatever goes wrong there is written to the log: it undoes no publication.
"""

from collections.abc import Callable

from django.db import transaction

from catalog.models import CatalogVersion

AFTER_PUBLISHING: list[Callable[[CatalogVersion], None]] = []


def came_into_force(version: CatalogVersion) -> None:
    """Say so to whoever asked to hear, once the transaction is through."""
    for act in AFTER_PUBLISHING:
        transaction.on_commit(_telling(act, version), robust=True)


def _telling(act: Callable[[CatalogVersion], None], version: CatalogVersion) -> Callable[[], None]:
    def tell():  # a function with a name: that is how the log calls what failed
        act(version)

    return tell
