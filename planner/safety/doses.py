"""Local anaesthetic of one visit: all lidocaine added in mg, and held against the strictest limit of the routes used.

What is not known never clears a dose. All arithmetic is exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.case.reading_answers import LIMITS
from planner.catalog import Catalog
from planner.catalog.safety import DoseLimit, DoseSource

Number = int | float | Decimal

ROUTE_OF_WORD = {
    "topical_cream": "cream",
    "topical_cream_optional": "cream",
    "local_infiltration": "infiltration",
    "local_infiltration_optional": "infiltration",
    "nerve_block_optional": "infiltration",
    "tumescent": "tumescent",
    "lidocaine_in_gel": "filler",
}
MG_PER_UNIT_AND_PERCENT = 10
MOST_UNITS = 10_000
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Lidocaine:
    """One source of lidocaine in a visit: grams or mL and percent (None = not known), and the limits of its route."""

    source: str
    amount: Fraction | None
    percent: Fraction | None
    unit: str
    limits: tuple[DoseLimit, ...]
    sources: tuple[str, ...] = ()

    @property
    def mg(self) -> Fraction | None:
        """mg = grams or mL x percent x 10; None when one of them is not known."""
        if self.amount is None or self.percent is None:
            return None
        return self.amount * self.percent * MG_PER_UNIT_AND_PERCENT


@dataclass(frozen=True)
class DoseVerdict:
    """The lidocaine of one visit against its limit, in mg; None = not known, which never clears a dose."""

    total_mg: Fraction | None
    limit_mg: Fraction | None
    cleared: bool
    missing: tuple[str, ...]
    workings: tuple[str, ...]
    sources: tuple[str, ...]


def routes_of(modality: str, catalog: Catalog) -> tuple[str, ...]:
    """The routes by which a modality may bring lidocaine into its visit, optional ones too; empty = none of its own."""
    words = catalog.modalities[modality].anaesthesia
    return tuple(dict.fromkeys(ROUTE_OF_WORD[word] for word in words if word in ROUTE_OF_WORD))


def lidocaine_of(
    source: str, amount: Number | None, percent: Number | None = None, *, catalog: Catalog, limit: str | None = None
) -> Lidocaine:
    """`amount` g or mL of a dose source (its usual strength unless said) or of a bare route (unknown unless said).

    `limit` names the limit that applies, such as the one with adrenaline; without it every limit of the route does.
    Raises ValueError naming the field and what is allowed.
    """
    row = _source(source, catalog)
    route = source if row is None else row.route_kind
    usual = None if row is None else row.percent_typical
    return Lidocaine(
        source,
        _number("amount", amount, 0, MOST_UNITS, "g or mL"),
        _number("percent", usual if percent is None else percent, 0, 100, "percent"),
        _unit(route, catalog),
        _limits(route, limit, catalog),
        () if row is None or percent is not None else row.sources,
    )


def judge_dose(
    amounts: Iterable[Lidocaine], weight_kg: Number | None, halved: bool | None, catalog: Catalog
) -> DoseVerdict:
    """The sum of one visit against the strictest limit among the routes used, by weight and in all, halved on request.

    `halved` None = not known whether the person clears anaesthetics slowly. Raises ValueError for an impossible weight.
    """
    amounts = tuple(amounts)
    weight = _number("weight_kg", weight_kg, *LIMITS["kg"], "kg")
    missing = _missing(amounts, weight, halved, catalog)
    total = None if not amounts or any(one.mg is None for one in amounts) else sum(one.mg for one in amounts)
    limit, limit_working, limit_row = _limit(amounts, weight, halved, catalog)
    too_strong = [sentence for one in amounts for sentence in _too_strong(one)]
    within = total is not None and limit is not None and total <= limit
    workings = [*(_working(one) for one in amounts), *_sum_working(total, amounts), *limit_working, *too_strong]
    named = [key for one in amounts for key in one.sources] + [key for row in limit_row for key in row.sources]
    return DoseVerdict(
        total_mg=total,
        limit_mg=limit,
        cleared=within and not missing and not too_strong,
        missing=missing,
        workings=(*workings, _outcome(total, limit, missing, bool(too_strong))),
        sources=tuple(dict.fromkeys([*named, *catalog.safety["dose_sum"][0].sources])),
    )


def _source(source: str, catalog: Catalog) -> DoseSource | None:
    """The row of a source; None for a bare route. Raises ValueError for what is neither."""
    rows = {row.key: row for row in catalog.safety["dose_source"]}
    routes = catalog.safety["dose_sum"][0].adds
    if source not in rows and source not in routes:
        raise ValueError(f"source is {source!r}; allowed: {', '.join((*rows, *routes))}")
    return rows.get(source)


def _unit(route: str, catalog: Catalog) -> str:
    return next((row.unit for row in catalog.safety["dose_source"] if row.route_kind == route), "g or mL")


def _limits(route: str, limit: str | None, catalog: Catalog) -> tuple[DoseLimit, ...]:
    """The limits of a route, or the named one. Raises ValueError for a name that is no limit in mg of this route."""
    rows = tuple(row for row in catalog.safety["dose_limit"] if row.route_kind == route)
    in_mg = {row.key: row for row in rows if _has_mg(row)}
    if limit is not None and limit not in in_mg:
        raise ValueError(f"limit is {limit!r}; allowed: {', '.join(in_mg) or 'none'}")
    return rows if limit is None else (in_mg[limit],)


def _has_mg(row: DoseLimit) -> bool:
    return row.max_mg_per_kg is not None or row.max_mg_total is not None


def _number(field: str, value: Number | None, low: int, high: int, unit: str) -> Fraction | None:
    """The value, exactly as written. Raises ValueError naming the field when it is no number from `low` to `high`."""
    if value is None:
        return None
    is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    if not is_number or not Decimal(value).is_finite() or not low <= value <= high:
        raise ValueError(f"{field} is {value!r}; allowed: a number from {low} to {high} {unit}, or None when not known")
    return Fraction(str(value))


def _missing(amounts: tuple[Lidocaine, ...], weight: Fraction | None, halved: bool | None, catalog: Catalog):
    """What is not known, named once each, in the order it is asked."""
    risk = catalog.safety["dose_sum"][0].halved_when
    gaps = {
        "amount": not amounts or any(one.amount is None for one in amounts),
        "percent": any(one.percent is None for one in amounts),
        "weight_kg": weight is None,
        risk: halved is None,
        "limit": not any(_has_mg(row) for row in catalog.safety["dose_limit"]),
    }
    return tuple(name for name, is_missing in gaps.items() if is_missing)


def _limit(
    amounts: tuple[Lidocaine, ...], weight: Fraction | None, halved: bool | None, catalog: Catalog
) -> tuple[Fraction | None, list[str], list[DoseLimit]]:
    """The strictest limit in mg, how it was found, its row; a route without one alone takes the strictest of all."""
    rows = [row for one in amounts for row in one.limits if _has_mg(row)]
    if amounts and not rows:
        rows = [row for row in catalog.safety["dose_limit"] if _has_mg(row)]
    if not rows or weight is None:
        return None, [], []
    limit, sentence, row = min((_limit_of(row, weight) for row in rows), key=lambda found: found[0])
    if not halved:
        return limit, [sentence], [row]
    return limit * HALF, [sentence, f"Halved: {_plain(limit * HALF)} mg."], [row]


def _limit_of(row: DoseLimit, weight: Fraction) -> tuple[Fraction, str, DoseLimit]:
    ways = []
    if row.max_mg_per_kg is not None:
        per_kg = Fraction(str(row.max_mg_per_kg))
        ways.append((per_kg * weight, f"{_plain(weight)} kg x {_plain(per_kg)} mg/kg = {_plain(per_kg * weight)} mg"))
    if row.max_mg_total is not None:
        ways.append((Fraction(row.max_mg_total), f"{row.max_mg_total} mg in all"))
    limit, words = min(ways, key=lambda way: way[0])
    return limit, f"Limit for {row.route}: {words}.", row


def _too_strong(one: Lidocaine) -> list[str]:
    """A sentence for each limit of the route that the strength exceeds."""
    limited = [row for row in one.limits if row.max_percent is not None and one.percent is not None]
    return [
        f"{one.source}: {_plain(one.percent)} percent is above {row.max_percent} percent, {row.route}."
        for row in limited
        if one.percent > Fraction(str(row.max_percent))
    ]


def _working(one: Lidocaine) -> str:
    amount = "unknown amount" if one.amount is None else f"{_plain(one.amount)} {one.unit}"
    percent = "unknown strength" if one.percent is None else f"{_plain(one.percent)} percent"
    if one.mg is None:
        return f"{one.source}: {amount}, {percent}."
    return f"{one.source}: {amount} x {percent} x {MG_PER_UNIT_AND_PERCENT} = {_plain(one.mg)} mg."


def _sum_working(total: Fraction | None, amounts: tuple[Lidocaine, ...]) -> list[str]:
    return [] if total is None or len(amounts) < 2 else [f"All lidocaine of the visit: {_plain(total)} mg."]


def _outcome(total: Fraction | None, limit: Fraction | None, missing: tuple[str, ...], too_strong: bool) -> str:
    if missing:
        return f"Dose not cleared: {', '.join(missing)} not known."
    if too_strong:
        return "Dose not cleared: too strong for its route."
    if total > limit:
        return f"Dose not cleared: {_plain(total)} mg is above {_plain(limit)} mg."
    return f"Dose within the limit: {_plain(total)} of {_plain(limit)} mg."


def _plain(value: Fraction) -> str:
    """The number without noughts that say nothing; every number here has a finite decimal form."""
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
