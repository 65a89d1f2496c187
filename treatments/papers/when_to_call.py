"""When a patient calls, and how soon: the red flags of the knowledge in their own words, for the treatments of one plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.catalog import Catalog
from planner.catalog.safety import RedFlag
from planner.vocabulary import ALL_MODALITIES

HOURS_OF_A_DAY, DAYS_OF_A_WEEK = 24, 7


@dataclass(frozen=True)
class Call:
    """The signs for which one calls within so many hours."""

    heading: str
    urgent: bool
    signs: tuple[RedFlag, ...]


def calls_for(modalities: Iterable[str], catalog: Catalog) -> list[Call]:
    """The signs to call for, by how soon."""
    mine = {*modalities, ALL_MODALITIES}
    signs = [row for row in catalog.safety["red_flag"] if mine & set(row.modalities)]
    return [
        Call(
            heading=soon(hours),
            urgent=hours < HOURS_OF_A_DAY,
            signs=tuple(row for row in signs if row.contact_within_hours == hours),
        )
        for hours in sorted({row.contact_within_hours for row in signs})
    ]


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
