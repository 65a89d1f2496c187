"""The assistant's intake: at the desk by groups, and on a tablet that belongs to one patient until a PIN takes it back."""

import re

from playwright.sync_api import expect

MOST_INTERACTIONS = 30  # the product's budget before the doctor, without photos
PIN = "2468"


def start(page, server, name):
    page.goto(f"/patients/{server.seeded['patients'][name]}/consultations/")
    page.get_by_role("button", name="Start a consultation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Consultation")


def hand_over(page):
    page.get_by_text("Let the patient answer on this tablet").click()
    page.get_by_label("PIN to take it back").fill(PIN)
    page.get_by_role("button", name="Hand over and sign out here").click()
    expect(page).to_have_url(re.compile("/tablet/$"))


def test_assistant_denies_by_groups_within_the_budget(desk, server):
    page, taps = desk.at("assistant"), 2
    start(page, server, "Petra Novak")

    denies = page.locator("#screening").get_by_role("button", name=re.compile("None of these apply|Does not apply"))
    while number := denies.count():
        denies.first.click()
        taps += 1
        expect(denies).to_have_count(number - 1)

    assert taps <= MOST_INTERACTIONS
    expect(page.locator("#told")).to_contain_text("questions denied")
    page.locator("#told details summary").click()
    expect(page.locator("#told")).to_contain_text("denied in group")
    expect(page.locator("#told")).to_contain_text("Mina Satō")


def test_assistant_sees_no_assessment_and_cannot_sign(desk, server):
    page = desk.at("assistant")

    page.goto(server.seeded["consultations"]["draft"])

    expect(page.locator("#screening")).to_be_visible()
    expect(page.locator("#assessment, #sign, #note")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("restricted")


def test_patient_answers_on_the_tablet_and_has_no_way_back(desk, server):
    page = desk.at("assistant", anew=True)
    start(page, server, "Freja Hansen")
    consultation = page.url
    hand_over(page)

    expect(page.locator("main")).to_contain_text("Freja")
    expect(page.locator("nav")).to_have_count(0)
    asked = page.locator("h1").inner_text()
    page.locator("main input[type=radio]").first.check()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("h1")).not_to_have_text(asked)
    for way in ("/", consultation, "/patients/"):
        page.goto(way)
        expect(page.locator("h1")).to_have_text("Sign in")

    page.goto("/tablet/")
    while page.locator(".tablet-next").count():
        none = page.get_by_role("button", name="None of these apply to me")
        before = page.locator("h1").inner_text()
        (none if none.count() else page.locator(".tablet-next")).first.click()
        expect(page.locator("h1")).not_to_have_text(before)
    expect(page.locator("h1")).to_have_text("Thank you")


def test_only_the_pin_takes_the_tablet_back(desk, server):
    page = desk.at("assistant", anew=True)
    start(page, server, "Aino Virtanen")
    hand_over(page)

    page.get_by_role("link", name="For staff: take the tablet back").click()
    page.get_by_label("PIN").fill("1111")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Take it back").click()

    expect(page.locator("h1")).to_have_text("Sign in")
    expect(page.locator("main")).to_contain_text("The tablet was handed back")
    page.goto("/tablet/")
    expect(page.locator("h1")).to_have_text("No questions are open on this device")
