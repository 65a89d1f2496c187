"""Two revisions of a plan beside one another: what differs in the course, line by line, and what lies between them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from treatments.models import PlanRevision
from treatments.planning import stored_course
from treatments.planning.page import Page
from treatments.proposals import differences


@dataclass(frozen=True)
class Comparison:
    """From one revision to a later one. `lines` are {where, what, before, after}; `between` the revisions that led there."""

    before: PlanRevision
    after: PlanRevision
    lines: list[dict]
    between: list[PlanRevision]


def comparison(page: Page, first: str | None, last: str | None) -> Comparison | None:
    """The revisions of these numbers, the last two unless others are named; None when there is no such one."""
    numbers = [one.number for one in page.history]
    after = _number(last, page.plan.revision)
    before = _number(first, max(after - 1, 1))
    if before not in numbers or after not in numbers:
        return None
    before, after = min(before, after), max(before, after)
    rows = {row.number: row for row in page.plan.revisions.in_order().filter(number__in=[before, after])}
    between = [one for one in reversed(page.history) if before < one.number <= after]
    return Comparison(rows[before], rows[after], lines_between(rows[before].regimen, rows[after].regimen), between)


def lines_between(before: dict, after: dict) -> list[dict]:
    """What differs between two courses, with the visit it concerns: as it was called before, and what it is called then."""
    was, now = stored_course.labels_of(before), stored_course.labels_of(after)
    numbered = {step for step, visit in enumerate(before["visits"], 1) if visit["kind"] == "treatment"}
    return [
        {
            "where": _where(was.get(one.was, ""), now.get(one.step, ""), one.was in numbered),
            "what": one.what,
            "before": one.before,
            "after": one.after,
        }
        for one in differences(before, after)
    ]


def _where(was: str, now: str, is_numbered: bool) -> str:
    """A visit keeps its name of before; a treatment that moves up in the count is called by both."""
    if is_numbered and now and was != now:
        return _("%(was)s, then %(now)s") % {"was": was, "now": now}
    return was or now


def _number(text: str | None, otherwise: int) -> int:
    if text is None or not text.strip():
        return otherwise
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
