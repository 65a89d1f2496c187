"""What a proposal claims of its regimens: levels, order, labels, domination, and when no procedure comes first."""

import re
from collections.abc import Iterator

from planner.vocabulary import SKIN_TYPE_CLASSES, WISHES
from planner.wording import written_date
from tests.planner.checking.paper import Course, Paper, downtime
from tests.planner.checking.safety import FAILED, last_response

Said = Iterator[str]
LEVEL_NAMES = (
    "main concern",
    "needs reason",
    "rest of burden",
    "pigment risk",
    "evidence",
    "what matters most",
    "effort",
    "stated order",
)
ANSWERED = ("first line", "second line", "adjunct")
REST = re.compile(r"of (\d+): (\d+) first line, (\d+) first or second line, (\d+) at least as adjunct")
NEEDLESS = re.compile(r"procedures beyond need: (\d+)")
BEST, WITH_REASONS = "best match to findings", "only with recorded reasons"


def level(course: Course, name: str) -> str:
    return dict(course.regimen["levels"])[name]


def rest(course: Course) -> list[int]:
    """The remaining burden: whole, first line, first or second, at least as adjunct; noughts when there is none."""
    found = REST.fullmatch(level(course, "rest of burden"))
    return [int(number) for number in found.groups()] if found else [0, 0, 0, 0]


def needless(course: Course) -> int:
    """How many procedures the effort level calls beyond need."""
    found = NEEDLESS.match(level(course, "effort"))
    return int(found[1]) if found else 0


def levels(course: Course) -> Said:
    """All eight, in order, and those that say the same as another part of the document."""
    regimen = course.regimen
    if [name for name, _ in regimen["levels"]] != list(LEVEL_NAMES):
        yield f"levels are {regimen['levels']}"
        return
    classes = [
        course.paper.catalog.skin_type_class(key, course.paper.case.phototype or 6) for key in regimen["modalities"]
    ]
    worst = max((SKIN_TYPE_CLASSES.index(one) for one in classes if one), default=0)
    expected = {
        "needs reason": ", ".join(regimen["needs_reason"]) or "none",
        "pigment risk": SKIN_TYPE_CLASSES[worst] if course.paper.marks_easily else "not compared",
        "stated order": ", ".join(regimen["modalities"]),
    }
    for name, said in expected.items():
        if level(course, name) != said:
            yield f"level {name} is {level(course, name)!r}, expected {said!r}"
    if level(course, "main concern") not in ANSWERED:
        yield f"the main concern is answered {level(course, 'main concern')}"
    if (level(course, "what matters most") == "not compared") != (not course.paper.case.preferences.most_important):
        yield f"what matters most: {level(course, 'what matters most')}"


def merits(course: Course) -> tuple:
    """What a dominating regimen is no worse in; smaller is better."""
    regimen, catalog = course.regimen, course.paper.catalog
    risk = level(course, "pigment risk")
    return (
        ANSWERED.index(level(course, "main concern")),
        bool(regimen["needs_reason"]),
        *(-burden for burden in rest(course)[1:]),
        SKIN_TYPE_CLASSES.index(risk) if risk in SKIN_TYPE_CLASSES else 0,
        level(course, "evidence")[: len("level A")],
        sum(downtime(visit, catalog)[1] for visit in course.visits("treatment")),
        regimen["totals"]["visits"],
        regimen["totals"]["days"],
        float(regimen["totals"]["price"] or 0),
    )


