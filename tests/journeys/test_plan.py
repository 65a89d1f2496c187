"""From Today to a plan that the patient holds in hand, without a mouse; interactions counted against the budgets."""

import re

from playwright.sync_api import expect

from tests.journeys.counting import Hands
from tests.journeys.test_consultation import SEEN, count_at, deny_what_is_due, judge_the_skin

# The product's budgets for a dermatologist.
MOST_TO_PROPOSE, MOST_TO_DISCUSS, MOST_TO_ADOPT, MOST_IN_ALL, MOST_CHARACTERS = 1, 1, 3, 40, 60


def consulted(desk, name):
    """A consultation of six findings, screened and judged, up to the press that proposes."""
    page = desk.at("dermatologist")
    page.goto("/")
    hands = Hands(page)
    hands.use(page.get_by_role("link", name=name))
    deny_what_is_due(page, hands)
    judge_the_skin(page, hands)
    for spot, scar_type, count in SEEN:
        count_at(page, hands, spot, scar_type, count)
    hands.done("consultation")
    return page, hands


def propose(page, hands):
    hands.use(page.get_by_role("link", name="Propose"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Proposal")
    assert hands.done("propose") <= MOST_TO_PROPOSE


def test_plan_is_adopted_and_the_consultation_signed_within_forty(desk):
    page, hands = consulted(desk, "Amoah, Kofi")
    propose(page, hands)
    consultation = page.url.partition("proposal/")[0]

    hands.use(page.get_by_role("button", name="Show to the patient"))
    expect(page.locator("body")).not_to_contain_text(re.compile("contraindicated|do not treat|recommended", re.I))
    assert hands.done("discuss") <= MOST_TO_DISCUSS

    page.go_back()
    hands.use(page.get_by_role("button", name="Adopt this plan").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plan")
    expect(page.locator("main")).to_contain_text("Active")
    assert hands.done("adopt") <= MOST_TO_ADOPT

    page.goto(consultation)
    expect(page.locator("#note")).to_contain_text("Plan adopted")
    hands.use(page.get_by_role("button", name="Sign this consultation"))
    expect(page.get_by_text("Signed").first).to_be_visible()
    hands.done("sign")

    assert hands.interactions <= MOST_IN_ALL
    assert hands.characters <= MOST_CHARACTERS
    print(hands.steps, hands.interactions, "interactions,", hands.keys, "keys,", hands.characters, "characters")


def show(page, card):
    """Only this card is shown to the patient; what the patient reads of it."""
    for other in page.locator("#proposal [name=shown]").all():
        other.set_checked(False)
    card.get_by_label("Show to the patient").check()
    page.get_by_role("button", name="Show to the patient").click()
    expect(page.locator(".patient-facts")).to_be_visible()
    return page.locator(".patient-facts").inner_text()


def offering(page, server):
    """The first card with an option, and the switch of it."""
    page.goto(server.seeded["plans"]["proposal"])
    card = page.locator("#proposal .regimen:has([data-option])").first
    return card, card.locator("[data-option]").first


def test_options_and_wishes_reach_the_patient_and_stay(desk, server):
    page = desk.at("dermatologist")
    without = show(page, offering(page, server)[0])
    card, option = offering(page, server)
    page.evaluate("window.stays = true")

    option.check()
    expect(page).to_have_url(re.compile("options[.]"))
    page.get_by_label("Most visits").fill("12")
    expect(page).to_have_url(re.compile("max_visits=12.*options[.]"))
    expect(option).to_be_checked()
    assert page.evaluate("window.stays") is True
    address = page.url

    assert show(page, card) != without
    page.go_back()
    expect(page).to_have_url(address)
    page.reload()
    expect(option).to_be_checked()
    expect(page.get_by_label("Most visits")).to_have_value("12")


def test_option_ticked_a_moment_before_reaches_the_patient(desk, server):
    page = desk.at("dermatologist")
    without = show(page, offering(page, server)[0])
    card, option = offering(page, server)
    unanswered = []
    page.route(
        re.compile(r"proposal/[?]"), lambda route: unanswered.append(route)
    )  # the answer to the switch never comes

    option.check()

    assert show(page, card) != without
    assert len(unanswered) == 1
    unanswered[0].abort()
    page.unroute_all()
    page.get_by_role("link", name="Back to the proposal").click()
    expect(option).to_be_checked()


def test_all_regimens_are_compared_on_the_first_screen(desk, server):
    page = desk.at("dermatologist")
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(server.seeded["plans"]["proposal"])

    rows = page.locator(".compare-table tbody tr")
    expect(rows).to_have_count(page.locator("#proposal .regimen").count() + 1)
    last = rows.last.bounding_box()
    assert last["y"] + last["height"] <= 900
    rows.first.get_by_role("link").first.click()
    expect(page.locator("#proposal .regimen").first).to_be_in_viewport()


def test_wish_changes_the_proposal_without_a_page_load(desk, server):
    page = desk.at("dermatologist")
    page.goto(server.seeded["plans"]["proposal"])
    page.evaluate("window.stays = true")

    cards = page.locator("#proposal .regimen")
    before = cards.count()
    wish = page.get_by_label("Downtime per visit")
    wish.fill("3")
    wish.press("Tab")

    expect(cards).not_to_have_count(before)
    expect(wish).to_have_value("3")
    assert page.evaluate("window.stays") is True
    expect(page).to_have_url(re.compile("max_downtime_days=3"))


def test_open_question_is_answered_in_place_before_adopting(desk, server):
    page = desk.at("dermatologist")
    page.goto(server.seeded["plans"]["proposal"])

    page.get_by_role("button", name="Adopt this plan").first.click()
    expect(page.get_by_role("alert").first).to_contain_text("could change this regimen")

    answer = page.locator("#questions input[name='a.keloid_history'][value='no']")
    answer.check()
    page.get_by_role("button", name="Save answers and propose anew").click()
    expect(answer).to_have_count(0)
    expect(page.locator("#proposal")).not_to_contain_text("question is open")


def test_second_dermatologist_is_told_of_the_plan(desk):
    page, hands = consulted(desk, "Yamada, Ken")
    propose(page, hands)
    colleague = desk.at("clinical lead")
    colleague.goto(page.url)
    expect(colleague.get_by_role("button", name="Adopt this plan").first).to_be_visible()

    page.get_by_role("button", name="Adopt this plan").first.click()
    expect(page.locator("main")).to_contain_text("Active")
    colleague.get_by_role("button", name="Adopt this plan").nth(1).click()

    expect(colleague.get_by_role("alert").first).to_contain_text("adopted a plan for this patient")
    expect(colleague.get_by_role("link", name="Open that plan")).to_be_visible()


def test_desk_books_without_a_clinical_word(desk, server):
    page = desk.at("front_desk")
    page.goto("/plans/to-book/")

    expect(page.locator("main")).to_contain_text("Farouk, Samira")
    expect(page.locator("main")).to_contain_text("A clinical check is open. A nurse will call back.")
    expect(page.locator("main")).not_to_contain_text(
        re.compile("needling|subcision|laser|isotretinoin|cold sore", re.I)
    )


def test_plan_sheet_says_when_to_call(desk, server):
    page = desk.at("nurse")
    page.goto(server.seeded["pages"]["plan_sheet"])

    expect(page.locator("body")).to_contain_text("Farouk")
    expect(page.locator("body")).to_contain_text(re.compile("when to call", re.I))
