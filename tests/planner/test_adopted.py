"""An adopted course is read back as it was stored; chosen boosters become part of its visits, alternatives exclude one another."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.adopted import (
    OptionCost,
    as_document,
    course_of_regimen,
    may_be_chosen_together,
    option_costs,
    read_course,
    with_options,
)
from planner.case import read_case
from planner.catalog import Item
from planner.document import as_document as proposal_document
from planner.engine import propose
from planner.proposal import Procedure
from tests.bench.faces import faces
from tests.planner.builders import CATALOG, a_case, catalog_with, cell, combination, line, modality, protocol, spacing
from tests.planner.case import strategies

PRP, SERUM = "prp_topical", "crosslinking"
ITEMS = (
    Item(modality="microneedling", price=Decimal(100)),
    Item(modality=PRP, price=Decimal(150)),
    Item(modality=SERUM, price=Decimal(40)),
)
ROWS = (
    line("rolling", 3, first=("microneedling",)),
    cell(PRP, "rolling", "adjunct"),
    cell(SERUM, "rolling", "adjunct"),
    spacing("microneedling", PRP, 0, same_day="yes_ordered"),
    spacing("microneedling", SERUM, 0, same_day="yes_ordered"),
    modality("microneedling", numbing_minutes=30, chair_typical_minutes=40),
    modality(PRP, numbing_minutes=45, chair_typical_minutes=20),
    modality(SERUM, numbing_minutes=0, chair_typical_minutes=5),
    protocol("microneedling", sessions_typical=2),
)
WORLD = catalog_with(*ROWS, items=ITEMS)
JOINED = catalog_with(
    *ROWS, combination("both", ("microneedling", 0), (PRP, 0), (SERUM, 0), scar_types=()), items=ITEMS
)


def needling(catalog=WORLD):
    """Two sessions of needling with platelets and serum as options."""
    return course_of_regimen(propose(a_case("rolling 3 x9"), catalog).regimens[0])


def first_visit(course):
    return course.visits[0]


# ---- read and written


@given(strategies.cases(CATALOG))
def test_every_regimen_is_read_and_written_the_same(document):
    for regimen in proposal_document(propose(read_case(document, CATALOG), CATALOG))["regimens"]:
        stored = json.dumps(regimen)

        assert json.dumps(as_document(read_course(json.loads(stored)))) == stored


@given(st.integers(0, 2**32))
def test_typical_regimen_is_read_and_written_the_same(seed):
    [face] = faces(1, seed, CATALOG)
    for regimen in proposal_document(propose(read_case(face, CATALOG), CATALOG))["regimens"]:
        assert as_document(read_course(regimen)) == regimen


def test_visit_is_a_step_counted_from_one():
    assert [(step, visit.kind) for step, visit in needling().steps] == [
        (1, "treatment"),
        (2, "treatment"),
        (3, "review"),
    ]


def test_document_changed_later_leaves_the_course():
    document = as_document(needling())
    course = read_course(document)

    document["reasons"][0]["text"] = "Something else."
    as_document(course)["reasons"][0]["text"] = "Something else."

    assert course.reasons[0]["text"] != "Something else."


def put(document, value, *path):
    for name in path[:-1]:
        document = document[name]
    document[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("key",), 7, "course.key"),
        (("visits",), None, "course.visits"),
        (("visits", 0, "kind"), "treatments", "course.visits[0].kind"),
        (("visits", 1, "target_on"), "2026-02-30", "course.visits[1].target_on"),
        (("visits", 0, "price"), "100", "course.visits[0].price"),
        (("visits", 0, "day"), -1, "course.visits[0].day"),
        (("visits", 0, "procedures", 0, "option"), None, "course.visits[0].procedures[0].option"),
        (("visits", 0, "procedures", 0, "areas"), [1], "course.visits[0].procedures[0].areas[0]"),
        (("visits", 0, "surprise"), 1, "course.visits[0].surprise"),
        (("totals", "downtime_days"), [1], "course.totals.downtime_days"),
        (("levels", 0), ["main concern"], "course.levels[0]"),
        (("cautions",), ["smoke"], "course.cautions[0]"),
        (
            ("visits", 0, "procedures", 0, "parameters"),
            [{"name": "depth", "value": True, "unit": "mm"}],
            "course.visits[0].procedures[0].parameters[0].value",
        ),
    ],
)
def test_wrong_document_is_refused_by_the_field(path, value, field):
    document = as_document(needling())
    put(document, value, *path)

    with pytest.raises(ValueError) as refused:
        read_course(document)

    assert refused.value.field == field


@pytest.mark.parametrize("name", ["nearest", "labels", "totals"])
def test_missing_field_is_refused_even_where_null_may_stand(name):
    document = as_document(needling())
    del document[name]

    with pytest.raises(ValueError, match=f"course.{name}: is missing"):
        read_course(document)


def test_document_that_is_no_object_is_refused():
    with pytest.raises(ValueError, match="course: is a list"):
        read_course([])


# ---- chosen boosters


def test_chosen_booster_is_part_of_its_visits():
    course = with_options(needling(), frozenset({PRP}), WORLD)

    done = [(row.modality, row.order, row.option) for row in first_visit(course).procedures]
    assert done == [("microneedling", 1, False), (PRP, 2, False)]
    assert course.options == (PRP,)


def test_booster_not_chosen_is_in_no_visit():
    course = with_options(needling(), frozenset(), WORLD)

    assert {row.modality for visit in course.visits for row in visit.procedures} == {"microneedling"}
    assert course.options == ()


def test_chosen_booster_adds_its_minutes_and_price():
    course = with_options(needling(), frozenset({PRP}), WORLD)

    visit = first_visit(course)
    assert (visit.numbing_minutes, visit.minutes, visit.price) == (45, 45 + 40 + 20, Decimal(250))
    assert (course.totals.visits, course.totals.price) == (2, Decimal(500))


@pytest.mark.parametrize("key", [PRP, SERUM])
def test_chosen_booster_costs_what_a_standard_one_does(key):
    standard = [replace(ITEMS[0], standard_boosters=(key,)), *ITEMS[1:]]
    always = course_of_regimen(propose(a_case("rolling 3 x9"), catalog_with(*ROWS, items=standard)).regimens[0])
    chosen = with_options(needling(), frozenset({key}), WORLD)

    def sums(visit):
        return visit.kind, visit.minutes, visit.numbing_minutes, visit.price, visit.downtime_days

    assert [sums(visit) for visit in chosen.visits] == [sums(visit) for visit in always.visits]
    assert chosen.totals == always.totals


def test_price_not_known_leaves_the_sum_not_known():
    no_price = catalog_with(*ROWS, items=[ITEMS[0], Item(modality=PRP), ITEMS[2]])

    course = with_options(needling(no_price), frozenset({PRP}), no_price)

    assert (first_visit(course).price, course.totals.price) == (None, None)


def test_nothing_chosen_leaves_the_totals():
    assert with_options(needling(), frozenset(), WORLD).totals == needling().totals


def test_booster_that_is_not_offered_is_refused():
    with pytest.raises(
        ValueError, match="intradermal platelet-rich plasma is not offered here; allowed: topical .*, serum"
    ):
        with_options(needling(), frozenset({"prp_intradermal"}), WORLD)


def test_alternatives_are_not_chosen_together():
    assert not may_be_chosen_together(PRP, SERUM, needling(), WORLD)
    with pytest.raises(ValueError, match="serum after needling and topical platelet-rich plasma are alternatives"):
        with_options(needling(), frozenset({PRP, SERUM}), WORLD)


def test_published_combination_joins_two_boosters():
    course = with_options(needling(JOINED), frozenset({PRP, SERUM}), JOINED)

    assert may_be_chosen_together(PRP, SERUM, needling(JOINED), JOINED)
    assert (first_visit(course).price, first_visit(course).minutes) == (Decimal(290), 45 + 40 + 20 + 5)


def test_combination_with_another_procedure_joins_nothing():
    beside = combination("both", ("afl", 0), (PRP, 0), (SERUM, 0), scar_types=())

    assert not may_be_chosen_together(PRP, SERUM, needling(), catalog_with(*ROWS, beside, items=ITEMS))


def test_combination_on_other_days_joins_nothing():
    later = combination("both", ("microneedling", 0), (PRP, 0), (SERUM, 14), scar_types=())

    assert not may_be_chosen_together(PRP, SERUM, needling(), catalog_with(*ROWS, later, items=ITEMS))


def test_boosters_that_share_no_visit_are_no_alternatives():
    course = needling()
    rows = [
        tuple(row for row in course.visits[place].procedures if row.modality != key)
        for place, key in enumerate((PRP, SERUM))
    ]
    visits = tuple(replace(visit, procedures=row) for visit, row in zip(course.visits, rows, strict=False))

    assert may_be_chosen_together(PRP, SERUM, replace(course, visits=visits), WORLD)


def test_option_costs_are_those_of_the_whole_course():
    assert option_costs(needling(), WORLD) == (
        OptionCost(PRP, 2, Decimal(300), 2 * (20 + 15)),
        OptionCost(SERUM, 2, Decimal(80), 2 * 5),
    )


def test_option_costs_stay_when_it_is_chosen():
    chosen = with_options(needling(), frozenset({PRP}), WORLD)

    assert option_costs(chosen, WORLD) == (OptionCost(PRP, 2, Decimal(300), 70),)


def test_price_of_an_option_may_not_be_known():
    no_price = catalog_with(*ROWS, items=[ITEMS[0], Item(modality=PRP)])

    assert option_costs(needling(no_price), no_price)[0].price is None


def test_procedures_of_one_modality_share_their_place():
    course = needling()
    row = first_visit(course).procedures[0]
    two = (row, replace(row, areas=("chin",)), *first_visit(course).procedures[1:])
    course = replace(course, visits=(replace(first_visit(course), procedures=two),))

    done = first_visit(with_options(course, frozenset({SERUM}), WORLD)).procedures

    assert [(one.modality, one.order) for one in done] == [("microneedling", 1), ("microneedling", 1), (SERUM, 2)]
    assert all(isinstance(one, Procedure) for one in done)
