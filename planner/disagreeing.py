"""Disagreements of the literature: both sides, where they bear on a course."""

from collections.abc import Iterable

from planner.case import Case
from planner.catalog import Catalog
from planner.catalog.courses import Disagreement
from planner.catalog.house import DisagreementBearing
from planner.situation import Situation, situation_of
from planner.vocabulary import ALL_MODALITIES


def disagreements_on(modalities: Iterable[str], case: Case, catalog: Catalog) -> tuple[Disagreement, ...]:
    """The disagreements that bear on a course of these modalities and options in this case, in the order of the knowledge."""
    held, situation = frozenset(modalities), situation_of(case, catalog)
    bearing = {row.disagreement for row in catalog.house["disagreement_bearing"] if bears_on(row, held, situation)}
    return tuple(row for row in catalog.treatments["disagreement"] if row.id in bearing)


def bears_on(row: DisagreementBearing, held: frozenset[str], situation: Situation) -> bool:
    """Whether a course holds what the disagreement is about, in a person for whom the question is one."""
    concerned = held if ALL_MODALITIES in row.modalities else held.intersection(row.modalities)
    if not concerned or (row.beside and held.isdisjoint(row.beside)):
        return False
    if row.marks_easily and not situation.pigment_counts:
        return False
    return row.question is None or _fires(row.question, concerned, situation)


def _fires(question: str, concerned: frozenset[str], situation: Situation) -> bool:
    verdicts = situation.screening.verdicts
    return any(one.rule.question == question for key in concerned for one in verdicts.get(key, ()))
