"""The case and how it is read: answers, their expiry, and which questions are due."""

from planner.case.due import due_questions, is_asked, none_of_these
from planner.case.known import Known, known
from planner.case.model import (
    NEVER,
    Answer,
    Case,
    Finding,
    PastProcedure,
    Preferences,
    Span,
)
from planner.case.reading import CaseError, read_case, read_case_text

__all__ = [
    "NEVER",
    "Answer",
    "Case",
    "CaseError",
    "Finding",
    "Known",
    "PastProcedure",
    "Preferences",
    "Span",
    "due_questions",
    "is_asked",
    "known",
    "none_of_these",
    "read_case",
    "read_case_text",
]
