"""Screening: what the rules say to each modality in one case. Past procedures and photos are never read."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.case import Case, is_asked, known
from planner.case.known import AGE_YEARS
from planner.case.model import Date
from planner.catalog import Catalog, Item
from planner.catalog.safety import Rule
from planner.safety.operators import Days, days_of, possible_until
from planner.safety.verdicts import OpenQuestion, Screening, Verdict
from planner.vocabulary import SEVERITIES, severity_rank, strongest

Regions = tuple[str, ...] | None
STOPPING = ("absolute", "defer", "relative")


@dataclass(frozen=True)
class Openness:
    """Where a question is open for a rule, and until when an answer still possible can touch a session."""

    regions: Regions
    until_on: Date | None


def screen(case: Case, catalog: Catalog) -> Screening:
    """The verdicts and the open questions of every modality of the catalog, in file order of the rules.

    A modality offered as several items is judged as the item that fares best on the day of the case; one that is not
    offered is judged with all the ingredients that its row lists.
    """
    rules = catalog.safety["rule"]
    holding = {rule.key: where_it_holds(rule, case, catalog) for rule in rules}
    opened = {rule.key: where_it_is_open(rule, case, catalog) for rule in rules if rule.severity in STOPPING}
    verdicts, questions, items = {}, {}, {}
    for modality in catalog.modalities:
        item, verdicts[modality] = _best_item(modality, holding, case, catalog)
        questions[modality] = tuple(_open_questions(modality, item, opened, case, catalog))
        if modality in catalog.offers:
            items[modality] = item
    return Screening(verdicts, questions, items)


def where_it_holds(rule: Rule, case: Case, catalog: Catalog) -> tuple[tuple[Regions, Days], ...]:
    """The places and days at which a rule holds, those with the same days together; days that are over are left out."""
    answer = case.answers.get(rule.question)
    if answer is None or answer.regions is None:
        days = _days_at(rule, None, case, catalog)
        return () if days is None else ((None, days),)
    places: dict[Days, list[str]] = {}
    for region in catalog.regions:
        days = _days_at(rule, region, case, catalog)
        if days is not None:
            places.setdefault(days, []).append(region)
    return tuple((tuple(regions), days) for days, regions in places.items())


def _days_at(rule: Rule, region: str | None, case: Case, catalog: Catalog) -> Days | None:
    born = case.birth_date if rule.question == AGE_YEARS else None
    days = days_of(rule, known(case, rule.question, catalog, region), born)
    return None if days is None or days.are_over(case.on) else days


def where_it_is_open(rule: Rule, case: Case, catalog: Catalog) -> Openness | None:
    """Where nothing valid is on record and the rule could hold for more than it does already; None = nowhere."""
    until_on = possible_until(rule, case.on)
    by_region = catalog.questions[rule.question].per_area and case.regions
    places = case.regions if by_region else (None,)
    could_hold = tuple(place for place in places if _could_hold_at(rule, place, until_on, case, catalog))
    if not could_hold:
        return None
    return Openness(could_hold if by_region else None, until_on)


def _could_hold_at(rule: Rule, region: str | None, until_on: Date | None, case: Case, catalog: Catalog) -> bool:
    if not known(case, rule.question, catalog, region).open:
        return False
    days = _days_at(rule, region, case, catalog)
    return days is None or not days.cover(case.on, until_on)


def _best_item(
    modality: str, holding: Mapping[str, tuple], case: Case, catalog: Catalog
) -> tuple[Item, tuple[Verdict, ...]]:
    """The item whose strongest verdict on the day of the case is weakest, the first of equals, with its verdicts."""
    items = catalog.offers.get(modality) or (Item(modality=modality),)
    judged = [(item, _verdicts(item, holding, catalog)) for item in items]
    return max(judged, key=lambda pair: _mildness(pair[1], case.on))


def _mildness(verdicts: tuple[Verdict, ...], on: Date) -> int:
    """The rank of the strongest verdict that holds on `on`; more than any rank when there is none."""
    worst = strongest(verdict.severity for verdict in verdicts if verdict.holds((), on))
    return len(SEVERITIES) if worst is None else severity_rank(worst)


def _verdicts(item: Item, holding: Mapping[str, tuple], catalog: Catalog) -> tuple[Verdict, ...]:
    return tuple(
        Verdict(rule, item.modality, regions, days.from_on, days.until_on)
        for rule in catalog.rules_for[item.modality]
        if holding[rule.key] and speaks_of(rule, item, catalog)
        for regions, days in holding[rule.key]
    )


def speaks_of(rule: Rule, item: Item, catalog: Catalog) -> bool:
    """Whether a rule about an ingredient concerns an item; contents not recorded count as all that may be in it."""
    if rule.ingredient is None:
        return True
    listed = catalog.modalities[item.modality].ingredients
    return rule.ingredient in (listed if item.ingredients is None else item.ingredients)


def _open_questions(modality: str, item: Item, opened: Mapping[str, Openness | None], case: Case, catalog: Catalog):
    for rule in catalog.rules_for[modality]:
        openness = opened.get(rule.key)
        if openness is None or not speaks_of(rule, item, catalog):
            continue
        question = catalog.questions[rule.question]
        if is_asked(question, case, catalog, (modality,)):
            yield OpenQuestion(question, rule, modality, openness.regions, openness.until_on)
