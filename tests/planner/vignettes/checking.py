"""Whether screening says to the patient of a vignette what the vignette expects, in complaints a person can read."""

import datetime
from collections.abc import Iterator

from planner.catalog import Catalog
from planner.safety import Screening, Verdict, screen
from planner.vocabulary import severity_rank
from tests.planner.vignettes.reading import ON, Variation, Vignette, offering

DAY = datetime.timedelta(days=1)


def complaints(vignette: Vignette, catalog: Catalog) -> list[str]:
    """What screening gets wrong; the variations are looked at once the patient as told is right."""
    return [*_as_told(vignette, catalog)] or [*_variations(vignette, catalog)]


def _screened(vignette: Vignette, variation: Variation, catalog: Catalog) -> Screening:
    ingredients = {**vignette.ingredients, **variation.ingredients}
    return screen(vignette.read(variation), offering(catalog, ingredients))


def _verdicts(vignette: Vignette, screening: Screening) -> list[Verdict]:
    """The verdicts of the rule, for any modality, place and day."""
    return [
        verdict for verdicts in screening.verdicts.values() for verdict in verdicts if verdict.rule.key == vignette.rule
    ]


def _regions(vignette: Vignette) -> tuple[str, ...]:
    return (vignette.where,) if vignette.where else vignette.read(vignette.as_told()).regions


def _as_told(vignette: Vignette, catalog: Catalog) -> Iterator[str]:
    screening = _screened(vignette, vignette.as_told(), catalog)
    verdicts = _verdicts(vignette, screening)
    yield from _meets(vignette, vignette.as_told(), screening, catalog)
    for verdict in verdicts:
        yield from _verdict(vignette, verdict)
    for modality in vignette.spares:
        if modality not in catalog.modalities or any(verdict.modality == modality for verdict in verdicts):
            yield f"{modality} is not spared"
    if vignette.leaves and any(verdict.reaches([vignette.leaves]) for verdict in verdicts):
        yield f"{vignette.leaves} is not left alone"


def _meets(vignette: Vignette, variation: Variation, screening: Screening, catalog: Catalog) -> Iterator[str]:
    """Exactly the expected modalities are met, and none of them has a strongest verdict weaker than this one."""
    regions, day = _regions(vignette), vignette.day
    met = {verdict.modality for verdict in _verdicts(vignette, screening) if verdict.holds(regions, day)}
    expected = vignette.modalities(catalog)
    if met != expected:
        yield f"{variation.why}: missed {sorted(expected - met)}, met too {sorted(met - expected)}"
    for modality in met:
        strongest = screening.severity(modality, regions, day)
        if severity_rank(strongest) > severity_rank(vignette.expect.severity):
            yield f"{variation.why}: {modality} is only {strongest}"


def _verdict(vignette: Vignette, verdict: Verdict) -> Iterator[str]:
    """Its severity, its condition, and the days on which it begins and ends."""
    if verdict.severity != vignette.expect.severity:
        yield f"{verdict.modality}: {verdict.severity}, expected {vignette.expect.severity}"
    if verdict.rule.defer_until != vignette.condition:
        yield f"{verdict.modality}: until {verdict.rule.defer_until!r}, expected {vignette.condition!r}"
    yield from _end(vignette, verdict)
    yield from _begin(vignette, verdict)


def _end(vignette: Vignette, verdict: Verdict) -> Iterator[str]:
    regions = _regions(vignette)
    if vignette.opens_after is None:
        if verdict.until_on is not None:
            yield f"{verdict.modality}: opens on {verdict.until_on}, expected no date"
        return
    opens_on = ON + vignette.opens_after * DAY
    if not verdict.holds(regions, opens_on - DAY) or verdict.holds(regions, opens_on):
        yield f"{verdict.modality}: opens on {verdict.until_on}, expected {opens_on}"


def _begin(vignette: Vignette, verdict: Verdict) -> Iterator[str]:
    regions = _regions(vignette)
    begins_on = ON + (vignette.begins_after or 0) * DAY
    early = vignette.begins_after is not None and verdict.holds(regions, begins_on - DAY)
    if early or not verdict.holds(regions, begins_on):
        yield f"{verdict.modality}: begins on {verdict.from_on}, expected {begins_on}"


def _variations(vignette: Vignette, catalog: Catalog) -> Iterator[str]:
    for variation in vignette.also_when:
        yield from _meets(vignette, variation, _screened(vignette, variation, catalog), catalog)
    for variation in vignette.not_when:
        for verdict in _verdicts(vignette, _screened(vignette, variation, catalog)):
            if verdict.holds(verdict.regions or (), vignette.day):
                yield f"{variation.why}: {verdict.modality} is met all the same"
