"""The clinic admin adds somebody, who chooses a password by the link and comes in; the trail tells all of it."""

import re

from playwright.sync_api import expect

from tests.journeys.people import fill_sign_in


def invitation(server, email):
    """The link of the last mail to somebody: the demonstration shows its mail in what the server says."""
    mail = server.said().rpartition(f"To: {email}")[2]
    return re.search(r"http://\S+/account/password/choose/\S+", mail)[0]


def test_new_person_is_added_and_comes_in(desk, server):
    page, email = desk.at("clinic_admin"), "nadia.petit@clinic.example"
    page.goto("/people/")

    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name", exact=False).first.fill("Nadia Petit")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Nurse:").check()
    page.get_by_role("button", name="Add and send the link").click()
    expect(page.locator("#toasts")).to_contain_text(email)

    guest = desk.stranger()
    guest.goto(invitation(server, email))
    for field in guest.locator("input[type=password]").all():
        field.fill("seventeen quiet herons")
    guest.locator("main button.btn-primary").click()
    guest.goto("/account/sign-in/")
    fill_sign_in(guest, email, "seventeen quiet herons")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Today")

    page.goto("/audit/")
    expect(page.locator("main")).to_contain_text("Nadia Petit")


def test_role_is_given_and_ended(desk, server):
    page = desk.at("clinic_admin")
    page.goto("/people/")
    page.get_by_role("link", name="Jonas Weber").click()

    page.locator("select[name=role]").select_option("front_desk")
    page.get_by_role("button", name="Give this role").click()
    end = page.get_by_role("button", name="End Front desk")
    expect(end).to_be_visible()

    end.click()
    expect(end).to_have_count(0)
    expect(page.locator("main details")).to_contain_text("Front desk")


def test_wrong_role_is_told_whom_to_ask(desk):
    page = desk.at("nurse")

    response = page.goto("/people/")

    assert response.status == 403
    expect(page.locator("main")).to_contain_text("ask a clinic administrator")
