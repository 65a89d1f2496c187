"""How a visit and a home phase of a course are said to the patient: what is held, its name, its day, the time between."""

import datetime
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.case import Case
from planner.catalog import Catalog
from treatments.papers import patient_words
from treatments.papers.care_dates import lines_of

Date = datetime.date
TREATMENT, TEST_SPOT = "treatment", "test_spot"


def held_on(visit: Mapping) -> list[str]:
    """The treatments that are part of a visit, each once, in the order they are done."""
    return list(dict.fromkeys(row["modality"] for row in visit["procedures"] if not row["option"]))


def name_of(visit: Mapping, number: int) -> str:
    """How a visit is called."""
    if visit["kind"] == TREATMENT:
        return _("Visit %(number)s") % {"number": number}
    return _("Test of a small area") if visit["kind"] == TEST_SPOT else _("Short check")


def when_of(visits: Mapping[str, Date], done: Collection[str]) -> str:
    """The condition under which dates around visits hold; a visit that was done has its day."""
    if len(visits) == 1:
        ((name, on),) = visits.items()
        words = _("After your visit on %(day)s:") if name in done else _("If your visit is on %(day)s:")
        return words % {"day": patient_words.day(on)}
    days = [f"{patient_words.day(on)} ({name[:1].lower()}{name[1:]})" for name, on in visits.items()]
    return _("If your visits are on %(days)s:") % {"days": patient_words.joined(days)}


def gap_of(before: Mapping | None, visit: Mapping) -> str:
    """How long after the visit before."""
    if before is None:
        return ""
    days = visit["day"] - before["day"]
    if not days:
        return _("the same day")
    if days % patient_words.DAYS_OF_A_WEEK:
        return ngettext("%(count)s day later", "%(count)s days later", days) % {"count": days}
    weeks = days // patient_words.DAYS_OF_A_WEEK
    return ngettext("%(count)s week later", "%(count)s weeks later", weeks) % {"count": weeks}


def home_in_words(phase: Mapping, case: Case, catalog: Catalog) -> dict:
    """A home phase as the patient reads it, with what to mind while using it."""
    start, end = Date.fromisoformat(phase["from_on"]), Date.fromisoformat(phase["until_on"])
    lines = lines_of([phase["modality"]], case, catalog)
    return {
        "name": patient_words.treatment_name(phase["modality"], catalog),
        "means": patient_words.treatment_means(phase["modality"], catalog),
        "from_to": patient_words.days_from_to(start, end),
        "pauses": [patient_words.days_from_to(*map(Date.fromisoformat, pause)) for pause in phase["pauses"]],
        "lines": [
            {"line": line, "dates": patient_words.days_from_to(*_within(line, start, end))}
            for line in lines
            if start + datetime.timedelta(line.from_day) <= end
        ],
    }


def _within(line, start: Date, end: Date) -> tuple[Date, Date]:
    """The days of a line counted from the first day at home, no longer than the home phase."""
    return start + datetime.timedelta(line.from_day), min(end, start + datetime.timedelta(line.to_day))
