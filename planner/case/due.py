"""Which questions are due: asked of this person for these modalities, and without a valid answer."""

from collections.abc import Collection

from planner.case.known import known, known_values
from planner.case.model import NEVER, Answer, Case
from planner.catalog import Catalog
from planner.catalog.safety import AskWhen, Question


def is_asked(question: Question, case: Case, catalog: Catalog, modalities: Collection[str]) -> bool:
    """Whether a question is put to this person when these modalities are looked at: any of its conditions holds."""
    conditions = question.ask_when
    return not conditions or any(_holds(condition, case, catalog, modalities) for condition in conditions)


def _holds(condition: AskWhen, case: Case, catalog: Catalog, modalities: Collection[str]) -> bool:
    """Every named part holds. An unknown sex or age spares no question; an unknown answer is asked for first."""
    if condition.sex and case.sex is not None and case.sex not in condition.sex:
        return False
    if condition.min_age is not None and case.age_years is not None and case.age_years < condition.min_age:
        return False
    if condition.modalities and not any(modality in condition.modalities for modality in modalities):
        return False
    if condition.question is None:
        return True
    return any(value in condition.answer_is for value in known_values(case, condition.question, catalog))


def due_questions(case: Case, catalog: Catalog, modalities: Collection[str]) -> tuple[Question, ...]:
    """The questions to ask now, in file order. Age and phototype are never asked: the patient's record holds them."""
    return tuple(
        question
        for question in catalog.questions.values()
        if question.derived_from is None
        and is_asked(question, case, catalog, modalities)
        and known(case, question.key, catalog).open
    )


def none_of_these(
    case: Case, catalog: Catalog, category: str, who: str, modalities: Collection[str]
) -> dict[str, Answer]:
    """What one tap on "none of these apply" writes: the `none_value` of each due question of a category and a `who`.

    A question for which a fact still stands on record (a last date, a scar that was found) is left for its own answer.
    """
    due = due_questions(case, catalog, modalities)
    group = [question for question in due if (question.category, question.who) == (category, who)]
    return {
        question.key: Answer(case.on, _none_value(question))
        for question in group
        if question.none_value is not None and not known_values(case, question.key, catalog)
    }


def _none_value(question: Question):
    return NEVER if question.answer == "date" else question.none_value
