"""What medicine says and what the clinic offers, as frozen facts. One dataclass per kind; a file of knowledge is read through them."""

from planner.catalog.building import PackError
from planner.catalog.pack import read_pack, shipped_catalog
from planner.catalog.snapshot import Catalog, Item

__all__ = ["Catalog", "Item", "PackError", "read_pack", "shipped_catalog"]
