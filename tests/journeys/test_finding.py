"""By keyboard from the box that finds: into the matches, to a new record with what was typed, and to the record there is."""

from playwright.sync_api import expect


def test_slash_goes_to_the_one_box_on_today_and_down_into_the_matches(desk):
    page = desk.at("front_desk")
    page.goto("/")
    expect(page.get_by_role("searchbox")).to_have_count(1)
    page.locator("#main").focus()

    page.keyboard.press("/")
    expect(page.locator("#today-q")).to_be_focused()
    matches = page.locator("#patients .row-title")
    with page.expect_response("**/patients/?q=a"):
        page.keyboard.type("a")
    expect(matches.nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(matches.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(matches.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#today-q")).to_be_focused()


def test_enter_with_several_matches_leads_to_the_first(desk):
    page = desk.at("front_desk")
    page.goto("/")

    page.locator("#today-q").press_sequentially("a")
    page.keyboard.press("Enter")

    expect(page).to_have_url("/patients/?q=a")
    expect(page.locator("#patients .row-title").nth(1)).to_be_visible()
    expect(page.locator("#patients .row-title").first).to_be_focused()


def test_registering_takes_along_what_was_typed_without_enter(desk):
    page = desk.at("front_desk")
    page.goto("/patients/")

    page.locator("#patients-q").press_sequentially("Greta Koestlin")
    page.locator(".page-head").get_by_role("link", name="Register a patient").click()

    expect(page.get_by_label("Family name")).to_be_focused()
    expect(page.get_by_label("Family name")).to_have_value("Koestlin")
    expect(page.get_by_label("Given names")).to_have_value("Greta")


def test_enter_in_a_field_never_registers_a_likely_duplicate(desk):
    page = desk.at("front_desk")
    page.goto("/patients/new/")
    page.get_by_label("Family name").fill("Lindquist")
    page.get_by_label("Given names").fill("Eric")
    page.get_by_label("Date of birth", exact=True).fill("3 Mar 1983")

    for _time in range(2):
        page.get_by_label("Given names").press("Enter")
        expect(page.locator("[role=alert]:focus")).to_contain_text("This person may be registered already")
    page.locator(".page-head").get_by_role("link", name="Open C-").click()

    expect(page.locator(".page-banner")).to_contain_text("Lindqvist, Erik")
