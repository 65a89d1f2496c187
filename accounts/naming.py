"""How rows of other rooms are called in the trail, which keeps of them no more than kind and uuid.

A room says in its AppConfig what its rows are called: `names_in_the_trail = Names(...)`.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class Names:
    """`called` names many rows of one kind in one query; `meant` is the row that a typed name means, None if there is none."""

    kind: str
    called: Callable[[set[uuid.UUID]], dict[uuid.UUID, str]]
    meant: Callable[[str], uuid.UUID | None]


PATIENT = "patients.patient"


def names(keys: dict[str, set[uuid.UUID]]) -> dict[uuid.UUID, str]:
    """What the rows are called, by kind; rows of which no room says a name are left out."""
    called = {}
    for room in rooms():
        if keys.get(room.kind):
            called |= room.called(keys[room.kind])
    return called


def patient_meant(text: str) -> uuid.UUID | None:
    """The key of the patient whose record number or key was typed; None if it means nobody. A key need not be in use."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return next((key for room in rooms() if room.kind == PATIENT and (key := room.meant(text))), None)


def rooms() -> list[Names]:
    offered = (getattr(app, "names_in_the_trail", None) for app in apps.get_app_configs())
    return [one for one in offered if one is not None]
