"""The case and how it is read: answers, their expiry, and which questions are due."""

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
    "PastProcedure",
    "Preferences",
    "Span",
    "read_case",
    "read_case_text",
]
