"""Why a change to a proposal or a plan was refused: each says what stands in the way and what to do next."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.refusals import Refused


class NotNewest(Refused):
    """A plan rests on what was told and seen last."""

    def __init__(self, newest):
        self.newest = newest
        super().__init__(
            _("A later consultation of %(day)s exists. Propose from that one: it holds what was told and seen last.")
            % {"day": f"{newest.held_on.day} {newest.held_on:%b %Y}"}
        )


class ProposalChanged(Refused):
    """The regimen of this key is not proposed any more; `changes` says in words what is different now."""

    def __init__(self, changes: Iterable[str]):
        self.changes = list(changes)
        super().__init__(
            _(
                "Nothing was adopted: this regimen is not proposed as it was any more. Look at the proposal as it is now."
            )
        )


class QuestionsOpen(Refused):
    """A question that could change this regimen is neither answered nor set aside; `questions` are (key, words)."""

    def __init__(self, questions: list[tuple[str, str]]):
        self.questions = questions
        super().__init__(
            ngettext(
                "%(number)s question could change this regimen. Answer it, or set it aside with a reason; then adopt.",
                "%(number)s questions could change this regimen. Answer them, or set them aside with a reason; then adopt.",
                len(questions),
            )
            % {"number": len(questions)}
        )


class ReasonMissing(Refused):
    """A rule speaks against it for a reason a dermatologist may overrule, in words that are kept."""

    def __init__(self, names: Iterable[str] = ()):
        self.names = list(names)
        words = ", ".join(self.names)
        super().__init__(
            _("Write why %(what)s is done all the same; the reason is kept with the plan.") % {"what": words}
            if words
            else _("Write the reason; it is kept.")
        )


class ReasonTooShort(Refused):
    def __init__(self, characters: int, words: int):
        super().__init__(
            _(
                "The reason is too short to be understood later. Allowed: at least %(words)s words and %(characters)s characters."
            )
            % {"words": words, "characters": characters}
        )


class HasToBeAsked(Refused):
    """An answer could rule out a treatment of the regimen outright; nobody may leave such a question unasked."""

    def __init__(self, questions: Iterable[str]):
        self.concerns = list(questions)
        super().__init__(
            _(
                "An answer could rule this treatment out, so it has to be asked. "
                "Only something of the past that is not known may be set aside, after answering “not known”."
            )
        )


class SafetyReasonMissing(Refused):
    """An amendment gives away what safety rests on; `concerns` are the sentences that say what."""

    def __init__(self, concerns: Iterable[str]):
        self.concerns = list(concerns)
        super().__init__(
            _(
                "Safety rests on what this takes away. Choose “Safety” as the kind of reason and write why it may be done."
            )
        )


class OptionNotPossible(Refused):
    def __init__(self, problem: str):
        super().__init__(_("This choice of options cannot be adopted: %(problem)s") % {"problem": problem})


class PlanAlreadyOpen(Refused):
    """The person has a plan that is offered, active or held."""

    def __init__(self, plan):
        self.plan = plan
        super().__init__(
            _(
                "%(person)s adopted a plan for this patient on %(day)s, and it is %(state)s. "
                "Amend that plan, or stop it before another is adopted."
            )
            % {
                "person": plan.adopted_by,
                "day": f"{plan.adopted_at.day} {plan.adopted_at:%b %Y}",
                "state": plan.get_state_display().lower(),
            }
        )


class ThinksTooLong(Refused):
    """An offer is not kept open for ever: what it rests on grows old, and no other plan can be adopted beside it."""

    def __init__(self, most: int):
        super().__init__(
            _("Time to think is at most %(days)s days; later, propose again from what is known then.") % {"days": most}
        )


class KnowledgeNotSigned(Refused):
    """Outside the demonstration nothing is adopted from knowledge that no clinical lead has signed."""

    def __init__(self, version):
        super().__init__(
            _(
                "The catalog in force (version %(number)s) is not signed by the clinical lead. "
                "Nothing can be adopted before that; the proposal may be read and discussed."
            )
            % {"number": version.number}
        )


class NoSuchStep(Refused):
    def __init__(self):
        super().__init__(_("This visit is not part of the plan any more. Load the page again."))


class PlanMoved(Refused):
    """Somebody else changed the plan after the page was loaded."""

    def __init__(self, revision):
        self.revision = revision
        super().__init__(
            _("%(person)s changed this plan meanwhile (%(what)s). Nothing of yours was saved; look at it first.")
            % {"person": revision.by, "what": revision.get_what_display().lower()}
        )


class NotPossibleNow(Refused):
    """The plan is in a state in which this is not done."""

    def __init__(self, plan):
        super().__init__(
            _("This plan is %(state)s; that cannot be done with it now.") % {"state": plan.get_state_display().lower()}
        )


class NotLookedAt(Refused):
    """A plan held for safety does not go on by a press alone."""

    def __init__(self, held):
        self.held = held
        super().__init__(
            _("%(person)s held this plan for safety: %(reason)s. Confirm that this was looked at again.")
            % {"person": held.by, "reason": held.reason.rstrip(".")}
        )


class Unsafe(Refused):
    """What the rules in force say against it; `concerns` are sentences."""

    def __init__(self, concerns: Iterable[str]):
        self.concerns = list(concerns)
        super().__init__(_("The rules in force speak against it. Nothing was changed."))


class ChangeNotPossible(Refused):
    """One step cannot be changed in this way: which field, what is wrong, what is allowed."""

    def __init__(self, field: str, problem: str, allowed: str):
        self.field = field
        super().__init__(
            _("%(problem)s. Allowed: %(allowed)s.") % {"problem": problem[:1].upper() + problem[1:], "allowed": allowed}
        )


class AlreadyDone(Refused):
    def __init__(self, task):
        super().__init__(_("%(person)s has done this already.") % {"person": task.done_by})


class AlreadySetAside(Refused):
    def __init__(self, earlier):
        super().__init__(
            _("%(person)s has set this question aside already: %(reason)s")
            % {"person": earlier.by, "reason": earlier.reason}
        )


class AlreadyDeclined(Refused):
    def __init__(self):
        super().__init__(_("This was recorded already. Load the page again."))


class NothingShown(Refused):
    def __init__(self):
        super().__init__(_("Choose at least one regimen, or “no procedure now”, to show to the patient."))


class AlreadyAnswered(Refused):
    def __init__(self, answer):
        super().__init__(_("%(person)s has answered this report already.") % {"person": answer.by})
