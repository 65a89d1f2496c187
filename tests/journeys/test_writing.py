"""What stands on the page after a save: the note with its digest, a refusal at its field, long texts; and the record on paper."""

import re

from playwright.sync_api import expect

from tests.journeys.test_intake import start
from tests.journeys.test_interruptions import count, sign

TOO_LONG, LONG = "a" * 300_000, "b " * 20_000


def test_the_note_and_its_digest_follow_a_save(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Ngozi Okonkwo")
    seen, note = page.locator("#note-seen"), page.get_by_label("The note of this consultation")
    before = seen.input_value()

    assert count(page, 0, "7") == 200

    expect(note).to_have_value(re.compile("Ice-pick \\(7\\)"))
    assert seen.input_value() != before
    sign(page)
    expect(page.locator("#toasts")).to_contain_text("Signed")


def test_a_refused_count_is_told_at_its_field_below_what_sticks(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Erik Lindqvist")

    assert count(page, 0, "99999") == 422

    field, words = page.locator("#entry input[data-count]").first, page.locator("#entry [data-field-problem]")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(words).to_contain_text("Allowed: a whole number from 1 to 10000")
    assert field.get_attribute("aria-describedby").split()[-1] == words.get_attribute("id")
    expect(words).to_be_in_viewport()
    sticks = page.locator("#sections").bounding_box()
    assert words.bounding_box()["y"] >= sticks["y"] + sticks["height"]
    assert count(page, 0, "") == 200
    expect(words).to_have_count(0)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def writes(page, field, text, address):
    """Fill it and leave it; the status that the clinic answered."""
    with page.expect_response(re.compile(address)) as answer:
        field.fill(text)
        field.blur()
    return answer.value.status


def test_a_long_note_is_saved_and_a_longer_one_told_its_limit(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Selma Brandt")
    note = page.get_by_label("The note of this consultation")

    assert writes(page, note, TOO_LONG, "/note/") == 422
    expect(page.locator("#note")).to_contain_text("at most 50000 can be kept")
    expect(page.locator("#saved-slot")).to_contain_text("Not saved yet")
    expect(note).to_have_value(TOO_LONG)
    assert writes(page, note, LONG, "/note/") == 200

    page.reload()
    expect(note).to_have_value(LONG)


def test_a_long_amendment_is_kept_and_a_longer_one_told_its_limit(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Agnieszka Kowalczyk")
    sign(page)
    text = page.get_by_label("Add an amendment")

    text.fill(TOO_LONG)
    page.get_by_role("button", name="Add it to the record").click()
    expect(page.locator("#amend")).to_contain_text("at most 50000 can be kept")
    expect(text).to_have_value(TOO_LONG)
    text.fill(LONG)
    page.get_by_role("button", name="Add it to the record").click()

    expect(page.locator("#amend .amendment")).to_have_count(1)
    page.get_by_role("link", name="1 amendment").click()
    expect(page.locator("#amend-title")).to_be_in_viewport()


def test_a_refused_signature_says_nothing_of_what_was_saved(desk, server):
    first, second = desk.at("dermatologist"), desk.at("clinical lead")
    start(first, server, "Zelma Brandt")
    start(second, server, "Zelma Brandt")
    assert count(second, 0, "3") == 200
    first.reload()
    sign(first)
    expect(first.locator("#toasts")).to_contain_text("Signed")

    sign(second)

    expect(second.locator("#problem-sign")).to_contain_text("signed this consultation")
    expect(second.locator("#saved-slot")).to_contain_text("Draft saved")
    second.get_by_role("link", name="Write an amendment").click()
    expect(second.get_by_label("Add an amendment")).to_be_in_viewport()


def test_a_signed_record_prints_what_it_holds_and_no_controls(desk, server):
    page = desk.at("dermatologist")
    page.goto(server.seeded["consultations"]["signed"])
    page.emulate_media(media="print")

    for control in ("#amend-form", ".body-spots a", ".told-change", ".workings", ".btn"):
        expect(page.locator(f"{control} >> visible=true")).to_have_count(0)
    expect(page.locator("#told .told-denied .told-line").first).to_be_visible()
    expect(page.locator("#amend")).to_contain_text("no aspirin in the last week")
    few, none = (page.locator(f"#spot-{place} path") for place in ("forehead-middle", "nose-middle"))
    assert "#lines-1" in few.evaluate("one => getComputedStyle(one).fill")
    assert "#lines" not in none.evaluate("one => getComputedStyle(one).fill")
    expect(page.locator(".spot-count").first).to_be_visible()
