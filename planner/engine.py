"""The engine: from a case and a catalog to a proposal. No query, no clock, no randomness: same case, same catalog, same answer."""

from collections.abc import Mapping
from datetime import date as Date

from planner.case import Case
from planner.catalog import Catalog
from planner.choosing import choose
from planner.combining.courses import course_of
from planner.combining.sets import compositions
from planner.indications import NOT_ANSWERED
from planner.presenting.no_procedure import no_procedure
from planner.presenting.questions import Asked, questions_of
from planner.presenting.regimen import case_digest, regimen_of
from planner.presenting.set_aside import set_aside
from planner.presenting.sources import cited
from planner.proposal import Proposal
from planner.ranking import Judged, with_reasons_only_where_needed
from planner.scales import scores
from planner.situation import Situation, situation_of
from planner.wishes import wishes_not_judged


def propose(case: Case, catalog: Catalog, tried: Mapping[str, Date] | None = None) -> Proposal:
    """The proposal for a case: regimens in order, no procedure now, what is set aside, and the questions that matter.

    `tried`: modality -> the date of a test spot that need not be tried again; its wait counts from then.
    """
    situation = situation_of(case, catalog, tried)
    ranked = ranked_courses(situation)
    shown = choose(ranked, situation)
    digest = case_digest(situation)
    regimens = tuple(regimen_of(one, digest) for one in shown)
    used = frozenset(key for one in regimens for key in (*one.modalities, *one.options))
    aside = set_aside(shown, used, ranked, situation)
    asked = [Asked(one.key, chosen.judged.course, one.options) for one, chosen in zip(regimens, shown, strict=True)]
    proposal = Proposal(
        catalog_version=catalog.version,
        catalog_signed=catalog.signed,
        scores=scores(case, catalog),
        no_procedure=no_procedure(shown, ranked, aside, situation),
        regimens=regimens,
        set_aside=aside,
        questions=questions_of(asked, situation),
        wishes_not_judged=wishes_not_judged(situation),
        sources={},
    )
    return cited(proposal, catalog)


def ranked_courses(situation: Situation) -> list[Judged]:
    """The feasible courses that answer the main concern, the best first, before the patient's wishes."""
    return sorted(with_reasons_only_where_needed(feasible_courses(situation)), key=lambda judged: judged.key)


def feasible_courses(situation: Situation) -> list[Judged]:
    """Every composition of the stated space that gets a calendar and answers the main concern at least as an adjunct."""
    courses = (course_of(composition, situation) for composition in compositions(situation))
    judged = (Judged(course) for course in courses if course is not None)
    return [one for one in judged if one.main_level < NOT_ANSWERED]
