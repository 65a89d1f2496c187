"""The course of one revision as pages show it: its stored text alone, in the words of the catalog version it rests on.

Nothing here is asked of the version in force, so that what was adopted reads the same for ever.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.words import said
from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments import downtime
from treatments.citing import short_citation
from treatments.hooks import regimen_in_words
from treatments.models import PlanTask

OWNERS = {
    "prescriber": gettext_lazy("Prescriber"),
    "nurse": gettext_lazy("Nurse"),
    "desk": gettext_lazy("Front desk"),
    "nobody": gettext_lazy("for information"),
}
KINDS = {"treatment": "circle", "test_spot": "circle", "review": "search"}
TEXT_UNIT = "text"


@dataclass(frozen=True)
class Procedure:
    """What is done on a visit: its name, where, the settings to start from, and whether it was chosen as an option."""

    modality: str
    name: str
    areas: str
    chosen: bool
    settings: tuple[dict, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """A visit of the course. `step` counts all of them, `number` those on which something is treated."""

    step: int
    kind: str
    icon: str
    title: str
    when: str
    window: str
    waits_for: str
    facts: str
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True)
class Course:
    """A whole course in words."""

    name: str
    visits: tuple[Visit, ...]
    home: tuple[dict, ...]
    totals: tuple[dict, ...]
    options: tuple[str, ...]
    expected: tuple[dict, ...]
    cautions: tuple[dict, ...]
    reasons: tuple[dict, ...]


def course_in_words(regimen: Mapping, catalog: Catalog, *, restricted: bool = True) -> Course:
    """The course for a person; without `restricted` nothing stands there that rests on a restricted answer."""
    hidden = frozenset() if restricted else restricted_rules(catalog)
    reasons = {one["rule"]: one for one in regimen["reasons"] if one["rule"] not in hidden}
    return Course(
        name=regimen_in_words(regimen, catalog),
        visits=tuple(_visits(regimen, catalog, reasons)),
        home=tuple(_home(phase, catalog) for phase in regimen["home"]),
        totals=tuple(totals_in_words(regimen, catalog)),
        options=tuple(name_of(key, catalog) for key in regimen["options"] if key in _done_somewhere(regimen)),
        expected=tuple(_expected(row, catalog) for row in regimen["expected"]),
        cautions=tuple(_caution(row, catalog) for row in regimen["cautions"] if row["rule"] not in hidden),
        reasons=tuple({"text": one["text"], "sources": sources_in_words(one, catalog)} for one in reasons.values()),
    )


def _done_somewhere(regimen: Mapping) -> set[str]:
    return {row["modality"] for visit in regimen["visits"] for row in visit["procedures"] if not row["option"]}


def restricted_rules(catalog: Catalog) -> frozenset[str]:
    """The rules about questions that only the treating dermatologists read."""
    questions = catalog.questions
    rules = (row for row in catalog.safety["rule"] if row.question in questions and questions[row.question].restricted)
    asked = (PlanTask.rule_of(key) for key, question in questions.items() if question.restricted)
    return frozenset((*(row.key for row in rules), *asked))


def name_of(modality: str, catalog: Catalog) -> str:
    """The name of a modality without what stands in brackets behind it."""
    return catalog.modalities[modality].name.partition(" (")[0] if modality in catalog.modalities else said(modality)


def sources_in_words(row: Mapping, catalog: Catalog) -> list[dict]:
    """The sources of a row: how a line names them, and what they are as far as this version tells."""
    known = catalog.sources
    return [
        {"key": key, "short": short_citation(known[key]), "title": known[key].citation}
        if key in known
        else {"key": key, "short": key, "title": key}
        for key in row["sources"]
    ]


def _visits(regimen: Mapping, catalog: Catalog, reasons: Mapping) -> Iterable[Visit]:
    number, opens = 0, None
    for step, visit in enumerate(regimen["visits"], start=1):
        number += visit["kind"] == "treatment"
        yield _visit(visit, step, number, opens, regimen, catalog, reasons)
        opens = visit if visit["kind"] != "treatment" else opens


def _visit(visit: Mapping, step: int, number: int, opens, regimen: Mapping, catalog: Catalog, reasons) -> Visit:
    done = [row for row in visit["procedures"] if not row["option"]]
    return Visit(
        step=step,
        kind=visit["kind"],
        icon=KINDS.get(visit["kind"], "circle"),
        title=_title(visit, number),
        when=day_in_words(day_of(visit["target_on"])),
        window=window_in_words(visit),
        waits_for=_waits_for(visit, opens),
        facts=" · ".join(_facts(visit, catalog)),
        procedures=tuple(_procedure(row, regimen, catalog, reasons) for row in done),
    )


def labels_of(regimen: Mapping) -> dict[int, str]:
    """Step -> how a sentence names it: “visit 2”, “the review of 3 Jan 2027”."""
    labels, number = {}, 0
    for step, visit in enumerate(regimen["visits"], start=1):
        number += visit["kind"] == "treatment"
        said = {"number": number, "day": day_in_words(day_of(visit["target_on"]))}
        words = {"treatment": _("visit %(number)s"), "test_spot": _("the test spot of %(day)s")}
        labels[step] = words.get(visit["kind"], _("the review of %(day)s")) % said
    return labels


def _title(visit: Mapping, number: int) -> str:
    words = {"review": _("Review: look at the result before going on"), "test_spot": _("Test spot")}
    return words.get(visit["kind"]) or _("Visit %(number)s") % {"number": number}


def window_in_words(visit: Mapping) -> str:
    """The days between which a visit may lie; empty when there is one day alone."""
    earliest, latest = day_of(visit["earliest_on"]), day_of(visit["latest_on"])
    if earliest == latest:
        return ""
    return _("between %(from)s and %(to)s") % {"from": day_in_words(earliest), "to": day_in_words(latest)}


def _waits_for(visit: Mapping, opens: Mapping | None) -> str:
    """What a provisional visit waits for: the review or the test spot before it."""
    if not visit["provisional"]:
        return ""
    if opens is None:
        return _("Provisional: what it waited for is not in this plan. Look at the skin first.")
    said = {"day": day_in_words(day_of(opens["target_on"]))}
    if opens["kind"] == "test_spot":
        return _("Provisional: waits for the result of the test spot of %(day)s.") % said
    return _("Provisional: waits for the review of %(day)s.") % said


def _facts(visit: Mapping, catalog: Catalog) -> Iterable[str]:
    if visit["minutes"] is not None:
        yield _("%(minutes)s min") % visit
    if visit["numbing_minutes"]:
        yield _("of these %(numbing_minutes)s min numbing") % visit
    if visit["downtime_days"]:
        yield downtime_in_words(visit, catalog)
    if visit["kind"] == "treatment":
        yield price_in_words(visit["price"])


def downtime_in_words(visit: Mapping, catalog: Catalog) -> str:
    """How long one sees a visit."""
    if not visit["downtime_days"][1]:
        return _("no downtime")
    return _("downtime %(days)s") % {"days": downtime.after_visit(visit, catalog)}


def price_in_words(price) -> str:
    return _("price not known") if price is None else f"{price} {settings.CURRENCY}"


def _procedure(row: Mapping, regimen: Mapping, catalog: Catalog, reasons: Mapping) -> Procedure:
    return Procedure(
        modality=row["modality"],
        name=catalog.modalities[row["modality"]].name if row["modality"] in catalog.modalities else row["modality"],
        areas=areas_in_words(row["areas"], catalog),
        chosen=row["modality"] in regimen["options"],
        settings=tuple(setting_in_words(one) for one in row["parameters"]),
        reasons=tuple(reasons[key]["text"] for key in row["reasons"] if key in reasons),
    )


def areas_in_words(areas: Iterable[str], catalog: Catalog) -> str:
    return ", ".join(catalog.regions[key].label if key in catalog.regions else said(key) for key in areas)


def setting_in_words(one: Mapping) -> dict:
    """A setting with its value and unit, both as they were published."""
    value = one["value"] if isinstance(one["value"], str) else f"{one['value']:g}"
    unit = unit_to_say(one["name"], one["unit"])
    return {"name": said(one["name"]), "value": f"{value} {unit}" if unit else value}


def unit_to_say(name: str, unit: str) -> str:
    """The unit behind a value; none where the name of the setting says it: passes 6, suction from day 3."""
    said_already = unit.rstrip("s") in [word.rstrip("s") for word in said(name).lower().split()]
    return "" if unit == TEXT_UNIT or said_already else unit


def _home(phase: Mapping, catalog: Catalog) -> dict:
    span = _("%(from)s to %(to)s") % _span(phase["from_on"], phase["until_on"])
    pauses = [_("%(from)s to %(to)s") % _span(*pause) for pause in phase["pauses"]]
    return {"name": name_of(phase["modality"], catalog), "span": span, "pauses": pauses}


def _span(start: str, end: str) -> dict:
    return {"from": day_in_words(day_of(start)), "to": day_in_words(day_of(end))}


def totals_in_words(course: Mapping, catalog: Catalog) -> Iterable[dict]:
    """The whole course in four figures."""
    totals = course["totals"]
    last = ngettext("%(days)s day", "%(days)s days", totals["days"]) % {"days": totals["days"]}
    yield {"label": _("Treatment visits"), "value": str(totals["visits"])}
    yield {"label": _("From the first to the last"), "value": last}
    yield {"label": _("Downtime in all"), "value": downtime.in_all(course, catalog)}
    yield {"label": _("Price in all"), "value": price_in_words(totals["price"])}


def _expected(row: Mapping, catalog: Catalog) -> dict:
    about = [_("%(n)s people") % row if row["n"] else "", row["design"] or ""]
    if row["evidence_level"]:
        about.append(_("evidence level %(evidence_level)s") % row)
    return {
        "name": name_of(row["modality"], catalog),
        "result": row["result"] if row["outcome"] == "any" else f"{said(row['outcome'])}: {row['result']}",
        "about": ", ".join(part for part in about if part),
        "sources": sources_in_words(row, catalog),
    }


def _caution(row: Mapping, catalog: Catalog) -> dict:
    return {
        "about": ", ".join(name_of(key, catalog) for key in row["modalities"]),
        "text": row["text"],
        "mitigation": row["mitigation"],
        "owner": owner_in_words(row["owner"]),
        "sources": sources_in_words(row, catalog),
    }


def owner_in_words(owner: str) -> Any:
    return OWNERS.get(owner) or said(owner)


def day_of(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
