"""Downtime is said in one way on the proposal and on the plan page."""

import pytest

from planner.catalog import shipped_catalog
from tests.treatments import plans as planning
from treatments import downtime, proposals
from treatments.planning import stored_course


@pytest.mark.parametrize(
    ("least", "most", "usual", "said"),
    [
        (8, 28, 12, "8 to 28 days, usually 12"),
        (3, 3, 3, "3 days"),
        (1, 1, 1, "1 day"),
        (0, 7, 2, "up to 7 days, usually 2"),
        (0, 1, 0, "up to 1 day, usually none"),
        (0, 0, 0, "none"),
    ],
)
def test_downtime_runs_from_least_to_most(least, most, usual, said):
    assert downtime.days_in_words(least, most, usual) == said


def test_plan_page_says_the_downtime_of_the_proposal(once_loaded, dermatologist):
    held = planning.a_consultation(dermatologist)
    regimen = proposals.proposed(held).document["regimens"][0]
    proposed = downtime.in_all(regimen, shipped_catalog())

    plan = planning.adopted(held, dermatologist)
    course = stored_course.course_in_words(plan.current.regimen, shipped_catalog())

    assert {"label": "Downtime in all", "value": proposed} in course.totals
    usual = sum(downtime.usual_after(visit, shipped_catalog()) for visit in regimen["visits"] if visit["downtime_days"])
    assert proposed.endswith(f"usually {usual}")


def test_a_booster_adds_no_downtime():
    catalog = shipped_catalog()
    rows = [{"modality": "subcision", "option": False}]
    visit = {"procedures": rows, "downtime_days": [2, catalog.downtime["subcision"].social_downtime_days_max]}
    with_booster = visit | {"procedures": [*rows, {"modality": "prp_topical", "option": False}]}

    assert downtime.usual_after(visit, catalog) == catalog.downtime["subcision"].social_downtime_days_typical
    assert downtime.usual_after(with_booster, catalog) == downtime.usual_after(visit, catalog)
