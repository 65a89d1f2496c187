"""The demonstration's own secret key: made once and kept beside its database, so that a restart signs nobody out."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from clinic.database.places import make_private, state_folder

NAME = "demonstration.key"


def kept_key() -> str:
    """The key of this checkout's demonstration, made at the first call; of two who come first both get the same."""
    place = make_private(state_folder()) / NAME
    try:
        with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return _read(place)


def _read(place: Path) -> str:
    """The key, or a new one where a write was cut off and left the file empty."""
    key = place.read_text()
    if key:
        return key
    place.unlink(missing_ok=True)
    return kept_key()
