"""The walk over every page, as somebody whose role opens it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.access import ROLES
from tests.addresses import addresses
from tests.journeys.people import TABLET, WIDE
from tests.journeys.walking import MOST_BYTES, Carried, barriers, overflows

LOOK = os.environ.get("LOOK")  # a folder that keeps a picture of every page: make look
BY_NAME = {address.name: address for address in addresses()}
FIRST = ("dermatologist", "front_desk", "clinic_admin", "catalog_admin")  # who is asked first to open a page

# What one address shows besides its example: name -> (role, path or key of what was seeded).
MORE = {
    "today of the desk": ("front_desk", "/"),
    "today of the assistant": ("assistant", "/"),
    "today of the clinic admin": ("clinic_admin", "/"),
    "today of the clinical lead": ("clinical lead", "/"),
    "patients found": ("front_desk", "/patients/?q=wolf"),
    "nobody found": ("front_desk", "/patients/?q=Quispe Inti"),
    "catalog found": ("catalog_admin", "/catalog/?q=keloid"),
    "draft as the assistant sees it": ("assistant", "draft"),
    "draft just begun": ("dermatologist", "begun"),
    "signed consultation": ("dermatologist", "signed"),
    "sign-off of the lead": ("clinical lead", "/catalog/sign-off/"),
    "trail of a person": ("clinic_admin", "/audit/"),
    "proposal with open questions": ("dermatologist", "proposal"),
    "plan that became unsafe": ("dermatologist", "unsafe plan"),
    "plan that is offered": ("dermatologist", "offered plan"),
    "plan that is held": ("nurse", "held plan"),
    "visits to book": ("front_desk", "/plans/to-book/"),
    "no such page": ("nurse", "/no/such/page/"),
    "page of another role": ("front_desk", "/people/"),
    "address that takes forms alone": ("dermatologist", "consultation_sign"),
}
REFUSED = {"no such page": 404, "page of another role": 403, "address that takes forms alone": 405}
STRANGERS_ONLY = ("account_login", "account_reset_password_from_key", "account_reset_password_from_key_done")


def who_opens(access) -> str:
    """A role whose permissions suffice, those first that see most."""
    order = [*FIRST, *(role for role in ROLES if role not in FIRST)]
    opens = (role for role in order if not access.permissions or access.permissions & ROLES[role].permissions)
    return next(opens, "clinical lead")


@pytest.fixture
def walks(desk, server):
    """Opens a path as somebody and judges what is seen."""

    def walk(name, role, path):
        page = desk.stranger() if role is None else desk.at(role)
        carried = Carried(page)
        response = page.goto(path)
        page.wait_for_load_state("networkidle")
        weight = carried.bytes
        if LOOK:
            keep_pictures(page, name)
        assert barriers(page) == []
        page.emulate_media(color_scheme="dark")
        assert barriers(page, "color-contrast") == []
        assert overflows(page) == {}
        assert carried.refused == []
        assert weight <= MOST_BYTES
        return response.status

    return walk


def keep_pictures(page, name):
    folder = Path(LOOK)
    folder.mkdir(parents=True, exist_ok=True)
    for size, scheme in ((WIDE, "light"), (TABLET, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=folder / f"{name.replace(' ', '_')}-{size['width']}.png", full_page=True)
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("name", BY_NAME)
def test_page_holds_what_every_page_promises(walks, desk, server, name):
    access = BY_NAME[name].access
    role = None if name in STRANGERS_ONLY or name.startswith("tablet") else who_opens(access)

    path = server.path(name)
    page = desk.stranger() if role is None else desk.at(role)
    answer = page.context.request.get(path)
    if answer.status == 405:  # it takes what a form sends; the page that says so is walked below
        assert answer.headers["allow"] == "POST"
        return
    if answer.headers["content-type"] == "application/json":  # read by machines
        assert answer.status == 200
        return

    assert walks(name, role, path) == 200


@pytest.mark.parametrize("name", MORE)
def test_page_with_something_on_it_does_too(walks, server, name):
    role, path = MORE[name]

    seeded = server.seeded["pages"] | server.seeded["consultations"] | server.seeded["plans"]

    assert walks(name, role, seeded.get(path, path)) == REFUSED.get(name, 200)


def test_overflow_is_recognised(desk):
    page = desk.stranger()
    page.goto("/account/sign-in/")
    page.evaluate("document.querySelector('h1').textContent = 'W'.repeat(200)")

    assert 390 in overflows(page)


def test_barrier_and_breach_are_recognised(desk):
    page = desk.stranger()
    page.goto("/account/sign-in/")
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.body.setAttribute('onclick', 'alert(1)')")

    assert [line for line in barriers(page) if line.startswith("label")]
    expect(page.locator("h1")).to_have_text("Sign in")
    assert [line for line in desk.complaints if "policy" in line.lower()]
    desk.complaints.clear()
