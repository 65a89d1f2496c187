"""The catalog of the demonstration clinic: the shipped pack as version 1, with an invented price list."""

from decimal import Decimal

from catalog.items import Offer
from catalog.pack import load_shipped_pack
from clinic.demo.data import read
from clinic.demo.people import working


def load() -> None:
    """Version 1 in force. Nobody has signed it, so every page says that this is a demonstration."""
    load_shipped_pack(by=working("catalog_admin")[0], items=price_list())


def price_list() -> tuple[Offer, ...]:
    """What the clinic offers, several things for some modalities and nothing for others."""
    return tuple(
        Offer(
            name=row["name"],
            modality=row["modality"],
            ingredients=tuple(row["ingredients"]),
            price=Decimal(row["price"]),
        )
        for row in read("prices")["item"]
    )
