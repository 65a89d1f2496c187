"""The note, composed from what was recorded. Restricted answers stay out of it: more people read notes than those answers."""

from collections.abc import Callable, Iterable

from patients.models import Consultation
from patients.saying import (
    NOT_KNOWN,
    answer_in_words,
    day_in_words,
    finding_in_words,
    name_in_words,
    place_in_words,
    scar_type_in_words,
    span_in_words,
)
from planner.case import NEVER, Answer, Case, Finding, PastProcedure, known
from planner.case.known import fires, known_values, rules_about
from planner.catalog import Catalog
from planner.catalog.safety import Question
from planner.scales import scores_by_scale
from planner.scales.score import short_label
from planner.vocabulary import PHOTOTYPES

DENIED = {
    "patient": "Denied (told by the patient{})",
    "staff": "Absent (recorded by staff{})",
    "clinician": "Absent (judged by a clinician{})",
}

# What other rooms have to say in the note of a consultation; each adds itself when it is ready. An empty text says nothing.
PARTS: list[Callable[[Consultation, Catalog], str]] = []


def said_elsewhere(consultation: Consultation, catalog: Catalog) -> list[str]:
    """What other rooms say of a consultation, a paragraph each."""
    return [part(consultation, catalog) for part in PARTS]


def compose(
    case: Case,
    catalog: Catalog,
    *,
    not_known: tuple[str, ...] = (),
    due_again: int = 0,
    still_open: int = 0,
    more: Iterable[str] = (),
) -> str:
    """Sentences, one paragraph a subject: skin, findings, scores, what was told, what was denied, past treatments, and `more`.

    Of what was told on earlier days only what holds on the day of the case is said, and what has expired but still counts for
    a rule, as due again: a signature must not renew an expired answer.
    `not_known`: questions that were asked and not answered; `due_again`: how many that were answered before were not asked on
    this day; `still_open`: how many were never asked.
    """
    paragraphs = (
        _skin(case, catalog),
        _findings(case, catalog),
        _wishes(case, catalog),
        _scores(case, catalog),
        _told(case, catalog),
        _denied(case, catalog),
        _not_known(not_known, due_again, still_open, catalog),
        _past(case, catalog),
        *more,
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _skin(case: Case, catalog: Catalog) -> str:
    parts = []
    if case.phototype is not None:
        parts.append(f"Fitzpatrick skin type {PHOTOTYPES[case.phototype - 1]}.")
    if case.grade is not None:
        scale = catalog.scales["goodman_baron_qual"]
        word = next(level.label for level in scale.level if level.value == case.grade)
        parts.append(f"Grade of the face {case.grade} of {len(scale.level)} (Goodman and Baron): {word.lower()}.")
    return " ".join(parts)


def _findings(case: Case, catalog: Catalog) -> str:
    if not case.findings:
        return "No scar was recorded."
    places: dict[tuple, list[Finding]] = {}
    for finding in case.findings:
        places.setdefault((finding.region, finding.side), []).append(finding)
    lines = [
        f"{place_in_words(*place, catalog)}: {'; '.join(finding_in_words(one, catalog) for one in found)}."
        for place, found in places.items()
    ]
    return "Findings:\n" + "\n".join(lines)


def _wishes(case: Case, catalog: Catalog) -> str:
    parts = []
    if case.priorities:
        named = ", then ".join(scar_type_in_words(key, catalog).lower() for key in case.priorities)
        parts.append(f"What bothers the patient most: {named}.")
    if case.concerns:
        named = ", ".join(scar_type_in_words(key, catalog).lower() for key in case.concerns)
        parts.append(f"Concerns beyond scars: {named}.")
    return " ".join(parts)


def _scores(case: Case, catalog: Catalog) -> str:
    """Scores that could be reckoned; the grade stands above, and a score without all its inputs is no score."""
    reckoned = {key: score.value for key, score in scores_by_scale(case, catalog).items() if score.value is not None}
    named = [
        f"{short_label(catalog.scales[key])} {value}" for key, value in reckoned.items() if key != "goodman_baron_qual"
    ]
    return f"Scores: {', '.join(named)}." if named else ""


def _told(case: Case, catalog: Catalog) -> str:
    """Answers that say something, each with its day when that is an earlier one."""
    lines = [
        f"{_heading(question)}: {answer_in_words(question, answer, catalog)}"
        f"{_told_earlier(question, answer, case, catalog)}."
        for question, answer in _shown(case, catalog)
        if not _is_denial(question, answer)
    ]
    return "Told:\n" + "\n".join(lines) if lines else ""


def _heading(question: Question) -> str:
    name = name_in_words(question)
    return name[:1].upper() + name[1:] + (", last time" if question.key.endswith("_last") else "")


def _denied(case: Case, catalog: Catalog) -> str:
    """What was asked and denied, by the days on which that was said and by who could say it."""
    said: dict = {}
    for question, answer in _shown(case, catalog):
        if _is_denial(question, answer):
            said.setdefault((answer.on, question.who), []).append(name_in_words(question))
    in_order = sorted(said.items(), key=lambda one: (-one[0][0].toordinal(), list(DENIED).index(one[0][1])))
    return "\n".join(
        f"{DENIED[who].format('' if day == case.on else f' on {day_in_words(day)}')}: {'; '.join(names)}."
        for (day, who), names in in_order
    )


def _shown(case: Case, catalog: Catalog) -> list[tuple[Question, Answer]]:
    """What was told on this day, and what was told before and still holds or counts."""
    return [
        (catalog.questions[key], told)
        for key, told in case.answers.items()
        if not catalog.questions[key].restricted
        and (told.on == case.on or _still_holds(key, told, case, catalog) or still_counts(key, told, case, catalog))
    ]


def _still_holds(key: str, told: Answer, case: Case, catalog: Catalog) -> bool:
    """Whether it is this answer that holds; what was found on the day may close its question in its place."""
    now = known(case, key, catalog)
    return not now.open and (now.on in (None, told.on) or now.value == told.value)


def still_counts(key: str, told: Answer, case: Case, catalog: Catalog) -> bool:
    """An expired answer that a rule still reads: the last date of a thing can only be later, a yes may still defer."""
    if told.on == case.on or not known(case, key, catalog).open:
        return False
    values = [told.value] if told.regions is None else told.regions.values()
    kept = [value for value in known_values(case, key, catalog) if value in values]
    return any(fires(rule.when, value) for rule in rules_about(catalog)[key] for value in kept)


def _is_denial(question: Question, answer: Answer) -> bool:
    none = NEVER if question.answer == "date" else question.none_value
    values = [answer.value] if answer.regions is None else list(answer.regions.values())
    return question.none_value is not None and all(value == none for value in values)


def _told_earlier(question: Question, answer: Answer, case: Case, catalog: Catalog) -> str:
    if answer.on == case.on:
        return ""
    again = ", due again" if still_counts(question.key, answer, case, catalog) else ""
    return f" (told on {day_in_words(answer.on)}{again})"


def _not_known(asked: tuple[str, ...], due_again: int, still_open: int, catalog: Catalog) -> str:
    shown = [catalog.questions[key] for key in asked if key in catalog.questions]
    named = [name_in_words(question) for question in shown if not question.restricted]
    parts = [f"Asked, {NOT_KNOWN}: {'; '.join(named)}."] if named else []
    if due_again:
        parts.append(f"Not asked today: {due_again} question{'s' * (due_again != 1)} (due again).")
    if still_open:
        parts.append(f"{still_open} screening question{'s are' if still_open != 1 else ' is'} still open.")
    return " ".join(parts)


def _past(case: Case, catalog: Catalog) -> str:
    if not case.history:
        return ""
    return "Past treatments:\n" + "\n".join(f"{_past_in_words(past, catalog)}." for past in case.history)


def _past_in_words(past: PastProcedure, catalog: Catalog) -> str:
    words = [catalog.modalities[past.modality].name]
    if past.sessions is not None:
        words.append(f"{past.sessions} session{'s' * (past.sessions != 1)}")
    if past.last_on is not None:
        words.append(f"last {span_in_words(past.last_on)}")
    if past.response is not None:
        words.append(f"response: {past.response}")
    return ", ".join(words)
