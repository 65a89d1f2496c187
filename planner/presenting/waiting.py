"""Waiting: which treatments wait, for what, until when; and when it is worth while to look again."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from planner.choosing import Shown
from planner.indications import ADJUNCT, SECOND
from planner.proposal import SetAside
from planner.ranking import Judged
from planner.safety import Verdict
from planner.situation import Situation
from planner.wording import waiting_for, waiting_words

AGE, HISTORY = "age_years", "history"
TREATED_FIRST = ("prescription", "lab")

Waiting = tuple[str, datetime.date | None]


def would_answer(situation: Situation, level: int = ADJUNCT) -> list[tuple[str, int]]:
    """The pairs of modality and target that would answer at least so well, were it not for screening and what is offered."""
    return [
        (key, place)
        for key in situation.catalog.modalities
        for place in range(len(situation.targets))
        if situation.fit(key, place).level <= level
    ]


def passing_relatives(best: Judged, situation: Situation) -> tuple[Verdict, ...]:
    """The relative verdicts of a course that pass with time: minority, and answers that are not lasting."""
    found = [
        verdict
        for verdicts in best.course.verdicts.values()
        for verdict in verdicts
        if verdict.severity == "relative" and passes(verdict, situation)
    ]
    return tuple({verdict.rule.key: verdict for verdict in found}.values())


def passes(verdict: Verdict, situation: Situation) -> bool:
    """Whether what a rule speaks of passes: minority does; a question whose answer is lasting does not, nor does the phototype."""
    question = situation.catalog.questions.get(verdict.rule.question)
    if question is None:
        return False
    if question.key == AGE:
        return True
    return question.derived_from is None and not question.lasting


def wait_for(shown: tuple[Shown, ...], aside: tuple[SetAside, ...], situation: Situation) -> tuple[str, ...]:
    """What is waited for, each with the treatments that wait: deferrals of what would answer here, conditions first, then by
    date; and what passes of what the first regimen would need a reason for. Adjuncts are named where nothing better waits."""
    waiting: dict[Waiting, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for row in _deferred(aside, situation):
        waiting[_words(row, situation), row.until][0].append(row.modality)
    for verdict in passing_relatives(shown[0].judged, situation) if shown else ():
        waiting[_passing_words(verdict, aside, situation), verdict.until_on][1].append(verdict.modality)
    best = {key for key, _ in would_answer(situation, SECOND)}
    return tuple(
        waiting_for(words, until, [key for key in keys if key in best] or keys, with_reason)
        for (words, until), (keys, with_reason) in waiting.items()
    )


def _deferred(aside: tuple[SetAside, ...], situation: Situation) -> list[SetAside]:
    """The deferred that would answer here: those that wait for a condition, then the others by their date."""
    answering = {key for key, _ in would_answer(situation)}
    rows = [row for row in aside if row.verdict == "defer" and row.modality in answering]
    return sorted(rows, key=lambda row: (not row.condition, row.until or datetime.date.min))


def _words(row: SetAside, situation: Situation) -> str:
    if row.condition:
        return row.condition
    question = _question_of(row, situation)
    row_asked = situation.catalog.questions.get(question)
    return waiting_words(question, row_asked.ask if row_asked else question)


def _question_of(row: SetAside, situation: Situation) -> str:
    """The question a deferral reads; what was done before has none."""
    rules = {rule.key: rule for rule in situation.catalog.safety["rule"]}
    rule = rules.get(row.reason.rule)
    return rule.question if rule else HISTORY


def _passing_words(verdict: Verdict, aside: tuple[SetAside, ...], situation: Situation) -> str:
    """In the words of the condition that others wait for after the same answer, where there is one."""
    question = situation.catalog.questions[verdict.rule.question]
    told = [row.condition for row in aside if row.condition and _question_of(row, situation) == question.key]
    return told[0] if told else waiting_words(question.key, question.ask)


def look_again_on(aside: tuple[SetAside, ...], situation: Situation) -> datetime.date:
    """The first day on which something opens that answers the main concern to second line, at the latest after the longest wait
    of a course."""
    main = {key for key, place in would_answer(situation, SECOND) if situation.targets[place].key in situation.main}
    dates = [row.until for row in aside if row.until and row.until > situation.case.on and row.modality in main]
    return min([*dates, situation.date(situation.longest_wait)])


def treated_first(situation: Situation) -> list[Verdict]:
    """The deferrals of what would answer here that wait for a disease to be treated, or for a test."""
    answering = dict.fromkeys(key for key, _ in would_answer(situation))
    return [one for key in answering for one in situation.verdicts_on(key, (), (0,)) if _is_treated_first(one)]


def _is_treated_first(verdict: Verdict) -> bool:
    rule = verdict.rule
    return verdict.severity == "defer" and bool(rule.defer_until) and rule.mitigation_kind in TREATED_FIRST


def others_wait(questions: Iterable[str], situation: Situation) -> dict[str, list[Verdict]]:
    """Question -> the deferrals that wait for its answer to pass, where none of `questions` is this one."""
    found: dict[str, list[Verdict]] = {}
    for one in treated_first(situation):
        if one.rule.question not in questions:
            found.setdefault(one.rule.question, []).append(one)
    return found
