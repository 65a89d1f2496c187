"""Set aside: every modality in no regimen shown, and every one that opens only after a deferral, once, with its strongest reason."""

from collections.abc import Iterable

from planner.choosing import Shown
from planner.combining.courses import Course
from planner.indications import ADJUNCT, BARRED
from planner.proposal import SetAside
from planner.ranking import Judged
from planner.reasons import Reason, reason
from planner.safety import Verdict
from planner.situation import Situation
from planner.vocabulary import SET_ASIDE_VERDICTS, severity_rank
from planner.wishes import meets, wishes_given

BLOCKING = ("absolute", "defer", "relative")


def set_aside(
    shown: Iterable[Shown], used: frozenset[str], ranked: list[Judged], situation: Situation
) -> tuple[SetAside, ...]:
    """The modalities not in `used` (those of the regimens shown and their options), then the deferred ones that open in a course.

    Ordered by the strength of the verdict, then in stated order.
    """
    rows = [_why_not(key, ranked, situation) for key in situation.catalog.modalities if key not in used]
    rows += opening_later([one.judged.course for one in shown], situation)
    strength = {verdict: place for place, verdict in enumerate(SET_ASIDE_VERDICTS)}
    return tuple(sorted(rows, key=lambda row: (strength[row.verdict], situation.catalog.position[row.modality])))


def _why_not(key: str, ranked: list[Judged], situation: Situation) -> SetAside:
    verdict = strongest_verdict(key, situation)
    if verdict is not None and verdict.severity != "relative":
        return _by_rule(key, verdict)
    if verdict is None and (waiting := _waiting_for_history(key, situation)):
        return waiting
    if verdict is not None:
        return _by_rule(key, verdict, needless=bool(ranked))
    if key in situation.case.preferences.avoid:
        return _by_thinking(key, "avoided", "avoided")
    if key not in situation.offered:
        return _by_thinking(key, "not_offered", "not_offered")
    return _poor_or_dominated(key, ranked, situation)


def strongest_verdict(key: str, situation: Situation) -> Verdict | None:
    """The strongest blocking or relative verdict where the modality could be done; of several alike the one that ends last."""
    regions = _where_it_would_answer(key, situation)
    holding = [v for v in situation.verdicts_anywhere(key) if v.severity in BLOCKING and v.reaches(regions)]
    now = [v for v in holding if v.holds(regions, situation.case.on)]
    return min(now, key=lambda v: (severity_rank(v.severity), -_end(v)), default=None)


def _where_it_would_answer(key: str, situation: Situation) -> tuple[str, ...]:
    """The regions of the findings a modality would answer, were it not for screening; without any, all regions looked at."""
    wanted = [
        t.region for place, t in enumerate(situation.targets) if t.region and situation.fit(key, place).level <= ADJUNCT
    ]
    return tuple(dict.fromkeys(wanted)) or situation.case.regions or situation.concern_regions


def _end(verdict: Verdict) -> int:
    return verdict.until_on.toordinal() if verdict.until_on else 10**7


def _by_rule(key: str, verdict: Verdict, needless: bool = False) -> SetAside:
    rule = verdict.rule
    kind = "relative_not_needed" if verdict.severity == "relative" and needless else "screening"
    until = verdict.until_on if verdict.severity in ("defer", "relative") else None
    condition = rule.defer_until if verdict.severity == "defer" else None
    why = reason(rule.key, kind, rule, text=rule.reason, severity=rule.severity, regions=verdict.regions)
    return SetAside(key, verdict.severity, until, condition, why)


def _by_thinking(key: str, verdict: str, kind: str, row=None, **values) -> SetAside:
    return SetAside(key, verdict, None, None, reason(kind, kind, row, modality=key, **values))


def _waiting_for_history(key: str, situation: Situation) -> SetAside | None:
    """A modality that something done before keeps waiting longer than a course may wait."""
    day = situation.after_history(key)
    if day <= situation.longest_wait:
        return None
    until = situation.date(day)
    row = situation.catalog.treatments["spacing_default"][0]
    return SetAside(
        key, "defer", until, None, reason("start_after_history", "start_after_history", row, modality=key, until=until)
    )


def _poor_or_dominated(key: str, ranked: list[Judged], situation: Situation) -> SetAside:
    if not any(modality == key for modality, _ in situation.fits):
        return SetAside(key, "poor_fit", None, None, _poor_reason(key, situation))
    if situation.catalog.modalities[key].role == "booster":
        return _by_thinking(key, "poor_fit", "no_host")
    with_it = [one for one in ranked if key in one.course.modalities]
    wishes = wishes_given(situation.case.preferences)
    if with_it and wishes and not any(meets(one, wishes) for one in with_it):
        return _by_thinking(key, "dominated", "wish_not_kept", wishes=wishes)
    return _by_thinking(key, "dominated", "dominated" if ranked else "answers_no_main_concern")


def _poor_reason(key: str, situation: Situation) -> Reason:
    """The row that bars it or calls it a poor fit, where there is one."""
    fits = [situation.fit(key, place) for place in range(len(situation.targets))]
    said = [fit for fit in fits if fit.reason is not None]
    barred = [fit for fit in said if fit.level == BARRED]
    if barred or said:
        return (barred or said)[0].reason
    return reason("poor_fit", "poor_fit", modality=key)


def opening_later(courses: list[Course], situation: Situation) -> list[SetAside]:
    """Modalities of the courses that a deferral keeps closed on the day of the case: with the date from which they are done."""
    later: dict[str, SetAside] = {}
    for course in courses:
        for key in course.modalities:
            deferring = [
                v for v in situation.verdicts_on(key, course.regions[key], (0,)) if v.severity == "defer" and v.until_on
            ]
            if deferring and key not in later:
                later[key] = _by_rule(key, max(deferring, key=_end))
    return list(later.values())
