"""The questions of a consultation as pages show them: what is due, what was told today, and what holds from earlier days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from patients import consultation_forms as forms
from patients.all_at_once import denied_with_follow_ups, may_be_denied_with_all
from patients.case_of import Rows, told_answer
from patients.consulting import may_ask
from patients.models import ScreeningAnswer
from patients.retelling import may_be_retold
from patients.saying import answer_in_words, choice_in_words, day_in_words, name_in_words
from planner.case import NEVER, Answer, Case, due_questions, none_of_these
from planner.case.known import fires, known, rules_about
from planner.catalog import Catalog
from planner.catalog.safety import Question

CATEGORIES = {
    "consent": _("Understanding and consent"),
    "psychology": _("Expectations and mood"),
    "reproductive": _("Pregnancy and breastfeeding"),
    "medication": _("Medicines"),
    "medical": _("Health"),
    "skin": _("Skin"),
    "allergy": _("Allergies"),
    "previous": _("Earlier treatments"),
}
DAYS_A_MONTH = 365.25 / 12
ASKED_BY = {
    "patient": _("told by the patient"),
    "staff": _("measured by staff"),
    "clinician": _("judged by a clinician"),
}


@dataclass
class Line:
    """One question, or one region of it, with the control that answers it."""

    question: Question
    name: str
    label: str
    options: list[tuple[str, str, bool]] = field(default_factory=list)
    typed: Mapping[str, str] = field(default_factory=dict)
    lines: list["Line"] = field(default_factory=list)
    last_on: date | None = None
    last_words: str = ""
    last_matters: bool = False
    in_none: bool = False
    in_all: bool = False
    is_retold: bool = False

    @property
    def earlier(self) -> str:
        return f"{day_in_words(self.last_on)}: {self.last_words}" if self.last_on else ""

    @property
    def about(self) -> str:
        return name_in_words(self.question)

    @property
    def id(self) -> str:
        return self.name.replace(".", "-")

    @property
    def kind(self) -> str:
        return "choice" if self.question.answer == "boolean" else self.question.answer

    @property
    def text(self) -> str:
        return self.typed.get(self.name, "")

    @property
    def parts(self) -> dict[str, str]:
        """What stands in the fields beside a vague date, and beside a number that nobody knows."""
        return {part: self.typed.get(f"{self.name}.{part}", "") for part in ("day", "month", "months", "unknown")}


@dataclass
class Group:
    """The due questions of one category and one kind of person, and which of them one press answers.

    `none`: those that "none of these apply" denies, in words; `follow`: what it makes due and denies as well, by name.
    """

    category: str
    who: str
    lines: list[Line]
    none: list[str]
    follow: list[str] = field(default_factory=list)

    @property
    def listed(self) -> str:
        """What the press denies where it reaches further than the questions that stand here."""
        return " ".join([*(line.question.key for line in self.lines if line.in_none), *self.follow])

    @property
    def id(self) -> str:
        return f"group-{self.category}-{self.who}"

    @property
    def none_is_all(self) -> bool:
        return len(self.none) == len(self.lines)

    @property
    def together(self) -> list[Line]:
        """What the button for the group answers, or everything where the group has none."""
        return [line for line in self.lines if line.in_none or not self.none]

    @property
    def apart(self) -> list[Line]:
        return [line for line in self.lines if self.none and not line.in_none]

    @property
    def retold(self) -> int:
        """How many "same as last time" answers; a single one is answered as fast by itself."""
        number = sum(line.is_retold for line in self.lines)
        return number if number > 1 else 0

    @property
    def title(self) -> str:
        return CATEGORIES.get(self.category, self.category.capitalize())

    @property
    def asked_by(self) -> str:
        return ASKED_BY[self.who]


@dataclass
class ToldLine:
    """An answer that stands, with who told it when. It matters when a rule speaks to it, whatever the rule then says."""

    question: Question
    words: str
    answer: ScreeningAnswer
    is_own: bool
    is_denial: bool
    matters: bool

    @property
    def is_open(self) -> bool:
        return not self.answer.is_known


def due_for(case: Case, rows: Rows, catalog: Catalog, user) -> list[Question]:
    """What this person may ask now. Asked today and not known is not asked again by itself."""
    asked = {key for key, told in rows.answers.items() if rows.is_own(told)}
    due = due_questions(case, catalog, tuple(catalog.offers))
    return [question for question in due if question.key not in asked and may_ask(user, question)]


def groups_of(
    due: Iterable[Question], case: Case, rows: Rows, catalog: Catalog, typed: Mapping, by_area: str = ""
) -> list[Group]:
    """Due questions by category and person, in the order of the catalog, each with what was told last."""
    groups: dict[tuple, list[Question]] = {}
    for question in due:
        groups.setdefault((question.category, question.who), []).append(question)
    return [
        _group(category, who, questions, case, rows, catalog, typed, by_area)
        for (category, who), questions in _in_order(groups)
    ]


def _group(category: str, who: str, questions: list[Question], case, rows, catalog, typed, by_area: str) -> Group:
    denied = none_of_these(case, catalog, category, who, tuple(catalog.offers))
    lines = [line_of(question, catalog, typed, question.key == by_area) for question in questions]
    for line in lines:
        last = rows.answers.get(line.question.key)
        line.in_none = line.question.key in denied
        line.in_all = line.in_none and may_be_denied_with_all(last, line.question)
        _say_last(line, last, catalog)
        line.is_retold = may_be_retold(last, line.question, catalog)
    follow = [key for key in denied_with_follow_ups(case, catalog, category, who) if key not in denied]
    shown = [*questions, *(catalog.questions[key] for key in follow)]
    return Group(category, who, lines, _denied_by_group({*denied, *follow}, shown), follow)


def _say_last(line: Line, told: ScreeningAnswer | None, catalog: Catalog) -> None:
    answer = told and told_answer(told, catalog)
    if answer:
        line.last_on, line.last_words = told.told_on, answer_in_words(line.question, answer, catalog)
        line.last_matters = _matters(line.question, _values(answer), catalog)


def _in_order(groups: dict[tuple, list[Question]]) -> list[tuple]:
    """First what the patient tells, then what staff measure, then what a clinician judges; a new category comes last."""
    people, categories = list(ASKED_BY), list(CATEGORIES)
    place = {key: number for number, key in enumerate(categories)}
    return sorted(groups.items(), key=lambda one: (people.index(one[0][1]), place.get(one[0][0], len(place))))


def _denied_by_group(denied: Iterable[str], questions: list[Question]) -> list[str]:
    """The questions in words; a single one is answered as fast by itself and needs no button for its group."""
    asked = [question.ask.rstrip("?") for question in questions if question.key in set(denied)]
    return asked if len(asked) > 1 else []


def line_of(question: Question, catalog: Catalog, typed: Mapping[str, str], by_area: bool = False) -> Line:
    """The control of a question; by area it has one line for each region of the body map."""
    line = _line(question, f"a.{question.key}", question.ask, typed)
    if question.per_area and (by_area or f"areas.{question.key}" in typed):
        line.lines = [
            _line(question, f"a.{question.key}.{region.key}", region.label, typed)
            for region in catalog.regions.values()
        ]
    return line


def _line(question: Question, name: str, label: str, typed: Mapping[str, str]) -> Line:
    chosen = typed.get(name, "")
    return Line(question, name, label, [(value, word, value == chosen) for value, word in _options(question)], typed)


def _options(question: Question) -> list[tuple[str, str]]:
    if question.answer == "boolean":
        return [("yes", _("Yes")), ("no", _("No")), (forms.UNKNOWN, _("Not known"))]
    if question.answer == "choice":
        said = [(value, choice_in_words(value).capitalize()) for value in question.choices]
        return said if question.unknown_values else [*said, (forms.UNKNOWN, _("Not known"))]
    if question.answer == "number":
        return []
    return [
        ("", _("Choose …")),
        (forms.NEVER_SAID, _("Never")),
        (forms.DAY, _("On a day")),
        (forms.MONTH, _("In a month")),
        (forms.BEFORE, _("More than … months ago")),
        (forms.AFTER, _("Less than … months ago")),
        (forms.UNKNOWN, _("Not known")),
    ]


def as_typed(answer: ScreeningAnswer, question: Question) -> dict[str, str]:
    """The fields of a form as they were when this answer was given, to change it."""
    name = f"a.{question.key}"
    if answer.regions is None:
        return _typed_value(name, answer.value)
    fields = {f"areas.{question.key}": "1"}
    for region, value in answer.regions.items():
        fields |= _typed_value(f"{name}.{region}", value)
    return fields


def _typed_value(name: str, value: Any) -> dict[str, str]:
    if value is None:
        return {name: forms.UNKNOWN, f"{name}.unknown": "on"}
    if isinstance(value, bool):
        return {name: "yes" if value else "no"}
    if isinstance(value, dict):
        ((key, days),) = value.items()
        return {name: key.removesuffix("_days"), f"{name}.months": str(round(days / DAYS_A_MONTH))}
    if isinstance(value, str) and value[:1].isdigit():
        part = forms.DAY if len(value) == 10 else forms.MONTH
        return {name: part, f"{name}.{part}": value}
    return {name: value if isinstance(value, str) else f"{value:g}"}


def told_lines(case: Case, rows: Rows, catalog: Catalog, user) -> list[ToldLine]:
    """What stands, in the order of the catalog: told today, and valid from an earlier day."""
    lines = []
    for key, question in catalog.questions.items():
        told = rows.answers.get(key)
        if told is None or not may_ask(user, question):
            continue
        if rows.is_own(told) or (told.is_known and not _has_expired(key, case, catalog)):
            lines.append(_told_line(question, told, rows, catalog))
    return lines


def _has_expired(key: str, case: Case, catalog: Catalog) -> bool:
    return key not in case.answers or known(case, key, catalog).open


def _told_line(question: Question, told: ScreeningAnswer, rows: Rows, catalog: Catalog) -> ToldLine:
    answer = told_answer(told, catalog)
    values = _values(answer) if answer else []
    none = NEVER if question.answer == "date" else question.none_value
    return ToldLine(
        question,
        answer_in_words(question, answer, catalog),
        told,
        rows.is_own(told),
        is_denial=question.none_value is not None and bool(values) and all(value == none for value in values),
        matters=_matters(question, values, catalog),
    )


def _values(answer: Answer) -> list:
    return [answer.value] if answer.regions is None else list(answer.regions.values())


def _matters(question: Question, values: Iterable, catalog: Catalog) -> bool:
    """Whether a rule speaks to one of these values."""
    rules = rules_about(catalog)[question.key]
    return any(fires(rule.when, value) for rule in rules for value in values if value is not None)
