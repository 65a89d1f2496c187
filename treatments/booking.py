"""What the room of appointments tells this one: which visits of a plan have a time now."""

from collections.abc import Iterable

from treatments.models import PlannedSession


def mark_booked(sessions: Iterable[PlannedSession]) -> None:
    """These visits have an appointment. For use inside the transaction that books them, their plan locked."""
    for session in sessions:
        session.state = PlannedSession.State.BOOKED
        session.save(update_fields=["state"])
