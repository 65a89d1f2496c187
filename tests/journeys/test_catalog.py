"""The catalog admin reads what is in force: a table, a fact, what it rests on, and one search over all of it."""

import re

from playwright.sync_api import expect


def test_admin_reads_from_a_rule_to_its_source(desk):
    page = desk.at("catalog_admin")
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Catalog", exact=True).click()

    page.locator("main").get_by_role("searchbox").first.fill("keloid")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="keloid").first.click()
    source = page.locator("main a[href*='/catalog/sources/']").first
    expect(source).to_be_visible()
    source.click()

    expect(page).to_have_url(re.compile("/catalog/sources/"))
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()


def test_every_page_says_that_the_catalog_is_not_signed(desk, server):
    page = desk.at("catalog_admin")

    for name in ("today", "catalog", "catalog_fact"):
        page.goto(server.path(name))
        expect(page.locator(".demonstration")).to_contain_text("not approved for patient care")


def test_doctor_who_does_not_lead_signs_nothing(desk):
    page = desk.at("dermatologist")

    page.goto("/catalog/sign-off/")

    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not part of your role")
    page.goto("/catalog/")
    expect(page.locator("main").get_by_role("button", name="Sign")).to_have_count(0)


def test_clinical_lead_signs_a_row(desk):
    page = desk.at("clinical lead")
    page.goto("/")

    page.get_by_role("link", name="Sign-off by the clinical lead").click()
    left = page.locator("progress").get_attribute("value")
    page.locator("main").get_by_role("button", name="Sign this").first.click()

    expect(page.locator("progress")).to_have_attribute("value", str(int(left) + 1))
