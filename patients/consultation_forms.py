"""From the fields of the consultation's forms to what the actions take. What cannot be read is handed on and refused there.

Names: `a.<question>` and `a.<question>.<region>` for answers, `count.<scar type>.<region>.<side>` for counts, each count with
`band.…` and `was.…` beside it: what the page showed when it was made.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from patients.assessing import Place
from patients.consulting import Told
from patients.consulting_refusals import NotTaken
from planner.case import CaseError
from planner.catalog import Catalog
from planner.catalog.safety import Question

UNKNOWN, NEVER_SAID = "unknown", "never"
DAY, MONTH, BEFORE, AFTER = "day", "month", "before", "after"
YES_NO = {"yes": True, "no": False}
LONGEST_FIELD = 200
NOT_GIVEN = object()


def told_in(post: Mapping[str, str], questions: Iterable[Question], catalog: Catalog) -> dict[str, Told]:
    """Question -> what was answered in the form; what was left open is left out."""
    told = {}
    for question in questions:
        prefix = f"a.{question.key}"
        if f"areas.{question.key}" in post:
            by_region = {key: _value(post, f"{prefix}.{key}", question) for key in catalog.regions}
            given = {key: value for key, value in by_region.items() if value is not NOT_GIVEN}
            if given:
                told[question.key] = Told(regions=given)
        elif (value := _value(post, prefix, question)) is not NOT_GIVEN:
            told[question.key] = Told(value)
    return told


def _value(post: Mapping[str, str], name: str, question: Question) -> Any:
    text = post.get(name, "").strip()[:LONGEST_FIELD]
    if question.answer == "date":
        return _date(post, name, text)
    if text == UNKNOWN or post.get(f"{name}.unknown"):
        return None
    if not text:
        return NOT_GIVEN
    if question.answer == "boolean":
        return YES_NO.get(text, text)
    return _number(text) if question.answer == "number" else text


def _number(text: str) -> float | str:
    plain = text.replace(",", ".")
    return float(plain) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", plain) else text


def _date(post: Mapping[str, str], name: str, mode: str) -> Any:
    """A date as it was told. A field that was filled says how it is meant, also when nothing was chosen beside it."""
    given = {part: post.get(f"{name}.{part}", "").strip()[:LONGEST_FIELD] for part in (DAY, MONTH, "months")}
    if not mode:
        mode = next((part for part in (DAY, MONTH) if given[part]), "")
    if mode in (DAY, MONTH):
        return given[mode] or "nothing"
    if mode in (BEFORE, AFTER):
        return {f"{mode}_days": months_as_days(given["months"])}
    return {"": NOT_GIVEN, UNKNOWN: None}.get(mode, mode)


def months_as_days(text: str) -> int | str:
    """How many days ago that many months lie, from today by the calendar."""
    if not re.fullmatch(r"[0-9]{1,4}", text):
        return text or "nothing"
    today = timezone.localdate()
    month = today.year * 12 + today.month - 1 - int(text)
    year, month = divmod(month, 12)
    return (today - _clamped(year, month + 1, today.day)).days


def _clamped(year: int, month: int, day: int) -> datetime.date:
    """The day of that month, or its last one where it is shorter."""
    while True:
        try:
            return datetime.date(year, month, day)
        except ValueError:
            day -= 1


def counts_in(post: Mapping[str, str]) -> dict[Place, tuple | None]:
    """Place -> count, for what was changed since the page was made. A number wins over a band that stood there before."""
    counts = {}
    for name, was in post.items():
        if not name.startswith("was.") or name.count(".") != 3:
            continue
        place = name.removeprefix("was.")
        typed, band = post.get(f"count.{place}", "").strip(), post.get(f"band.{place}", "")
        said = typed if typed not in (was, "") or not band else band
        if said != was:
            scar_type, region, side = place.split(".")
            counts[Place(scar_type, region, side or None)] = read_count(said, f"count.{place}")
    return counts


def read_count(text: str, field: str) -> tuple | None:
    """12, a range 5-10, 21- for more than 20, ? for seen but not counted; nothing and 0 take the finding back."""
    text = text[:LONGEST_FIELD].replace("–", "-").replace(" ", "")
    if text in ("", "0"):
        return None
    if text == "?":
        return (None, None)
    exact = re.fullmatch(r"[0-9]{1,9}", text)
    band = re.fullmatch(r"([0-9]{1,9})-([0-9]{0,9})", text)
    if exact:
        return int(text), int(text)
    if band:
        return int(band[1]), int(band[2]) if band[2] else None
    raise NotTaken(
        CaseError(field, f"is “{text[:40]}”", "a whole number such as 12, a range such as 5-10, or 0 for none")
    )


def skin_in(post: Mapping[str, str], catalog: Catalog) -> dict[str, Any]:
    """What was judged of the skin as a whole: only what the form held."""
    judged: dict[str, Any] = {
        name: whole(post.get(name, "")) for name in ("phototype", "grade") if name in post or f"has.{name}" in post
    }
    if "has.scar_s" in post:
        levels = {region: whole(post.get(f"scar_s.{region}", "")) for region in catalog.scales["scar_s"].regions}
        judged["scar_s"] = {region: level for region, level in levels.items() if level is not None}
    for name in ("priorities", "concerns"):
        if f"has.{name}" in post:
            judged[name] = _in_order_of_choosing(post.getlist(name), post[f"has.{name}"].split())
    return judged


def _in_order_of_choosing(chosen: list[str], before: list[str]) -> list[str]:
    """What was chosen before stays first; what is new comes after."""
    kept = [key for key in before if key in chosen]
    return [*kept, *(key for key in chosen if key not in kept)]


def description_in(post: Mapping[str, str]) -> dict[str, Any]:
    """What is known of one finding."""
    described: dict[str, Any] = {
        "grade": whole(post.get("grade", "")),
        "base": post.get("base") or None,
        "older_than_two_years": YES_NO.get(post.get("older_than_two_years", "")),
        "area_cm2": _number(post["area_cm2"].strip()) if post.get("area_cm2", "").strip() else None,
    }
    described["count_low"], described["count_high"] = read_count(post.get("count", ""), "count") or (None, None)
    return described


def past_in(post: Mapping[str, str]) -> dict[str, Any]:
    """A past treatment as it was told."""
    last_on = _date(post, "last", post.get("last", ""))
    return {
        "modality": post.get("modality", ""),
        "sessions": whole(post.get("sessions", "")),
        "last_on": None if last_on is NOT_GIVEN else last_on,
        "response": post.get("response") or None,
        "where": post.get("where") if post.get("where") in ("here", "elsewhere") else None,
    }


def whole(text: str) -> int | str | None:
    """A whole number; nothing is nothing, anything else is handed on as it was typed."""
    text = text.strip()[:LONGEST_FIELD]
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else text or None


def revision_in(post: Mapping[str, str]) -> int | None:
    """The revision that the page was made of."""
    text = post.get("revision", "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
