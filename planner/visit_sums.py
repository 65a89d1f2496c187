"""What a visit takes: minutes, price and downtime of the procedures that are part of it, and the totals of a course."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from planner.catalog import Catalog
from planner.proposal import Totals, Visit
from planner.vocabulary import DEEPER_INJURY

TREATMENT, TEST_SPOT = "treatment", "test_spot"


def part_of(visit: Visit) -> tuple[str, ...]:
    """The modalities that are part of a visit, in the order they are done; an option that is not switched on is none."""
    return tuple(dict.fromkeys(row.modality for row in visit.procedures if not row.option))


def working_on(visit: Visit, catalog: Catalog) -> tuple[str, ...]:
    """The working modalities of a visit, in the order they are done."""
    return tuple(key for key in part_of(visit) if catalog.modalities[key].role == "working")


def minutes_of(keys: Iterable[str], catalog: Catalog) -> tuple[int, int]:
    """Numbing: the longest of the visit; chair: the typical minutes of every procedure together."""
    rows = [catalog.modalities[key] for key in keys]
    return max((row.numbing_minutes for row in rows), default=0), sum(row.chair_typical_minutes for row in rows)


def downtime_after(working: Iterable[str], catalog: Catalog) -> tuple[int, int, int]:
    """Social downtime after a visit in days: least, typical, most; longer when two deeper injuries share it."""
    working = tuple(working)
    rows = [catalog.downtime[key] for key in working if key in catalog.downtime]
    injuries = sum(catalog.modalities[key].injury >= DEEPER_INJURY for key in working)
    extra = catalog.settings["extra_downtime_when_two_injuries_share_a_visit"] if injuries > 1 else 0
    least = max((row.social_downtime_days_min for row in rows), default=0)
    typical = max((row.social_downtime_days_typical for row in rows), default=0)
    most = max((row.social_downtime_days_max for row in rows), default=0)
    return least + extra, typical + extra, most + extra


def listed_price(modality: str, catalog: Catalog) -> Decimal | None:
    """The price of the first item that this clinic offers for a modality; None = not offered, or not known."""
    items = catalog.offers.get(modality)
    return items[0].price if items else None


def sum_of(prices: Iterable[Decimal | None]) -> Decimal | None:
    """Prices together; None when one is not known, or there is none."""
    prices = list(prices)
    return sum(prices) if prices and None not in prices else None


def recounted(visit: Visit, catalog: Catalog) -> Visit:
    """A visit with minutes, downtime and price of what is part of it now; test spots and reviews have none."""
    if visit.kind != TREATMENT:
        return visit
    keys = part_of(visit)
    numbing, chair = minutes_of(keys, catalog)
    least, _, most = downtime_after(working_on(visit, catalog), catalog)
    price = sum_of(listed_price(key, catalog) for key in keys)
    return replace(visit, minutes=numbing + chair, numbing_minutes=numbing, downtime_days=(least, most), price=price)


def totals_of(visits: Iterable[Visit]) -> Totals:
    """The totals of a course: treatment visits, the day of the last one, downtime and price of all together."""
    treatments = [visit for visit in visits if visit.kind == TREATMENT]
    downtime = [visit.downtime_days or (0, 0) for visit in treatments]
    return Totals(
        visits=len(treatments),
        days=max((visit.day for visit in treatments), default=0),
        downtime_days=(sum(days[0] for days in downtime), sum(days[1] for days in downtime)),
        price=sum_of(visit.price for visit in treatments),
    )
