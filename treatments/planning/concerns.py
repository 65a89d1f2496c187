"""What stands against a plan, in words: once for every sentence, with what it is about and what to do next."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments.planning import stored_course

CONCERNS = {
    "absolute": gettext_lazy("Not for this person as it stands"),
    "defer": gettext_lazy("Not on these days"),
    "relative": gettext_lazy("Only with a written reason"),
    "question": gettext_lazy("A question is open"),
    "spacing": gettext_lazy("Too close to what was done before"),
    "same_day": gettext_lazy("Not together on one day"),
    "injury": gettext_lazy("The skin would be injured too often"),
    "not_offered": gettext_lazy("Not offered in this clinic any more"),
}
NEXT = {
    "defer": gettext_lazy("Hold the plan until it is cleared up, or take the procedure out."),
    "relative": gettext_lazy("Take the procedure out, or stop this plan and adopt anew with a written reason."),
    "spacing": gettext_lazy("Postpone the later visit."),
    "same_day": gettext_lazy("Take one of the two out."),
}
UNTIL = gettext_lazy("Postpone the visit beyond that day, or hold the plan.")
OTHERWISE = gettext_lazy("Take the procedure out, hold the plan while it is cleared up, or stop it.")
QUESTION, OVERDUE = "question", "overdue"
RESTRICTED = gettext_lazy("A restricted answer matters here. The treating dermatologist reads it.")


def concerns_in_words(
    concerns: Iterable[Mapping], catalog: Catalog, *, restricted: bool, labels: Mapping[int, str] | None = None
) -> list[dict[str, Any]]:
    """The concerns of a judgement, those with the same sentence in one; `labels` names the steps.

    Without `restricted`, one that rests on a restricted answer is told to be there, and no word of it.
    """
    hidden = frozenset() if restricted else stored_course.restricted_rules(catalog)
    merged: dict[tuple, dict[str, Any]] = {}
    for one in concerns:
        is_hidden = one["rule"] in hidden or _asks_restricted(one, catalog, restricted)
        line = merged.setdefault(_sameness(one, is_hidden), _line(one, catalog) if not is_hidden else _restricted(one))
        line["steps"].setdefault(one["step"], (labels or {}).get(one["step"], ""))
        if one["modality"] and not is_hidden:
            line["names"].setdefault(one["modality"], stored_course.name_of(one["modality"], catalog))
    return [line | {"where": _where(line)} for line in merged.values()]


def questions_in(lines: Iterable[Mapping]) -> list[Mapping]:
    """The lines that ask something; an answer holds for a time and is asked again."""
    return [line for line in lines if line["kind"] == QUESTION]


def beside_questions(lines: Iterable[Mapping]) -> list[Mapping]:
    return [line for line in lines if line["kind"] != QUESTION]


def _sameness(one: Mapping, is_hidden: bool) -> tuple:
    """What is said once: a question however many procedures wait for it, otherwise the same sentence until the same day."""
    if is_hidden:
        return "restricted", one["kind"] == QUESTION
    return (QUESTION, one["question"]) if one["question"] else (one["kind"], one["text"], one["until"])


def _asks_restricted(one: Mapping, catalog: Catalog, restricted: bool) -> bool:
    question = catalog.questions.get(one["question"]) if one["question"] else None
    return bool(question and question.restricted and not restricted)


def _restricted(one: Mapping) -> dict[str, Any]:
    kind = QUESTION if one["kind"] == QUESTION else ""
    return {
        "kind": kind,
        "word": "",
        "text": RESTRICTED,
        "next": "",
        "sources": [],
        "until": "",
        "steps": {},
        "names": {},
    }


def _line(one: Mapping, catalog: Catalog) -> dict[str, Any]:
    question = catalog.questions.get(one["question"]) if one["question"] else None
    return {
        "kind": one["kind"],
        "word": CONCERNS.get(one["kind"], ""),
        "text": question.ask if question else one["text"],
        "next": _next(one) if one["unsafe"] else "",
        "sources": stored_course.sources_in_words(one, catalog) if one["kind"] != OVERDUE else [],
        "until": day_in_words(stored_course.day_of(one["until"])) if one["until"] else "",
        "steps": {},
        "names": {},
    }


def _next(one: Mapping):
    return UNTIL if one["until"] else NEXT.get(one["kind"], OTHERWISE)


def _where(line: Mapping) -> str:
    """What is concerned, and on which visits of the time line."""
    names, labels = ", ".join(line["names"].values()), ", ".join(label for label in line["steps"].values() if label)
    words = _("%(what)s (%(where)s)") % {"what": names, "where": labels} if names and labels else names or labels
    return words[:1].upper() + words[1:]
