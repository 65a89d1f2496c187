"""Cautions: what to mind in a regimen, what makes it bearable, and whose task that is."""

from dataclasses import replace

from planner.catalog import Catalog
from planner.catalog.safety import Rule
from planner.combining.courses import IN_FORCE, Course
from planner.presenting.options import option_verdicts
from planner.presenting.waiting import others_wait
from planner.proposal import Caution
from planner.safety.doses import routes_of
from planner.wording import said

DOSE_NOT_CLEARED, EXTRA_CHECK = "dose_not_cleared", "extra_check"


def cautions_of(course: Course) -> tuple[Caution, ...]:
    """Every caution and relative rule in force once, with the modalities and options it concerns; then the planner's own."""
    concerned: dict[str, list[str]] = {}
    rules: dict[str, Rule] = {}
    for key, verdicts in (*course.verdicts.items(), *option_verdicts(course)):
        for verdict in verdicts:
            if verdict.severity in IN_FORCE:
                rules[verdict.rule.key] = verdict.rule
                concerned.setdefault(verdict.rule.key, []).append(key)
    catalog = course.situation.catalog
    screened = [_caution(rule, tuple(dict.fromkeys(concerned[key])), catalog) for key, rule in rules.items()]
    return (
        *screened,
        *_others_wait(course),
        *_dose(course),
        *_dates_not_known(course),
        *_full_result_late(course),
    )


def _caution(rule: Rule, modalities: tuple[str, ...], catalog: Catalog) -> Caution:
    return Caution(
        rule=rule.key,
        modalities=modalities,
        text=rule.reason,
        mitigation=rule.mitigation,
        kind=rule.mitigation_kind,
        owner=catalog.owner_of[rule.mitigation_kind],
        sources=rule.sources,
    )


def _others_wait(course: Course) -> tuple[Caution, ...]:
    """A disease for which other treatments wait is told on a course of which no rule about it speaks; an option's rule is no such."""
    situation, found = course.situation, []
    told = {one.rule.question for verdicts in course.verdicts.values() for one in verdicts if one.severity in IN_FORCE}
    for verdicts in others_wait(told, situation).values():
        rule = verdicts[0].rule
        waiting = tuple(dict.fromkeys(one.modality for one in verdicts if one.modality not in course.modalities))
        if waiting:
            moved = not {*rule.modalities}.isdisjoint(course.modalities)
            text = said("others_wait", text=rule.reason, modalities=waiting, condition=rule.defer_until, moved=moved)
            found.append(replace(_caution(rule, course.modalities, situation.catalog), text=text))
    return tuple(found)


def _own(rule: str, modalities: tuple[str, ...], kind: str, course: Course, row=None, **values) -> Caution:
    catalog = course.situation.catalog
    sources = row.sources if row is not None else ("general-knowledge",)
    text, mitigation = said(rule, **values), said(f"{rule}_mitigation", **values)
    return Caution(rule, modalities, text, mitigation, kind, catalog.owner_of[kind], sources)


def _dose(course: Course) -> tuple[Caution, ...]:
    """How much lidocaine a visit takes is not known when it is proposed: its dose is not cleared, and numbing waits for that."""
    catalog = course.situation.catalog
    numbed = tuple(key for key in course.working if routes_of(key, catalog))
    if not numbed:
        return ()
    weight = course.situation.case.answers.get("weight_kg")
    known = bool(weight and weight.value)
    return (_own(DOSE_NOT_CLEARED, numbed, EXTRA_CHECK, course, catalog.safety["dose_sum"][0], weight_known=known),)


def _dates_not_known(course: Course) -> tuple[Caution, ...]:
    """A past procedure without a date counts as done on the day of the case."""
    past = [row.modality for row in course.situation.case.history if row.last_on is None or row.last_on.latest is None]
    if not past:
        return ()
    return (_own("past_date_not_known", tuple(dict.fromkeys(past)), EXTRA_CHECK, course),)


def _full_result_late(course: Course) -> tuple[Caution, ...]:
    """A course may be healed by the wished date while its full result comes later; that is said with the date."""
    situation = course.situation
    ready_by = situation.case.preferences.ready_by
    if ready_by is None or not course.by_day:
        return ()
    protocol = situation.catalog.protocol
    full = max(session.day + protocol[session.modality].full_results_days for session in course.sessions)
    slowest = max(course.sessions, key=lambda session: session.day + protocol[session.modality].full_results_days)
    if situation.date(full) <= ready_by:
        return ()
    row = protocol[slowest.modality]
    values = {"modality": slowest.modality, "ready_by": ready_by, "full_on": situation.date(full)}
    return (_own("full_result_after_wished_date", (slowest.modality,), "none", course, row, **values),)
