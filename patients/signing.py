"""What a signature stands for: the note as it was read, and the questions that are open, known to whoever signs."""

import hashlib
from collections import Counter

from patients.case_of import Rows
from patients.consulting_refusals import NoteChanged, OpenQuestions
from planner.case import Case, due_questions
from planner.catalog import Catalog
from planner.catalog.safety import Question


def digest_of(note: str) -> str:
    """The note as a short key that the page carries: two notes have the same only when they read the same."""
    return hashlib.sha256(note.replace("\r\n", "\n").encode()).hexdigest()


def refuse_unread(note: str, seen: str | None) -> None:
    """Raises NoteChanged unless `seen` is the digest of this note; None = whoever signs read no page."""
    if seen is not None and seen != digest_of(note):
        raise NoteChanged


def open_questions(case: Case, rows: Rows, catalog: Catalog) -> list[Question]:
    """What is due, whoever may ask it. Asked in this consultation and not known is not open."""
    asked = {key for key, told in rows.answers.items() if rows.is_own(told)}
    return [question for question in due_questions(case, catalog, tuple(catalog.offers)) if question.key not in asked]


def refuse_open(questions: list[Question], accepted: bool) -> None:
    """Raises OpenQuestions unless nothing is open, or that was said to be accepted."""
    if questions and not accepted:
        raise OpenQuestions(len(questions))


def by_category(questions: list[Question]) -> Counter:
    """Category -> how many of these questions, in their order."""
    return Counter(question.category for question in questions)
