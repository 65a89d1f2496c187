"""What an amendment gives away that the course was made with: a test spot, a look at the result, published intervals, fresh facts.

None of it is refused by a rule; somebody has to know it before it is done, and for what safety rests on, to say why.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from planner.adoption.following import REVIEW, longest_validity
from planner.adoption.pairing import pairs_of
from planner.adoption.reading import AdoptedCourse
from planner.catalog import Catalog
from planner.proposal import Visit
from planner.reasons import Reason, reason
from planner.visit_sums import TEST_SPOT, TREATMENT, part_of, working_on

Date = datetime.date
Visits = tuple[Visit, ...]


@dataclass(frozen=True)
class Loss:
    """What is given away; `asks_why`: safety rests on it, so it goes only with a written reason of safety."""

    asks_why: bool
    reason: Reason


def lost(
    before: AdoptedCourse, after: AdoptedCourse, catalog: Catalog, *, done: frozenset[int] = frozenset()
) -> tuple[Loss, ...]:
    """All that the course after a change lacks beside the one before; `done`: the steps before it that are done."""
    pairs = pairs_of(before.visits, after.visits)
    gone = [was[1] for was, now in pairs if was is not None and now is None]
    still_to_come = tuple(now[1] for was, now in pairs if now is not None and (was is None or was[0] not in done))
    return (
        *_test_spots(before.visits, still_to_come, gone, catalog),
        *_reviews(after.visits, gone),
        *_wider_intervals(before.visits, after.visits, catalog),
        *_old_facts(before, after, still_to_come, catalog),
    )


def _test_spots(before: Visits, to_come: Visits, gone: list[Visit], catalog: Catalog) -> Iterator[Loss]:
    """A test spot that a rule asked for, of a modality that is done all the same."""
    treated = {key for visit in to_come if visit.kind == TREATMENT for key in part_of(visit)}
    kept = {key for visit in to_come if visit.kind == TEST_SPOT for key in part_of(visit)}
    rules = {row.key: row for row in catalog.safety["rule"]}
    whole = [visit for visit in gone if visit.kind == TEST_SPOT]
    thinner = [visit for visit in before if visit.kind == TEST_SPOT and _on_day(visit, to_come)]
    for visit in (*whole, *thinner):
        for row in visit.procedures:
            if row.modality in treated - kept:
                rule = next((rules[key] for key in row.reasons if key in rules), None)
                values = {"modality": row.modality, "on": visit.target_on, "why": rule.reason if rule else ""}
                yield Loss(True, reason("test_spot_gone", "test_spot_gone", rule, **values))


def _on_day(visit: Visit, visits: Visits) -> bool:
    return any(one.kind == visit.kind and one.target_on == visit.target_on for one in visits)


def _reviews(after: Visits, gone: list[Visit]) -> Iterator[Loss]:
    """A review for which treatments waited: those behind it, up to the next one."""
    for review in (visit for visit in gone if visit.kind == REVIEW):
        behind = [visit for visit in after if visit.target_on >= review.target_on]
        end = next((place for place, visit in enumerate(behind) if visit.kind == REVIEW), len(behind))
        if waiting := sum(visit.kind == TREATMENT for visit in behind[:end]):
            why = reason("review_gone", "review_gone", on=review.target_on, visits=waiting)
            yield Loss(True, why)


def _wider_intervals(before: Visits, after: Visits, catalog: Catalog) -> Iterator[Loss]:
    """Sessions of one modality further apart than its published series, and than they were."""
    was, now = (_widest(visits, catalog) for visits in (before, after))
    for key, days in now.items():
        row = catalog.protocol.get(key)
        if row is not None and days > max(row.interval_max_days, was.get(key, 0)):
            values = {"modality": key, "between": days, "days": row.interval_max_days}
            yield Loss(False, reason("interval_wider", "interval_wider", row, **values))


def _widest(visits: Visits, catalog: Catalog) -> dict[str, int]:
    """Modality -> the most days between two of its sessions."""
    days: dict[str, list[int]] = {}
    for visit in visits:
        for key in working_on(visit, catalog) if visit.kind == TREATMENT else ():
            days.setdefault(key, []).append(visit.day)
    return {key: max(b - a for a, b in zip(on, on[1:], strict=False)) for key, on in days.items() if len(on) > 1}


def _old_facts(before: AdoptedCourse, after: AdoptedCourse, to_come: Visits, catalog: Catalog) -> Iterator[Loss]:
    """The next treatment moved to where nothing that was told for the plan counts any more."""
    following = next((visit for visit in to_come if visit.kind == TREATMENT), None)
    if following is None or following.day <= longest_validity(catalog) or _on_day(following, before.visits):
        return
    values = {"seen": after.proposed_on, "on": following.target_on, "age": following.day}
    yield Loss(True, reason("facts_old", "facts_old", **values, days=longest_validity(catalog)))
