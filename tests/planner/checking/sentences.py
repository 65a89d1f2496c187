"""Everything that is said: set aside, questions, cautions, expectations and reasons, each with a rule and sources that exist."""

import re
from collections.abc import Iterator

from planner import wording
from planner.safety import doses
from planner.vocabulary import CONFIDENCES, SET_ASIDE_VERDICTS, severity_rank
from tests.planner.checking.paper import Course, Paper, areas_of, day_of
from tests.planner.checking.safety import IN_FORCE, last_response

Said = Iterator[str]
FIT_RULE = re.compile(r"(.+)_(first_line|second_line|adjunct|poor_fit|contraindicated)")
BLOCKING = ("absolute", "defer", "relative")


# ---- set aside


def set_aside(paper: Paper, courses: list[Course]) -> Said:
    """Each modality in no regimen once, and each deferred one that opens in a course, the strongest verdict first."""
    rows = paper.proposal["set_aside"]
    shown = {key for course in courses for key in (*course.regimen["modalities"], *course.regimen["options"])}
    later = dict(opening_later(courses))
    named = [row["modality"] for row in rows]
    if sorted(named) != sorted({*(key for key in paper.catalog.modalities if key not in shown), *later}):
        yield f"set aside are {named}, shown {sorted(shown)}, later {sorted(later)}"
    places = [SET_ASIDE_VERDICTS.index(row["verdict"]) for row in rows]
    if places != sorted(places):
        yield f"set aside stands in the order {[row['verdict'] for row in rows]}"
    for row in rows:
        if row["modality"] in later:
            if (row["verdict"], row["until"]) != ("defer", later[row["modality"]].isoformat()):
                yield f"{row['modality']} opens on {later[row['modality']]}, set aside as {row}"
        else:
            yield from wrong_verdict(paper, row)


def opening_later(courses: list[Course]):
    for course in courses:
        for key in course.regimen["modalities"]:
            deferring = course.paper.verdicts(key, course.areas(key), [course.paper.case.on])
            until = [v.until_on for v in deferring if v.severity == "defer" and v.until_on]
            if until:
                yield key, max(until)


def wrong_verdict(paper: Paper, row: dict) -> Said:
    """The strongest verdict of screening that holds today, on some part of the skin looked at, comes before every other reason."""
    parts = [paper.places, *((region,) for region in paper.places)]
    said = [list(_wrong_verdict_at(paper, row, regions)) for regions in parts]
    yield from min(said, key=len)


def _wrong_verdict_at(paper: Paper, row: dict, regions: tuple[str, ...]) -> Said:
    key, verdict = row["modality"], row["verdict"]
    holding = [v for v in paper.verdicts(key, regions, [paper.case.on]) if v.severity in BLOCKING]
    strongest = min((v.severity for v in holding), key=severity_rank, default=None)
    if strongest is None and last_response(key, paper.case) == "worse":
        strongest = "relative"
    by_history = verdict == "defer" and row["rule"] == "start_after_history"
    if strongest is not None and verdict != strongest or strongest is None and verdict in BLOCKING and not by_history:
        yield f"{key} is set aside as {verdict}, screening says {strongest}"
    if verdict == "defer" and not by_history:
        ends = [v.until_on for v in holding if v.severity == "defer"] or [None]
        until = None if None in ends else max(ends).isoformat()
        if row["until"] != until or (until is None and not row["condition"]):
            yield f"{key} is deferred until {row['until']} ({row['condition']}), screening says {until}"
    if verdict == "avoided" and key not in paper.case.preferences.avoid:
        yield f"{key} is called avoided"
    if verdict == "not_offered" and key in paper.catalog.offers:
        yield f"{key} is called not offered"


# ---- questions


def questions(paper: Paper, courses: list[Course]) -> Said:
    """Exactly the questions that are open for what is shown; a regimen with one is provisional, one about an option is not."""
    expected: dict[str, tuple[set, set]] = {}
    for course in courses:
        own = [(key, course.areas(key), course.days[key]) for key in course.regimen["modalities"]]
        for places, regimens in ((own, {course.regimen["key"]}), (option_places(course), set())):
            for key, areas, days in places:
                for one in paper.screening.questions[key]:
                    if one.touches(areas, days):
                        modalities, waiting = expected.setdefault(one.question.key, (set(), set()))
                        modalities.add(key)
                        waiting |= regimens
        if course.regimen["provisional"] != any(course.regimen["key"] in row[1] for row in expected.values()):
            yield f"{course.regimen['modalities']}: provisional is {course.regimen['provisional']}"
    rows = paper.proposal["questions"]
    said = {row["question"]: (set(row["modalities"]), set(row["regimens"])) for row in rows}
    if said != expected:
        changed = {key for key in {*said, *expected} if said.get(key) != expected.get(key)}
        yield f"questions {[(key, said.get(key), expected.get(key)) for key in sorted(changed)]}"
    if [row["question"] for row in rows] != [key for key in paper.catalog.questions if key in said]:
        yield "questions stand in another order than in the knowledge, or twice"
    yield from (
        f"{row} asks in other words" for row in rows if row["text"] != paper.catalog.questions[row["question"]].ask
    )