def order_of_regimens(courses: list[Course]) -> Said:
    """Sorted by the first four levels; none but the first dominated; no needless reason; few and really different."""
    keys = [merits(course)[:6] for course in courses]
    if keys != sorted(keys):
        yield f"regimens stand in the order {keys}"
    if len({course.regimen["key"] for course in courses}) < len(courses):
        yield "two regimens have one key"
    if courses and len(courses) > courses[0].paper.catalog.settings["regimens_shown_max"]:
        yield f"{len(courses)} regimens are shown"
    for place, course in enumerate(courses):
        for other in courses:
            pairs = list(zip(merits(other), merits(course), strict=True))
            if place and all(a <= b for a, b in pairs) and any(a < b for a, b in pairs):
                yield f"{course.regimen['modalities']} is dominated by {other.regimen['modalities']}"
            if place and not course.regimen["labels"] and other is not course and too_alike(course, other):
                yield f"{course.regimen['modalities']} is hardly different from {other.regimen['modalities']}"
            if merits(other)[0] < 2 and set(other.regimen["needs_reason"]) < set(course.regimen["needs_reason"]):
                yield f"{course.regimen['modalities']} needs a reason that {other.regimen['modalities']} does not"


def too_alike(one: Course, other: Course) -> bool:
    return len(set(one.worked) ^ set(other.worked)) < 2


def nearest(courses: list[Course]) -> Said:
    """The same wish for all, one that was made."""
    names = {course.regimen["nearest"] for course in courses}
    if len(names) > 1:
        yield f"nearest names {names}"
    for name in names - {None}:
        made = name in WISHES and getattr(courses[0].paper.case.preferences, name) not in (None, ())
        if not made:
            yield f"nearest names {name}, which was not wished"


def may_be_praised(course: Course) -> bool:
    whole, _, answered, _ = rest(course)
    keys = course.regimen["modalities"]
    failed = len(keys) == 1 and last_response(keys[0], course.paper.case) in FAILED
    share = course.paper.catalog.settings["label_burden_share"]
    return merits(course)[0] < 2 and answered >= whole * share and not failed and not needless(course)


def labels(courses: list[Course]) -> Said:
    """Only words of the contract, only for those who may carry them, and true among those shown."""
    contests = {
        "least downtime": lambda course: merits(course)[7],
        "fewest visits": lambda course: merits(course)[8],
        "lowest estimated price": lambda course: merits(course)[10],
        "lowest risk of dark marks": lambda course: merits(course)[5],
    }
    praised = [course for course in courses if may_be_praised(course)]
    for place, course in enumerate(courses):
        given = course.regimen["labels"]
        if (BEST in given) != (place == 0) or (WITH_REASONS in given) != bool(course.regimen["needs_reason"]):
            yield f"regimen {place} has the labels {given}"
        for label in set(given) - {BEST, WITH_REASONS}:
            if course not in praised:
                yield f"{course.regimen['modalities']} may not be called {label}"
            elif label in contests:
                if contests[label](course) != min(map(contests[label], praised)):
                    yield f"{course.regimen['modalities']} is called {label}, another is better"
            elif label != healed_label(course.paper) or course.regimen["nearest"] == "ready_by":
                yield f"label {label} is none"
        if "lowest risk of dark marks" in given and not course.paper.marks_easily:
            yield "the risk of dark marks is praised where it does not count"


def healed_label(paper: Paper) -> str | None:
    ready_by = paper.case.preferences.ready_by
    return ready_by and f"planned to be healed by {written_date(ready_by)}"


def no_procedure(paper: Paper, courses: list[Course]) -> Said:
    """First when nothing is shown, when the best answers as adjunct, or needs a reason for something that passes."""
    card = paper.proposal["no_procedure"]
    first = not courses or merits(courses[0])[0] == 2 or any(passes(courses[0]))
    if card["first"] != first:
        yield f"no procedure comes first: {card['first']}, expected {first}"
    if card["first"] and not card["reasons"] or not card["advice"]:
        yield "no procedure gives no reason or no advice"
    if card["look_again_on"] <= paper.case.on.isoformat():
        yield f"look again on {card['look_again_on']}"


def passes(course: Course) -> Iterator[bool]:
    questions = course.paper.catalog.questions
    for key in course.regimen["needs_reason"]:
        for verdict in course.in_force(key):
            question = questions[verdict.rule.question]
            own = question.derived_from is None and not question.lasting
            yield verdict.severity == "relative" and (question.key == "age_years" or own)
