"""The keyboard goes on where it was: after an answer for a group, after "Change", and on the face map."""

import re

from playwright.sync_api import expect

from tests.journeys.test_intake import start


def test_after_a_group_is_answered_the_keyboard_stands_at_the_next_one(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Erik Lindqvist")
    denies = page.locator("#screening").get_by_role("button", name=re.compile("None of these apply"))

    while number := denies.count():
        denies.first.focus()
        page.keyboard.press("Enter")
        expect(denies).to_have_count(number - 1)
        expect(page.locator("#screening .question-group:focus-within")).to_have_count(1)

    page.locator("#told .told-denied summary").click()
    page.locator("#told a[href*='change=diabetes']").click()
    expect(page.locator("#changing input:checked")).to_be_focused()
    expect(page.get_by_role("heading", name="Change an answer")).to_be_in_viewport()


def test_changed_answer_is_told_by_whoever_goes_on_without_pressing_save(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Erik Lindqvist")
    denies = page.locator("#screening").get_by_role("button", name=re.compile("None of these apply"))
    while number := denies.count():
        denies.first.click()
        expect(denies).to_have_count(number - 1)
    consultation = page.url.partition("?")[0].partition("#")[0]

    page.locator("#told .told-denied summary").click()
    page.locator("#told a[href*='change=smoker']").click()
    page.locator("#changing input[value='yes']").check()
    page.get_by_role("link", name="Propose").click()
    page.wait_for_url(re.compile("/proposal/"))

    page.goto(consultation)
    expect(page.locator("#told .told-line", has=page.locator("a[href*='change=smoker']")).first).to_contain_text("yes")

    page.locator("#told a[href*='change=smoker']").click()
    page.locator("#changing input[value='no']").check()
    page.get_by_role("link", name="Leave it as it was").click()
    expect(page.locator("#told .told-line", has=page.locator("a[href*='change=smoker']")).first).to_contain_text("yes")


def test_the_map_says_which_scar_type_a_digit_counts(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Erik Lindqvist")
    words = page.locator("[data-digit-type]")
    first = words.inner_text()

    page.locator("#entry [name^='count.rolling.']").fill("3")
    expect(words).to_have_text("Rolling")
    assert first and first != "Rolling"

    page.locator("#spot-forehead-middle").focus()
    page.keyboard.press("4")
    expect(page.locator("#entry [name='count.rolling.forehead.']")).to_have_value("4")
    expect(words).to_have_text("Rolling")


def test_never_is_one_press_beside_a_date(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Folake Adeyemi")

    with page.expect_response(re.compile("/answers/")):
        page.get_by_role("button", name="Never: Date of the last filler in the area").click()

    expect(page.locator("select[name='a.filler_last']")).to_have_value("never")
    expect(page.locator("#note-text")).to_have_value(re.compile("Denied .told by the patient.: filler in the area"))
