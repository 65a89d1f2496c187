"""“Same as last time”: the last answers of a group told again today, where saying that they are unchanged says enough.

Each becomes a dated answer of its own by the same rules as any other. What is measured, what differs by area, and a day that
may have moved since are asked anew.
"""

from django.db import transaction

from catalog.snapshot import in_force
from patients.case_of import Rows, read_rows, rows_of, told_answer
from patients.consulting import Told, answer_many, locked_draft, may_ask
from patients.consulting_refusals import NothingToAnswer
from patients.models import ScreeningAnswer
from planner.case import due_questions
from planner.case.reading_answers import may_lie_ahead
from planner.catalog import Catalog
from planner.catalog.safety import Question

NEVER_SAID = "never"


def may_be_retold(told: ScreeningAnswer | None, question: Question, catalog: Catalog) -> bool:
    """Whether "the same as last time" answers a question: a plain value, known, that still means the same on another day."""
    if told is None or told.regions is not None or told_answer(told, catalog) is None:
        return False
    if question.answer == "date":
        return _is_past_day(told, question, catalog)
    if question.answer == "number" or told.value in question.unknown_values:
        return False
    return not (question.reopens and told.value is True)  # something new since last time is not new twice


def _is_past_day(told: ScreeningAnswer, question: Question, catalog: Catalog) -> bool:
    """Never, or a day or month that was over when it was told; "today, still taking it" is another day by now."""
    if told.value == NEVER_SAID:
        return True
    if not isinstance(told.value, str) or may_lie_ahead(question.key, catalog):
        return False
    return told.value < told.told_on.isoformat()[: len(told.value)]


def retold(rows: Rows, due, catalog: Catalog, by) -> dict[str, Told]:
    """Question -> its last answer, of those among `due` that may be told again by this person."""
    return {
        question.key: Told(rows.answers[question.key].value)
        for question in due
        if may_ask(by, question)
        and not rows.is_own(rows.answers.get(question.key))
        and may_be_retold(rows.answers.get(question.key), question, catalog)
    }


@transaction.atomic
def same_as_last_time(*, consultation, category: str, who: str, by, told_on=None) -> list[ScreeningAnswer]:
    """Tell the last answers of a group again. Raises NothingToAnswer, AlreadySigned."""
    draft, catalog = locked_draft(consultation), in_force()
    rows = rows_of(draft)
    due = due_questions(read_rows(rows, catalog), catalog, tuple(catalog.offers))
    told = retold(rows, [one for one in due if (one.category, one.who) == (category, who)], catalog, by)
    if not told:
        raise NothingToAnswer
    return answer_many(consultation=draft, told=told, by=by, told_on=told_on, in_group=True)
