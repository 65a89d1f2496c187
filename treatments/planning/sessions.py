"""The visits of a plan as rows by which the clinic works: how far one is, and what stands beside each on the page."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from treatments.models import PlannedSession, TreatmentPlan

Session, State = PlannedSession.State, TreatmentPlan.State
KINDS = {Session.DONE: "ok", Session.BOOKED: "info", Session.PROVISIONAL: "warn"}
STILL_TO_COME = (Session.PROVISIONAL, Session.PLANNED, Session.BOOKED)
ENDED = {
    State.STOPPED: gettext_lazy("Not done, plan stopped"),
    State.COMPLETED: gettext_lazy("Not done, plan completed"),
}


def progress_in_words(sessions: Mapping[int, PlannedSession] | Iterable[PlannedSession]) -> str:
    """How many of the visits on which something is treated are done."""
    rows = sessions.values() if isinstance(sessions, Mapping) else sessions
    treated = [row for row in rows if row.kind != PlannedSession.Kind.REVIEW and row.state != Session.SKIPPED]
    done = sum(row.state == Session.DONE for row in treated)
    words = ngettext("%(done)s of %(all)s visit done", "%(done)s of %(all)s visits done", len(treated))
    return words % {"done": done, "all": len(treated)}


def visits_to_come(sessions: Iterable[PlannedSession]) -> int:
    """How many visits on which something is treated are neither done nor skipped."""
    return sum(row.state in STILL_TO_COME and row.kind != PlannedSession.Kind.REVIEW for row in sessions)


def beside(row: PlannedSession, plan: TreatmentPlan, *, may_amend: bool, waiting: str = "") -> dict:
    """Its state, where one changes it, and what it waits for that is not in the plan any more. What ended waits for nothing."""
    is_over = not plan.is_open and row.state != Session.DONE
    return {
        "state": ENDED[plan.state] if is_over else row.get_state_display(),
        "kind": "" if is_over else KINDS.get(row.state, ""),
        "is": "done" if row.state == Session.DONE else "",
        "over": not plan.is_open or row.state == Session.DONE,
        "waiting": _("Provisional.") + f" {waiting}" if waiting else "",
        "amend_of": plan.public_id if may_amend and row.state in (Session.PROVISIONAL, Session.PLANNED) else None,
    }
