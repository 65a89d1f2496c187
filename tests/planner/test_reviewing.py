"""An adopted course looked at again: the facts that changed, the steps they touch, and what would be proposed today."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.adopted import course_of_regimen
from planner.adoption.rest import sessions_done, without_sessions
from planner.case import Answer, Finding, PastProcedure, Span, read_case
from planner.engine import propose
from planner.reviewing import FactChange, changed_facts, remaining, replan, review
from tests.bench.faces import faces
from tests.planner.adoption import world
from tests.planner.adoption.desk import COURSE, FACE, ROLLING, THREE, WORLD, on
from tests.planner.builders import CATALOG, ON, a_case, a_rule, ahead, catalog_with, deferring, line, past
from tests.planner.case import strategies

STRICT = catalog_with(*WORLD, a_rule("absolute", "subcision"))
SMOKER = a_case("rolling 3 x9", yes=("smoker",))


def changes(before, now):
    return changed_facts(before, now, CATALOG)


# ---- what changed


@given(strategies.cases(CATALOG).map(lambda document: read_case(document, CATALOG)))
def test_same_facts_are_no_change(case):
    assert changes(case, case) == ()
    assert changes(case, replace(case, on=case.on + datetime.timedelta(1))) == ()


def test_changed_answer_is_told_before_and_now():
    assert changes(FACE, SMOKER) == (FactChange("answers.smoker", "no", "yes"),)


def test_answer_given_anew_is_no_change():
    anew = replace(FACE, answers={**FACE.answers, "smoker": Answer(ahead(3), False)})

    assert changes(FACE, anew) == ()


def test_answer_that_is_gone_is_not_recorded():
    silent = replace(FACE, answers={key: told for key, told in FACE.answers.items() if key != "smoker"})

    assert changes(FACE, silent) == (FactChange("answers.smoker", "no", "not recorded"),)
    assert changes(silent, FACE) == (FactChange("answers.smoker", "not recorded", "no"),)


def test_skin_is_told_before_answers():
    now = replace(SMOKER, phototype=4, grade=3)

    assert changes(FACE, now) == (
        FactChange("phototype", "2", "4"),
        FactChange("grade", "not recorded", "3"),
        FactChange("answers.smoker", "no", "yes"),
    )


def test_finding_that_grew_came_or_went_is_told_by_its_place():
    before = replace(FACE, findings=(*FACE.findings, Finding("icepick", "nose")))
    left = Finding("icepick", "cheek_upper", "left", (3, 3))
    now = replace(FACE, findings=(replace(FACE.findings[0], count=(12, 12)), left))

    assert changes(before, now) == (
        FactChange("findings.rolling.cheek_lower", "9, grade 3", "12, grade 3"),
        FactChange("findings.icepick.cheek_upper.left", "not recorded", "3"),
        FactChange("findings.icepick.nose", "seen", "not recorded"),
    )


def test_history_is_told_by_modality():
    before = a_case("rolling 3 x9", history=(past("afl", 30, "poor"),))
    now = replace(before, history=(*before.history, PastProcedure("afl", 1, Span.day(ON))))

    assert changes(before, now) == (
        FactChange(
            "history.afl",
            "last 23 Oct 2026, response poor",
            "last 23 Oct 2026, response poor; 1 session, last 22 Nov 2026",
        ),
    )


# ---- which steps it touches


def test_new_answer_touches_every_step_to_come():
    found = review(FACE, SMOKER, COURSE, STRICT, done=frozenset({1}))

    assert found.touched == (2, 3)
    assert [one.kind for one in found.concerns] == ["absolute", "absolute"]


def test_deferral_touches_the_steps_in_its_days_alone():
    tanned = on(replace(FACE, answers={**FACE.answers, "last_tan": Answer(ahead(7), Span.day(ahead(7)))}), 7)

    found = review(FACE, tanned, COURSE, catalog_with(*WORLD, deferring(30, "subcision")))

    assert found.touched == (1, 2)


def test_what_stood_against_a_step_before_touches_nothing():
    found = review(SMOKER, SMOKER, COURSE, STRICT)

    assert (found.changed, found.touched) == ((), ())
    assert len(found.concerns) == 3


def test_change_that_no_rule_reads_touches_nothing():
    found = review(FACE, SMOKER, COURSE, catalog_with(*WORLD))

    assert (found.touched, found.concerns) == ((), ())
    assert found.changed


def test_recorded_reason_holds_in_a_review_too():
    catalog = catalog_with(*WORLD, a_rule("relative", "subcision"))

    assert review(FACE, SMOKER, COURSE, catalog).touched == (1, 2, 3)
    assert review(FACE, SMOKER, COURSE, catalog, reasons_recorded=frozenset({"subcision"})).touched == ()


def test_question_set_aside_touches_nothing_in_a_review():
    silent = replace(FACE, answers={key: told for key, told in FACE.answers.items() if key != "smoker"})

    assert review(FACE, silent, COURSE, STRICT).touched == (1, 2, 3)
    assert review(FACE, silent, COURSE, STRICT, set_aside=frozenset({"smoker"})).touched == ()


# ---- what would be proposed today


@given(st.integers(0, 2**32))
def test_plan_made_anew_on_its_day_is_the_same(seed):
    [face] = faces(1, seed, CATALOG)
    case = read_case(face, CATALOG)
    for regimen in propose(case, CATALOG).regimens[:1]:
        course = course_of_regimen(regimen)

        anew = replan(case, frozenset(), course, CATALOG)

        assert (anew.kept, anew.differences) == (course, ())


def test_steps_that_are_done_are_not_in_what_remains():
    kept = remaining(COURSE, frozenset({1, 2}))

    assert kept.visits == COURSE.visits[2:]
    assert (kept.totals.visits, kept.totals.days) == (1, COURSE.totals.days)


def test_plan_made_anew_keeps_its_distance_to_what_was_done():
    case = on(FACE, 7, history=(PastProcedure("subcision", 1, Span.day(ahead(7))),))

    anew = replan(case, frozenset({1}), COURSE, catalog_with(*WORLD))

    assert anew.regimen.visits[0].target_on == ahead(7 + 28)
    assert anew.kept.visits == COURSE.visits[1:]
    assert anew.differences[0].step == 1


def test_regimen_with_the_same_treatments_is_taken_where_it_is_proposed():
    catalog = catalog_with(line("rolling", 3, first=("subcision",), second=("microneedling",)), *WORLD[1:])
    proposed = [course_of_regimen(regimen) for regimen in propose(FACE, catalog).regimens]
    assert [course.modalities for course in proposed] == [("subcision",), ("microneedling",)]

    assert [replan(FACE, frozenset(), course, catalog).regimen for course in proposed] == proposed


def test_first_regimen_is_taken_where_the_same_is_not_proposed():
    catalog = catalog_with(line("rolling", 3, first=("afl",)))

    anew = replan(FACE, frozenset(), COURSE, catalog)

    assert anew.regimen.modalities == ("afl",)
    assert anew.differences


def test_nothing_is_taken_where_nothing_is_proposed():
    anew = replan(SMOKER, frozenset(), COURSE, STRICT)

    assert (anew.regimen, anew.differences) == (None, ())
    assert anew.proposal.no_procedure.first


def after(days, sessions):
    """The face of the desk so many days on, with so many sessions of subcision behind it."""
    return on(FACE, days, history=(PastProcedure("subcision", sessions, Span.day(ahead(days))),))


def kinds_of(course):
    return [(visit.kind, (visit.target_on - ON).days) for visit in course.visits]


def test_sessions_that_are_done_are_not_proposed_again():
    anew = replan(after(7, 1), frozenset({1}), COURSE, catalog_with(*WORLD))

    assert anew.same
    assert kinds_of(anew.regimen) == [("treatment", 35), ("treatment", 77), ("review", 77 + 60)]
    assert anew.regimen.totals.visits == 2


def test_nothing_is_left_when_every_session_is_done():
    anew = replan(after(84, 3), frozenset({1, 2, 3}), COURSE, catalog_with(*WORLD))

    assert (anew.regimen, anew.same, anew.differences) == (None, True, ())
    assert anew.proposal.regimens != ()


def test_review_with_no_treatment_behind_it_is_left_out():
    gated = catalog_with(ROLLING, replace(THREE, review_after_sessions=1))
    [course, *_] = [course_of_regimen(one) for one in propose(FACE, gated).regimens]
    assert [kind for kind, _ in kinds_of(course)].count("review") == 3

    anew = replan(after(7, 2), frozenset({1, 3}), course, gated)

    assert [kind for kind, _ in kinds_of(anew.regimen)] == ["treatment", "review"]


def test_booster_that_was_chosen_stays_chosen():
    anew = replan(world.CASE, frozenset(), world.COURSE, world.WORLD)

    assert world.PRP in anew.regimen.options
    assert (anew.regimen.visits, anew.differences) == (world.COURSE.visits, ())


def test_booster_that_was_not_chosen_is_not_added():
    plain = world.adopted(chosen=())

    assert replan(world.CASE, frozenset(), plain, world.WORLD).regimen.options == ()


@given(st.integers(0, 2**32))
def test_rest_holds_what_is_not_done_and_no_more(seed):
    [face] = faces(1, seed, CATALOG)
    case = read_case(face, CATALOG)
    for regimen in propose(case, CATALOG).regimens[:1]:
        course = course_of_regimen(regimen)
        steps = [step for step, visit in course.steps if visit.kind == "treatment"][:1]
        whole = sessions_done(course, frozenset(range(len(course.visits) + 1)), CATALOG)
        done = sessions_done(course, frozenset(steps), CATALOG)

        left = without_sessions(course, done, CATALOG)

        rest = sessions_done(left, frozenset(range(len(left.visits) + 1)), CATALOG) if left else {}
        assert {key: count - done.get(key, 0) for key, count in whole.items() if count > done.get(key, 0)} == rest


SPOT = a_rule("caution", "subcision", mitigation_kind="test_spot", wait_days=40)


def test_test_spot_that_is_done_is_not_tried_again():
    catalog = catalog_with(*WORLD, SPOT)
    course = course_of_regimen(propose(SMOKER, catalog).regimens[0])
    assert kinds_of(course)[:2] == [("test_spot", 0), ("treatment", 40)]

    anew = replan(on(SMOKER, 10), frozenset({1}), course, catalog)

    assert kinds_of(anew.regimen)[0] == ("treatment", 40)
    assert anew.differences == ()


def test_wait_after_a_test_spot_that_is_over_counts_no_more():
    catalog = catalog_with(*WORLD, SPOT)
    course = course_of_regimen(propose(SMOKER, catalog).regimens[0])

    anew = replan(on(SMOKER, 60), frozenset({1}), course, catalog)

    assert kinds_of(anew.regimen)[0] == ("treatment", 60)
