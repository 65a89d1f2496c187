"""The questions that matter: open ones that could still block, defer or need a reason for what is shown."""

from dataclasses import replace

import pytest

from planner.presenting.options import options_of
from planner.presenting.questions import Asked, open_for, open_for_options, questions_of
from planner.situation import situation_of
from tests.planner.builders import REGION, a_case, a_course, a_rule, catalog_with, deferring, line, protocol, spacing

LINES = [
    line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=["prp_intradermal"]),
    line("icepick", 3, first=["tca_cross"]),
]
HOSTED = spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered")


def without(case, *keys):
    """The same person before these questions were asked."""
    return replace(case, answers={key: answer for key, answer in case.answers.items() if key not in keys})


def situation(*rows, case=None, unasked=("smoker",)):
    return situation_of(without(case or a_case("rolling 3"), *unasked), catalog_with(*LINES, *rows))


def keys(found):
    return [(one.question.key, one.modality) for one in found]


@pytest.mark.parametrize(
    ("severity", "matters"),
    [("absolute", True), ("defer", True), ("relative", True), ("caution", False), ("info", False)],
)
def test_question_matters_when_it_could_block(severity, matters):
    found = situation(a_rule(severity, "subcision"))

    assert keys(open_for(a_course(found, "subcision"))) == ([("smoker", "subcision")] if matters else [])


def test_answered_question_matters_no_more():
    found = situation(a_rule("absolute", "subcision"), unasked=())

    assert open_for(a_course(found, "subcision")) == ()


def test_question_about_another_modality_does_not_matter():
    found = situation(a_rule("absolute", "afl"))

    assert open_for(a_course(found, "subcision")) == ()
    assert keys(open_for(a_course(found, "afl"))) == [("smoker", "afl")]


def test_session_beyond_every_possible_answer_is_not_asked_for():
    case = without(a_case("rolling 3", "icepick 3"), "last_tan")
    rows = [deferring(28, "tca_cross", "subcision"), spacing("tca_cross", "subcision", 28)]
    found = situation_of(case, catalog_with(*LINES, *rows))

    opened = open_for(a_course(found, "tca_cross", "subcision"))

    assert keys(opened) == [("last_tan", "tca_cross")]


def test_question_by_region_matters_where_it_is_open():
    rule = a_rule("absolute", "tca_cross", "subcision", question="tattoo_area")
    case = a_case("rolling 3", "icepick 3 chin")
    told = replace(case.answers["tattoo_area"], value=None, regions={REGION: False})

    found = situation(rule, case=replace(case, answers={**case.answers, "tattoo_area": told}))

    assert keys(open_for(a_course(found, "tca_cross", "subcision"))) == [("tattoo_area", "tca_cross")]


def test_option_asks_its_own_questions():
    found = situation(a_rule("absolute", "prp_intradermal"), HOSTED)
    course = a_course(found, "subcision")

    assert options_of(course) == ("prp_intradermal",)
    assert open_for(course) == ()
    assert keys(open_for_options(course, ("prp_intradermal",))) == [("smoker", "prp_intradermal")]


# ---- what is asked


def asked(found, *working, key="k1"):
    course = a_course(found, *working)
    return Asked(key, course, options_of(course))


def test_question_stands_once_with_all_that_waits():
    found = situation(a_rule("absolute", "afl", "subcision"))

    rows = questions_of([asked(found, "afl", key="k1"), asked(found, "subcision", key="k2")], found)

    assert [(row.question, row.text, row.modalities, row.regimens) for row in rows] == [
        ("smoker", found.catalog.questions["smoker"].ask, ("subcision", "afl"), ("k1", "k2"))
    ]


def test_question_about_an_option_waits_for_nothing():
    found = situation(a_rule("absolute", "prp_intradermal"), HOSTED)

    rows = questions_of([asked(found, "subcision")], found)

    assert [(row.modalities, row.regimens) for row in rows] == [(("prp_intradermal",), ())]


def test_option_joins_the_question_of_its_course():
    found = situation(a_rule("absolute", "prp_intradermal", "subcision"), HOSTED)

    rows = questions_of([asked(found, "subcision")], found)

    assert [(row.modalities, row.regimens) for row in rows] == [(("prp_intradermal", "subcision"), ("k1",))]


def test_questions_stand_in_the_order_of_the_catalog():
    rules = [a_rule("absolute", "subcision"), a_rule("absolute", "subcision", question="anticoagulant")]

    found = situation(*rules, unasked=("smoker", "anticoagulant"))

    rows = questions_of([asked(found, "subcision")], found)
    order = list(found.catalog.questions)
    assert [row.question for row in rows] == sorted(("smoker", "anticoagulant"), key=order.index)


def test_nothing_shown_asks_nothing():
    assert questions_of([], situation(a_rule("absolute", "subcision"), protocol("subcision"))) == ()
