"""Which open question a dermatologist may leave open for an adoption, and which has to be asked first."""

from collections.abc import Iterable, Mapping

from patients.case_of import Rows
from patients.consulting import readable_text
from patients.consulting_refusals import TooLong
from planner.case.known import rules_about
from planner.catalog import Catalog
from planner.vocabulary import ALL_MODALITIES
from treatments import refusals

CLOSING = ("absolute", "defer")
LEAST_CHARACTERS, LEAST_WORDS = 15, 3
MOST_CHARACTERS = 2_000  # a page of typing: more is a note of the consultation, not the reason of a change


def reason_in(text: str) -> str:
    """The reason as it is kept, empty where none was written. Raises TooLong, UnreadableText."""
    reason = readable_text(text).strip()
    if len(reason) > MOST_CHARACTERS:
        raise TooLong(len(reason), MOST_CHARACTERS)
    return reason


def sentence_in(text: str) -> str:
    """The reason, if it says something. Raises ReasonMissing for none, ReasonTooShort for less than a few words, TooLong."""
    reason = reason_in(text)
    if not reason:
        raise refusals.ReasonMissing
    if len(reason) < LEAST_CHARACTERS or len(reason.split()) < LEAST_WORDS:
        raise refusals.ReasonTooShort(LEAST_CHARACTERS, LEAST_WORDS)
    return reason


def may_forbid(question: str, modalities: Iterable[str], catalog: Catalog) -> bool:
    """Whether an answer could rule one of these modalities out for good, or everything for now: no such rule is overruled."""
    held = set(modalities)
    return any(
        (rule.severity == "absolute" and held & {*rule.modalities})
        or (rule.severity in CLOSING and ALL_MODALITIES in rule.modalities)
        for rule in rules_about(catalog)[question]
    )


def has_to_be_asked(question: str, regimen: Mapping, rows: Rows, catalog: Catalog) -> bool:
    """A question that could forbid a treatment of this regimen is left open only where it is of the past, was asked and is not known.

    What can be told anew at any time, such as pregnancy or doubt about consent, has to be answered.
    """
    told = rows.answers.get(question)
    is_lost = catalog.questions[question].lasting and rows.is_own(told) and not told.is_known
    return not is_lost and may_forbid(question, regimen["modalities"], catalog)


def has_to_be_asked_for_all(question: str, document: Mapping, rows: Rows, catalog: Catalog) -> bool:
    """Whether it has to be asked whichever of the regimens that wait for it is adopted."""
    waiting = {key for one in document["questions"] if one["question"] == question for key in one["regimens"]}
    regimens = [one for one in document["regimens"] if one["key"] in waiting]
    return bool(regimens) and all(has_to_be_asked(question, one, rows, catalog) for one in regimens)