def option_places(course: Course):
    for key in course.regimen["options"]:
        visits = [v for v in course.visits("treatment") if areas_of(v, key)]
        areas = tuple({area for visit in visits for area in areas_of(visit, key)})
        yield key, areas, [day_of(visit["target_on"]) for visit in visits]


# ---- what is said of a regimen


def cautions(course: Course) -> Said:
    """Every caution and relative rule in force is told with its modalities and its owner; unknown doses are."""
    catalog, told = course.paper.catalog, {row["rule"]: row for row in course.regimen["cautions"]}
    for key in course.regimen["modalities"]:
        for verdict in course.in_force(key):
            if verdict.severity in IN_FORCE and key not in told.get(verdict.rule.key, {"modalities": ()})["modalities"]:
                yield f"{verdict.rule.key} is not told for {key}"
    for row in told.values():
        if catalog.owner_of.get(row["kind"]) != row["owner"]:
            yield f"{row['rule']} is owned by {row['owner']}"
        if not row["text"] or not row["mitigation"] or not row["modalities"]:
            yield f"{row['rule']} says nothing"
    numbed = any(doses.routes_of(key, catalog) for key in course.worked)
    if numbed != ("dose_not_cleared" in told):
        yield f"dose not cleared is told: {not numbed}"


def expected(course: Course) -> Said:
    """Every modality and option has a published row of the knowledge, or says that there is none."""
    catalog, rows = course.paper.catalog, course.regimen["expected"]
    missing = {*course.regimen["modalities"], *course.regimen["options"]} - {row["modality"] for row in rows}
    if missing:
        yield f"nothing is expected of {missing}"
    effects = {(key, e.outcome, e.result) for e in catalog.treatments["effect"] for key in e.modalities}
    published = {e.result for e in catalog.treatments["combination_effect"]}
    for row in rows:
        if row["result"] == "nothing published" or row["result"] in published:
            continue
        if (row["modality"], row["outcome"], row["result"]) not in effects or row["evidence_level"] is not None:
            yield f"{row} is no row of the knowledge"


def parameters(course: Course) -> Said:
    """Every setting is a published row of its modality, between its ends."""
    for visit in course.regimen["visits"]:
        for procedure in visit["procedures"]:
            rows = course.paper.catalog.parameters_of.get(procedure["modality"], ())
            for one in procedure["parameters"]:
                fitting = [row for row in rows if (row.name, row.unit) == (one["name"], one["unit"])]
                if not any(one["value"] in (row.typical, row.note) for row in fitting):
                    yield f"{procedure['modality']} takes {one}"


def reasons(course: Course) -> Said:
    """What a step names as its reason is told among the reasons; every step has one."""
    told = {row["rule"] for row in course.regimen["reasons"]}
    steps = [row for visit in course.regimen["visits"] for row in visit["procedures"]] + course.regimen["home"]
    for step in steps:
        if not step["reasons"] or not set(step["reasons"]) <= told:
            yield f"{step['modality']} is done for {step['reasons']}, told are {sorted(told)}"
    if any(row["confidence"] not in CONFIDENCES for row in course.regimen["reasons"]):
        yield "a confidence is none of the four words"


def sources(paper: Paper) -> Said:
    """Every rule resolves, every source named is cited, and no other."""
    proposal, named = paper.proposal, set()
    said = [*proposal["no_procedure"]["reasons"], *proposal["set_aside"]]
    for regimen in proposal["regimens"]:
        said += [*regimen["cautions"], *regimen["reasons"]]
        named.update(key for row in regimen["expected"] for key in row["sources"])
    for row in said:
        named.update(row["sources"])
        if not resolves(row["rule"], paper) or not row["sources"] or not row["text"].strip():
            yield f"{row['rule']} resolves to nothing, or names no source: {row}"
    cited = {key: paper.catalog.sources[key].citation for key in named}
    if proposal["sources"] != cited:
        yield f"sources {sorted(set(proposal['sources']) ^ named)} are missing, too many or misquoted"


def resolves(rule: str, paper: Paper) -> bool:
    """A rule of the knowledge, a published calendar, a sentence of the planner's own, or how well something fits."""
    catalog = paper.catalog
    own = {*wording.SENTENCES, *wording.SAID, "worse_before", *catalog.combinations}
    fit = FIT_RULE.fullmatch(rule)
    fitted = fit is not None and fit[1] in {*catalog.scar_types, *catalog.concerns}
    return fitted or rule in own or rule in {row.key for row in catalog.safety["rule"]}
