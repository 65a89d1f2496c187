"""A dermatologist's consultation, without a mouse, from Today to the signature; interactions counted against the budgets."""

import re

from playwright.sync_api import expect

from tests.journeys.counting import Hands
from tests.journeys.test_intake import start

# The product's budgets for a dermatologist.
MOST_SCREENING, MOST_RETURNING, MOST_ASSESSMENT, MOST_IN_ALL, MOST_CHARACTERS = 8, 3, 18, 40, 60
SAVED = re.compile(r"saved \d\d:\d\d")
ONE_FOR_MANY = re.compile("Same as last time|None of (all )?these apply")
NAMES = {"icepick": "Ice-pick", "rolling": "Rolling"}
# Place on the map -> (line of the scar type, count).
SEEN = [
    ("spot-cheek_upper-right", "icepick", "7"),
    ("spot-cheek_upper-left", "icepick", "4"),
    ("spot-temple-right", "icepick", "3"),
    ("spot-cheek_lower-right", "rolling", "6"),
    ("spot-cheek_lower-left", "rolling", "12"),
    ("spot-chin-middle", "rolling", "2"),
]


def saves(page, hands_do):
    """Do it, and wait until the clinic has answered."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        hands_do()
    assert answer.value.status in (200, 204)
    expect(page.locator("[data-saving]")).to_have_count(0)


def test_consultation_is_signed_without_a_mouse(desk):
    page = desk.at("dermatologist")
    page.goto("/")
    hands = Hands(page)

    hands.use(page.get_by_role("link", name="Osei, Kwame"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Consultation")
    hands.done("open")

    deny_what_is_due(page, hands)
    expect(page.get_by_role("link", name="Screening").locator(".count")).to_have_count(0)
    assert hands.done("screening") <= MOST_SCREENING

    judge_the_skin(page, hands)
    for spot, scar_type, count in SEEN:
        count_at(page, hands, spot, scar_type, count)
    expect(page.locator("#findings tbody tr")).to_have_count(len(SEEN))
    assert hands.done("assessment") <= MOST_ASSESSMENT

    hands.use(page.get_by_role("button", name="Sign this consultation"))
    expect(page.get_by_text("Signed").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Left lower cheek: Rolling (12)")
    hands.done("sign")

    assert hands.interactions <= MOST_IN_ALL
    assert hands.characters <= MOST_CHARACTERS
    print(hands.steps, hands.interactions, "interactions,", hands.keys, "keys,", hands.characters, "characters")


def test_first_visit_without_intake_is_denied_within_the_budget(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Ngozi Okonkwo")
    hands = Hands(page)

    weigh(page, hands)
    deny_what_is_due(page, hands)

    expect(page.get_by_role("link", name="Screening").locator(".count")).to_have_count(0)
    assert hands.done("screening") <= MOST_SCREENING
    print(hands.interactions, "interactions,", hands.keys, "keys")


def test_returning_patient_is_screened_within_the_budget(desk, server):
    page = desk.at("dermatologist")
    start(page, server, "Bianca Ferrari")
    hands = Hands(page)
    expect(page.locator("#all-same-list")).to_contain_text("smoking or vaping yes")

    deny_what_is_due(page, hands)

    expect(page.get_by_role("link", name="Screening").locator(".count")).to_have_count(0)
    expect(page.locator("#told")).to_contain_text("Smoking or vaping nicotine")
    assert hands.done("screening") <= MOST_RETURNING
    print(hands.interactions, "interactions,", hands.keys, "keys")


def weigh(page, hands):
    hands.go_to(page.locator("input[name='a.weight_kg']"))
    hands.write("64")
    saves(page, lambda: page.keyboard.press("Tab"))


def deny_what_is_due(page, hands):
    """All groups by their one answer, then each by its own, every other question by itself."""
    answers = page.locator("#screening").get_by_role("button", name=ONE_FOR_MANY)
    while answers.count():
        saves(page, lambda: hands.use(answers.first))
    for question in page.locator("#screening .question:not(:has([name='a.weight_kg']))").all():
        radios = question.locator("input[type=radio]")
        none = next(
            value for value in ("no", "none", "negative") if radios.and_(page.locator(f"[value={value}]")).count()
        )
        choose(page, hands, radios, none)


def choose(page, hands, radios, value):
    """Tab leads to the first of a group that is still open; Space takes it, an arrow the next one."""
    values = radios.evaluate_all("all => all.map((one) => one.value)")
    hands.go_to(radios.first)
    saves(page, lambda: hands.press(["Space", "ArrowRight"][values.index(value)]))


def judge_the_skin(page, hands):
    choose(page, hands, page.locator("input[name=phototype]"), "2")
    choose(page, hands, page.locator("input[name=grade]"), "2")


def count_at(page, hands, spot, scar_type, count):
    """Digits on a place of the map count the scar type that was counted last; Escape leads back to the map."""
    on_map = page.locator(f"#{spot}")
    hands.go_to(on_map)
    field = page.locator(f"#entry input[name^='count.{scar_type}.']")
    if page.locator("#findings").get_by_text(NAMES[scar_type]).count():
        hands.write(count)
    else:
        page.keyboard.press("Enter")
        expect(page.locator("#entry input[data-count]").first).to_be_focused()
        hands.interactions += 1
        hands.go_to(field)
        hands.write(count)
    expect(field).to_have_value(count)
    saves(page, lambda: hands.press("Escape"))
    expect(on_map).to_be_focused()
