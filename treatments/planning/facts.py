"""What changed in the facts since a plan was adopted: what was told, seen and done, before and now, in words."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from patients.saying import (
    NOT_KNOWN,
    answer_in_words,
    choice_in_words,
    finding_in_words,
    place_in_words,
    scar_type_in_words,
    span_in_words,
)
from planner.case import Answer, Case, Finding, PastProcedure, read_case
from planner.catalog import Catalog

Line = dict[str, str]


def changed_facts(before: Mapping, now: Case, catalog: Catalog, *, restricted: bool = True) -> list[Line]:
    """The lines {what, before, after}; `before` is the case a revision keeps. Raises CaseError.

    The same answer told again on a later day is no change. Without `restricted`, restricted answers are left out.
    """
    then = read_case(before, catalog)
    return [
        *_answers(then, now, catalog, restricted),
        *_findings(then, now, catalog),
        *_skin(then, now, catalog),
        *_history(then, now, catalog),
    ]


def _answers(then: Case, now: Case, catalog: Catalog, restricted: bool) -> Iterable[Line]:
    for key, question in catalog.questions.items():
        if question.restricted and not restricted:
            continue
        before, after = then.answers.get(key), now.answers.get(key)
        if _told(before) != _told(after):
            yield _line(question.ask, *(answer_in_words(question, one, catalog) for one in (before, after)))


def _told(answer: Answer | None):
    return answer and (answer.value, answer.regions)


def _findings(then: Case, now: Case, catalog: Catalog) -> Iterable[Line]:
    before, after = _by_place(then), _by_place(now)
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield _line(_finding(key, catalog), *(_seen(side.get(key), catalog) for side in (before, after)))


def _by_place(case: Case) -> dict[tuple, Finding]:
    return {(one.scar_type, one.region, one.side): one for one in case.findings}


def _finding(key: tuple, catalog: Catalog) -> str:
    scar_type, region, side = key
    return f"{scar_type_in_words(scar_type, catalog)}, {place_in_words(region, side, catalog)}"


def _seen(finding: Finding | None, catalog: Catalog) -> str:
    return _("not seen") if finding is None else finding_in_words(finding, catalog)


def _skin(then: Case, now: Case, catalog: Catalog) -> Iterable[Line]:
    if then.phototype != now.phototype:
        yield _line(_("Skin type"), *(_number(case.phototype) for case in (then, now)))
    if then.grade != now.grade:
        yield _line(_("Grade"), *(_number(case.grade) for case in (then, now)))
    if then.priorities != now.priorities:
        yield _line(_("Which bothers most"), *(_names(case.priorities, catalog) for case in (then, now)))
    if then.concerns != now.concerns:
        yield _line(_("Concerns beyond scars"), *(_names(case.concerns, catalog) for case in (then, now)))


def _number(value: int | None) -> str:
    return NOT_KNOWN if value is None else str(value)


def _names(keys: Iterable[str], catalog: Catalog) -> str:
    return ", ".join(scar_type_in_words(key, catalog) for key in keys) or _("none named")


def _history(then: Case, now: Case, catalog: Catalog) -> Iterable[Line]:
    for past in now.history:
        if past not in then.history:
            yield _line(_("Past treatment"), _("not recorded"), _past(past, catalog))
    for past in then.history:
        if past not in now.history:
            yield _line(_("Past treatment"), _past(past, catalog), _("not recorded"))


def _past(past: PastProcedure, catalog: Catalog) -> str:
    words = [catalog.modalities[past.modality].name if past.modality in catalog.modalities else past.modality]
    if past.sessions is not None:
        words.append(_("sessions: %(number)s") % {"number": past.sessions})
    if past.last_on is not None:
        words.append(_("last %(when)s") % {"when": span_in_words(past.last_on)})
    if past.response is not None:
        words.append(choice_in_words(past.response))
    return ", ".join(words)


def _line(what: str, before: str, after: str) -> Line:
    return {"what": what, "before": before, "after": after}
