"""What comes between: a session that ends in mid-form, somebody else on the same consultation, a network that is away."""

import re

from playwright.sync_api import expect

from tests.journeys.people import EMAILS, fill_sign_in
from tests.journeys.test_intake import start

NOTE = "Patient asks for the autumn.\nSecond line, with <b>marks</b> & “quotes”."


def end_session(page, server):
    """What thirty minutes without a request do."""
    key = next(one["value"] for one in page.context.cookies() if one["name"] == "sessionid")
    server.database.answers("DELETE FROM django_session WHERE session_key = %s", key)


def count(page, line, value):
    """The count of one line of the place that is open; the status that the clinic answered."""
    field = page.locator("#entry input[data-count]").nth(line)
    with page.expect_response(re.compile("/findings/")) as answer:
        field.fill(value)
        field.blur()
    return answer.value.status


def sign(page):
    """Sign, with the questions that are open known to whoever signs."""
    for accepts in page.locator("#sign input[type=checkbox]").all():
        accepts.check()
    page.get_by_role("button", name="Sign this consultation").click()


def test_note_survives_a_session_that_ends(desk, server):
    page = desk.at("dermatologist", anew=True)
    start(page, server, "Mamadou Keita")
    end_session(page, server)

    note = page.get_by_label("The note of this consultation")
    note.fill(NOTE)
    note.blur()
    expect(page.locator("h1")).to_have_text("Sign in")
    expect(page.locator("main")).to_contain_text("what you typed is kept")
    fill_sign_in(page, EMAILS["dermatologist"])

    expect(page.get_by_role("heading", level=1)).to_have_text("Consultation")
    expect(note).to_have_value(NOTE)


def test_what_was_saved_before_the_session_ended_is_not_told_to_be_back(desk, server):
    page = desk.at("dermatologist", anew=True)
    start(page, server, "Jonathan Wolf")
    assert count(page, 0, "6") == 200
    end_session(page, server)

    page.get_by_role("button", name="Compose it anew").click()
    fill_sign_in(page, EMAILS["dermatologist"])

    expect(page.locator("#findings tbody tr")).to_have_count(1)
    expect(page.locator("#request-problem")).not_to_contain_text("is back")


def test_registration_survives_a_session_that_ends(desk, server):
    page = desk.at("front_desk", anew=True)
    page.goto("/patients/new/")
    page.get_by_label("Family name").fill("Sørensen")
    page.get_by_label("Given names").fill("Ida")
    page.get_by_label("Needs a longer slot").check()
    end_session(page, server)

    page.locator("main").get_by_role("button", name="Register").first.click()
    fill_sign_in(page, EMAILS["front_desk"], "wrong, and long enough")
    fill_sign_in(page, EMAILS["front_desk"])

    expect(page.locator("#request-problem")).to_contain_text("What you typed before signing in is back")
    expect(page.get_by_label("Family name")).to_have_value("Sørensen")
    expect(page.get_by_label("Given names")).to_have_value("Ida")
    expect(page.get_by_label("Needs a longer slot")).to_be_checked()


def test_what_was_typed_is_not_shown_to_the_next_person(desk, server):
    page = desk.at("front_desk", anew=True)
    page.goto("/patients/new/")
    page.get_by_label("Family name").fill("Sørensen")
    end_session(page, server)

    page.locator("main").get_by_role("button", name="Register").first.click()
    fill_sign_in(page, EMAILS["assistant"])

    expect(page.get_by_role("heading", level=1)).to_have_text("Register a patient")
    expect(page.locator("html.scripted")).to_be_attached()
    expect(page.get_by_label("Family name")).to_have_value("")
    assert "Sørensen" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_two_on_one_consultation_lose_nothing(desk, server):
    doctor, nurse = desk.at("dermatologist"), desk.at("nurse")
    start(doctor, server, "Rui Duarte")
    start(nurse, server, "Rui Duarte")
    assert nurse.url == doctor.url

    assert count(doctor, 0, "9") == 200
    assert count(nurse, 1, "4") == 200
    expect(nurse.locator("#meanwhile")).to_contain_text("Somebody else works on this consultation too")
    assert count(nurse, 0, "5") == 409

    expect(nurse.locator("#problem-assessment")).to_contain_text("somebody else was faster")
    expect(nurse.locator("#entry input[data-count]").first).to_have_value("5")
    nurse.reload()
    rows = nurse.locator("#findings tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("9")
    expect(rows.nth(1)).to_contain_text("4")


def test_second_signer_is_told_who_was_first(desk, server):
    first, second = desk.at("dermatologist"), desk.at("clinical lead")
    start(first, server, "Yui Tanaka")
    start(second, server, "Yui Tanaka")

    sign(first)
    expect(first.locator("#toasts")).to_contain_text("Signed")
    sign(second)

    expect(second.locator("main")).to_contain_text("Dr Amara Okafor")
    expect(second.locator("main")).to_contain_text("signed")


def test_stale_page_is_told_what_changed_before_it_signs(desk, server):
    doctor, assistant = desk.at("dermatologist"), desk.at("assistant")
    start(assistant, server, "Layla Haddad")
    start(doctor, server, "Layla Haddad")

    with assistant.expect_response(re.compile("/answers/")):
        assistant.locator("input[name='a.smoker'][value=yes]").check(force=True)
    sign(doctor)

    expect(doctor.locator("#problem-sign")).to_contain_text("Smoking")
    expect(doctor.get_by_role("button", name="Sign this consultation")).to_be_visible()


def test_network_that_is_away_is_told_and_nothing_typed_is_lost(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Chiara Rossi")
    page.context.set_offline(True)

    note = page.get_by_label("The note of this consultation")
    note.fill(NOTE)
    note.blur()
    expect(page.locator("#saved-slot")).to_contain_text("Not saved yet")
    page.context.set_offline(False)
    desk.complaints.clear()

    expect(note).to_have_value(NOTE)
