"""The questions that could still change a proposal, each with the control of the screening, and those that were set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from patients import showing_questions
from patients.case_of import rows_of, told_answer
from patients.models import Consultation
from patients.saying import answer_in_words
from planner.catalog import Catalog
from treatments.models import QuestionSetAside
from treatments.planning.stored_course import name_of
from treatments.setting_aside import has_to_be_asked_for_all


def set_aside_in(consultation: Consultation, catalog: Catalog) -> list[dict]:
    """The questions a dermatologist left open, with who and why."""
    rows = QuestionSetAside.objects.counting(consultation).select_related("by").order_by("pk")
    asked = catalog.questions
    return [
        {"key": row.question, "text": asked[row.question].ask if row.question in asked else row.question, "row": row}
        for row in rows
    ]


@dataclass
class OpenQuestions:
    """What a proposal asks. `typed` is what a refused form held, `by_area` the question that is answered area by area."""

    document: Mapping
    consultation: Consultation
    catalog: Catalog
    typed: Mapping[str, str] = field(default_factory=dict)
    by_area: str = ""
    aside_refused: bool = False

    def lines(self, aside: list[dict]) -> list[dict]:
        """Those that nobody set aside, what concerns the first regimen first, what concerns only an option last."""
        left = {one["key"] for one in aside}
        rows = rows_of(self.consultation)
        lines = [self._line(row, rows) for row in self.document["questions"] if row["question"] not in left]
        return sorted(lines, key=lambda line: (line["numbers"] or [len(self.document["regimens"]) + 1])[0])

    def _line(self, row: Mapping, rows) -> dict:
        key = row["question"]
        control = showing_questions.line_of(self.catalog.questions[key], self.catalog, self.typed, self.by_area == key)
        self._say_last(control, rows.answers.get(key))
        places = {one["key"]: place for place, one in enumerate(self.document["regimens"], start=1)}
        is_typed = self.typed.get("question") == key
        return {
            "key": key,
            "line": control,
            "text": row["text"],
            "regimens": row["regimens"],
            "numbers": sorted(places[one] for one in row["regimens"] if one in places),
            "about": ", ".join(name_of(one, self.catalog) for one in row["modalities"]),
            "has_to_be_asked": has_to_be_asked_for_all(key, self.document, rows, self.catalog),
            "may_be_lost": self.catalog.questions[key].lasting,
            "reason": self.typed.get("reason", "") if is_typed else "",
            "is_refused": self.aside_refused and is_typed,
        }

    def _say_last(self, control, told) -> None:
        """What was told last, though it does not count: not known, or expired."""
        if told is not None:
            answer = told_answer(told, self.catalog)
            control.last_on, control.last_words = told.told_on, answer_in_words(control.question, answer, self.catalog)
