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
    "gb_rows": gettext_lazy("Rows of Goodman and Baron"),
    "goodman2011_treatment": gettext_lazy("Treatment in Goodman 2011"),
    "ids_seen": gettext_lazy("Identifiers checked"),
    "read_via": gettext_lazy("Where it was read"),
    "access": gettext_lazy("What was read"),
    "if_no_go_to": gettext_lazy("If no, go to"),
    "if_yes_tiebreak": gettext_lazy("If yes, decided by"),
    "chair_min_minutes": gettext_lazy("Shortest time in the chair"),
    "chair_max_minutes": gettext_lazy("Longest time in the chair"),
    "chair_typical_minutes": gettext_lazy("Usual time in the chair"),
    "crusting_days_min": gettext_lazy("Shortest crusting, in days"),
    "crusting_days_max": gettext_lazy("Longest crusting, in days"),
    "erythema_days_min": gettext_lazy("Shortest redness, in days"),
    "erythema_days_max": gettext_lazy("Longest redness, in days"),
    "oedema_days_min": gettext_lazy("Shortest swelling, in days"),
    "oedema_days_max": gettext_lazy("Longest swelling, in days"),
    "duration_days_max": gettext_lazy("Longest duration, in days"),
    "social_downtime_days_min": gettext_lazy("Shortest social downtime, in days"),
    "social_downtime_days_max": gettext_lazy("Longest social downtime, in days"),
    "social_downtime_days_typical": gettext_lazy("Usual social downtime, in days"),
    "interval_min_days": gettext_lazy("Shortest interval"),
    "interval_max_days": gettext_lazy("Longest interval"),
    "interval_typical_days": gettext_lazy("Usual interval"),
    "sessions_min": gettext_lazy("Fewest sessions"),
    "sessions_max": gettext_lazy("Most sessions"),
    "sessions_typical": gettext_lazy("Usual number of sessions"),
    "max_g_per_10cm2": gettext_lazy("At most, in g per 10 cm²"),
    "max_mg_per_kg": gettext_lazy("At most, in mg per kg"),
    "max_mg_total": gettext_lazy("At most in all, in mg"),
    "mg_per_unit": gettext_lazy("Mg in a unit"),
    "pain_0_10": gettext_lazy("Pain, from 0 to 10"),
    "p_value": gettext_lazy("p"),
    "position_a": gettext_lazy("What the one side says"),
    "position_b": gettext_lazy("What the other side says"),
    "sources_a": gettext_lazy("Sources of the one side"),
    "sources_b": gettext_lazy("Sources of the other side"),
}
WORDS = {"boolean": gettext_lazy("Yes or no"), "app_roles": gettext_lazy("Who may do what in this application")}
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
    if word in WORDS:
        return str(WORDS[word])
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
