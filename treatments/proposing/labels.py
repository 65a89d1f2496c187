"""The labels of a regimen that hold among all that are shown beside it."""

from collections.abc import Mapping
from decimal import Decimal

from planner.catalog import Catalog
from planner.vocabulary import SKIN_TYPE_CLASSES
from treatments.downtime import usual_in_all

ONLY_WITH_REASONS = "only with recorded reasons"
LEAST_DOWNTIME, FEWEST_VISITS, LOWEST_PRICE = "least downtime", "fewest visits", "lowest estimated price"
LOWEST_RISK = "lowest risk of dark marks"
COMPARATIVE = (LEAST_DOWNTIME, FEWEST_VISITS, LOWEST_PRICE, LOWEST_RISK)


def labels_that_hold(regimen: Mapping, beside: list[Mapping], catalog: Catalog) -> list[str]:
    """What speaks for it in a word. A label that compares is left out where another shown regimen has less, or nothing is beside it.

    The planner compares only those that answer enough; who reads the page compares all that are shown.
    """
    return [label for label in regimen["labels"] if label not in COMPARATIVE or _holds(label, regimen, beside, catalog)]


def _holds(label: str, regimen: Mapping, beside: list[Mapping], catalog: Catalog) -> bool:
    return len(beside) > 1 and all(
        _figure(label, regimen, catalog) <= _figure(label, other, catalog) for other in beside
    )


def _figure(label: str, regimen: Mapping, catalog: Catalog) -> Decimal:
    totals = regimen["totals"]
    if label == LEAST_DOWNTIME:
        return Decimal(usual_in_all(regimen, catalog))
    if label == LOWEST_RISK:
        risk = dict(regimen["levels"]).get("pigment risk", "")
        return Decimal(SKIN_TYPE_CLASSES.index(risk) if risk in SKIN_TYPE_CLASSES else 0)
    return Decimal(totals["visits"] if label == FEWEST_VISITS else totals["price"] or 0)
