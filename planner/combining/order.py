"""The order of work: colour, release and lift, resurface, volume last; and the order of procedures within a visit."""

from collections.abc import Iterable
from itertools import permutations

from planner.catalog import Catalog
from planner.combining.spacing import order_in_visit

COLOUR, RELEASE, RESURFACE, INJECTION, VOLUME, BOOST = range(6)
STAGES = {
    COLOUR: "colour",
    RELEASE: "release and lift",
    RESURFACE: "resurface",
    INJECTION: "inject into raised scars",
    VOLUME: "volume",
    BOOST: "boosters",
}
COLOUR_TOOLS = ("vascular_laser",)
STAGE_OF_CATEGORY = {"focal_chemical": RELEASE, "injection": INJECTION, "volume": VOLUME}


def stage_of(modality: str, catalog: Catalog) -> int:
    """Where a modality stands in the order of work; surgery that treats single scars releases, surgery of a field resurfaces."""
    row = catalog.modalities[modality]
    if row.role == "booster":
        return BOOST
    if modality in COLOUR_TOOLS:
        return COLOUR
    if row.category == "surgical":
        return RELEASE if row.reach == "lesion" else RESURFACE
    return STAGE_OF_CATEGORY.get(row.category, RESURFACE)


def waits_for_stage(modality: str, catalog: Catalog) -> bool:
    """Intralesional injection keeps its place within a visit only; its first session waits for no other stage."""
    return stage_of(modality, catalog) != INJECTION


def in_order_of_work(modalities: Iterable[str], catalog: Catalog) -> list[str]:
    """The modalities by stage, then in stated order."""
    return sorted(modalities, key=lambda key: (stage_of(key, catalog), catalog.position[key]))


def by_stage(modalities: Iterable[str], catalog: Catalog) -> list[list[str]]:
    """The modalities in groups of one stage; what waits for no stage goes with the first."""
    groups: dict[int, list[str]] = {}
    for key in in_order_of_work(modalities, catalog):
        stage = stage_of(key, catalog) if waits_for_stage(key, catalog) else COLOUR
        groups.setdefault(stage, []).append(key)
    return [groups[stage] for stage in sorted(groups)]


def order_of_visit(modalities: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """The order in which procedures of one visit are done: the spacing rows decide first, then the order of work."""
    by_work = in_order_of_work(modalities, catalog)
    return _kept_order(by_work, catalog) or tuple(by_work)


def can_be_ordered(modalities: Iterable[str], catalog: Catalog) -> bool:
    """Whether any order of the procedures keeps all the rows; rows that run in a circle leave none."""
    return _kept_order(in_order_of_work(modalities, catalog), catalog) is not None


def _kept_order(modalities: list[str], catalog: Catalog) -> tuple[str, ...] | None:
    return next((order for order in permutations(modalities) if _kept(order, catalog)), None)


def _kept(order: tuple[str, ...], catalog: Catalog) -> bool:
    pairs = ((first, second) for place, first in enumerate(order) for second in order[place + 1 :])
    return all(order_in_visit(first, second, catalog) != 1 for first, second in pairs)
