"""What hangs on a changed step follows: the last review and the home phase."""

from planner.adopted import course_of_regimen
from planner.amending import postponed, without_procedure, without_step
from planner.case import read_case
from planner.engine import propose
from tests.bench.faces import faces
from tests.planner.adoption.world import COURSE, ITEMS, PRIMED, ROWS, SERIES, SMOKER, WORLD, adopted, done_on
from tests.planner.builders import CATALOG, a_case, ahead, catalog_with, home, line, protocol

# ---- the last review


def test_last_review_follows_the_last_treatment():
    after = without_step(COURSE, 3, WORLD)

    assert [visit.day for visit in after.visits] == [0, 42, 42 + 90]
    assert after.visits[-1].target_on == after.visits[-1].latest_on == ahead(42 + 90)
    assert after.totals.days == 42


def test_last_review_waits_for_what_is_done_last():
    after = without_procedure(without_step(COURSE, 3, WORLD), 2, "subcision", WORLD)

    assert after.visits[-1].day == 42 + 60


def test_last_review_does_not_come_before_another_visit():
    soon = {"assess_after_last_session_days": 1, **SERIES}
    looked_at = (
        protocol("subcision", sessions_typical=2, **soon),
        protocol("microneedling", sessions_typical=3, review_after_sessions=2, **soon),
    )
    catalog = catalog_with(*ROWS, *looked_at, items=ITEMS)
    course = adopted(catalog)
    assert [(visit.kind, visit.day) for visit in course.visits[1:]] == [
        ("treatment", 42),
        ("review", 70),
        ("treatment", 84),
        ("review", 85),
    ]

    after = without_step(course, 4, catalog)

    assert [visit.day for visit in after.visits] == [0, 42, 70, 70]


def test_review_taken_out_moves_nothing():
    after = without_step(COURSE, 4, WORLD)

    assert after.visits == COURSE.visits[:3]
    assert after.totals == COURSE.totals


# ---- the home phase


def pauses(course):
    return [tuple((day - course.proposed_on).days for day in pause) for pause in course.home[0].pauses]


def end_of_home(course):
    return (course.home[0].until_on - course.proposed_on).days


def needled(course):
    return [visit.day for step, visit in course.steps if "microneedling" in done_on(course, step)]


def test_home_phase_pauses_around_moved_sessions():
    course = adopted(PRIMED, SMOKER)
    first, second, third = needled(course)
    assert (pauses(course), end_of_home(course)) == ([(first - 5, first + 7), (second - 5, second + 7)], third - 6)
    step = next(step for step, visit in course.steps if visit.day == second)

    after = postponed(course, step, 10, PRIMED)

    assert pauses(after) == [(first - 5, first + 7), (second + 5, second + 17)]
    assert (end_of_home(after), after.home[0].from_on) == (third + 4, course.home[0].from_on)


def test_home_phase_does_not_pause_for_what_was_taken_out():
    course = adopted(PRIMED, SMOKER)
    first, second, third = needled(course)
    step = next(step for step, visit in course.steps if visit.day == second)

    after = without_procedure(course, step, "microneedling", PRIMED)

    assert (pauses(after), end_of_home(after)) == ([(first - 5, first + 7)], third - 6)


def test_home_phase_ends_before_the_last_session_that_is_left():
    course = adopted(PRIMED, SMOKER)
    first, second, third = needled(course)
    step = next(step for step, visit in course.steps if visit.day == third)

    after = without_step(course, step, PRIMED)

    assert (pauses(after), end_of_home(after)) == ([(first - 5, first + 7)], second - 6)


def test_home_phase_goes_with_all_it_led_in_to():
    course = adopted(PRIMED, SMOKER)
    for step, _ in reversed(
        [(step, visit) for step, visit in course.steps if "microneedling" in done_on(course, step)]
    ):
        only = done_on(course, step)[0] == "microneedling"
        course = (
            without_step(course, step, PRIMED) if only else without_procedure(course, step, "microneedling", PRIMED)
        )

    assert course.home == ()
    assert course.modalities == ("subcision",)


def test_home_phase_that_answers_a_finding_lasts_as_long_as_the_course():
    rows = (
        line("rolling", 3, first=("subcision",)),
        line("pih", 1, first=("topical_priming",)),
        protocol("subcision", sessions_typical=3, **SERIES),
        protocol("topical_priming", assess_after_last_session_days=50),
    )
    catalog = catalog_with(*rows)
    course = adopted(catalog, a_case("rolling 3 x9", "macular_hyperpigmented"))
    assert end_of_home(course) == 84

    assert end_of_home(postponed(course, 2, 10, catalog)) == 94
    assert end_of_home(without_step(course, 3, catalog)) == 50


def test_home_phase_stays_as_adopted_when_no_session_moves():
    course = adopted(PRIMED, SMOKER)
    longer = catalog_with(*ROWS, home("microneedling", lead_in=14, pause=9, restart=9), items=ITEMS)

    assert postponed(course, len(course.visits), 30, longer).home == course.home


def test_home_phase_of_the_pack_is_untouched_by_what_does_not_touch_it():
    for face in faces(20, 4, CATALOG):
        for regimen in propose(read_case(face, CATALOG), CATALOG).regimens:
            course = course_of_regimen(regimen)
            if course.visits[-1].kind == "review" and len(course.visits) > 1:
                assert postponed(course, len(course.visits), 30, CATALOG).home == course.home
