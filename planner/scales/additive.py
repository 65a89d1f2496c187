"""Scales that add points by row: each row's count of lesions or area in cm2 falls into a band, the band has points."""

import math
from collections.abc import Mapping, Sequence

from planner.catalog import Catalog
from planner.catalog.assessment import Band, BandSet, Scale, ScaleRow
from planner.scales.score import ScaleError, Score, check_names, total

Number = int | float
Amount = tuple[Number, Number | None]

LESIONS, AREA = "lesions", "cm2"


def goodman_baron_quant(amounts: Mapping[str, Number | Amount | None], catalog: Catalog) -> Score:
    """Goodman-Baron quantitative: row -> lesions, or cm2 for the row rated by area. A row left out counts as none seen.

    Raises ScaleError for a row that is not in the scale and for an amount that is no count or area.
    """
    return additive(catalog.scales["goodman_baron_quant"], amounts)


def ecca(amounts: Mapping[str, Number | Amount | None], catalog: Catalog) -> Score:
    """ECCA: row -> lesions. A row left out counts as none seen. Raises ScaleError, as `goodman_baron_quant`."""
    return additive(catalog.scales["ecca"], amounts)


def additive(scale: Scale, amounts: Mapping[str, Number | Amount | None]) -> Score:
    """The sum of the rows' points. An amount is a number, (low, high) with high None = open, or None = not counted.

    Raises ScaleError for an unknown row or an impossible amount.
    """
    check_names(scale.key, amounts, [row.key for row in scale.row])
    parts = []
    for row in scale.row:
        if row.key in amounts:
            amount = _checked(f"{scale.key}.{row.key}", amounts[row.key], band_set_of(scale, row).unit)
            parts.append(row_score(scale, row, amount, row.label, (row.key,)))
    return total(parts)


def row_score(scale: Scale, row: ScaleRow, amount: Amount | None, subject: str, inputs: Sequence[str]) -> Score:
    """The points of one row; none when nothing was counted or the ends of a range fall into different bands.

    `inputs` are the names of what the amount was made of, and are named as missing when there are no points.
    """
    bands = band_set_of(scale, row)
    if amount is None:
        return Score(None, tuple(inputs), (f"{subject}: {bands.unit} not recorded, no points.",))
    low, high = band_of(bands, amount[0]), top_band(bands) if amount[1] is None else band_of(bands, amount[1])
    counted = f"{subject}, {amount_in_words(amount, bands.unit)}"
    if low != high:
        sentence = f"{counted}: between band {band_in_words(low)} and band {band_in_words(high)}, no points."
        return Score(None, tuple(inputs), (sentence,))
    points = row.points[low.index]
    return Score(points, (), (f"{counted}: band {band_in_words(low)}, {points} point{'s' * (points != 1)}.",))


def band_set_of(scale: Scale, row: ScaleRow) -> BandSet:
    """The bands that a row of the scale is rated by."""
    return next(bands for bands in scale.band_set if bands.key == row.band_set)


def band_of(bands: BandSet, amount: Number) -> Band:
    """The band of a count or area; every scale has its own, so a band is never carried from one to another."""
    return next(band for band in bands.bands if _holds(band, amount))


def _holds(band: Band, amount: Number) -> bool:
    return (
        (band.min is None or amount >= band.min)
        and (band.max is None or amount <= band.max)
        and (band.above is None or amount > band.above)
        and (band.below is None or amount < band.below)
    )


def top_band(bands: BandSet) -> Band:
    """The band that is open at its upper end."""
    return next(band for band in bands.bands if band.max is None and band.below is None)


def amount_in_words(amount: Amount, unit: str) -> str:
    """An amount as it was counted, such as 12 lesions, 8-12 lesions or 21 or more lesions."""
    low, high = amount
    if low == high:
        return f"{low:g} {'lesion' if unit == LESIONS and low == 1 else unit}"
    return f"{low:g} or more {unit}" if high is None else f"{low:g}-{high:g} {unit}"


def band_in_words(band: Band) -> str:
    """The ends of a band, such as 11-20, 21 or more, under 5 or over 20."""
    if band.below is not None:
        return f"under {band.below:g}"
    if band.above is not None:
        return f"over {band.above:g}"
    if band.max is None:
        return f"{band.min:g} or more"
    return f"{band.min:g}" if band.min == band.max else f"{band.min:g}-{band.max:g}"


def _checked(field: str, amount: Number | Amount | None, unit: str) -> Amount | None:
    """The amount as (low, high). Raises ScaleError."""
    if amount is None:
        return None
    low, high = amount if isinstance(amount, tuple) and len(amount) == 2 else (amount, amount)
    for end in (low,) if high is None else (low, high):
        if not _countable(end, unit):
            number = "a whole number from 0" if unit == LESIONS else "a number from 0, in cm2"
            allowed = f"{number}, (low, high) with high None = open, or None = not recorded"
            raise ScaleError(field, f"is {amount!r}", allowed)
    if high is not None and high < low:
        raise ScaleError(field, f"runs from {low} down to {high}", "(low, high) with low not above high")
    return low, high


def _countable(end: object, unit: str) -> bool:
    kinds = (int,) if unit == LESIONS else (int, float)
    return type(end) in kinds and math.isfinite(end) and end >= 0
