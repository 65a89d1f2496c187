"""An independent reader of proposals: it holds the document against the case and the rows of the knowledge, in its own words.

It borrows nothing of the engine but screening, which has its own tests. Its rooms are in `checking/`.
"""

from collections.abc import Iterator

from planner.case import read_case
from planner.catalog import Catalog
from planner.safety import screen
from tests.planner.checking import beside, calendar, claims, safety, sentences
from tests.planner.checking.paper import Course, Paper
from tests.planner.checking.shape import PROPOSAL, misshapen


def named(course: Course) -> Iterator[str]:
    """The modalities and options named are those done, all offered, in stated order, and not too many."""
    catalog, regimen = course.paper.catalog, course.regimen
    done = {*course.worked, *(row["modality"] for row in regimen["home"])}
    if regimen["modalities"] != [key for key in catalog.modalities if key in done]:
        yield f"modalities {regimen['modalities']}, done are {sorted(done)}"
    options = {row["modality"] for visit in regimen["visits"] for row in visit["procedures"] if row["option"]}
    if regimen["options"] != [key for key in catalog.modalities if key in options]:
        yield f"options {regimen['options']}, on visits are {sorted(options)}"
    if any(catalog.modalities[key].role != "booster" for key in options):
        yield f"options {sorted(options)} are not all boosters"
    if not {*done, *options} <= set(catalog.offers) or len(course.worked) > catalog.settings["working_modalities_max"]:
        yield f"{sorted({*done, *options})} are too many or not all offered"


OF_ONE_REGIMEN = (
    named,
    beside.windows,
    calendar.too_close,
    calendar.after_history,
    calendar.forbidden_on_one_day,
    calendar.out_of_order,
    safety.closed_when_done,
    safety.needs_a_reason,
    safety.test_spot_missing,
    safety.on_a_barred_scar,
    beside.reviews,
    beside.provisional_marks,
    beside.home_phase,
    beside.wishes,
    beside.totals,
    claims.levels,
    sentences.cautions,
    sentences.expected,
    sentences.parameters,
    sentences.reasons,
)
OF_ALL_REGIMENS = (claims.order_of_regimens, claims.nearest, claims.labels)
OF_THE_PROPOSAL = (claims.no_procedure, sentences.set_aside, sentences.questions)


def complaints(document: dict, proposal: dict, catalog: Catalog) -> list[str]:
    """Every way in which the proposal for the case in `document` breaks the contract, in words; empty = none was found."""
    shape = list(misshapen(proposal, PROPOSAL, "proposal"))
    if shape:
        return shape
    case = read_case(document, catalog)
    paper = Paper(case, catalog, screen(case, catalog), proposal)
    return list(_all(paper, [Course(paper, regimen) for regimen in proposal["regimens"]]))


def _all(paper: Paper, courses: list[Course]) -> Iterator[str]:
    for check in OF_ONE_REGIMEN:
        for place, course in enumerate(courses):
            yield from (f"{check.__name__}, regimen {place}: {said}" for said in check(course))
    for check in OF_ALL_REGIMENS:
        yield from (f"{check.__name__}: {said}" for said in check(courses))
    for check in OF_THE_PROPOSAL:
        yield from (f"{check.__name__}: {said}" for said in check(paper, courses))
    yield from sentences.sources(paper)
    yield from wishes_not_judged(paper)


def wishes_not_judged(paper: Paper) -> Iterator[str]:
    has_prices = any(item.price is not None for item in paper.catalog.items)
    wished = paper.case.preferences.max_price is not None
    if paper.proposal["wishes_not_judged"] != (["max_price"] if wished and not has_prices else []):
        yield f"wishes not judged: {paper.proposal['wishes_not_judged']}"
