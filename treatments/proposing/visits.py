"""The visits of a proposed course and its home phase, as a card lists them, and how days, durations and prices are said there."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments.planning import stored_course as words

TREATMENT, TEST_SPOT = "treatment", "test_spot"
KINDS = {TEST_SPOT: gettext_lazy("Test spot"), "review": gettext_lazy("Review")}
DAYS_A_WEEK, DAYS_A_MONTH = 7, 30.4  # how a duration is said; no figure of medicine
MOST_SAID_AS_DAYS, MOST_SAID_AS_WEEKS = 14, 120


def days_in_words(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def duration_in_words(days: int) -> str:
    """How long a course takes, no more exact than one speaks of it."""
    if days <= MOST_SAID_AS_DAYS:
        return days_in_words(days)
    if days <= MOST_SAID_AS_WEEKS:
        weeks = round(days / DAYS_A_WEEK)
        return ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}
    months = round(days / DAYS_A_MONTH)
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def price_of(price) -> str:
    """A price with the currency of the clinic, or that none is known."""
    return _("price not known") if price is None else f"{price} {settings.CURRENCY}"


def visits_of(course: Mapping, catalog: Catalog) -> list[dict]:
    """The visits of a course in order; what is provisional names what it waits for."""
    number, opens, found = 0, None, []
    for visit in course["visits"]:
        number += visit["kind"] == TREATMENT
        found.append(_visit(visit, number, opens, course, catalog))
        opens = visit if visit["kind"] != TREATMENT else opens
    return found


def _visit(visit: Mapping, number: int, opens: Mapping | None, course: Mapping, catalog: Catalog) -> dict:
    names = [words.name_of(row["modality"], catalog) for row in visit["procedures"]]
    return {
        "number": number if visit["kind"] == TREATMENT else "",
        "kind": KINDS.get(visit["kind"], ""),
        "title": ", ".join(dict.fromkeys(names)) or _("Look at the result before going on"),
        "day": day_in_words(words.day_of(visit["target_on"])),
        "window": _window(visit),
        "provisional": _waits_for(visit, opens),
        "facts": " · ".join(_facts(visit, catalog)),
        "details": list(_details(visit)),
        "procedures": [_procedure(row, course, catalog) for row in visit["procedures"]],
    }


def _window(visit: Mapping) -> str:
    """The days between which a visit may lie, without saying a month or a year twice."""
    earliest, latest = words.day_of(visit["earliest_on"]), words.day_of(visit["latest_on"])
    if earliest == latest:
        return ""
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day_in_words(latest)}"
    first = day_in_words(earliest) if earliest.year != latest.year else f"{earliest.day} {earliest:%b}"
    return f"{first} – {day_in_words(latest)}"


def _waits_for(visit: Mapping, opens: Mapping | None) -> str:
    if not visit["provisional"]:
        return ""
    if opens is None:
        return _("provisional")
    what = _("the test spot") if opens["kind"] == TEST_SPOT else _("the review")
    day = day_in_words(words.day_of(opens["target_on"]))
    return _("provisional until %(what)s of %(day)s") % {"what": what, "day": day}


def _facts(visit: Mapping, catalog: Catalog) -> Iterable[str]:
    """What differs from visit to visit, in one line."""
    if visit["minutes"]:
        yield _("%(n)s min") % {"n": visit["minutes"]}
    if visit["downtime_days"]:
        yield words.downtime_in_words(visit, catalog)
    if visit["kind"] == TREATMENT:
        yield price_of(visit["price"])


def _details(visit: Mapping) -> Iterable[str]:
    if visit["numbing_minutes"]:
        yield _("%(n)s of the %(all)s min are numbing.") % {"n": visit["numbing_minutes"], "all": visit["minutes"]}


def _procedure(row: Mapping, course: Mapping, catalog: Catalog) -> dict:
    return {
        "name": words.name_of(row["modality"], catalog),
        "areas": words.areas_in_words(row["areas"], catalog),
        "is_option": row["modality"] in course["options"],
        "settings": [words.setting_in_words(one) for one in row["parameters"]],
    }


def home_of(course: Mapping, catalog: Catalog) -> list[dict]:
    """What the patient does at home beside the visits: from, until, and when it pauses."""
    return [
        {
            "name": words.name_of(phase["modality"], catalog),
            "span": _span(phase["from_on"], phase["until_on"]),
            "pauses": "; ".join(_span(*pause) for pause in phase["pauses"]),
        }
        for phase in course["home"]
    ]


def _span(start: str, end: str) -> str:
    days = {"from": day_in_words(words.day_of(start)), "to": day_in_words(words.day_of(end))}
    return _("%(from)s to %(to)s") % days
