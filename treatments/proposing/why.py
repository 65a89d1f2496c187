"""Why one regimen stands above another: the first level at which they differ, and the values of both there."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from planner.catalog import Catalog
from treatments.hooks import regimen_in_words
from treatments.proposing.level_words import NONE, level_in_words, value_in_words


def first_difference(above: Mapping, below: Mapping, catalog: Catalog) -> dict:
    """The level that decides, and of its values only the part in which they differ; no name when all eight say the same."""
    for (name, one), (_name, other) in zip(above["levels"], below["levels"], strict=True):
        if one != other:
            parts = deciding_part(one, other)
            one, other = (value_in_words(name, part, catalog) for part in parts)
            return {"name": name, "level": level_in_words(name), "one": one, "other": other}
    return {"name": "", "level": _("nothing that is compared"), "one": "", "other": ""}


def deciding_part(one: str, other: str) -> tuple[str, str]:
    """Of two values that are lists of figures in one order, the first figure that differs; one that only one has is none for the other."""
    if one.startswith("of ") and ": " in one and ": " in other:
        return _deciding_share(one, other)
    ones, others = one.split("; "), other.split("; ")
    for place, part in enumerate(ones):
        if place >= len(others) or part != others[place]:
            break
    else:
        return one, other
    named = [{part.partition(":")[0] for part in parts if ":" in part} for parts in (ones, others)]
    rival = others[place] if place < len(others) else ""
    if ":" in part and part.partition(":")[0] not in named[1]:
        return part, NONE
    if ":" in rival and rival.partition(":")[0] not in named[0]:
        return NONE, rival
    return part, rival


def _deciding_share(one: str, other: str) -> tuple[str, str]:
    """Of two values such as “of 56: 12 first line, 40 first or second line” the share that differs: “12 of 56 first line”."""
    (whole, _colon, ones), (_whole, _colon, others) = one.partition(": "), other.partition(": ")
    for part, rival in zip(ones.split(", "), others.split(", "), strict=False):
        if part != rival:
            return _share(part, whole), _share(rival, whole)
    return one, other


def _share(part: str, whole: str) -> str:
    number, _space, what = part.partition(" ")
    return f"{number} {whole} {what}"


def compared(above: Mapping, below: Mapping, numbers: tuple[int, int], catalog: Catalog) -> dict:
    """Two regimens level by level, all eight, and the level that decides."""
    decides = first_difference(above, below, catalog)
    return {
        "numbers": numbers,
        "above": regimen_in_words(above, catalog),
        "below": regimen_in_words(below, catalog),
        "decides": decides,
        "rows": list(_rows(above, below, decides["name"], catalog)),
    }


def _rows(above: Mapping, below: Mapping, decides: str, catalog: Catalog) -> Iterable[dict]:
    for (name, one), (_name, other) in zip(above["levels"], below["levels"], strict=True):
        yield {
            "level": level_in_words(name),
            "one": value_in_words(name, one, catalog),
            "other": value_in_words(name, other, catalog),
            "decides": name == decides,
        }


def neighbours(regimens: list[Mapping], catalog: Catalog) -> list[dict]:
    """Each regimen with the one below it."""
    pairs = zip(regimens, regimens[1:], strict=False)
    return [compared(one, other, (place, place + 1), catalog) for place, (one, other) in enumerate(pairs, start=1)]


def asked_pair(asked: Iterable[str], regimens: list[Mapping], catalog: Catalog) -> dict | None:
    """Any two regimens by their keys, the higher one first; None unless two of them are named."""
    wanted = set(asked)
    places = [place for place, one in enumerate(regimens, start=1) if one["key"] in wanted]
    if len(places) != 2:
        return None
    above, below = places
    return compared(regimens[above - 1], regimens[below - 1], (above, below), catalog)
