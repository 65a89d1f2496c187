"""What the demonstration clinic offers."""

import pytest

from catalog.items import checked
from clinic.demo.catalog import price_list
from planner.catalog import shipped_catalog

NOT_OFFERED = {"dermabrasion", "filler_pmma"}


def test_price_list_fits_the_knowledge():
    assert checked(price_list(), shipped_catalog()) == price_list()


def test_every_modality_but_two_is_offered_with_a_price():
    assert {offer.modality for offer in price_list()} == set(shipped_catalog().modalities) - NOT_OFFERED
    assert all(offer.price > 0 and offer.ingredients is not None for offer in price_list())


@pytest.mark.parametrize("ingredient", ["salicylic acid", "lidocaine", "hydroquinone", "5-fluorouracil"])
def test_allergic_people_have_another_choice(ingredient):
    """Where one thing holds what somebody reacts to, the clinic mostly has another of the same modality without it."""
    with_it = {offer.modality for offer in price_list() if ingredient in offer.ingredients}
    without = {offer.modality for offer in price_list() if ingredient not in offer.ingredients}

    assert with_it & without
