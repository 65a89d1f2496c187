"""The rail offers what opens, and shows in whose part of the clinic one is."""

import pytest
from django.urls import reverse

from accounts.navigation import current_url, entries

COVERED = {"/": (), "/patients/": ("/consultations/",), "/patients/archive/": ()}


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "/"),
        ("/patients/", "/patients/"),
        ("/patients/new/", "/patients/"),
        ("/patients/archive/1/", "/patients/archive/"),
        ("/consultations/1/", "/patients/"),
        ("/account/", None),
    ],
)
def test_longest_address_that_covers_the_page_is_current(path, current):
    assert current_url(COVERED, path) == current


def test_entries_stand_in_the_order_of_their_places():
    places = [entry.place for entry in entries()]

    assert places == sorted(places) and len(set(places)) == len(places)


@pytest.mark.parametrize(("role", "finds"), [("front_desk", True), ("catalog_admin", False), ("clinic_admin", False)])
def test_box_that_finds_stands_on_the_pages_of_who_may_find(cast, sign_in, role, finds):
    page = sign_in(cast[role]).get(reverse("profile")).content.decode()

    assert ('id="patient-search"' in page) is finds
