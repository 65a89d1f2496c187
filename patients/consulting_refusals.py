"""Why a change to a consultation was refused: each says what stands in the way and what to do next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.refusals import Refused
from planner.case import CaseError


@dataclass(frozen=True)
class Change:
    """What somebody else changed, in words: shown beside what one typed oneself."""

    what: str
    by: object
    at: datetime

    def __str__(self):
        return _("%(person)s, %(time)s: %(what)s") % {
            "person": self.by,
            "time": timezone.localtime(self.at).strftime("%H:%M"),
            "what": self.what,
        }


class AlreadySigned(Refused):
    """Somebody signed first."""

    def __init__(self, consultation):
        self.by, self.at = consultation.signed_by, consultation.signed_at
        at = timezone.localtime(self.at)
        super().__init__(
            _(
                "%(person)s signed this consultation on %(day)s at %(time)s. What came after that was not "
                "saved; what has to be added is written as an amendment."
            )
            % {"person": self.by, "day": f"{at.day} {at:%b %Y}", "time": f"{at:%H:%M}"}
        )


class NotSigned(Refused):
    def __init__(self):
        super().__init__(_("This consultation is still a draft. Change it where it stands; an amendment comes after."))


class Stale(Refused):
    """What is about to be saved was changed by somebody else since the page was loaded."""

    def __init__(self, changes: list[Change]):
        self.changes = changes
        super().__init__(
            _("Somebody else changed this while you were writing. Yours was not saved; what you typed is still here.")
        )


class NoteChanged(Refused):
    """The note of the page is not the one that would be signed."""

    def __init__(self):
        super().__init__(_("The note has changed since you read it. Read it and sign."))


class OpenQuestions(Refused):
    """Who signs has not said to know that questions are open."""

    def __init__(self, number: int):
        super().__init__(
            ngettext(
                "%(number)s screening question is open. Answer it, or tick “Sign with open questions”; then sign.",
                "%(number)s screening questions are open. Answer them, or tick “Sign with open questions”; then sign.",
                number,
            )
            % {"number": number}
        )


class NotTaken(Refused):
    """A value that a case cannot hold: `field` of the case document, what is wrong with it, and what is allowed."""

    def __init__(self, error: CaseError):
        self.error, self.field = error, error.field
        super().__init__(self.said_of(error.field))

    def said_of(self, name: str) -> str:
        """The refusal with the field called as the page calls it."""
        allowed = self.error.allowed.removesuffix(", or null").removesuffix(" or null")
        words = {"about": name, "problem": self.error.problem, "allowed": allowed}
        return _("%(about)s %(problem)s. Allowed: %(allowed)s.") % words


class NothingToAnswer(Refused):
    def __init__(self):
        super().__init__(_("None of these questions is open any more. Load the page again to see the answers."))


class EmptyText(Refused):
    def __init__(self):
        super().__init__(_("There is nothing written yet. Write what has to be added, then save it."))


class TooLong(Refused):
    def __init__(self, characters: int, most: int):
        super().__init__(
            _("This text has %(characters)s characters; at most %(most)s can be kept. Shorten it, then save again.")
            % {"characters": characters, "most": most}
        )


class UnreadableText(Refused):
    def __init__(self):
        super().__init__(
            _("This text holds a character that cannot be stored (NUL). Remove it, it is invisible; then save again.")
        )


class NoOtherSide(Refused):
    def __init__(self):
        super().__init__(_("This finding names no side, so there is no other side to mirror it to."))


class TabletAlreadyOut(Refused):
    def __init__(self):
        super().__init__(_("This device is already in a patient's hands. Take it back with its PIN first."))


class PinNotUsable(Refused):
    def __init__(self, least: int, most: int):
        super().__init__(
            _("The PIN has %(least)s to %(most)s digits, and nothing else.") % {"least": least, "most": most}
        )


class WrongPin(Refused):
    def __init__(self, left: int):
        super().__init__(_("This is not the PIN of this tablet. Tries left: %(left)s.") % {"left": left})


class TabletLocked(Refused):
    def __init__(self):
        super().__init__(_("Too many wrong PINs: this tablet is locked. Hand it to the clinic's staff."))
