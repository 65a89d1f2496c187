"""The front desk: registers, finds in few keys, merges a second record and takes it back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.counting import Hands

MOST_KEYS_RARE, MOST_KEYS_COMMON = 5, 12  # the product's budgets for finding


def heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def open_patient(page, server, name):
    page.goto(f"/patients/{server.seeded['patients'][name]}/")
    heading(page, "Overview")


def test_desk_registers_somebody_new(desk):
    page = desk.at("front_desk")
    page.goto("/")

    page.get_by_role("link", name="Register a patient").click()
    page.get_by_label("Family name").fill("Ångström-Ó Briain")
    page.get_by_label("Given names").fill("Siobhán")
    page.get_by_label("Date of birth", exact=True).fill("29.2.1996")
    page.get_by_label("Phone").fill("0170 5559001")
    page.locator("main").get_by_role("button", name="Register").first.click()

    expect(page.locator("#toasts")).to_contain_text("Registered as C-")
    expect(page.locator(".page-banner")).to_contain_text("29 Feb 1996")


def test_what_is_missing_is_said_and_what_was_typed_stays(desk):
    page = desk.at("front_desk")
    page.goto("/patients/new/")

    page.get_by_label("Given names").fill("Ismail")
    page.get_by_label("Date of birth", exact=True).fill("31.2.1990")
    page.locator("main").get_by_role("button", name="Register").first.click()

    expect(page.locator(".error-summary")).to_contain_text("31.2.1990 does not exist")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Given names")).to_have_value("Ismail")
    expect(page.get_by_label("Date of birth", exact=True)).to_have_value("31.2.1990")


def test_second_registration_of_a_person_is_warned_about(desk, server):
    page = desk.at("front_desk")
    page.goto("/patients/new/")

    page.get_by_label("Family name").fill("Lindquist")
    page.get_by_label("Given names").fill("Eric")
    page.get_by_label("Date of birth", exact=True).fill("3 Mar 1983")
    page.locator("main").get_by_role("button", name="Register").first.click()

    expect(page.locator("main")).to_contain_text("This person may be registered already")
    expect(page.get_by_role("link", name="Lindqvist, Erik")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "found", "most"),
    [
        ("hadda", "Haddad, Layla", MOST_KEYS_RARE),
        ("zhang", "Zhang, Wei", MOST_KEYS_RARE),
        ("wolf jona", "Wolf, Jonathan", MOST_KEYS_COMMON),
        ("kowalcyk", "Kowalczyk, Agnieszka", MOST_KEYS_COMMON),
        ("thi nguyen", "Nguyễn, Thị Hoa", MOST_KEYS_COMMON),
        ("5550114", "Rossi, Chiara", MOST_KEYS_COMMON),
        ("15.9.1992", "Tanaka, Yui", MOST_KEYS_COMMON),
    ],
)
def test_few_keys_find_a_person(desk, typed, found, most):
    page = desk.at("front_desk")
    page.goto("/")
    hands = Hands(page)

    expect(page.locator("#today-q")).to_be_focused()
    hands.write(typed)

    expect(page.locator("#patients .row-title").first).to_have_text(found)
    assert hands.keys <= most


def test_enter_opens_the_one_who_is_meant(desk):
    page = desk.at("front_desk")
    page.goto("/account/")

    page.keyboard.press("/")
    expect(page.locator("#patient-search")).to_be_focused()
    page.keyboard.type("keita mam")
    page.keyboard.press("Enter")

    heading(page, "Overview")
    expect(page.locator(".page-banner")).to_contain_text("Keita, Mamadou")


def test_nobody_found_leads_to_registering_with_what_was_typed(desk):
    page = desk.at("front_desk")
    page.goto("/patients/?q=Quispe, Inti")

    page.locator("#patients").get_by_role("link", name="Register a patient").click()

    expect(page.get_by_label("Family name")).to_have_value("Quispe")
    expect(page.get_by_label("Given names")).to_have_value("Inti")


def test_second_record_is_merged_and_the_merge_undone(desk, server):
    page = desk.at("front_desk")
    open_patient(page, server, "Selma Brandt")

    page.get_by_role("link", name="Compare them").click()
    page.get_by_role("link", name="Compare with").first.click()
    heading(page, "Two records side by side")
    page.get_by_role("button", name="Keep").first.click()
    merged = page.locator("section", has_text="Merged records")
    expect(merged).to_contain_text("Zelma")

    page.goto("/patients/?q=zelma brandt")
    expect(page.locator(".page-banner")).to_contain_text("Selma")

    page.get_by_role("button", name="Undo the merge of").click()
    expect(page.locator("main")).not_to_contain_text("Merged records")


def test_desk_reads_no_clinical_page(desk, server):
    page = desk.at("front_desk")

    for name in ("consultation", "consultation_list", "catalog", "people"):
        page.goto(server.path(name))
        expect(page.get_by_role("heading", level=1)).to_have_text("This page is not part of your role")


def test_two_who_edit_one_record_lose_nothing(desk, server):
    first, second = desk.at("front_desk"), desk.at("assistant")
    for page in (first, second):
        open_patient(page, server, "Folake Adeyemi")
        page.get_by_role("link", name="Edit contact data").click()

    first.get_by_label("Preferred name").fill("Fola")
    first.locator("main").get_by_role("button", name="Save").first.click()
    expect(first.locator("#toasts")).to_contain_text("Saved")
    second.get_by_label("Address", exact=True).fill("Lange Straße 4")
    second.locator("main").get_by_role("button", name="Save").first.click()

    expect(second.locator("main")).to_contain_text("Changed meanwhile")
    expect(second.get_by_label("Preferred name")).to_have_value("Fola")
    expect(second.get_by_label("Address", exact=True)).to_have_value("Lange Straße 4")
    second.locator("main").get_by_role("button", name="Save").first.click()
    expect(second.locator("#toasts")).to_contain_text("Saved")
