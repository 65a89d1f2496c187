"""The trail of what was done and seen: one line to call from actions and views, and what every request adds by itself."""

import contextlib
import datetime
import uuid
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum

import pghistory

from accounts.models import AuditEvent

VIEWED = "viewed"
LONGEST_VALUE = 200


@dataclass(frozen=True)
class Visit:
    """The request under way, as far as the trail keeps it: never the query string, never the caller's address."""

    request_id: uuid.UUID | None = None
    path: str = ""


NO_REQUEST = Visit()
_under_way: ContextVar[Visit] = ContextVar("visit", default=NO_REQUEST)


def record(action: str, *, by, about=None, patient=None, **detail) -> AuditEvent:
    """Add one event to the trail, in the transaction of the change it tells of.

    `about` is the row that was touched; `patient` is a patient or a patient's uuid, by default what `about.audited_patient`
    says. `detail` holds short words, counts and keys, never clinical content. `by` is None when the application itself acts.
    """
    visit = _under_way.get()
    return AuditEvent.objects.create(
        by=by,
        by_name=str(by) if by else "",
        action=action,
        about=about.public_id if about else None,
        about_kind=about._meta.label_lower if about else "",
        patient=_uuid_of(patient if patient is not None else getattr(about, "audited_patient", None)),
        detail={name: _plain(name, value) for name, value in detail.items()},
        request_id=visit.request_id,
        path=visit.path,
    )


def viewed(request, obj, *, patient=None, **detail) -> AuditEvent:
    """Say that the person signed in saw this record. Every view that shows one calls it."""
    return record(VIEWED, by=request.user, about=obj, patient=patient, **detail)


@contextlib.contextmanager
def visit(*, by=None, path: str = "", request_id: uuid.UUID | None = None):
    """Everything written inside belongs to this request, command or job, in the trail and in the history of rows."""
    request_id = request_id or uuid.uuid4()
    token = _under_way.set(Visit(request_id, path[:500]))
    try:
        with pghistory.context(user=by.pk if by else None, url=path, request=str(request_id)):
            yield request_id
    finally:
        _under_way.reset(token)


def _uuid_of(patient) -> uuid.UUID | None:
    return getattr(patient, "public_id", patient)


def _plain(name: str, value):
    """A short plain value, or a list of such; anything longer is content and belongs in the record, not in its trail."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(name, one) for one in value]
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, (uuid.UUID, datetime.date)):
        value = str(value)
    if value is not None and not isinstance(value, (str, int, bool)):
        raise TypeError(f"audit detail {name} is a {type(value).__name__}; give a short text, a count or a key.")
    if isinstance(value, str) and len(value) > LONGEST_VALUE:
        raise ValueError(
            f"audit detail {name} has {len(value)} characters; at most {LONGEST_VALUE}: name it, don't copy it."
        )
    return value
