"""Two courses are compared line by line, in words."""

from planner.amending import (
    Difference,
    difference,
    postponed,
    with_option,
    with_setting,
    without_procedure,
    without_step,
)
from tests.planner.adoption.world import COURSE, PRIMED, PRP, SMOKER, WORLD, adopted

# ---- revisions compared


def test_moved_steps_are_told_with_both_dates():
    lines = difference(COURSE, postponed(COURSE, 3, 10, WORLD))

    assert lines[:2] == (
        Difference(3, "planned date", "14 Feb 2027", "24 Feb 2027", was=3),
        Difference(3, "window", "31 Jan 2027 to 28 Feb 2027", "10 Feb 2027 to 10 Mar 2027", was=3),
    )
    assert {line.step for line in lines} == {3, 4}


def test_step_taken_out_is_told_in_one_line():
    lines = difference(COURSE, without_step(COURSE, 2, WORLD))

    visit = "treatment on 3 Jan 2027: subcision, microneedling and topical platelet-rich plasma"
    assert [line for line in lines if line.step or line.was] == [Difference(None, "visit", visit, "taken out", was=2)]
    assert Difference(None, "treatment visits", "3", "2") in lines


def test_step_that_is_new_is_told_as_such():
    [line] = [line for line in difference(without_step(COURSE, 2, WORLD), COURSE) if line.step]

    assert (line.step, line.was, line.before) == (2, None, "not planned")


def test_procedure_taken_out_is_told_with_what_follows():
    lines = difference(COURSE, without_procedure(COURSE, 3, PRP, WORLD))

    assert lines == (
        Difference(3, "treatments", "microneedling and topical platelet-rich plasma", "microneedling", was=3),
        Difference(3, "minutes", "75", "60", was=3),
        Difference(3, "price", "250.00", "100.00", was=3),
        Difference(3, "areas of topical platelet-rich plasma", "lower cheek", "none", was=3),
        Difference(None, "price of all visits", "1150.00", "1000.00"),
    )


def test_changed_setting_is_told_with_its_area():
    lines = difference(COURSE, with_setting(COURSE, 1, "microneedling", "needle_length", 2.0, WORLD))

    assert lines == (
        Difference(1, "needle length of microneedling", "1.5 mm (lower cheek)", "2.0 mm (lower cheek)", was=1),
    )


def test_option_switched_off_is_told_without_its_settings():
    lines = difference(COURSE, with_option(COURSE, 3, PRP, False, WORLD))

    assert lines == (
        Difference(3, "treatments", "microneedling and topical platelet-rich plasma", "microneedling", was=3),
        Difference(3, "options that are off", "none", "topical platelet-rich plasma", was=3),
        Difference(3, "minutes", "75", "60", was=3),
        Difference(3, "price", "250.00", "100.00", was=3),
        Difference(3, "areas of topical platelet-rich plasma", "lower cheek", "none", was=3),
        Difference(None, "price of all visits", "1150.00", "1000.00"),
    )


def test_home_phase_that_moves_is_told():
    course = adopted(PRIMED, SMOKER)

    whats = [line.what for line in difference(course, postponed(course, 1, 7, PRIMED)) if line.step is None]

    assert whats == ["at home", "pauses at home"]
