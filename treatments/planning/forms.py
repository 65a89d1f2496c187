"""What the forms of a plan send, read for the actions: the revision of the page, the reason, the change of one step."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from treatments.changing import Change, Why
from treatments.models import PlanRevision
from treatments.refusals import ChangeNotPossible

REASON_KINDS = (
    ("safety", gettext_lazy("Safety")),
    ("preference", gettext_lazy("Wish of the patient")),
    ("organisation", gettext_lazy("Organisation")),
)
ON, OFF = "on", "off"
NO_REVISION = 0
LONGEST_NUMBER = 12


def revision_in(posted: Mapping[str, str]) -> int:
    """The revision the page showed; what cannot be read is the revision of no page."""
    text = posted.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else NO_REVISION


def why_in(posted: Mapping[str, str]) -> Why:
    """The reason as it was written and what kind it is; a kind that is not known is none."""
    kind = posted.get("kind", "")
    known = kind in PlanRevision.ReasonKind.values
    return Why(posted.get("reason", "").replace("\r\n", "\n"), kind if known else "")


def change_in(posted: Mapping[str, str], step: int) -> Change:
    """The change of one step that a form asks for: `change` says which, as “how” or “how:what”. Raises ChangeNotPossible."""
    how, _colon, about = posted.get("change", "").partition(":")
    if how not in VALUES:
        raise ChangeNotPossible("change", _("nothing was chosen"), _("one of the changes below"))
    return Change(step, how, VALUES[how](posted, about))


def _procedure(posted: Mapping[str, str], about: str) -> dict[str, Any]:
    return {"modality": about}


def _nothing(posted: Mapping[str, str], about: str) -> dict[str, Any]:
    return {}


def _days(posted: Mapping[str, str], about: str) -> dict[str, Any]:
    text = posted.get("days", "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER):
        raise ChangeNotPossible("days", _("“%(text)s” is no number of days") % {"text": text[:40]}, _("such as 14"))
    return {"days": int(text)}


def _setting(posted: Mapping[str, str], about: str) -> dict[str, Any]:
    modality, name, area = (posted.get("setting", "").split("|") + ["", "", ""])[:3]
    return {"modality": modality, "name": name, "value": _number(posted.get("value", "")), "area": area or None}


def _number(text: str) -> int | float:
    try:
        number = Decimal(text.strip().replace(",", ".")[:LONGEST_NUMBER])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ChangeNotPossible("value", _("“%(text)s” is no number") % {"text": text[:40]}, _("such as 1.5"))
    return int(number) if number == number.to_integral_value() else float(number)


def _option(posted: Mapping[str, str], about: str) -> dict[str, Any]:
    modality, _colon, switched = about.partition(":")
    return {"modality": modality, "on": switched == ON}


VALUES: dict[str, Callable[[Mapping[str, str], str], dict[str, Any]]] = {
    "without_procedure": _procedure,
    "without_step": _nothing,
    "postponed": _days,
    "with_setting": _setting,
    "with_option": _option,
}
