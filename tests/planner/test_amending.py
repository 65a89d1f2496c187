"""One step of an adopted course is changed; what cannot be is refused, and nothing is ever added."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.adopted import course_of_regimen
from planner.amending import (
    postponed,
    with_option,
    without_procedure,
    without_step,
)
from planner.engine import propose
from tests.planner.adoption.world import (
    CASE,
    COURSE,
    DAY,
    ITEMS,
    PRP,
    ROWS,
    SERUM,
    WORLD,
    adopted,
    done_on,
    refused,
)
from tests.planner.builders import ahead, catalog_with, combination, spacing


def test_course_of_these_tests_is_as_said():
    assert [(visit.day, done_on(COURSE, step)) for step, visit in COURSE.steps] == [
        (0, ["subcision", "microneedling", PRP]),
        (42, ["subcision", "microneedling", PRP]),
        (84, ["microneedling", PRP]),
        (144, []),
    ]


# ---- taking out a procedure


def test_procedure_taken_out_leaves_the_rest_of_the_visit():
    after = without_procedure(COURSE, 1, "subcision", WORLD)

    visit = after.visits[0]
    assert [(row.modality, row.order) for row in visit.procedures] == [("microneedling", 1), (PRP, 2)]
    assert (visit.numbing_minutes, visit.minutes) == (40, 40 + 20 + 15)
    assert (visit.price, visit.downtime_days) == (Decimal(250), (1, 3))
    assert after.visits[1:] == COURSE.visits[1:]


def test_totals_follow_what_was_taken_out():
    after = without_procedure(COURSE, 1, "subcision", WORLD)

    totals = COURSE.totals
    assert (after.totals.price, after.totals.visits) == (totals.price - 200, totals.visits)
    least, most = totals.downtime_days
    extra = WORLD.settings["extra_downtime_when_two_injuries_share_a_visit"]
    assert after.totals.downtime_days == (least - extra - 1, most - extra - 3)


def test_booster_goes_with_its_host():
    after = without_procedure(COURSE, 1, "microneedling", WORLD)

    assert done_on(after, 1) == ["subcision"]
    assert after.options == (PRP,)  # on other visits


def test_booster_keeps_the_areas_of_the_host_that_stays():
    hosted = catalog_with(*ROWS, spacing("subcision", PRP, 0, same_day="yes_ordered"), items=ITEMS)
    course = adopted(hosted)
    wide, narrow = ("cheek_lower", "chin"), ("chin",)
    areas = {"subcision": wide, "microneedling": narrow, PRP: wide}
    rows = tuple(replace(row, areas=areas[row.modality]) for row in course.visits[0].procedures)
    course = replace(course, visits=(replace(course.visits[0], procedures=rows), *course.visits[1:]))

    after = without_procedure(course, 1, "subcision", hosted)

    assert [(row.modality, row.areas) for row in after.visits[0].procedures] == [
        ("microneedling", narrow),
        (PRP, narrow),
    ]


def test_last_procedure_of_a_visit_is_not_taken_out():
    found = refused(without_procedure, COURSE, 3, "microneedling", WORLD)

    assert (found.field, found.allowed) == ("modality", "to take the visit out")


def test_modality_not_done_there_cannot_be_taken_out():
    found = refused(without_procedure, COURSE, 3, "subcision", WORLD)

    assert (found.field, found.allowed) == ("modality", "microneedling, topical platelet-rich plasma")


def test_modality_in_no_visit_is_named_no_more():
    course = without_procedure(COURSE, 1, "subcision", WORLD)
    course = replace(course, needs_reason=("subcision",))

    after = without_procedure(course, 2, "subcision", WORLD)

    assert (after.modalities, after.needs_reason) == (("microneedling",), ())


# ---- taking out a step


def test_step_taken_out_leaves_the_others_on_their_days():
    after = without_step(COURSE, 2, WORLD)

    assert [visit.target_on for visit in after.visits] == [ahead(0), ahead(84), ahead(144)]
    assert (after.totals.visits, after.totals.price) == (2, COURSE.totals.price - 450)


def test_last_treatment_of_a_course_is_not_taken_out():
    once = without_step(without_step(COURSE, 1, WORLD), 1, WORLD)

    found = refused(without_step, once, 1, WORLD)

    assert (found.field, found.allowed) == ("step", "to stop the plan")


@pytest.mark.parametrize("step", [0, 5, -1, "1", True, None])
def test_step_that_is_not_there_is_refused(step):
    for change in (without_step, lambda *given: postponed(given[0], given[1], 7, given[2])):
        found = refused(change, COURSE, step, WORLD)

        assert (found.field, found.allowed) == ("step", "a visit from 1 to 4")


# ---- later


def test_step_and_all_later_ones_move_alike():
    after = postponed(COURSE, 2, 10, WORLD)

    assert after.visits[0] == COURSE.visits[0]
    for was, now in zip(COURSE.visits[1:], after.visits[1:], strict=True):
        assert now == replace(
            was,
            day=was.day + 10,
            earliest_on=was.earliest_on + 10 * DAY,
            target_on=was.target_on + 10 * DAY,
            latest_on=was.latest_on + 10 * DAY,
        )
    assert after.totals == replace(COURSE.totals, days=94)
    assert after.proposed_on == COURSE.proposed_on


@pytest.mark.parametrize("days", [0, -7, 1.5, "7", True, 366, 100_000, None])
def test_days_that_are_no_days_later_are_refused(days):
    assert refused(postponed, COURSE, 2, days, WORLD).field == "days"


# ---- options


def test_booster_is_switched_off_and_on_again():
    off = with_option(COURSE, 1, PRP, False, WORLD)

    assert done_on(off, 1) == ["subcision", "microneedling"]
    assert (off.visits[0].price, off.visits[0].minutes) == (Decimal(300), COURSE.visits[0].minutes - 15)
    assert (off.totals.price, off.options) == (COURSE.totals.price - 150, (PRP,))
    assert with_option(off, 1, PRP, True, WORLD) == COURSE


def test_booster_that_is_no_option_there_is_refused():
    for key, step in ((SERUM, 1), ("subcision", 1), (PRP, 4)):
        assert refused(with_option, COURSE, step, key, True, WORLD).field == "modality"


@pytest.mark.parametrize("on", [True, False])
def test_switching_to_the_same_is_refused(on):
    course = COURSE if on else with_option(COURSE, 1, PRP, False, WORLD)

    assert refused(with_option, course, 1, PRP, on, WORLD).field == "on"


def test_alternative_of_a_chosen_booster_is_refused():
    course = course_of_regimen(propose(CASE, WORLD).regimens[0])
    with_prp = with_option(course, 1, PRP, True, WORLD)

    found = refused(with_option, with_prp, 1, SERUM, True, WORLD)

    assert (found.field, found.allowed) == ("modality", "one of them")
    both = ("subcision", 0), ("microneedling", 0), (PRP, 0), (SERUM, 0)
    joined = catalog_with(*ROWS, combination("both", *both, scar_types=()), items=ITEMS)
    assert set(done_on(with_option(with_prp, 1, SERUM, True, joined), 1)) >= {PRP, SERUM}
