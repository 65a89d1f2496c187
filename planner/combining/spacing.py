"""How far apart two procedures stand, and whether they share a visit: the spacing rows, the pairs, and what holds without a row."""

from dataclasses import dataclass
from functools import lru_cache

from planner.catalog import Catalog

SHARED_IN_ORDER, SHARED_REVERSED = "yes_ordered", "yes_reverse_order"


@dataclass(frozen=True)
class Gap:
    """Days between a procedure and a later one in the same area."""

    least: int
    typical: int


NO_GAP = Gap(0, 0)


@lru_cache(maxsize=8192)
def gap(first: str, second: str, catalog: Catalog) -> Gap:
    """The gap when `second` follows `first` in the same area: their row, the interval of the protocol, or the default."""
    row = catalog.spacing.get((first, second))
    rows = [Gap(row.min_days, max(row.min_days, row.typical_days))] if row else []
    if first == second and first in catalog.protocol:
        protocol = catalog.protocol[first]
        rows.append(Gap(protocol.interval_min_days, protocol.interval_typical_days))
    if rows:
        return Gap(max(row.least for row in rows), max(row.typical for row in rows))
    return _default_gap(first, second, catalog)


def _default_gap(first: str, second: str, catalog: Catalog) -> Gap:
    """A pair of working modalities without a row for that order keeps the default; boosters and the home phase have none."""
    if any(catalog.modalities[key].role != "working" for key in (first, second)):
        return NO_GAP
    days = catalog.treatments["spacing_default"][0].working_pair_days
    return Gap(days, days)


@lru_cache(maxsize=8192)
def blocking_gap(first: str, second: str, catalog: Catalog) -> int:
    """The days that hold even inside the calendar of a published combination: rows that block."""
    row = catalog.spacing.get((first, second))
    return row.min_days if row and row.strength == "block_same_area" else 0


@lru_cache(maxsize=8192)
def order_in_visit(one: str, other: str, catalog: Catalog) -> int | None:
    """How two procedures share a visit in the same area: -1 = `one` first, 1 = `other` first, None = no row lets them share it."""
    for first, second, sign in ((one, other, 1), (other, one, -1)):
        row = catalog.spacing.get((first, second))
        if row is not None and row.same_day == SHARED_IN_ORDER:
            return -sign
        if row is not None and row.same_day == SHARED_REVERSED:
            return sign
    return None


@lru_cache(maxsize=8192)
def never_shares_a_day(one: str, other: str, published: bool, catalog: Catalog) -> bool:
    """A pair that blocks never shares a day; one that warns only inside a published combination."""
    row = catalog.never_same_day.get(frozenset((one, other)))
    return row is not None and not (published and row.strength == "warn")


@lru_cache(maxsize=8192)
def hosts(booster: str, catalog: Catalog) -> frozenset[str]:
    """The modalities on whose visit a booster may be given, after them, by a row that lets the two share a day.

    What is only spread on the skin (injury class 0) goes in through channels, and a lesion tool opens none: plasma on the skin
    may share a day with subcision where needling is done too, but is no option after subcision alone.
    """
    rows = catalog.modalities
    is_spread = rows[booster].injury == 0
    return frozenset(
        row.first
        for row in catalog.treatments["spacing_rule"]
        if row.second == booster
        and row.same_day == SHARED_IN_ORDER
        and rows[row.first].role == "working"
        and not (is_spread and rows[row.first].reach == "lesion")
    )
