"""What holds of every course that was amended."""

from hypothesis import assume, given
from hypothesis import strategies as st

from planner.adopted import as_document, course_of_regimen, read_course, with_options
from planner.amending import AmendmentRefused, difference, postponed, with_option, without_procedure, without_step
from planner.case import read_case
from planner.engine import propose
from planner.judging import judge
from tests.bench.faces import faces
from tests.planner.adoption.world import DAY
from tests.planner.builders import CATALOG

# ---- what holds of every change


@st.composite
def amended(draw):
    """A typical course and the course after any change that is not refused."""
    [face] = faces(1, draw(st.integers(0, 2**32)), CATALOG)
    case = read_case(face, CATALOG)
    regimens = propose(case, CATALOG).regimens
    assume(regimens)
    course = course_of_regimen(draw(st.sampled_from(regimens)))
    course = with_options(course, frozenset(course.options[:1]), CATALOG)
    step = draw(st.integers(1, len(course.visits)))
    key = draw(st.sampled_from(sorted(CATALOG.modalities)))
    change = draw(
        st.sampled_from(
            [
                lambda: without_procedure(course, step, key, CATALOG),
                lambda: without_step(course, step, CATALOG),
                lambda: postponed(course, step, draw(st.integers(1, 200)), CATALOG),
                lambda: with_option(course, step, key, draw(st.booleans()), CATALOG),
            ]
        )
    )
    try:
        return case, course, change()
    except AmendmentRefused:
        assume(False)


@given(amended())
def test_amended_course_is_a_course_of_nothing_new(drawn):
    case, before, after = drawn

    assert read_course(as_document(after)) == after
    assert [visit.day for visit in after.visits] == sorted(visit.day for visit in after.visits)
    for visit in after.visits:
        assert visit.earliest_on <= visit.target_on <= visit.latest_on
        assert visit.target_on == after.proposed_on + visit.day * DAY
    for name in ("modalities", "options", "needs_reason"):
        assert set(getattr(after, name)) <= set(getattr(before, name))
    assert held(after) <= held(before)
    assert len(after.visits) <= len(before.visits)
    assert difference(before, before) == ()
    assert difference(before, after)
    judge(after, case, CATALOG)


def held(course):
    return {row.modality for visit in course.visits for row in visit.procedures}
