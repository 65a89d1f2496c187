"""An adopted course is judged by the rules in force: what a proposal would not hold today stands against its steps."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.adopted import course_of_regimen
from planner.case import Answer, Span, read_case
from planner.engine import propose
from planner.judging import OPEN, UNSAFE, is_unsafe, judge
from planner.wording import sentence
from tests.bench.faces import faces
from tests.planner.adoption.desk import COURSE, FACE, WORLD, adopted, on, told
from tests.planner.builders import (
    CATALOG,
    ON,
    REGION,
    a_case,
    a_rule,
    ahead,
    catalog_with,
    cell,
    deferring,
    home,
    line,
    past,
    subtype,
)
from tests.planner.case import strategies

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


def test_overdue_step_is_judged_as_if_done_today():
    tanned = on(a_case("rolling 3 x9", answers={"last_tan": Span.day(ON)}), 20)
    aside = frozenset({"last_tan"})  # asked again after some days

    found = told(COURSE, *WORLD, deferring(30, "subcision"), case=tanned, set_aside=aside)

    assert [(row[0], row[2]) for row in found] == [(1, "defer"), (1, "overdue"), (2, "defer")]


def test_deferral_that_is_over_stands_against_nothing():
    tanned = on(a_case("rolling 3 x9", answers={"last_tan": Span.day(ON)}), 30)
    aside = frozenset({"last_tan"})

    found = told(COURSE, *WORLD, deferring(30, "subcision"), case=tanned, set_aside=aside)

    assert [(row[0], row[2]) for row in found] == [(1, "overdue")]


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
    without_cream = [item for item in CATALOG.items if item.modality != "topical_priming"]
    assert told(course, *rows, case=dark, items=without_cream) == [(0, "topical_priming", "not_offered", "not_offered")]
    after = (course.home[0].until_on - ON).days + 1
    assert not [row for row in told(course, *rows, closed, case=on(dark, after)) if row[0] == 0]


def test_home_phase_is_judged_where_it_answers_something():
    rows = (*WORLD, line("pih", 1, first=("topical_priming",)))
    case = a_case("rolling 3 x9", "macular_hyperpigmented chin")
    course = adopted(*rows, case=case)
    closed = a_rule("absolute", "topical_priming", question="metal_implant_area")

    for place, steps in (("chin", [0]), (REGION, [])):
        implant = {"regions": {"chin": False, REGION: False} | {place: True}}
        told_now = {**case.answers, "metal_implant_area": Answer(ON, **implant)}
        assert [row[0] for row in told(course, *rows, closed, case=replace(case, answers=told_now))] == steps


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
