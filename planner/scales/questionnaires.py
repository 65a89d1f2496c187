"""The phototype from a questionnaire: the options' points added, and the total read against the form's cut-offs."""

from collections.abc import Sequence

from planner.catalog import Catalog
from planner.catalog.assessment import Questionnaire, QuestionnaireItem
from planner.scales.score import ScaleError, Score, in_words, level_of, total


def phototype(answers: Sequence[int | None], form: str, catalog: Catalog) -> Score:
    """Phototype 1-6 from the answers in the order of the form: 0 for the first option, 1 for the next …; None = open.

    Raises ScaleError for a form without questions or with unusable cut-offs, and for answers that do not fit the form.
    """
    points = questionnaire_total(answers, form, catalog)
    if points.value is None:
        return points
    result = phototype_of_total(points.value, form, catalog)
    return Score(result.value, (), (*points.workings, *result.workings))


def questionnaire_total(answers: Sequence[int | None], form: str, catalog: Catalog) -> Score:
    """The points of the answers added; an open answer leaves no total. Raises ScaleError, as `phototype`."""
    items = _form(form, catalog).item
    if not items:
        raise ScaleError(form, "has no questions recorded", "its total alone")
    if len(answers) != len(items):
        raise ScaleError(form, f"has {len(answers)} answers", f"{len(items)} answers, None = open")
    return total([_item_score(form, item, answer) for item, answer in zip(items, answers, strict=True)])


def phototype_of_total(points: int, form: str, catalog: Catalog) -> Score:
    """Phototype 1-6 from the total of a form that was added up elsewhere.

    Raises ScaleError for a total outside the form, and for a form whose cut-offs overlap or leave a phototype out.
    """
    questionnaire = _form(form, catalog)
    _check_cutoffs(questionnaire, catalog)
    for cutoff in questionnaire.cutoffs:
        if type(points) is int and cutoff.min <= points <= cutoff.max:
            label = level_of(catalog.scales[questionnaire.result_scale], cutoff.value, form).label
            return Score(cutoff.value, (), (f"{points} points: {cutoff.min}-{cutoff.max} is phototype {label}.",))
    raise ScaleError(f"{form}.total", f"is {points!r}", f"a whole number from 0 to {questionnaire.total_max}")


def _form(key: str, catalog: Catalog) -> Questionnaire:
    forms = {form.key: form for form in catalog.assessment["questionnaire"]}
    if key not in forms:
        raise ScaleError("questionnaire", f"{key!r} is not known", in_words(forms))
    return forms[key]


def _check_cutoffs(form: Questionnaire, catalog: Catalog) -> None:
    """A form counts only when its cut-offs follow one another without overlap and reach every phototype."""
    totals = [points for cutoff in form.cutoffs for points in range(cutoff.min, cutoff.max + 1)]
    reached = {cutoff.value for cutoff in form.cutoffs}
    wanted = {level.value for level in catalog.scales[form.result_scale].level}
    if totals != list(range(form.total_max + 1)) or reached != wanted:
        problem = "has cut-offs that overlap or leave a phototype out"
        raise ScaleError(form.key, problem, "a form with one phototype for every total")


def _item_score(form: str, item: QuestionnaireItem, answer: int | None) -> Score:
    if answer is None:
        return Score(None, (item.key,), (f"{item.ask}: not answered.",))
    if type(answer) is not int or not 0 <= answer < len(item.options):
        allowed = f"0 to {len(item.options) - 1}, or None = not answered"
        raise ScaleError(f"{form}.{item.key}", f"is {answer!r}", allowed)
    return Score(answer, (), (f"{item.ask}, {item.options[answer]}: {answer}.",))
