"""What comes after a consultation. This room knows none of it: each room that goes on from here adds itself when it is ready."""

from collections.abc import Callable

from patients.models import Consultation

# Each gives the steps this person may take next: [{"label", "url"}].
NEXT_STEPS: list[Callable[[Consultation, object], list[dict]]] = []


def next_steps_of(consultation: Consultation, user) -> list[dict]:
    """All steps that lead on from this consultation, in the order in which the rooms joined."""
    return [step for steps_of in NEXT_STEPS for step in steps_of(consultation, user)]
