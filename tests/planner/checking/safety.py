"""What screening says of a regimen, day by day: what is closed, what needs a reason, test spots, and scars a tool is kept off."""

import datetime
from collections.abc import Iterator

from planner.case import Case, Finding
from planner.catalog import Catalog
from planner.vocabulary import ATROPHIC_GROUP, MIXED, PRIMING
from tests.planner.checking.paper import Course, day_of

Said = Iterator[str]
CLOSED, IN_FORCE = ("absolute", "defer"), ("caution", "relative")
FAILED = ("none", "poor", "worse")


def closed_when_done(course: Course) -> Said:
    """Absolute and defer rules on any day of a window; for an option relative ones too."""
    for visit in (*course.visits("treatment"), *course.visits("test_spot")):
        first, last = day_of(visit["earliest_on"]), day_of(visit["latest_on"])
        for row in visit["procedures"]:
            key, areas = row["modality"], tuple(row["areas"])
            starts = [v.from_on for v in course.paper.screening.verdicts[key] if v.from_on and first < v.from_on < last]
            barring = (*CLOSED, "relative") if row["option"] else CLOSED
            for v in course.paper.verdicts(key, areas, [first, day_of(visit["target_on"]), last, *starts]):
                if v.severity in barring:
                    yield f"{key} on day {visit['day']}: {v.rule.key} says {v.severity}"
            hosts = {area for host in visit["procedures"] if is_host(host, key, course) for area in host["areas"]}
            if row["option"] and not set(areas) <= hosts:
                yield f"{key} on day {visit['day']} is put where no host works: {sorted(set(areas) - hosts)}"
            if row["option"] and last_response(key, course.paper.case) == "worse":
                yield f"{key} made it worse and is an option on day {visit['day']}"
    if PRIMING in course.regimen["modalities"]:
        yield from (f"{v.rule.key} closes priming" for v in course.in_force(PRIMING) if v.severity in CLOSED)


def is_host(row: dict, booster: str, course: Course) -> bool:
    """A working modality of the visit after which a row lets the booster be given; what is only spread on needs channels."""
    catalog = course.paper.catalog
    pair, host = catalog.spacing.get((row["modality"], booster)), catalog.modalities[row["modality"]]
    takes = host.reach == "area" or catalog.modalities[booster].injury > 0
    return host.role == "working" and takes and pair is not None and pair.same_day == "yes_ordered"


def needs_a_reason(course: Course) -> Said:
    """Exactly the modalities with a relative rule on one of their days, or that made it worse, need a reason."""
    keys = course.regimen["modalities"]
    needing = {key for key in keys if any(v.severity == "relative" for v in course.in_force(key))}
    needing |= {key for key in keys if last_response(key, course.paper.case) == "worse"}
    if needing != set(course.regimen["needs_reason"]):
        yield f"needs_reason is {course.regimen['needs_reason']}, the rules say {sorted(needing)}"


def last_response(key: str, case: Case) -> str | None:
    """The response recorded last for a modality."""
    told = [past for past in case.history if past.modality == key and past.response]
    told.sort(key=lambda past: (past.last_on and past.last_on.latest) or datetime.date.min)
    return told[-1].response if told else None


def test_spot_missing(course: Course) -> Said:
    """A rule in force that asks for a test spot has one, and its wait is kept."""
    default = course.paper.catalog.settings["default_test_spot_wait_days"]
    spots = {row["modality"]: visit for visit in course.visits("test_spot") for row in visit["procedures"]}
    for key, visits in course.done.items():
        asking = [v for v in course.in_force(key) if v.severity in IN_FORCE and v.rule.mitigation_kind == "test_spot"]
        if asking and key not in spots:
            yield f"{key} has no test spot, {asking[0].rule.key} asks for one"
        if key in spots:
            wait = max([v.rule.wait_days or default for v in asking], default=default)
            since = (day_of(visits[0]["earliest_on"]) - day_of(spots[key]["target_on"])).days
            if since < wait:
                yield f"{key} waits {since} of {wait} days for its test spot"
    yield from (f"{key} has a test spot and no session" for key in set(spots) - set(course.done))


def on_a_barred_scar(course: Course) -> Said:
    """A tool contraindicated for a finding works neither on it nor, when it treats areas, in its region."""
    catalog, case = course.paper.catalog, course.paper.case
    for visit in course.visits("treatment"):
        for row in visit["procedures"]:
            barred = [
                f for f in case.findings if f.region in row["areas"] and is_barred(row["modality"], f, case, catalog)
            ]
            answered = [case.findings[place] for place in row["answers_findings"]]
            if not {finding.region for finding in answered} <= set(row["areas"]):
                yield f"{row['modality']} on day {visit['day']} answers findings outside its areas"
            is_area = catalog.modalities[row["modality"]].reach == "area"
            if any(is_area or finding in answered for finding in barred):
                yield f"{row['modality']} on day {visit['day']} works on {barred[0].scar_type} in {barred[0].region}"


def is_barred(key: str, finding: Finding, case: Case, catalog: Catalog) -> bool:
    """Contraindicated by the grid or the subtype row; in a mixed region an area treatment also by the mixed row."""
    types = list(catalog.linked_types.get(finding.scar_type, ()))
    atrophic = {f.scar_type for f in case.findings if f.region == finding.region and is_atrophic(f, catalog)}
    if is_atrophic(finding, catalog) and len(atrophic) > 1 and catalog.modalities[key].reach == "area":
        types.append(MIXED)
    cells = [row for row in catalog.treatments["indication"] if row.modality == key and row.scar_type in types]
    rows = catalog.treatments["subtype_fitness"]
    cells += [row for row in rows if types and (row.modality, row.assessment_key) == (key, finding.scar_type)]
    return any(row.fitness == "contraindicated" for row in cells)


def is_atrophic(finding: Finding, catalog: Catalog) -> bool:
    return catalog.scar_types[finding.scar_type].group == ATROPHIC_GROUP
