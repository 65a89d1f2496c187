"""What other rooms do when the facts of a person changed. This room knows none of them: each adds itself when it is ready.

What is added runs in the transaction of the change, and must never be the reason why what was told is not kept.
"""

from collections.abc import Callable

from patients.models import Patient

AFTER_SAVING: list[Callable[[Patient], None]] = []


def facts_changed(*patients: Patient) -> None:
    """Something was told, seen or corrected, or records became one person's or two people's: say so to whoever asked to hear."""
    if not AFTER_SAVING:
        return
    for patient in Patient.objects.filter(pk__in={one.pk for one in patients}).order_by("pk"):
        for act in AFTER_SAVING:
            act(patient)
