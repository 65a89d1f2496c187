"""An adopted course looked at again: what changed in the facts, which steps that touches, and what would be proposed today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planner import wording_judged as words
from planner.adopted import course_of_regimen, with_options
from planner.adoption.differences import Difference, difference
from planner.adoption.reading import AdoptedCourse
from planner.adoption.rest import behind_what_was_done, sessions_done, tried_in, without_sessions
from planner.case import Case, Finding
from planner.catalog import Catalog
from planner.engine import propose
from planner.judging import Concern, judge
from planner.proposal import Proposal
from planner.visit_sums import totals_of

Facts = Mapping[str, str]


@dataclass(frozen=True)
class FactChange:
    """One fact that is not what it was: its key, and its value before and now in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Review:
    """What changed in the facts since adoption, what stands against the remaining course now, and the steps that are new to it."""

    changed: tuple[FactChange, ...]
    concerns: tuple[Concern, ...]
    touched: tuple[int, ...]


@dataclass(frozen=True)
class Replan:
    """The rest of an adopted course beside what would be proposed today.

    `regimen` is the one with the same working modalities where it is proposed still (`same`), less the sessions that are done;
    else the first, as it is proposed. `whole`: what is done, and behind it the same course. None when nothing is proposed, or
    nothing of the same course is left to be done.
    """

    proposal: Proposal
    regimen: AdoptedCourse | None
    kept: AdoptedCourse
    differences: tuple[Difference, ...]
    same: bool = False
    whole: AdoptedCourse | None = None


# ---- what changed


def review(
    case_before: Case,
    case_now: Case,
    course: AdoptedCourse,
    catalog: Catalog,
    *,
    done: frozenset[int] = frozenset(),
    reasons_recorded: frozenset[str] = frozenset(),
    set_aside: frozenset[str] = frozenset(),
) -> Review:
    """The facts that changed, and the remaining steps against which something stands now that did not stand before.

    Both are judged by the rules of `catalog`: a step that only a tightened rule touches is in `concerns` and not in `touched`.
    """
    settled = {"done": done, "reasons_recorded": reasons_recorded, "set_aside": set_aside}
    before = {_same(concern) for concern in judge(course, case_before, catalog, **settled)}
    concerns = judge(course, case_now, catalog, **settled)
    touched = {concern.step for concern in concerns if _same(concern) not in before}
    return Review(changed_facts(case_before, case_now, catalog), concerns, tuple(sorted(touched)))


def _same(concern: Concern) -> tuple:
    """What makes two concerns the same, on whatever day they are told."""
    return concern.step, concern.modality, concern.kind, concern.reason.rule, concern.question


def changed_facts(before: Case, now: Case, catalog: Catalog) -> tuple[FactChange, ...]:
    """Phototype, grade, findings, answers and history that differ, in this order; the day of an answer alone is no change."""
    was, is_ = _facts(before, catalog), _facts(now, catalog)
    order = [*is_, *(field for field in was if field not in is_)]
    pairs = ((field, was.get(field, words.NOT_RECORDED), is_.get(field, words.NOT_RECORDED)) for field in order)
    return tuple(FactChange(*pair) for pair in pairs if pair[1] != pair[2])


def _facts(case: Case, catalog: Catalog) -> Facts:
    """Key -> value in words, of everything a change of which is told."""
    skin = {"phototype": case.phototype, "grade": case.grade}
    told = {name: str(value) for name, value in skin.items() if value is not None}
    told |= _numbered((f"findings.{_place(row)}", words.a_finding(row)) for row in case.findings)
    told |= {f"answers.{key}": words.an_answer(case.answers[key]) for key in catalog.questions if key in case.answers}
    told |= _numbered((f"history.{row.modality}", words.a_past_procedure(row)) for row in case.history)
    return told


def _place(finding: Finding) -> str:
    return ".".join(filter(None, (finding.scar_type, finding.region, finding.side)))


def _numbered(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Facts by their key; several of one key are told together."""
    found: dict[str, list[str]] = {}
    for key, told in pairs:
        found.setdefault(key, []).append(told)
    return {key: "; ".join(told) for key, told in found.items()}


# ---- what would be proposed today


def replan(case: Case, done: frozenset[int], course: AdoptedCourse, catalog: Catalog) -> Replan:
    """The rest of a course as it would be proposed today, from what was done, beside the rest as it was adopted.

    The case tells what was done in its history: by it the first session keeps its distance. A test spot that is done is not
    tried again; the lead-in of priming is proposed again, as for anyone. Boosters that were chosen stay chosen where they are
    offered.
    """
    proposal = propose(case, catalog, tried_in(course, done))
    kept = remaining(course, done)
    working = _working(course, catalog)
    courses = [_as_chosen(course_of_regimen(regimen), course, catalog) for regimen in proposal.regimens]
    same = [one for one in courses if _working(one, catalog) == working]
    left = without_sessions(same[0], sessions_done(course, done, catalog), catalog) if same else None
    regimen = left if same else next(iter(courses), None)
    differences = () if regimen is None else difference(kept, regimen)
    whole = behind_what_was_done(course, done, left) if left else None
    return Replan(proposal, regimen, kept, differences, bool(same), whole)


def _as_chosen(regimen: AdoptedCourse, course: AdoptedCourse, catalog: Catalog) -> AdoptedCourse:
    """With the boosters of the adopted course where they are offered; as it is where nothing was chosen from what is offered."""
    chosen = {row.modality for visit in course.visits for row in visit.procedures if not row.option} & {*course.options}
    if course.options and not chosen:
        return regimen
    return with_options(regimen, frozenset(chosen & {*regimen.options}), catalog)


def remaining(course: AdoptedCourse, done: frozenset[int]) -> AdoptedCourse:
    """The steps that are not done, with the totals of these alone; what they are called and rest on stays."""
    visits = tuple(visit for step, visit in course.steps if step not in done)
    return replace(course, visits=visits, totals=totals_of(visits))


def _working(course: AdoptedCourse, catalog: Catalog) -> frozenset[str]:
    rows = catalog.modalities
    return frozenset(key for key in course.modalities if key in rows and rows[key].role == "working")
