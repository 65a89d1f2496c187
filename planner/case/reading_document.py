"""From text to a document: what JSON leaves open is decided here; a case is read as it was meant, or refused."""

import json
import math
import re
from typing import Any

from planner.case.reading_given import CaseError, RepeatedName, quoted

MOST_CHARACTERS = 1_000_000
MOST_DIGITS = 100
UNCLEAN = re.compile("[\0\ud800-\udfff]")
CLEAN_TEXT = "text that UTF-8 can carry, without NUL"
A_DOCUMENT = "one JSON object in UTF-8, without byte order mark"


def parse_document(text: str | bytes) -> Any:
    """The JSON document of `text`. Raises CaseError about "document".

    A number that cannot be read becomes NaN, an object with a name standing twice a RepeatedName: both are refused with
    their field where the case is read.
    """
    text = _decoded(text)
    if len(text) > MOST_CHARACTERS:
        raise CaseError("document", f"has {len(text)} characters", f"at most {MOST_CHARACTERS} characters")
    _refuse_unreadable(text)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_whole, parse_float=_decimal)
    except RecursionError:
        raise CaseError(
            "document", "is nested too deeply", "objects and lists as deep as the case needs them"
        ) from None
    except ValueError as error:
        raise CaseError("document", f"is not JSON: {error}", A_DOCUMENT) from None


def _decoded(text: str | bytes) -> str:
    if isinstance(text, str):
        return text
    if len(text) > 4 * MOST_CHARACTERS:
        raise CaseError("document", f"has {len(text)} bytes", f"at most {MOST_CHARACTERS} characters")
    try:
        return bytes(text).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CaseError("document", f"is not UTF-8 at byte {error.start}", A_DOCUMENT) from None


def _refuse_unreadable(text: str) -> None:
    if text.startswith("\ufeff"):
        raise CaseError("document", "starts with a byte order mark", A_DOCUMENT)
    if not text.strip():
        raise CaseError("document", "is empty", A_DOCUMENT)
    unclean = UNCLEAN.search(text)
    if unclean:
        raise CaseError("document", f"has the character {quoted(unclean[0])} at place {unclean.start()}", CLEAN_TEXT)


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for name, value in members:
        if name in seen:
            return RepeatedName(members, name)
        seen[name] = value
    return seen


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= MOST_DIGITS else math.nan


def _decimal(digits: str) -> float:
    return float(digits) if len(digits) <= MOST_DIGITS else math.nan
