"""The whole argument: from a case and a catalog to a proposal."""

from dataclasses import replace
from decimal import Decimal

from planner.engine import feasible_courses, propose, ranked_courses
from planner.situation import situation_of
from tests.planner.builders import (
    a_case,
    a_rule,
    catalog_with,
    cell,
    combination,
    downtime,
    line,
    protocol,
    spacing,
)

ROLLING = line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=["filler_ha", "prp_intradermal"])
ONE = a_case("rolling 3")


def sets(courses):
    return [one.course.modalities for one in courses]


def test_feasible_courses_answer_the_main_concern():
    case = a_case("rolling 3", "icepick 3 chin", priorities=("icepick",))
    rows = [ROLLING, line("icepick", 3, first=["tca_cross"])]

    found = feasible_courses(situation_of(case, catalog_with(*rows)))

    assert sets(found) == [("tca_cross",), *[("tca_cross", key) for key in ("subcision", "afl", "filler_ha")]]


def test_course_without_calendar_is_not_feasible():
    case = a_case("rolling 3", yes=["smoker"])

    found = feasible_courses(situation_of(case, catalog_with(ROLLING, a_rule("absolute", "subcision"))))

    assert sets(found) == [("afl",), ("filler_ha",)]


def test_best_course_stands_first():
    assert sets(ranked_courses(situation_of(ONE, catalog_with(ROLLING)))) == [("subcision",), ("afl",), ("filler_ha",)]


def test_needless_reasons_leave_the_ranking():
    case = a_case("rolling 3", yes=["smoker"])

    found = ranked_courses(situation_of(case, catalog_with(ROLLING, a_rule("relative", "subcision"))))

    assert sets(found) == [("afl",), ("filler_ha",)]


def test_every_modality_is_shown_or_set_aside():
    catalog = catalog_with(ROLLING, spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered"))

    found = propose(ONE, catalog)

    first = found.regimens[0]
    shown = {key for one in found.regimens for key in (*one.modalities, *one.options)}
    assert (first.modalities, first.options) == (("subcision",), ("prp_intradermal",))
    assert shown | {row.modality for row in found.set_aside} == set(catalog.modalities)
    assert shown.isdisjoint(row.modality for row in found.set_aside)


def test_proposal_names_its_catalog_and_scores():
    catalog = replace(catalog_with(ROLLING), version="clinic 7", signed=True)

    found = propose(replace(ONE, grade=3), catalog)

    assert (found.catalog_version, found.catalog_signed, found.scores.goodman_baron_qual) == ("clinic 7", True, 3)


def test_questions_name_the_regimens_that_wait():
    case = replace(ONE, answers={key: one for key, one in ONE.answers.items() if key != "smoker"})

    found = propose(case, catalog_with(ROLLING, a_rule("absolute", "subcision"), downtime("subcision", 5, 9, 9)))

    provisional = {one.modalities: one.provisional for one in found.regimens}
    waiting = [one.key for one in found.regimens if one.provisional]
    assert provisional == {("subcision",): True, ("afl",): False}
    assert [(one.question, one.regimens) for one in found.questions] == [("smoker", tuple(waiting))]


def test_budget_without_prices_is_named():
    case = a_case("rolling 3", wishes={"max_price": Decimal(5)})

    assert propose(case, catalog_with(ROLLING)).wishes_not_judged == ("max_price",)


def test_nothing_found_leads_to_no_procedure():
    found = propose(a_case(), catalog_with(ROLLING))

    assert (found.regimens, found.no_procedure.first, found.no_procedure.reasons[0].rule) == (
        (),
        True,
        "nothing_recorded",
    )


def test_published_combination_brings_its_calendar():
    rows = [
        line("rolling", 3, first=["subcision"], second=["afl"], combinations=["pair"]),
        cell("afl", "icepick", "first_line"),
        combination("pair", ("subcision", 0), ("afl", 11)),
        protocol("subcision", sessions_typical=3),
    ]

    found = propose(a_case("rolling 3", "icepick 3 chin"), catalog_with(*rows))

    days = [(visit.day, visit.kind) for visit in found.regimens[0].visits]
    assert found.regimens[0].modalities == ("subcision", "afl")
    assert days == [(0, "treatment"), (11, "treatment"), (71, "review")]


def test_same_case_gives_an_equal_proposal():
    assert propose(ONE, catalog_with(ROLLING)) == propose(ONE, catalog_with(ROLLING))
