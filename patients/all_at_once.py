"""One press over every group of questions: none of them apply, or all is the same as last time.

Each question keeps an answer of its own, marked as told in a group, with who asked. A press answers only what stood listed
beside it. Understanding, pregnancy and what only a dermatologist may read are asked in their own words and never among these.
"""

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction

from catalog.snapshot import in_force
from patients.case_of import read_rows, rows_of
from patients.consulting import Told, answer_many, locked_draft, may_ask
from patients.consulting_refusals import NothingToAnswer
from patients.models import ScreeningAnswer
from patients.retelling import retold
from planner.case import Answer, Case, due_questions, none_of_these
from planner.catalog import Catalog
from planner.catalog.safety import Question

ASKED_ALONE = ("consent", "reproductive")


def may_be_among_all(question: Question) -> bool:
    """Whether a press over every group may answer it: whether someone understands, or is pregnant, is asked by itself."""
    return question.category not in ASKED_ALONE and not question.restricted


def may_be_denied_with_all(told: ScreeningAnswer | None, question: Question) -> bool:
    """Also not what was told otherwise last time, even when that has expired: it is denied knowingly or not at all."""
    return may_be_among_all(question) and not was_told_otherwise(told, question)


def was_told_otherwise(told: ScreeningAnswer | None, question: Question) -> bool:
    """Whether the last answer said something else than no, never or none, for everywhere or for some area."""
    if told is None or not told.is_known:
        return False
    values = [told.value] if told.regions is None else told.regions.values()
    return any(value != question.none_value for value in values)


def denied_with_follow_ups(case: Case, catalog: Catalog, category: str, who: str) -> dict[str, Answer]:
    """What one press denies in a category, and what the denial makes due: who is not pregnant is asked of breastfeeding."""
    denied = none_of_these(case, catalog, category, who, tuple(catalog.offers))
    after = replace(case, answers={**case.answers, **denied})
    return denied | none_of_these(after, catalog, category, who, tuple(catalog.offers))


@transaction.atomic
def none_of_listed_apply(
    *, consultation, who: str, listed: Collection[str], by, category: str = "", told_on=None
) -> list[ScreeningAnswer]:
    """Deny what stood `listed` beside the button, of the open questions that `who` answers: in a category, or in every one.

    What was answered in this consultation keeps its answer. Raises NothingToAnswer, AlreadySigned.
    """
    draft, catalog = locked_draft(consultation), in_force()
    rows = rows_of(draft)
    case = read_rows(rows, catalog)
    categories = [category] if category else dict.fromkeys(one.category for one in catalog.questions.values())
    denied = [key for one in categories for key in denied_with_follow_ups(case, catalog, one, who) if key in listed]
    questions = [catalog.questions[key] for key in denied if not rows.is_own(rows.answers.get(key))]
    told = {
        question.key: Told(question.none_value)
        for question in questions
        if may_ask(by, question) and (category or may_be_denied_with_all(rows.answers.get(question.key), question))
    }
    return _told_together(draft, told, by, told_on)


@transaction.atomic
def all_same_as_last_time(*, consultation, listed: Collection[str], by, told_on=None) -> list[ScreeningAnswer]:
    """Tell the last answers of every group again, of those that stood `listed`. Raises NothingToAnswer, AlreadySigned."""
    draft, catalog = locked_draft(consultation), in_force()
    rows = rows_of(draft)
    due = due_questions(read_rows(rows, catalog), catalog, tuple(catalog.offers))
    due = [question for question in due if question.key in listed and may_be_among_all(question)]
    return _told_together(draft, retold(rows, due, catalog, by), by, told_on)


def _told_together(draft, told: dict[str, Told], by, told_on) -> list[ScreeningAnswer]:
    if not told:
        raise NothingToAnswer
    return answer_many(consultation=draft, told=told, by=by, told_on=told_on, in_group=True)
