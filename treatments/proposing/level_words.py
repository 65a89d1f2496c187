"""The eight levels on which regimens are compared, each value in the words of a dermatologist instead of the planner's short ones."""

import re
from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planner.catalog import Catalog
from treatments.planning.stored_course import name_of

LEVELS = {
    "main concern": gettext_lazy("How well the main concern is answered"),
    "needs reason": gettext_lazy("What needs a recorded reason"),
    "rest of burden": gettext_lazy("How much of the other findings is answered, by number × grade"),
    "pigment risk": gettext_lazy("Risk of dark marks in this skin type"),
    "evidence": gettext_lazy("Evidence"),
    "what matters most": gettext_lazy("What matters most to the patient"),
    "effort": gettext_lazy("Visits, downtime and price"),
    "stated order": gettext_lazy("Order in which treatments are listed"),
}
NOT_COMPARED, NONE = "not compared", "none"
NOTHING_TO_COMPARE = {
    "rest of burden": gettext_lazy("no other finding"),
    "pigment risk": gettext_lazy("plays no part in this skin type"),
    "what matters most": gettext_lazy("the patient named nothing"),
}
MAIN = {"not": gettext_lazy("not answered"), "adjunct": gettext_lazy("as an adjunct only")}
RISK = {
    "ok": gettext_lazy("suitable"),
    "caution": gettext_lazy("with caution"),
    "avoid": gettext_lazy("better avoided"),
}
RULES = {
    "opened": gettext_lazy("its cautions were read in their sources"),
    "secondary": gettext_lazy("a caution is quoted from another page"),
    "partial": gettext_lazy("a caution was read only in part"),
    "unverified": gettext_lazy("a caution is general knowledge"),
}
AIMS = {  # as the planner names them in this level
    "improvement": gettext_lazy("improvement, number × grade answered first line, at least second line, in all"),
    "downtime": gettext_lazy("usual days of downtime"),
    "price": gettext_lazy("price"),
    "speed": gettext_lazy("days until the last treatment"),
    "pigment risk": gettext_lazy("risk of dark marks, from 0 to 2"),
}


def level_in_words(name: str) -> str:
    """What pages call a level on which regimens are compared."""
    return str(LEVELS.get(name, name))


def value_in_words(name: str, value: str, catalog: Catalog) -> str:
    """A value of a level, or the part of it that decides, in words."""
    if value == NOT_COMPARED:
        return str(NOTHING_TO_COMPARE.get(name, _("not compared")))
    if value == NONE:
        return _("none")
    if name in ("needs reason", "stated order"):
        return ", ".join(name_of(key, catalog) if key in catalog.modalities else key for key in value.split(", "))
    return WORDS[name](value) if name in WORDS else value


def _rest(value: str) -> str:
    """“of 68: 16 first line, 64 first or second line, 66 at least as adjunct”, which counts twice, or one figure of it."""
    if found := re.fullmatch(
        r"of (\d+): (\d+) first line, (\d+) first or second line, (\d+) at least as adjunct", value
    ):
        return ", ".join(shares(*map(int, found.groups())))
    one = re.fullmatch(r"(\d+) of (\d+) (.*)", value)
    if not one:
        return value
    words = {"first or second line": _("at least second line"), "at least as adjunct": _("answered at all")}
    return _("%(n)s of %(whole)s %(how)s") % {"n": one[1], "whole": one[2], "how": words.get(one[3], one[3])}


def shares(whole: int, first: int, second: int, adjunct: int) -> list[str]:
    """What is answered how well, each finding counted once, and what is not answered."""
    counts = (
        (first, _("first line")),
        (second - first, _("second line")),
        (adjunct - second, _("as adjunct")),
        (whole - adjunct, _("not answered")),
    )
    said = [f"{number} {words}" for number, words in counts if number]
    number, _space, words = said[0].partition(" ")
    return [_("%(n)s of %(whole)s %(how)s") % {"n": number, "whole": whole, "how": words}, *said[1:]]


def _evidence(value: str) -> str:
    return "; ".join(_evidence_part(part) for part in value.split("; "))


def _evidence_part(part: str) -> str:
    if part == "no rule in force":
        return _("no caution applies")
    if part.startswith("rules in force "):
        return str(RULES.get(part.removeprefix("rules in force "), part))
    level, _comma, place = part.partition(", place ")
    words = _("level %(level)s") % {"level": level.removeprefix("level ")}
    if not place:
        return words
    number = int(place.partition(" ")[0])
    listed = _("listed first for skin with several scar types")
    if number > 1:
        listed = _("listed as number %(n)s for skin with several scar types") % {"n": number}
    return f"{words}, {listed}"


def _effort(value: str) -> str:
    return ", ".join(_effort_part(part) for part in value.split("; "))


def _effort_part(part: str) -> str:
    name, _colon, number = part.rpartition(": ")
    if name == "visits":
        return ngettext("%(n)s visit", "%(n)s visits", int(number)) % {"n": number}
    if name == "days of downtime":
        return ngettext("usually %(n)s day of downtime", "usually %(n)s days of downtime", int(number)) % {"n": number}
    if name == "treatments":
        return ngettext("%(n)s treatment", "%(n)s treatments", int(number)) % {"n": number}
    if name == "procedures beyond need":
        return ngettext("%(n)s procedure that adds nothing", "%(n)s procedures that add nothing", int(number)) % {
            "n": number
        }
    if part == "priming left out":
        return _("without the preparing cream")
    return f"{part.removeprefix('price ')} {settings.CURRENCY}" if re.fullmatch(r"price [\d.]+", part) else part


def _aims(value: str) -> str:
    return "; ".join(_aim(part) for part in value.split("; "))


def _aim(part: str) -> str:
    name, _colon, number = part.partition(": ")
    return f"{AIMS[name]}: {number}" if name in AIMS else part


WORDS: dict[str, Callable[[str], str]] = {
    "main concern": lambda value: str(MAIN.get(value, value)),
    "rest of burden": _rest,
    "pigment risk": lambda value: str(RISK.get(value, value)),
    "evidence": _evidence,
    "what matters most": _aims,
    "effort": _effort,
}
