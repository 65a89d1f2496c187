"""What may stand against a step of an adopted course: one check, one question put to the rows of the knowledge in force."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from planner.adoption.desk import HOME_STEP, Act, Desk, areas_on
from planner.case.model import PastProcedure
from planner.combining.spacing import blocking_gap, gap, never_shares_a_day, order_in_visit
from planner.indications import BARRED
from planner.proposal import Visit
from planner.reasons import Reason, reason
from planner.safety import Verdict
from planner.visit_sums import TREATMENT, part_of

Date = datetime.date
UNSAFE = ("absolute", "defer", "relative", "spacing", "same_day", "injury", "not_offered")
OPEN = ("question", "date_not_known", "overdue")


@dataclass(frozen=True)
class Concern:
    """What stands against a step: `step` counts from 1, 0 is the home phase; `modality` is empty where none is meant.

    `until_on`: the first day on which it no longer holds, where one is known; `question`: the one that is open.
    """

    step: int
    modality: str
    kind: str
    until_on: Date | None
    question: str | None
    reason: Reason


Concerns = Iterator[Concern]


# ---- rules


def rules(desk: Desk) -> Concerns:
    """Absolute rules that hold today or on a day of the window, deferrals on a day of it, relative rules on its target."""
    for act in desk.acts:
        strongest: dict[str, Verdict] = {}
        for verdict in _holding(act, desk):
            before = strongest.get(verdict.rule.key)
            if before is None or _end(verdict) > _end(before):
                strongest[verdict.rule.key] = verdict
        for verdict in strongest.values():
            yield Concern(act.step, act.modality, verdict.severity, verdict.until_on, None, _said(verdict))


def _holding(act: Act, desk: Desk) -> Iterator[Verdict]:
    situation, key, areas = desk.situation, act.modality, act.areas
    first, target, last = (situation.day_of(day) for day in (act.first, act.target, act.last))
    today = situation.verdicts_on(key, areas, (0,))
    within = situation.verdicts_within(key, areas, first, last)
    yield from (one for one in (*today, *within) if one.severity == "absolute")
    yield from (one for one in within if one.severity == "defer")
    if key not in desk.reasons_recorded:
        yield from (one for one in situation.verdicts_on(key, areas, (target,)) if one.severity == "relative")


def _end(verdict: Verdict) -> Date:
    return verdict.until_on or Date.max


def _said(verdict: Verdict) -> Reason:
    rule = verdict.rule
    values = {"text": rule.reason, "severity": rule.severity, "regions": verdict.regions}
    return reason(rule.key, "screening", rule, **values)


def barred_scars(desk: Desk) -> Concerns:
    """A treatment of whole areas in a region where a scar lies now that it is contraindicated for."""
    situation = desk.situation
    for act in desk.acts:
        if act.step == HOME_STEP or desk.catalog.modalities[act.modality].reach != "area":
            continue
        for place, target in enumerate(situation.targets):
            fit = situation.fit(act.modality, place)
            if target.region in act.areas and fit.level == BARRED:
                yield Concern(act.step, act.modality, "absolute", None, None, fit.reason)


def questions(desk: Desk) -> Concerns:
    """Questions without a valid answer that could, by some answer still possible, block a step or make it need a reason."""
    for act in desk.acts:
        for one in desk.situation.screening.questions.get(act.modality, ()):
            key = one.question.key
            if key not in desk.set_aside and one.touches(act.areas, (act.target,)):
                why = reason(key, "question_open", modality=act.modality, ask=one.question.ask)
                yield Concern(act.step, act.modality, "question", None, key, why)


def not_offered(desk: Desk) -> Concerns:
    """What this clinic offers no longer, at home and on visits."""
    steps = [(step, key) for step, visit in desk.remaining for key in part_of(visit)]
    for step, key in [*((HOME_STEP, phase.modality) for phase in desk.home), *steps]:
        if key not in desk.situation.offered:
            yield Concern(step, key, "not_offered", None, None, reason("not_offered", "not_offered", modality=key))


# ---- the calendar


def steps_too_close(desk: Desk) -> Concerns:
    """Two treatments of one area nearer than their rows allow, by their target dates.

    A step that is done stands on its target date, unless the history tells when it was done.
    """
    told = {past.modality for past in desk.situation.case.history if desk.is_own(past)}
    done = [act for act in desk.acts_done if act.modality not in told]
    acts = [act for act in (*done, *desk.acts) if act.visit is not None and act.visit.kind == TREATMENT]
    for one, other in combinations(sorted(acts, key=lambda act: (act.visit.target_on, act.step)), 2):
        if one.step == other.step or (one in done and other in done) or set(one.areas).isdisjoint(other.areas):
            continue
        least = desk.least_days(one.modality, other.modality)
        between = (other.visit.target_on - one.visit.target_on).days
        if between < least:
            yield _too_close(one, other, between, least, desk)


def _too_close(one: Act, other: Act, between: int, least: int, desk: Desk) -> Concern:
    later = one if other.step in desk.done else other
    values = {"first": one.modality, "second": other.modality, "on": other.visit.target_on}
    why = reason(
        "steps_too_close",
        "steps_too_close",
        _row(one.modality, other.modality, desk),
        **values,
        between=between,
        days=least,
    )
    until = one.visit.target_on + datetime.timedelta(least)
    return Concern(later.step, later.modality, "spacing", until, None, why)


def _row(first: str, second: str, desk: Desk):
    """The row that spaces two procedures: their own, the schedule of the modality, or the default."""
    catalog = desk.catalog
    own = catalog.spacing.get((first, second))
    schedule = catalog.protocol.get(first) if first == second else None
    return own or schedule or catalog.treatments["spacing_default"][0]


def after_the_past(desk: Desk) -> Concerns:
    """Steps nearer than the rows allow to what was done before.

    A past procedure without a date counts as done on the day of the proposal; whether it was later is open.
    """
    for act, past in product(desk.acts, desk.situation.case.history):
        if act.step == HOME_STEP:
            continue
        least = _least_after(past, act, desk)
        last = past.last_on.latest if past.last_on else None
        free = (last or desk.course.proposed_on) + datetime.timedelta(least)
        values = {"first": past.modality, "second": act.modality, "days": least}
        row = _row(past.modality, act.modality, desk)
        if act.target < free:
            why = reason("too_soon_after_the_past", "too_soon_after_the_past", row, **values, until=free)
            yield Concern(act.step, act.modality, "spacing", free, None, why)
        elif last is None and act.target < desk.on + datetime.timedelta(least):
            why = reason("past_not_dated", "past_not_dated", row, **values)
            yield Concern(act.step, act.modality, "date_not_known", None, None, why)


def _least_after(past: PastProcedure, act: Act, desk: Desk) -> int:
    """In a published calendar its own sessions keep its own days; to anything else done before, all rows hold."""
    if past.modality == act.modality and desk.catalog.modalities[act.modality].role == "booster":
        return 0
    if desk.is_published and desk.is_own(past):
        return blocking_gap(past.modality, act.modality, desk.catalog)
    return gap(past.modality, act.modality, desk.catalog).least


def overdue(desk: Desk) -> Concerns:
    """Steps whose window is over."""
    for step, visit in desk.remaining:
        if visit.latest_on < desk.on:
            key = next(iter(part_of(visit)), "")
            why = reason("window_over", "window_over", latest_on=visit.latest_on)
            yield Concern(step, key, "overdue", None, None, why)


# ---- one visit


def same_day(desk: Desk) -> Concerns:
    """Pairs of one visit that share no day, that no row lets share an area, or that stand in the wrong order."""
    for step, visit in desk.treatments:
        for one, other in combinations(part_of(visit), 2):
            why = _pair_reason(one, other, visit, desk)
            if why is not None:
                yield Concern(step, other, "same_day", None, None, why)


def _pair_reason(one: str, other: str, visit: Visit, desk: Desk) -> Reason | None:
    catalog, pair = desk.catalog, {"first": one, "second": other}
    if never_shares_a_day(one, other, desk.is_published, catalog):
        row = catalog.never_same_day[frozenset((one, other))]
        return reason("never_same_day", "never_same_day", row, **pair, why=row.reason)
    if desk.is_published or set(areas_on(visit, one)).isdisjoint(areas_on(visit, other)):
        return None
    order = order_in_visit(one, other, catalog)
    if order == 1:
        row = catalog.spacing.get((other, one)) or catalog.spacing.get((one, other))
        return reason("wrong_order_on_a_visit", "wrong_order_on_a_visit", row, **pair)
    if order is None and all(catalog.modalities[key].role == "working" for key in (one, other)):
        row = catalog.treatments["spacing_default"][0]
        return reason("no_row_lets_them_share", "no_row_lets_them_share", row, **pair)
    return None


def injury(desk: Desk) -> Concerns:
    """Two or more procedures of a visit whose injury classes add up in one area to more than the limit of the house."""
    limit = desk.catalog.settings["injury_limit_per_visit_and_area"]
    for step, visit in desk.treatments if not desk.is_published else ():
        for region in desk.catalog.regions:
            here = [key for key in part_of(visit) if region in areas_on(visit, key)]
            total = sum(desk.catalog.modalities[key].injury for key in here)
            if len(here) > 1 and total > limit:
                why = reason("injury_limit", "injury_exceeded", sum=total, limit=limit, region=region)
                yield Concern(step, here[-1], "injury", None, None, why)


CHECKS = (
    rules,
    barred_scars,
    questions,
    not_offered,
    steps_too_close,
    after_the_past,
    overdue,
    same_day,
    injury,
)
