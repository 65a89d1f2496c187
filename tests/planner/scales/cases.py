"""Cases for the scales in a few words: findings as (scar type, region, facts)."""

import datetime

from planner.case import Case, Finding

ON = datetime.date(2026, 11, 22)


def found(scar_type, count=None, region="chin", **facts):
    """A finding; `count` is a whole number or (low, high)."""
    return Finding(scar_type, region, count=(count, count) if isinstance(count, int) else count, **facts)


def case_with(*findings, **facts):
    """A case with these findings."""
    return Case(on=ON, findings=findings, **facts)
