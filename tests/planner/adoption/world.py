"""Courses to be amended: subcision with needling on day 0 and 42, needling on day 84, reviewed on day 144."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from planner.adopted import course_of_regimen, with_options
from planner.amending import AmendmentRefused
from planner.catalog import Item
from planner.catalog.treatments import Parameter as ParameterRow
from planner.engine import propose
from tests.planner.builders import (
    GROUND,
    a_case,
    a_rule,
    catalog_with,
    cell,
    downtime,
    home,
    line,
    modality,
    protocol,
    spacing,
)

PRP, SERUM = "prp_topical", "crosslinking"
DAY = datetime.timedelta(1)


def a_setting(name, low, typical, high, area="cheek", unit="mm", depth="any"):
    """A parameter row of needling."""
    ends = {"min": low, "typical": typical, "max": high}
    return ParameterRow(modality="microneedling", area=area, scar_depth=depth, name=name, unit=unit, **ends, **GROUND)


ITEMS = (
    Item(modality="subcision", price=Decimal(200)),
    Item(modality="microneedling", price=Decimal(100)),
    Item(modality=PRP, price=Decimal(150)),
    Item(modality=SERUM, price=Decimal(40)),
    Item(modality="topical_priming"),
)
SERIES = {"interval_min_days": 28, "interval_typical_days": 42, "interval_max_days": 56}
ROWS = (
    line("rolling", 3, first=("subcision",)),
    line("icepick", 3, first=("microneedling",)),
    line("mixed_atrophic", 3, first=("microneedling",)),
    *(cell(key, kind, "adjunct") for key in (PRP, SERUM) for kind in ("icepick", "mixed_atrophic")),
    spacing("subcision", "microneedling", 0, typical=0, same_day="yes_ordered"),
    spacing("microneedling", PRP, 0, same_day="yes_ordered"),
    spacing("microneedling", SERUM, 0, same_day="yes_ordered"),
    protocol("subcision", sessions_typical=2, assess_after_last_session_days=90, **SERIES),
    protocol("microneedling", sessions_typical=3, assess_after_last_session_days=60, **SERIES),
    modality("subcision", numbing_minutes=10, chair_typical_minutes=30),
    modality("microneedling", numbing_minutes=40, chair_typical_minutes=20),
    modality(PRP, numbing_minutes=0, chair_typical_minutes=15),
    downtime("subcision", 2, 4, 6),
    downtime("microneedling", 1, 2, 3),
    a_setting("needle_length", 1.0, 1.5, 2.5),
    a_setting("endpoint", None, None, None, unit="text"),
)
ROWS = (*ROWS[:-1], replace(ROWS[-1], note="pinpoint bleeding"))
WORLD = catalog_with(*ROWS, items=ITEMS)
CASE = a_case("rolling 3 x9", "icepick 3 x9")


def adopted(catalog=WORLD, case=CASE, chosen=(PRP,)):
    """The first regimen of a case, with these boosters chosen."""
    course = course_of_regimen(propose(case, catalog).regimens[0])
    return with_options(course, frozenset(chosen) & set(course.options), catalog)


COURSE = adopted()  # subcision with needling on day 0 and 42, needling on 84, reviewed on 144


def done_on(course, step):
    """What is part of a step."""
    return [row.modality for row in course.visits[step - 1].procedures if not row.option]


PRIMED = catalog_with(
    *ROWS,
    home("microneedling", lead_in=14, pause=5, restart=7),
    a_rule("caution", "microneedling", mitigation_kind="priming"),
    items=ITEMS,
)
SMOKER = a_case("rolling 3 x9", "icepick 3 x9", yes=("smoker",))


def refused(change, *values, **named):
    """The refusal of a change."""
    with pytest.raises(AmendmentRefused) as found:
        change(*values, **named)
    return found.value
