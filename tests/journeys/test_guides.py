"""The pictures of the guides, taken along the steps the guides describe. `make guides` keeps them in docs/guides/shots/."""

import os
import re

import pytest
from playwright.sync_api import expect

from tests.house.repository import ROOT
from tests.journeys.png import smaller
from tests.journeys.test_intake import hand_over, start

GUIDES = ROOT / "docs" / "guides"
SHOTS = GUIDES / "shots"
MOST_BYTES, FEWEST_BYTES = 80_000, 15_000
SIZE = {"width": 1160, "height": 720}
NAMED = {name for guide in GUIDES.glob("*.md") for name in re.findall(r"\(shots/([\w-]+)\.png\)", guide.read_text())}


def draft(page, server, section):
    page.goto(server.seeded["consultations"]["draft"])
    page.locator(section).evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 136)")  # below what sticks


def registering(page, server):
    page.goto("/patients/new/")
    page.get_by_label("Family name").fill("Lindquist")
    page.get_by_label("Given names").fill("Eric")
    page.get_by_label("Date of birth", exact=True).fill("3 Mar 1983")
    page.locator("main").get_by_role("button", name="Register").first.click()
    expect(page.locator("#likely-title")).to_be_visible()


def finding(page, server):
    page.goto("/")
    page.locator("#today-q").press_sequentially("wolf")
    expect(page.locator("#patients .row-title").first).to_have_text("Wolf, Johanna")


def on_the_tablet(page, server):
    start(page, server, "Åsa O'Neill-Söderström")
    hand_over(page)


def adding_somebody(page, server):
    page.goto("/people/new/")
    page.get_by_label("Name", exact=False).first.fill("Nadia Petit")
    page.get_by_label("E-mail address").fill("nadia.petit@clinic.example")
    page.get_by_label("Nurse:").check()


def regimens(page, server):
    page.goto(server.seeded["pages"]["proposal"])
    page.locator("#wishes").evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 96)")


# name -> (role, what is done before the picture is taken)
PICTURES = {
    "today": ("dermatologist", lambda page, server: page.goto("/")),
    "screening": ("dermatologist", lambda page, server: draft(page, server, "#screening")),
    "assessment": ("dermatologist", lambda page, server: draft(page, server, ".columns-assessment")),
    "note": ("dermatologist", lambda page, server: draft(page, server, "#note")),
    "signed": ("dermatologist", lambda page, server: page.goto(server.seeded["consultations"]["signed"])),
    "proposal": ("dermatologist", regimens),
    "plan": ("dermatologist", lambda page, server: page.goto(server.seeded["pages"]["plan"])),
    "to-book": ("front_desk", lambda page, server: page.goto("/plans/to-book/")),
    "intake": ("assistant", lambda page, server: draft(page, server, "#intake")),
    "tablet": ("assistant", on_the_tablet),
    "find": ("front_desk", finding),
    "register": ("front_desk", registering),
    "merge": ("front_desk", lambda page, server: page.goto(server.path("patient_merge"))),
    "catalog": ("catalog_admin", lambda page, server: page.goto("/catalog/")),
    "fact": ("catalog_admin", lambda page, server: page.goto(server.path("catalog_fact"))),
    "sign-off": ("clinical lead", lambda page, server: page.goto("/catalog/sign-off/")),
    "person": ("clinic_admin", adding_somebody),
    "trail": ("clinic_admin", lambda page, server: page.goto("/audit/")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_of_a_guide_can_be_taken(desk, server, name):
    role, reach = PICTURES[name]
    page = desk.at(role, anew=name == "tablet", viewport=SIZE)

    reach(page, server)
    page.wait_for_load_state("networkidle")
    picture = page.screenshot()
    if os.environ.get("GUIDES"):
        SHOTS.mkdir(exist_ok=True)
        (SHOTS / f"{name}.png").write_bytes(smaller(picture))

    assert len(picture) > FEWEST_BYTES, "an empty page"


def test_every_picture_is_kept_and_stands_in_a_guide():
    kept = {path.stem for path in SHOTS.iterdir()}

    assert kept == set(PICTURES) == NAMED
    assert [path.name for path in SHOTS.iterdir() if path.stat().st_size > MOST_BYTES] == []
