"""The trail of what happened on earlier days, line by line as the actions would have written it."""

import datetime

from accounts.models import AuditEvent

PATH = "demonstration clinic"


class Trail:
    """Events in the making; `write` adds them in the order of time."""

    def __init__(self):
        self.events: list[AuditEvent] = []

    def add(self, action: str, *, by, at: datetime.datetime, about, patient, **detail) -> None:
        """What accounts.audit.record writes, at another time. `detail` holds counts and keys, never clinical content."""
        self.events.append(
            AuditEvent(
                at=at,
                by=by,
                by_name=str(by),
                action=action,
                about=about.public_id,
                about_kind=about._meta.label_lower,
                patient=patient.public_id,
                detail=detail,
                path=PATH,
            )
        )

    def write(self) -> None:
        AuditEvent.objects.bulk_create(sorted(self.events, key=lambda event: event.at), batch_size=1000)
