"""An adopted course is judged by the rules in force: what a proposal would not hold today stands against its steps."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.adopted import course_of_regimen, with_options
from planner.case import Answer, PastProcedure, Span, read_case
from planner.engine import propose
from planner.judging import OPEN, UNSAFE, is_unsafe, judge
from planner.wording import sentence
from tests.bench.faces import faces
from tests.planner.builders import (
    CATALOG,
    ON,
    REGION,
    a_case,
    a_rule,
    ahead,
    catalog_with,
    cell,
    combination,
    deferring,
    home,
    line,
    never,
    past,
    protocol,
    setting,
    spacing,
    subtype,
)
from tests.planner.case import strategies

THREE = protocol("subcision", sessions_typical=3, interval_min_days=28, interval_typical_days=42, interval_max_days=56)
ROLLING = line("rolling", 3, first=("subcision",))
WORLD = (ROLLING, THREE)
FACE = a_case("rolling 3 x9")


def adopted(*rows, case=FACE):
    """The first regimen that a catalog of these rows proposes."""
    return course_of_regimen(propose(case, catalog_with(*rows)).regimens[0])


def told(course, *rows, case=FACE, items=None, **settled):
    """(step, modality, kind, rule) of what stands against a course under these rows."""
    found = judge(course, case, catalog_with(*rows, items=items), **settled)
    return [(one.step, one.modality, one.kind, one.reason.rule) for one in found]


def on(case, days, **facts):
    """The same person so many days later; what was answered no is asked anew."""
    later = ahead(days)
    answers = {
        key: told if isinstance(told.value, Span) else replace(told, on=later) for key, told in case.answers.items()
    }
    return replace(case, on=later, answers=answers, **facts)


COURSE = adopted(*WORLD)  # subcision on day 0, 42 and 84, reviewed on day 144


# ---- as a proposal would be


def assert_judged_as_proposed(case):
    proposal = propose(case, CATALOG)
    for regimen in proposal.regimens:
        found = judge(course_of_regimen(regimen), case, CATALOG)

        unsafe = {(one.kind, one.modality) for one in found if is_unsafe(one)}
        assert unsafe == {("relative", key) for key in regimen.needs_reason}
        asked = {row.question for row in proposal.questions if regimen.key in row.regimens}
        assert {one.question for one in found if one.kind == "question"} == asked
        assert {one.kind for one in found} <= {"relative", "question"}
        assert all(sentence(one.reason) for one in found)


@given(strategies.cases(CATALOG))
def test_proposal_of_the_day_is_judged_as_it_was_proposed(document):
    assert_judged_as_proposed(read_case(document, CATALOG))


@given(st.integers(0, 2**32))
def test_typical_proposal_is_judged_as_it_was_proposed(seed):
    [face] = faces(1, seed, CATALOG)

    assert_judged_as_proposed(read_case(face, CATALOG))


@given(st.integers(0, 2**32))
def test_recorded_reasons_and_set_aside_questions_leave_nothing(seed):
    [face] = faces(1, seed, CATALOG)
    case = read_case(face, CATALOG)
    proposal = propose(case, CATALOG)
    for regimen in proposal.regimens:
        settled = {
            "reasons_recorded": frozenset(regimen.needs_reason),
            "set_aside": frozenset(row.question for row in proposal.questions),
        }
        assert judge(course_of_regimen(regimen), case, CATALOG, **settled) == ()


def test_every_kind_is_unsafe_or_open():
    assert not set(UNSAFE) & set(OPEN)
    assert {*UNSAFE, *OPEN} == {
        *("absolute", "defer", "relative", "spacing", "same_day", "injury", "not_offered"),
        *("question", "date_not_known", "overdue"),
    }


# ---- rules


def test_rule_made_absolute_makes_every_step_unsafe():
    smoker = a_case("rolling 3 x9", yes=("smoker",))
    mild, strict = a_rule("caution", "subcision"), a_rule("absolute", "subcision")
    course = adopted(*WORLD, mild, case=smoker)
    assert told(course, *WORLD, mild, case=smoker) == []

    found = told(course, *WORLD, strict, case=smoker)

    assert found == [(step, "subcision", "absolute", "absolute_smoker") for step in (1, 2, 3)]


def test_rule_of_the_pack_made_absolute_makes_a_plan_unsafe():
    case = a_case("rolling 3 x9", answers={"smoker": True}, age=30)
    course = course_of_regimen(propose(case, CATALOG).regimens[0])
    rules = tuple(
        replace(rule, severity="absolute", modalities=("all",)) if rule.question == "smoker" else rule
        for rule in CATALOG.safety["rule"]
    )
    tightened = replace(CATALOG, safety={**CATALOG.safety, "rule": rules})

    assert not any(is_unsafe(one) for one in judge(course, case, CATALOG))
    assert any(one.kind == "absolute" for one in judge(course, case, tightened))


def test_absolute_rule_of_today_closes_the_whole_course():
    born = datetime.date(ON.year - 16, ON.month, ON.day)
    minor = replace(FACE, age=None, birth_date=born + datetime.timedelta(60))
    rule = a_rule("absolute", "subcision", op="lt", value=16, question="age_years")

    found = judge(COURSE, minor, catalog_with(*WORLD, rule))

    assert [(one.step, one.kind) for one in found] == [(1, "absolute"), (2, "absolute"), (3, "absolute")]
    assert {one.until_on for one in found} == {ahead(60)}


def test_deferral_holds_for_the_windows_that_it_touches():
    tanned = a_case("rolling 3 x9", answers={"last_tan": Span.day(ON)})
    rule = deferring(30, "subcision")

    found = judge(COURSE, tanned, catalog_with(*WORLD, rule))

    windows = [(visit.earliest_on, visit.latest_on) for visit in COURSE.visits[:3]]
    assert windows[1][0] < ahead(30) < windows[1][1]
    assert [(one.step, one.kind, one.until_on) for one in found if one.step < 3] == [
        (1, "defer", ahead(30)),
        (2, "defer", ahead(30)),
    ]
    assert len(found) == 2


def test_deferral_without_a_date_has_no_end():
    smoker = a_case("rolling 3 x9", yes=("smoker",))

    found = judge(COURSE, smoker, catalog_with(*WORLD, a_rule("defer", "subcision")))

    assert {(one.kind, one.until_on) for one in found} == {("defer", None)}


def test_days_of_a_window_that_are_over_do_not_count():
    tanned = a_case("rolling 3 x9", answers={"last_tan": Span.day(ON)})

    found = told(COURSE, *WORLD, deferring(30, "subcision"), case=on(tanned, 31))

    assert [kind for _, _, kind, _ in found] == ["overdue"]


def test_relative_rule_asks_for_a_reason_once_recorded_no_more():
    smoker = a_case("rolling 3 x9", yes=("smoker",))
    rule = a_rule("relative", "subcision")

    assert told(COURSE, *WORLD, rule, case=smoker)[0] == (1, "subcision", "relative", "relative_smoker")
    assert told(COURSE, *WORLD, rule, case=smoker, reasons_recorded=frozenset({"subcision"})) == []


def test_treatment_that_made_it_worse_needs_a_reason():
    worse = a_case("rolling 3 x9", history=(past("subcision", 200, "worse"),))

    assert {row[2:] for row in told(COURSE, *WORLD, case=worse)} == {("relative", "worse_before")}


def test_rule_of_another_region_says_nothing():
    elsewhere = a_case("rolling 3 x9", answers={"smoker": Answer(ON, regions={"forehead": True, REGION: False})})

    assert told(COURSE, *WORLD, a_rule("absolute", "subcision"), case=elsewhere) == []


def test_caution_stands_against_nothing():
    smoker = a_case("rolling 3 x9", yes=("smoker",))

    assert told(COURSE, *WORLD, a_rule("caution", "subcision"), case=smoker) == []


def test_scar_found_since_keeps_an_area_treatment_off():
    rows = (line("rolling", 3, first=("microneedling",)), subtype("microneedling", "keloid", "contraindicated"))
    course = adopted(*rows)
    keloid = a_case("rolling 3 x9", "keloid 3 x1")

    found = told(course, *rows, cell("microneedling", "hypertrophic_keloid", "poor"), case=keloid)

    assert found == [(1, "microneedling", "absolute", "keloid_contraindicated")]


def test_scar_found_in_another_region_keeps_nothing_off():
    rows = (line("rolling", 3, first=("microneedling",)), subtype("microneedling", "keloid", "contraindicated"))

    assert told(adopted(*rows), *rows, case=a_case("rolling 3 x9", "keloid chin 3 x1")) == []


def test_done_step_is_not_judged():
    smoker = a_case("rolling 3 x9", yes=("smoker",))

    found = told(COURSE, *WORLD, a_rule("absolute", "subcision"), case=smoker, done=frozenset({1, 2}))

    assert [row[0] for row in found] == [3]


def test_home_phase_is_judged_as_step_nought():
    dark = a_case("rolling 3 x9", yes=("smoker",))
    primed = a_rule("caution", "microneedling", mitigation_kind="priming")
    rows = (line("rolling", 3, first=("microneedling",)), home("microneedling"), primed)
    course = adopted(*rows, case=dark)
    assert course.home

    closed = a_rule("absolute", "topical_priming", key="no_cream")

    assert told(course, *rows, closed, case=dark) == [(0, "topical_priming", "absolute", "no_cream")]
    after = (course.home[0].until_on - ON).days + 1
    assert not [row for row in told(course, *rows, closed, case=on(dark, after)) if row[0] == 0]


def test_test_spot_speaks_for_every_region_of_its_treatment():
    rows = (
        line("rolling", 3, first=("microneedling",)),
        a_rule("caution", "microneedling", mitigation_kind="test_spot"),
    )
    case = a_case("rolling 3 x9", "rolling nose 3 x2", yes=("smoker",))
    course = adopted(*rows, case=case)
    nose_only = a_rule("absolute", "microneedling", question="metal_implant_area", key="nose_only")
    implant = replace(
        case, answers={**case.answers, "metal_implant_area": Answer(ON, regions={"nose": True, REGION: False})}
    )

    found = told(course, *rows, nose_only, case=implant)

    kinds = [visit.kind for visit in course.visits]
    assert kinds[:2] == ["test_spot", "treatment"]
    assert [(row[0], row[2]) for row in found] == [(1, "absolute"), (2, "absolute")]


# ---- questions


def test_open_question_stands_until_set_aside():
    unasked = replace(FACE, answers={key: told for key, told in FACE.answers.items() if key != "smoker"})
    rule = a_rule("absolute", "subcision")

    found = judge(COURSE, unasked, catalog_with(*WORLD, rule))

    assert [(one.step, one.kind, one.question) for one in found] == [(step, "question", "smoker") for step in (1, 2, 3)]
    assert not any(is_unsafe(one) for one in found)
    assert told(COURSE, *WORLD, rule, case=unasked, set_aside=frozenset({"smoker"})) == []


# ---- the calendar


def test_steps_nearer_than_the_rows_in_force_are_unsafe():
    longer = protocol("subcision", sessions_typical=3, interval_min_days=50, interval_typical_days=60)

    found = judge(COURSE, FACE, catalog_with(ROLLING, longer))

    assert [(one.step, one.kind, one.until_on) for one in found] == [
        (2, "spacing", ahead(50)),
        (3, "spacing", ahead(42 + 50)),
    ]


def test_two_modalities_keep_the_row_that_is_in_force():
    rows = (line("rolling", 3, first=("subcision",)), line("erythematous_macule", 1, first=("vascular_laser",)))
    case = a_case("rolling 3 x9", "macular_erythematous x9")
    course = adopted(*rows, spacing("vascular_laser", "subcision", 20), case=case)

    found = told(course, *rows, spacing("vascular_laser", "subcision", 21), case=case)

    assert [row[:3] for row in found] == [(2, "subcision", "spacing")]


def test_steps_in_different_areas_may_lie_close():
    rows = (line("rolling", 3, first=("subcision",)), line("erythematous_macule", 1, first=("vascular_laser",)))
    case = a_case("rolling 3 x9", "macular_erythematous nose x9")
    course = adopted(*rows, spacing("vascular_laser", "subcision", 20), case=case)

    assert course.modalities == ("subcision", "vascular_laser")
    assert told(course, *rows, spacing("vascular_laser", "subcision", 90), case=case) == []


def test_done_step_keeps_its_distance_to_the_next():
    longer = protocol("subcision", sessions_typical=3, interval_min_days=50)

    found = told(COURSE, ROLLING, longer, done=frozenset({1}))

    assert [row[0] for row in found] == [2, 3]


def test_history_tells_when_a_step_was_done():
    late = on(FACE, 14, history=(PastProcedure("subcision", 1, Span.day(ahead(14))),))
    early = replace(late, history=(PastProcedure("subcision", 1, Span.day(ON)),))

    assert told(COURSE, *WORLD, case=late, done=frozenset({1})) == []
    longer = protocol("subcision", sessions_typical=3, interval_min_days=42)
    assert told(COURSE, ROLLING, longer, case=early, done=frozenset({1})) == []
    found = judge(COURSE, late, catalog_with(ROLLING, longer), done=frozenset({1}))
    assert [(one.step, one.kind, one.until_on) for one in found] == [(2, "spacing", ahead(14 + 42))]


def test_step_done_early_is_judged_by_the_day_it_was_done():
    course = replace(COURSE, visits=(COURSE.visits[0], COURSE.visits[2]))
    planned = replace(course.visits[1], target_on=ahead(30), earliest_on=ahead(30))
    late_target = replace(course.visits[0], target_on=ahead(10), latest_on=ahead(12))
    course = replace(course, visits=(late_target, planned))
    done_on_time = on(FACE, 2, history=(PastProcedure("subcision", 1, Span.day(ON)),))

    assert told(course, *WORLD, case=done_on_time, done=frozenset({1})) == []
    assert [row[:3] for row in told(course, *WORLD, case=on(FACE, 2), done=frozenset({1}))] == [
        (2, "subcision", "spacing")
    ]


def test_step_nearer_than_the_rows_to_what_was_done_elsewhere_is_unsafe():
    case = a_case("rolling 3 x9", history=(past("afl", 3),))

    found = judge(COURSE, case, catalog_with(*WORLD, spacing("afl", "subcision", 20)))

    assert [(one.step, one.kind, one.until_on) for one in found] == [(1, "spacing", ahead(17))]


def test_past_without_a_date_counts_as_done_on_the_day_of_the_proposal():
    undated = a_case("rolling 3 x9", history=(past("afl"),))
    rows = (*WORLD, spacing("afl", "subcision", 20))
    course = adopted(*rows, case=undated)
    assert course.visits[0].day == 20

    assert told(course, *rows, case=undated) == []
    assert [row[2] for row in told(COURSE, *rows, case=undated)] == ["spacing"]


def test_past_without_a_date_stays_open_as_days_go_by():
    undated = a_case("rolling 3 x9", history=(past("afl"),))
    rows = (*WORLD, spacing("afl", "subcision", 20))
    course = adopted(*rows, case=undated)

    found = told(course, *rows, case=on(undated, 5))

    assert found == [(1, "subcision", "date_not_known", "past_not_dated")]


PUBLISHED = (
    line("rolling", 3, first=("subcision",)),
    line("icepick", 3, first=("tca_cross",)),
    combination("pair", ("subcision", 0), ("tca_cross", 14)),
)
TWO_TYPES = a_case("rolling 3 x9", "icepick 3 x9")


def test_published_calendar_keeps_its_own_days():
    course = adopted(*PUBLISHED, case=TWO_TYPES)
    assert [visit.day for visit in course.visits[:2]] == [0, 14]

    done = on(TWO_TYPES, 1, history=(PastProcedure("subcision", 1, Span.day(ON)),))
    blocking = spacing("subcision", "tca_cross", 15, strength="block_same_area")

    assert told(course, *PUBLISHED, case=TWO_TYPES) == []
    assert told(course, *PUBLISHED, case=done, done=frozenset({1})) == []
    assert [row[:3] for row in told(course, *PUBLISHED, blocking, case=TWO_TYPES)] == [(2, "tca_cross", "spacing")]
    assert [row[:3] for row in told(course, *PUBLISHED, blocking, case=done, done=frozenset({1}))] == [
        (2, "tca_cross", "spacing")
    ]


def test_calendar_that_is_published_no_longer_keeps_every_row():
    course = adopted(*PUBLISHED, case=TWO_TYPES)

    assert [row[2] for row in told(course, *PUBLISHED[:2], case=TWO_TYPES)] == ["spacing"]


def test_published_calendar_keeps_every_row_to_other_treatments():
    course = adopted(*PUBLISHED, case=TWO_TYPES)

    found = told(course, *PUBLISHED, case=replace(TWO_TYPES, history=(past("afl", 3),)))

    assert [(row[0], row[2]) for row in found] == [(1, "spacing"), (2, "spacing")]


def test_window_that_is_over_is_overdue():
    last_day = (COURSE.visits[0].latest_on - ON).days

    assert told(COURSE, *WORLD, case=on(FACE, last_day)) == []
    assert told(COURSE, *WORLD, case=on(FACE, last_day + 1)) == [(1, "subcision", "overdue", "window_over")]


def test_review_may_be_overdue():
    found = told(COURSE, *WORLD, case=on(FACE, 145), done=frozenset({1, 2, 3}))

    assert found == [(4, "", "overdue", "window_over")]


# ---- one visit


PAIR = (
    line("rolling", 3, first=("subcision",)),
    line("icepick", 3, first=("tca_cross",)),
    setting("injury_limit_per_visit_and_area", 6),
)
SHARED = spacing("tca_cross", "subcision", 0, same_day="yes_ordered")


def both_on_one_visit():
    course = adopted(*PAIR, SHARED, case=TWO_TYPES)
    assert [row.modality for row in course.visits[0].procedures] == ["tca_cross", "subcision"]
    return course


def test_visit_that_keeps_its_rows_is_safe():
    assert told(both_on_one_visit(), *PAIR, SHARED, case=TWO_TYPES) == []


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ((SHARED, never("tca_cross", "subcision")), "never_same_day"),
        ((spacing("subcision", "tca_cross", 0, same_day="yes_ordered"),), "wrong_order_on_a_visit"),
        ((), "no_row_lets_them_share"),
    ],
)
def test_pair_that_may_not_share_the_visit_is_unsafe(rows, rule):
    found = told(both_on_one_visit(), *PAIR, *rows, case=TWO_TYPES)

    assert found == [(1, "subcision", "same_day", rule)]


def test_too_much_injury_in_one_area_is_unsafe():
    stricter = (*PAIR[:2], setting("injury_limit_per_visit_and_area", 5))

    assert told(both_on_one_visit(), *stricter, SHARED, case=TWO_TYPES) == [(1, "subcision", "injury", "injury_limit")]


def test_one_procedure_alone_is_never_too_much_injury():
    assert told(COURSE, *WORLD, setting("injury_limit_per_visit_and_area", 0)) == []


# ---- what the clinic has


def test_modality_that_is_offered_no_longer_is_unsafe():
    items = [item for item in CATALOG.items if item.modality != "subcision"]

    found = told(COURSE, *WORLD, items=items)

    assert found == [(step, "subcision", "not_offered", "not_offered") for step in (1, 2, 3)]


def test_modality_gone_from_the_knowledge_is_not_offered():
    catalog = catalog_with(*WORLD)
    rows = tuple(row for row in catalog.treatments["modality"] if row.id != "subcision")
    items = tuple(item for item in catalog.items if item.modality != "subcision")
    smaller = replace(catalog, treatments={**catalog.treatments, "modality": rows}, items=items)

    assert {one.kind for one in judge(COURSE, FACE, smaller)} == {"not_offered"}


# ---- boosters


BOOSTED = (
    line("rolling", 3, first=("microneedling",)),
    cell("prp_topical", "rolling", "adjunct"),
    spacing("microneedling", "prp_topical", 0, same_day="yes_ordered"),
    protocol("microneedling", sessions_typical=2, interval_min_days=14),
)
NO_BLOOD = a_rule("absolute", "prp_topical")


def test_booster_is_judged_once_it_is_chosen():
    smoker = a_case("rolling 3 x9", yes=("smoker",))
    course = adopted(*BOOSTED)
    chosen = with_options(course, frozenset({"prp_topical"}), catalog_with(*BOOSTED))

    assert told(course, *BOOSTED, NO_BLOOD, case=smoker) == []
    found = told(chosen, *BOOSTED, NO_BLOOD, case=smoker)
    assert found == [(step, "prp_topical", "absolute", "absolute_smoker") for step in (1, 2)]


def test_booster_needs_no_distance_to_itself():
    case = a_case("rolling 3 x9", history=(past("prp_topical", 1),))
    chosen = with_options(adopted(*BOOSTED), frozenset({"prp_topical"}), catalog_with(*BOOSTED))
    far_apart = protocol("prp_topical", interval_min_days=90)

    assert told(chosen, *BOOSTED, far_apart, case=case) == []


def test_booster_keeps_the_rows_that_name_it():
    case = a_case("rolling 3 x9", history=(past("afl", 1),))
    chosen = with_options(adopted(*BOOSTED), frozenset({"prp_topical"}), catalog_with(*BOOSTED))
    rows = (*BOOSTED, spacing("afl", "prp_topical", 10), spacing("afl", "microneedling", 0))

    assert told(chosen, *rows, case=case) == [(1, "prp_topical", "spacing", "too_soon_after_the_past")]
