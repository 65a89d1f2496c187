"""When a patient calls, and how soon: the signs of the red flags of the knowledge, for the treatments of one plan.

What a red flag says the clinic should do is for the clinic: of that column only the urgency reaches the patient, as a heading.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planner.catalog import Catalog, shipped_catalog
from planner.catalog.safety import RedFlag
from planner.vocabulary import ALL_MODALITIES

HOURS_OF_A_DAY, DAYS_OF_A_WEEK = 24, 7
AMBULANCE, AT_ONCE = "ambulance", "at once"  # words of the knowledge that ask for more haste than a number of hours

# red flag -> its sign without a word of the trade; the other signs of the shipped knowledge are plain as they stand
SIGNS = {
    "rf_vision": gettext_lazy("Any change in your sight, a drooping eyelid, weakness of the face"),
    "rf_allergy": gettext_lazy("Swelling of lips or eyes, wheezing, feeling faint, widespread hives (itchy weals)"),
    "rf_herpes": gettext_lazy("Blisters in groups, tingling and then open sores, more pain than expected"),
    "rf_granuloma": gettext_lazy(
        "Firm red bumps or raised patches along the treated area days to weeks later, with fever, joint pain or swelling"
    ),
    "rf_fat": gettext_lazy("A dent or a flat place weeks after needling with warmth (radiofrequency)"),
    "rf_toxicity": gettext_lazy(
        "Dizziness, ringing in the ears, a numb mouth, or a racing or uneven heartbeat within hours of numbing cream "
        "or injection"
    ),
}


@dataclass(frozen=True)
class Call:
    """The signs that ask for the same haste."""

    heading: str
    urgent: bool
    ambulance: bool
    signs: tuple[RedFlag, ...]

    @property
    def said(self) -> list[str]:
        """The signs as the patient reads them."""
        return [sign_in_words(row) for row in self.signs]


def calls_for(modalities: Iterable[str], catalog: Catalog) -> list[Call]:
    """The signs to call for, those of most haste first."""
    mine = {*modalities, ALL_MODALITIES}
    grouped: dict[tuple[int, int], list[RedFlag]] = {}
    for row in catalog.safety["red_flag"]:
        if mine & set(row.modalities):
            grouped.setdefault(_haste(row), []).append(row)
    return [_call(tuple(grouped[haste])) for haste in sorted(grouped)]


def _haste(row: RedFlag) -> tuple[int, int]:
    """An ambulance before a call at once, and that before any number of hours."""
    if AMBULANCE in row.action:
        return 0, 0
    return (1, 0) if AT_ONCE in row.action else (2, row.contact_within_hours)


def _call(signs: tuple[RedFlag, ...]) -> Call:
    return Call(
        heading=how_soon(signs[0]),
        urgent=any(row.contact_within_hours < HOURS_OF_A_DAY for row in signs),
        ambulance=AMBULANCE in signs[0].action,
        signs=signs,
    )


def how_soon(row: RedFlag) -> str:
    """What to do at this sign, with the haste the row asks for: the greater of its words and its hours."""
    if AMBULANCE in row.action:
        return _("Call an ambulance")
    if AT_ONCE in row.action:
        return _("Call us at once; do not send a message")
    return soon(row.contact_within_hours)


def soon(hours: int) -> str:
    """How soon to call, in words."""
    if hours <= 1:
        return _("Call an ambulance, or call us at once")
    if hours < HOURS_OF_A_DAY:
        return _("Call us within %(hours)s hours") % {"hours": hours}
    if hours == HOURS_OF_A_DAY:
        return _("Call us the same day")
    days = hours // HOURS_OF_A_DAY
    if days == DAYS_OF_A_WEEK:
        return _("Call us within a week")
    return ngettext("Call us within %(days)s day", "Call us within %(days)s days", days) % {"days": days}


def sign_in_words(row: RedFlag) -> str:
    """The sign without what the clinic does about it; a sign that the clinic worded anew stands as it wrote it."""
    if row.key in SIGNS and row.symptom == _shipped().get(row.key):
        return str(SIGNS[row.key])
    return row.symptom


@cache
def _shipped() -> dict[str, str]:
    return {row.key: row.symptom for row in shipped_catalog().safety["red_flag"]}
