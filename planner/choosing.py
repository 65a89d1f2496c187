"""Which of the ranked courses are shown, at most five and really different, and the labels a person would use."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.indications import SECOND, last_response
from planner.ranking import Judged
from planner.situation import Situation
from planner.wishes import filtered
from planner.wording import written_date

BEST_MATCH, LEAST_DOWNTIME, FEWEST_VISITS = "best match to findings", "least downtime", "fewest visits"
LOWEST_PRICE, LOWEST_PIGMENT_RISK = "lowest estimated price", "lowest risk of dark marks"
HEALED_BY, WITH_REASONS = "planned to be healed by", "only with recorded reasons"
LABELS = {
    BEST_MATCH: "The first in the comparison.",
    LEAST_DOWNTIME: "The fewest typical days of downtime, all visits together.",
    FEWEST_VISITS: "The fewest visits with a treatment.",
    LOWEST_PRICE: "The lowest price, where every price is known.",
    HEALED_BY: "Keeps the date the patient wishes to be ready by.",
    LOWEST_PIGMENT_RISK: "In skin that marks easily: the mildest class of phototype, of several modalities the worst.",
    WITH_REASONS: "One of its modalities needs a recorded reason.",
}
FAILED = ("none", "poor", "worse")
REALLY_DIFFERENT = 2
ANSWERED_WELL = 1  # place in Judged.rest: first or second line


@dataclass(frozen=True, eq=False)
class Shown:
    """A course that is shown, its labels, and the wish that was dropped for it."""

    judged: Judged
    labels: tuple[str, ...] = ()
    nearest: str | None = None


def choose(ranked: list[Judged], situation: Situation) -> tuple[Shown, ...]:
    """The first of the comparison, then those with a label of their own and those really different, none of them dominated.

    A course with a procedure that answers nothing of its own stands nowhere but first.
    """
    pool, nearest = filtered(ranked, situation.case.preferences)
    if not pool:
        return ()
    pool = [pool[0], *(one for one in pool[1:] if not one.beyond_need)]
    pool = [pool[0], *(one for one in pool[1:] if _worth_showing(one, pool))]
    labels = labels_of(pool, situation, nearest)
    most = situation.catalog.settings["regimens_shown_max"]
    shown = [pool[0]]
    for one in sorted(pool[1:], key=lambda one: (one not in labels, one.key)):
        if len(shown) < most and (one in labels or all(_differ(one, other) for other in shown)):
            shown.append(one)
    return tuple(Shown(one, _all_labels(one, labels), nearest) for one in sorted(shown, key=lambda one: one.key))


def _worth_showing(one: Judged, pool: list[Judged]) -> bool:
    """A course beside the first answers the main concern and its share of the rest to second line, or as well as the first does.

    An adjunct alone is no answer to what the first answers better. And nothing dominates it.
    """
    if one.main_level > max(SECOND, pool[0].main_level):
        return False
    if one.rest[ANSWERED_WELL] < min(rest_to_answer(one.situation), pool[0].rest[ANSWERED_WELL]):
        return False
    return not any(dominates(other, one) for other in pool if other is not one)


def dominates(one: Judged, other: Judged) -> bool:
    """`one` is nowhere worse and somewhere better: answer, reason, rest, pigment, evidence, downtime, visits, duration, price.

    Of two that are equal in all of these the one with less beyond need stands, and the one that leaves no cream out.
    """
    if any(a > b for a, b in zip(one.merits, other.merits, strict=True)):
        return False
    return one.merits != other.merits or one.waste < other.waste


def _differ(one: Judged, other: Judged) -> bool:
    return len(set(one.course.working) ^ set(other.course.working)) >= REALLY_DIFFERENT


def labels_of(pool: list[Judged], situation: Situation, nearest: str | None) -> dict[Judged, list[str]]:
    """Course -> its labels. All but the first label go only to courses that leave little untouched and did not fail before."""
    labels: dict[Judged, list[str]] = {pool[0]: [BEST_MATCH]}
    praised = [one for one in pool if may_be_praised(one, situation)]
    for label, merit in _contests(praised, situation, nearest).items():
        if label_says_something(label, [merit(one) for one in praised]):
            winner = min(praised, key=lambda one: (merit(one), one.key))
            labels.setdefault(winner, []).append(label)
    return labels


def label_says_something(label: str, merits: list) -> bool:
    """A label that all of several courses could earn alike is given to none; the date to be ready by is kept by all of them."""
    return bool(merits) and (len(merits) == 1 or len(set(merits)) > 1 or label.startswith(HEALED_BY))


def _all_labels(one: Judged, labels: dict[Judged, list[str]]) -> tuple[str, ...]:
    """A course that needs a reason says so among its labels."""
    return (*labels.get(one, ()), *((WITH_REASONS,) if one.course.needs_reason else ()))


def _contests(praised: list[Judged], situation: Situation, nearest: str | None) -> dict[str, Callable]:
    contests: dict[str, Callable] = {
        LEAST_DOWNTIME: lambda one: one.course.total_downtime,
        FEWEST_VISITS: lambda one: one.visits,
    }
    if praised and all(one.course.price is not None for one in praised):
        contests[LOWEST_PRICE] = lambda one: one.course.price
    ready_by = situation.case.preferences.ready_by
    if ready_by is not None and nearest != "ready_by":
        contests[f"{HEALED_BY} {written_date(ready_by)}"] = lambda one: 0
    if situation.pigment_counts:
        contests[LOWEST_PIGMENT_RISK] = lambda one: one.pigment_class
    return contests


def may_be_praised(one: Judged, situation: Situation) -> bool:
    """It answers the main concern and its share of the rest to second line, without needless procedures, and has not failed alone."""
    if one.main_level > SECOND or one.beyond_need:
        return False
    alone = one.course.modalities
    if len(alone) == 1 and last_response(alone[0], situation.case) in FAILED:
        return False
    return one.rest[ANSWERED_WELL] >= rest_to_answer(situation)


def rest_to_answer(situation: Situation) -> float:
    """The share of the burden beyond the main concern that a course has to answer, to be praised or to stand beside the first."""
    whole = sum(target.burden for target in situation.targets if target.key not in situation.main)
    return whole * situation.catalog.settings["label_burden_share"]
