"""The home phase starts on the first day that is open to it."""

from datetime import date, timedelta

from planner.case import read_case
from planner.catalog import shipped_catalog
from planner.engine import propose

ON = date(2026, 11, 22)
MARKS = {"findings": [{"scar_type": "macular_hyperpigmented", "region": "forehead"}]}


def starts(**answers):
    case = read_case({"on": ON.isoformat(), "patient": {}, "assessment": MARKS, "answers": answers}, shipped_catalog())
    return [phase.from_on for regimen in propose(case, shipped_catalog()).regimens for phase in regimen.home]


def test_home_phase_waits_for_a_deferral():
    assert set(starts(hsv_active=False)) == {ON}
    assert set(starts(hsv_active=True)) == {ON + timedelta(days=14)}
