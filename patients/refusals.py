"""Why a change to a patient's record was refused: each says what stands in the way and what to do next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.refusals import Refused


@dataclass(frozen=True)
class Change:
    """One field that another person changed meanwhile."""

    field: str
    label: str
    was: Any
    now: Any


class LikelyDuplicates(Refused):
    """Somebody very like this person is registered; `likely` says who and why."""

    def __init__(self, likely):
        self.likely = likely
        super().__init__(
            _("This person may be registered already. Open the record if it is the same person, or register anyway.")
        )


class EditedMeanwhile(Refused):
    """Another person saved between the opening of the form and now. Nothing was saved; `changes` says what they wrote."""

    def __init__(self, patient, changes, by_name, at):
        self.patient, self.changes, self.by_name, self.at = patient, changes, by_name, at
        super().__init__(
            _(
                "%(person)s changed this record while you were typing. Nothing was saved yet; look at both and save again."
            )
            % {"person": by_name or _("Somebody")}
        )


class IsMerged(Refused):
    """The record was merged into another; changes belong there."""

    def __init__(self, patient):
        self.patient = patient
        super().__init__(
            _("%(number)s was merged into %(kept)s. Make the change in that record.")
            % {"number": patient.record_number, "kept": patient.merged_into.record_number}
        )


class SameRecord(Refused):
    def __init__(self, patient):
        super().__init__(
            _("%(number)s cannot be merged with itself. Choose another record.") % {"number": patient.record_number}
        )


class MergeUndone(Refused):
    def __init__(self, merge):
        super().__init__(
            _("This merge was undone already by %(person)s. Load the page again.") % {"person": merge.undone_by}
        )


class ContactEnded(Refused):
    def __init__(self, contact):
        super().__init__(_("%(name)s was removed already. Load the page again.") % {"name": contact.name})
