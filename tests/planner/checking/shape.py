"""The shape of a proposal: exactly the keys of the contract, each of its kind, and no number that surprises."""

import datetime
import re
from collections.abc import Iterator
from typing import Any


def is_date(value: Any) -> bool:
    return isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value


def is_price(value: Any) -> bool:
    return value is None or (isinstance(value, str) and re.fullmatch(r"\d+\.\d\d", value) is not None)


def is_number(value: Any) -> bool:
    return type(value) in (int, float) and round(value, 6) == value


TEXT, WHOLE, FLAG, WORDS = (str,), (int,), (bool,), [(str,)]
MAYBE_TEXT, MAYBE_WHOLE = (str, type(None)), (int, type(None))
REASON = {"rule": TEXT, "text": TEXT, "sources": WORDS}
PROCEDURE = {
    "modality": TEXT,
    "order": WHOLE,
    "areas": WORDS,
    "option": FLAG,
    "parameters": [{"name": TEXT, "value": lambda value: type(value) is str or is_number(value), "unit": TEXT}],
    "answers_findings": [WHOLE],
    "reasons": WORDS,
}
VISIT = dict.fromkeys(("earliest_on", "target_on", "latest_on"), is_date) | {
    "day": WHOLE,
    "kind": lambda value: value in ("treatment", "test_spot", "review"),
    "provisional": FLAG,
    "minutes": MAYBE_WHOLE,
    "numbing_minutes": MAYBE_WHOLE,
    "downtime_days": lambda value: value is None or [type(one) for one in value] == [int, int],
    "price": is_price,
    "procedures": [PROCEDURE],
}
HOME = {"modality": TEXT, "from_on": is_date, "pauses": [[is_date]], "until_on": is_date, "answers_findings": [WHOLE]}
TOTALS = {"visits": WHOLE, "days": WHOLE, "downtime_days": [WHOLE], "price": is_price}
EXPECTED = {"n": MAYBE_WHOLE, "design": MAYBE_TEXT, "evidence_level": MAYBE_TEXT, "sources": WORDS}
REGIMEN = {
    **dict.fromkeys(("labels", "needs_reason", "modalities", "options"), WORDS),
    "key": TEXT,
    "provisional": FLAG,
    "nearest": MAYBE_TEXT,
    "levels": [WORDS],
    "home": [HOME | {"reasons": WORDS}],
    "visits": [VISIT],
    "totals": TOTALS,
    "expected": [EXPECTED | {"modality": TEXT, "outcome": TEXT, "result": TEXT}],
    "cautions": [REASON | {"modalities": WORDS, "mitigation": TEXT, "kind": TEXT, "owner": TEXT}],
    "reasons": [REASON | {"confidence": TEXT}],
}
ASIDE = REASON | {"modality": TEXT, "verdict": TEXT, "until": lambda value: value is None or is_date(value)}
CARD = {"first": FLAG, "wait_for": WORDS, "advice": WORDS, "look_again_on": is_date, "reasons": [REASON]}
SCORES = dict.fromkeys(("goodman_baron_qual", "goodman_baron_quant", "ecca", "scar_s"), MAYBE_WHOLE)
PROPOSAL = {
    "catalog": {"version": TEXT, "signed": FLAG},
    "scores": SCORES | {"workings": WORDS},
    "no_procedure": CARD,
    "regimens": [REGIMEN],
    "set_aside": [ASIDE | {"condition": MAYBE_TEXT}],
    "questions": [{"question": TEXT, "text": TEXT, "modalities": WORDS, "regimens": WORDS}],
    "wishes_not_judged": WORDS,
    "sources": lambda value: all(value.values()),
}


def misshapen(value: Any, shape: Any, path: str) -> Iterator[str]:
    """Where a document differs from the keys and kinds of the contract."""
    if isinstance(shape, dict) and isinstance(value, dict):
        if set(value) != set(shape):
            yield f"{path}: keys {sorted(set(value) ^ set(shape))} are missing or too many"
        for key in set(shape) & set(value):
            yield from misshapen(value[key], shape[key], f"{path}.{key}")
    elif isinstance(shape, list) and isinstance(value, list):
        for place, one in enumerate(value):
            yield from misshapen(one, shape[0], f"{path}[{place}]")
    elif not (shape(value) if callable(shape) else isinstance(shape, tuple) and type(value) in shape):
        yield f"{path}: {value!r} is not of its kind"
