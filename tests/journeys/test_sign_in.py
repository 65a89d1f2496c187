"""Signing in, and what meets who cannot."""

import pytest
from playwright.sync_api import expect

from accounts.access import ROLES
from tests.journeys.people import EMAILS, fill_sign_in, sign_in
from tests.people import CAST, PASSWORD


@pytest.mark.parametrize("role", ROLES)
def test_everybody_signs_in_and_sees_their_day(desk, role):
    page = desk.stranger()

    sign_in(page, EMAILS[role])

    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    expect(page.get_by_text(CAST[role]["full_name"]).filter(visible=True).first).to_be_visible()


def test_wrong_password_keeps_the_address_and_says_what_to_do(desk):
    page = desk.stranger()
    page.goto("/account/sign-in/")

    fill_sign_in(page, "nobody.here@clinic.example", "wrong, and long enough")

    expect(page.get_by_label("E-mail address")).to_have_value("nobody.here@clinic.example")
    expect(page.locator(".error-summary")).to_be_visible()


def test_page_asked_for_comes_after_the_sign_in(desk, server):
    page = desk.stranger()

    page.goto(server.path("patient_search"))
    fill_sign_in(page, EMAILS["front_desk"], PASSWORD)

    expect(page.get_by_role("heading", level=1)).to_have_text("Patients")


def test_person_signs_in_with_the_keyboard_alone(desk):
    page = desk.stranger()
    page.goto("/account/sign-in/")
    expect(page.get_by_label("E-mail address")).to_be_focused()

    page.keyboard.type(EMAILS["nurse"])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
