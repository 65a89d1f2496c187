"""An adopted course before the rules in force: what stands against a step that is still to come, by today's facts.

A course keeps its regimen, protocol and price; its safety is never kept. The screening is that of a proposal.
"""

from planner.adoption.checks import CHECKS, OPEN, UNSAFE, Concern
from planner.adoption.desk import Desk
from planner.adoption.reading import AdoptedCourse
from planner.case import Case
from planner.catalog import Catalog
from planner.situation import situation_of

__all__ = ["OPEN", "UNSAFE", "Concern", "is_unsafe", "judge"]

RANK = {kind: place for place, kind in enumerate((*UNSAFE, *OPEN))}


def judge(
    course: AdoptedCourse,
    case: Case,
    catalog: Catalog,
    *,
    done: frozenset[int] = frozenset(),
    reasons_recorded: frozenset[str] = frozenset(),
    set_aside: frozenset[str] = frozenset(),
) -> tuple[Concern, ...]:
    """Everything that stands against the steps not in `done` by these facts and rules, by step, the strongest first.

    `reasons_recorded`: modalities that are done although a relative rule speaks against them; `set_aside`: questions that a
    dermatologist decided not to wait for. Options that are not switched on are not judged.
    """
    desk = Desk(course, situation_of(case, catalog), frozenset(done), frozenset(reasons_recorded), frozenset(set_aside))
    found = dict.fromkeys(concern for check in CHECKS for concern in check(desk))
    return tuple(sorted(found, key=lambda one: (one.step, RANK[one.kind])))


def is_unsafe(concern: Concern) -> bool:
    """Whether a step must not be done as it stands; anything else is open: to be asked, or booked anew."""
    return concern.kind in UNSAFE
