"""What the clinic offers, as it is handed to the catalog: checked against the knowledge of the same version."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from catalog.errors import ItemRefused
from catalog.tables import distinct
from planner.catalog import Catalog, Item


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One thing the clinic offers: its name, the modality it belongs to, what it contains, and its price per visit."""

    name: str
    modality: str
    ingredients: tuple[str, ...] | None = None
    price: Decimal | None = None
    standard_boosters: tuple[str, ...] = ()

    @property
    def item(self) -> Item:
        """The part of it that the planner reads."""
        return Item(
            modality=self.modality,
            ingredients=self.ingredients,
            price=self.price,
            standard_boosters=self.standard_boosters,
        )


def offers_of(catalog: Catalog) -> tuple[Offer, ...]:
    """The items of a catalog, named after their modality."""
    names = distinct(catalog.modalities[item.modality].name for item in catalog.items)
    return tuple(
        Offer(
            name=name,
            modality=item.modality,
            ingredients=item.ingredients,
            price=item.price,
            standard_boosters=item.standard_boosters,
        )
        for name, item in zip(names, catalog.items, strict=True)
    )


def checked(offers: Iterable[Offer], catalog: Catalog) -> tuple[Offer, ...]:
    """The offers as they came. Raises ItemRefused where one does not fit the modalities of `catalog`."""
    offers, names = tuple(offers), set()
    for offer in offers:
        if not offer.name.strip() or offer.name in names:
            raise ItemRefused(offer.name, "its name is missing or taken", "a name of its own")
        names.add(offer.name)
        _check(offer, catalog)
    return offers


def _check(offer: Offer, catalog: Catalog) -> None:
    if offer.modality not in catalog.modalities:
        raise ItemRefused(offer.name, f"no modality is called {offer.modality}", ", ".join(catalog.modalities))
    if offer.price is not None and not (offer.price.is_finite() and 0 <= offer.price == round(offer.price, 2)):
        raise ItemRefused(offer.name, f"its price is {offer.price}", "an amount from 0 with at most two decimals")
    if offer.ingredients is not None and not all(isinstance(one, str) and one for one in offer.ingredients):
        raise ItemRefused(offer.name, "an ingredient has no name", "names of ingredients")
    boosters = [key for key, row in catalog.modalities.items() if row.role == "booster"]
    if unknown := [key for key in offer.standard_boosters if key not in boosters]:
        raise ItemRefused(offer.name, f"{unknown[0]} is no booster", ", ".join(boosters))
