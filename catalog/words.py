"""How field names and values of the catalog are said to a person; what is not listed is said by its own name."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planner.catalog.safety import Condition

FIELDS = {  # where the field's own name is short of a word
    "sources": gettext_lazy("Sources"),
    "cites": gettext_lazy("Named, not read"),
    "ask": gettext_lazy("Question"),
    "who": gettext_lazy("Who answers"),
    "per_area": gettext_lazy("May differ by area"),
    "none_value": gettext_lazy("What “none of these apply” writes"),
    "validity_days": gettext_lazy("An answer holds for"),
    "lasting": gettext_lazy("A yes holds for ever"),
    "lasting_values": gettext_lazy("Answers that hold for ever"),
    "unknown_values": gettext_lazy("Answers that count as not known"),
    "reopens": gettext_lazy("A yes asks again"),
    "restricted": gettext_lazy("For the treating clinicians only"),
    "defer_days": gettext_lazy("Not before"),
    "wait_days": gettext_lazy("Wait"),
    "is": gettext_lazy("When the answer is"),
    "when": gettext_lazy("When the answer"),
    "min": gettext_lazy("From"),
    "max": gettext_lazy("To"),
    "n": gettext_lazy("Number of people"),
    "a": gettext_lazy("One"),
    "b": gettext_lazy("The other"),
    "mcid": gettext_lazy("Smallest change that matters"),
    "contact_within_hours": gettext_lazy("Call within"),
}
SHORT_FORMS = {
    *("pih", "prp", "rf", "tca", "ha", "pdl", "ipl", "ecca", "mcid"),
    *("us", "uk", "eu", "gmc", "fda", "asds", "asdsa", "doi", "pmid", "pmcid", "url", "id"),
}
UNITS = {
    "days": gettext_lazy("days"),
    "minutes": gettext_lazy("min"),
    "hours": gettext_lazy("h"),
    "mm": gettext_lazy("mm"),
    "cm": gettext_lazy("cm"),
    "cm2": gettext_lazy("cm²"),
    "deg": gettext_lazy("°"),
    "percent": gettext_lazy("%"),
    "pct": gettext_lazy("%"),
}
ZERO = {"defer_days": gettext_lazy("no fixed interval")}
CONFIDENCE = {
    "opened": (gettext_lazy("Read"), gettext_lazy("The statement was read in the source.")),
    "secondary": (gettext_lazy("Quoted"), gettext_lazy("Read in a page that quotes or reports the source.")),
    "partial": (
        gettext_lazy("Partly read"),
        gettext_lazy("Part was read in the source, the rest is general knowledge."),
    ),
    "unverified": (
        gettext_lazy("Not verified"),
        gettext_lazy("General knowledge only; nobody has read it in a source."),
    ),
}
CONFIDENCE_KIND = {"opened": "ok", "secondary": "info", "partial": "info", "unverified": "warn"}


def label(name: str) -> str:
    """What a field is called; a unit at the end of its name goes to the value."""
    return str(FIELDS.get(name) or said(_without_unit(name)))


def said(word: str) -> str:
    """A key or a fixed word of the knowledge as a person reads it."""
    words = [part.upper() if part in SHORT_FORMS else part for part in word.replace("_", " ").split(" ")]
    sentence = " ".join(words)
    return sentence[:1].upper() + sentence[1:]


def number(name: str, value: int | float) -> str:
    """A number with the unit that its field's name ends with."""
    if value == 0 and name in ZERO:
        return str(ZERO[name])
    if name.endswith("_days") or name == "every_days":
        return ngettext("%(count)s day", "%(count)s days", value) % {"count": value}
    unit = UNITS.get(name.rpartition("_")[2]) if "_" in name else None
    return f"{value} {unit}" if unit else str(value)


def yes_no(value: bool) -> str:
    return _("Yes") if value else _("No")


def condition(when: Condition) -> str:
    """When a rule fires, as the end of a sentence that begins with the question."""
    return {
        "is": _("is %(value)s"),
        "in": _("is one of: %(value)s"),
        "lt": _("is below %(value)s"),
        "gte": _("is %(value)s or more"),
        "within_days": _("lies less than %(value)s days before the session, or after it"),
        "around_days": _("lies near the session, from and to days before and after: %(value)s"),
    }[when.op] % {"value": _value_of(when.value)}


def _value_of(value) -> str:
    if isinstance(value, bool):
        return yes_no(value).lower()
    if isinstance(value, tuple):
        return ", ".join(_value_of(one) for one in value)
    return str(value).replace("_", " ")


def _without_unit(name: str) -> str:
    stem, _underscore, last = name.rpartition("_")
    return stem if stem and last in UNITS else name
