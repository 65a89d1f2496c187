"""Scales rated as a level by looking: SCAR-S for face, chest and back, and the Clinician's Erythema Assessment."""

from collections.abc import Mapping

from planner.catalog import Catalog
from planner.scales.score import Score, check_names, level_score, total


def scar_s(levels: Mapping[str, int | None], catalog: Catalog) -> Score:
    """SCAR-S: the level of every region and their sum; a region that was not rated leaves no sum.

    Raises ScaleError for a region or a level the scale has not.
    """
    scale = catalog.scales["scar_s"]
    check_names(scale.key, levels, scale.regions)
    return total([scar_s_region(region, levels.get(region), catalog) for region in scale.regions])


def scar_s_region(region: str, level: int | None, catalog: Catalog) -> Score:
    """SCAR-S of one region. Raises ScaleError for a region or a level the scale has not."""
    scale = catalog.scales["scar_s"]
    check_names(scale.key, [region], scale.regions)
    return level_score(scale, level, f"{scale.key}.{region}", region.capitalize())


def cea(level: int | None, catalog: Catalog) -> Score:
    """Clinician's Erythema Assessment: the level that was rated. Raises ScaleError for a level the scale has not."""
    return level_score(catalog.scales["cea"], level, "cea", "Redness")
