"""The proposal page: it shows what the planner says, and answers “what if” and an option in place."""

import datetime
import html
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from patients import consulting
from tests import factories
from tests.treatments import plans as planning
from tests.treatments.through_pages import BY_SCRIPT, address, course, first, offering, words
from treatments import proposals
from treatments.proposing.level_words import level_in_words

# ---- who, and what is seen


@pytest.mark.parametrize("role", ["nurse", "assistant", "front_desk", "catalog_admin", "clinic_admin"])
def test_only_who_proposes_may_open_it(sign_in, held, role):
    browser = sign_in(factories.user(role))

    assert browser.get(address(held)).status_code == 403
    assert browser.get(address(held, "proposal_json")).status_code == 403
    assert browser.post(address(held, "proposal_adopt"), {"key": "x"}).status_code == 403


def test_reading_it_leaves_a_line_in_the_trail(doctor, held):
    doctor.get(address(held))

    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.detail["page"]) == ("viewed", "proposal")
    assert event.patient == held.patient.public_id


def test_every_regimen_and_no_procedure_are_shown(doctor, held):
    document = proposals.proposed(held).document

    shown = words(doctor.get(address(held)))

    assert shown.count("Adopt this plan") == len(document["regimens"]) > 1
    assert "No procedure now" in shown
    assert "Best match to findings" in shown
    assert all(row["text"] in shown for row in document["set_aside"])
    assert all(row["text"] in shown for one in document["regimens"] for row in [*one["reasons"], *one["cautions"]])
    assert all(citation in shown for citation in document["sources"].values())


def test_comparison_shows_the_figures_of_every_card(doctor, held):
    page = doctor.get(address(held))
    table = re.search(r'<table class="[^"]*compare-table".*?</table>', page.content.decode(), re.S)[0]
    text = html.unescape(re.sub(r"<[^>]*>", "", table))

    cards = page.context["page"].cards
    assert table.count("<tr") == len(cards) + 2  # the head, and no procedure now
    for card in cards:
        assert f'href="#{card.id}"' in table
        assert all(str(figure["value"]) in text for figure in card.figures)
        assert str(card.course["totals"]["visits"]) in text
    assert "No procedure now" in text


def test_comparison_says_what_is_open_and_what_needs_a_reason(doctor, dermatologist):
    held = planning.a_consultation(dermatologist, untold=["keloid_history"])
    regimen = first(held)

    page = doctor.get(address(held)).content.decode()

    table = re.search(r'<table class="[^"]*compare-table".*?</table>', page, re.S)[0]
    assert regimen["provisional"] and "1 question open" in table


def test_one_button_leads(doctor, held):
    page = doctor.get(address(held)).content.decode()

    assert page.count("btn btn-primary") == 1


def test_signed_consultation_says_where_answers_go(doctor, dermatologist):
    held = planning.a_consultation(dermatologist, patient=factories.patient(sex="female"), untold=["keloid_history"])
    consulting.sign(consultation=held, by=dermatologist)

    shown = words(doctor.get(address(held)))

    assert "This consultation is signed: its answers stay as they are." in shown
    assert "Start a new consultation" in shown
    assert "Save answers" not in shown


def test_without_a_regimen_it_says_why_and_what_to_wait_for(doctor, dermatologist):
    held = planning.a_consultation(dermatologist, answers={"pregnant": "yes"})

    shown = words(doctor.get(address(held)))

    document = proposals.proposed(held).document
    assert document["regimens"] == [] and document["no_procedure"]["first"]
    assert "No regimen is proposed." in shown
    assert all(line in shown for line in document["no_procedure"]["wait_for"])


def test_the_consultation_leads_to_it(doctor, sign_in, held):
    page = held.get_absolute_url()

    assert address(held) in doctor.get(page).content.decode()
    assert address(held) not in sign_in(factories.user("nurse")).get(page).content.decode()


def test_json_is_what_the_command_prints(doctor, held):
    given = doctor.get(address(held, "proposal_json"), {"max_visits": "2"}).content

    document = proposals.proposed(held, wishes={"max_visits": 2}).document
    assert given == (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


# ---- what if


def test_wishes_change_the_proposal_in_place(doctor, held):
    answer = doctor.get(address(held), {"max_visits": "2"}, **BY_SCRIPT)

    assert answer.status_code == 200
    assert answer.content.decode().count('class="panel regimen"') == len(
        proposals.proposed(held, wishes={"max_visits": 2}).document["regimens"]
    )
    assert "<html" not in answer.content.decode()
    assert "HX-Push-Url" not in answer.headers


def test_nearest_is_said_on_top_and_in_the_card(doctor, held):
    regimen = first(held, max_downtime_days=0)
    assert regimen["nearest"] == "max_downtime_days"

    shown = words(doctor.get(address(held), {"max_downtime_days": "0"}))

    assert "No regimen keeps every wish. These keep all but: longest downtime per visit." in shown
    assert "Does not keep: longest downtime per visit" in shown


def test_wish_that_cannot_be_read_is_told_at_its_field(doctor, held):
    answer = doctor.get(address(held), {"max_visits": "many", "max_price": "900"}, **BY_SCRIPT)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#wishes"  # the last proposal stays
    assert 'id="wish-max_visits-problem"' in page and 'value="many"' in page and 'value="900"' in page
    assert "Adopt this plan" not in page


def test_without_script_the_proposal_does_without_that_wish(doctor, held):
    answer = doctor.get(address(held), {"max_visits": "many", "max_downtime_days": "0"})

    assert answer.status_code == 422
    assert "This wish cannot be read; the proposal below does without it" in words(answer)
    assert "These keep all but: longest downtime per visit." in words(answer)


def test_a_mended_wish_takes_the_problem_away(doctor, held):
    answer = doctor.get(address(held), {"max_visits": "9", "refused": "1"}, **BY_SCRIPT).content.decode()

    assert 'id="wishes"' in answer and "is-invalid" not in answer


def test_price_wish_is_named_where_no_price_is_known(doctor, held):
    planning.a_later_version(price=None)

    shown = words(doctor.get(address(held), {"max_price": "10"}))

    assert "No price is known here, so this wish filters nothing: budget." in shown
    assert "price not known" in shown


# ---- options


def test_option_changes_price_and_minutes_of_its_card(doctor, held):
    regimen = offering(held)
    option = regimen["options"][0]
    now = proposals.proposed(held)
    with_it = proposals.chosen_course(regimen, frozenset([option]), now.catalog)
    assert with_it["totals"]["price"] != regimen["totals"]["price"]

    answer = doctor.get(address(held), {f"options.{course(regimen)}": option}, **BY_SCRIPT)

    assert f"{with_it['totals']['price']} EUR" in words(answer)
    assert f"{with_it['visits'][0]['minutes']} min" in words(answer)


def test_evidence_of_an_option_follows_its_switch(doctor, held):
    regimen = offering(held)
    option = regimen["options"][0]
    results = [row["result"] for row in regimen["expected"] if row["modality"] == option and row["n"]]

    without = words(doctor.get(address(held), {}, **BY_SCRIPT))
    with_it = words(doctor.get(address(held), {f"options.{course(regimen)}": option}, **BY_SCRIPT))

    assert results and all(result in with_it for result in results)
    assert not all(result in without for result in results)


def test_alternatives_push_one_another_out(doctor, held):
    regimen = offering(held, least=2)
    catalog = proposals.proposed(held).catalog
    pairs = [
        (a, b)
        for a in regimen["options"]
        for b in regimen["options"]
        if proposals.options_exclude(a, b, regimen, catalog)
    ]
    before, newest = pairs[0]
    asked = {f"options.{course(regimen)}": [before, newest]}

    page = doctor.get(
        address(held), asked, HTTP_HX_TRIGGER=f"option-{course(regimen)}-{newest}", **BY_SCRIPT
    ).content.decode()

    checked = re.findall(r'id="option-[\w-]+-(\w+)"[^>]* checked', page)
    assert checked == [newest]


# ---- why in this order


def test_neighbours_name_the_level_that_decides(doctor, held):
    above, below = proposals.proposed(held).document["regimens"][:2]
    decides = next(one[0] for one, other in zip(above["levels"], below["levels"], strict=True) if one != other)

    shown = words(doctor.get(address(held)))

    assert f"Why 1 stands above 2: {level_in_words(decides).lower()}" in shown


def test_any_two_regimens_are_compared(doctor, held):
    regimens = proposals.proposed(held).document["regimens"]
    asked = {"one": regimens[-1]["key"], "other": regimens[0]["key"]}

    answer = doctor.get(address(held), asked, **BY_SCRIPT)

    assert f"Why 1 stands above {len(regimens)}" in words(answer)
    assert answer.content.decode().count("<tr") == 1 + len(regimens[0]["levels"])


def test_both_sides_of_a_disagreement_stand_in_the_card(doctor):
    held = planning.a_consultation()
    disputed = [row for row in proposals.proposed(held).catalog.treatments["disagreement"] if row.id == "prp_benefit"]

    page = words(doctor.get(address(held)))

    assert disputed[0].topic in page
    assert disputed[0].position_a in page
    assert disputed[0].position_b in page


# ---- what to mind


def test_caution_of_an_option_says_so_while_it_is_off(doctor, dermatologist):
    held = planning.a_consultation(dermatologist, answers={"smoker": True})
    regimen = offering(held)
    option = regimen["options"][0]
    only = [row for row in regimen["cautions"] if set(row["modalities"]) <= set(regimen["options"])]

    off = doctor.get(address(held))
    on = doctor.get(address(held), {f"options.{course(regimen)}": option})

    assert only and "Only with the option" in words(off)
    assert words(off).count("Only with the option") > words(on).count("Only with the option")


def test_why_a_reason_is_needed_is_never_folded(doctor, dermatologist):
    year = timezone.localdate().year - 17
    minor = factories.patient(sex="female", birth_date=datetime.date(year, 1, 1))
    held = planning.a_consultation(dermatologist, patient=minor)
    page = doctor.get(address(held))

    card = next(card for card in page.context["page"].cards if card.needs_reason)

    head = re.search(rf'id="{card.id}".*?</header>', page.content.decode(), re.S)[0]
    assert card.arguments.cautions_open
    assert all(html.escape(row["text"], quote=False) in head for row in card.arguments.cautions_open)


def test_what_waiting_opens_is_said_without_a_wish(doctor, dermatologist):
    held = planning.a_consultation(dermatologist, answers={"rosacea_active": True})
    document = proposals.proposed(held).document

    shown = words(doctor.get(address(held)))

    assert not document["no_procedure"]["first"] and document["no_procedure"]["wait_for"]
    assert "Waiting would open more: rosacea quiet" in shown
    assert "Active rosacea flares with injury and acids." in shown.partition("Set aside")[0]
    assert "Treat rosacea first." in shown
    assert "If nothing is done now, look again on" in shown


@pytest.mark.parametrize(("answers", "is_ticked"), [({"immunosuppressed": True}, False), ({}, True)])
def test_regimen_is_ticked_for_the_patient_unless_waiting_comes_first(answers, is_ticked, doctor, dermatologist):
    held = planning.a_consultation(dermatologist, answers=answers)

    page = doctor.get(address(held))

    held_by = page.context["page"]
    box = re.search(rf'<input[^>]*id="show-{held_by.cards[0].called}"[^>]*>', page.content.decode())[0]
    assert held_by.no_procedure["first"] is not is_ticked
    assert ("checked" in box) is is_ticked


def test_more_open_questions_take_no_more_queries(doctor, dermatologist, django_assert_max_num_queries):
    few = planning.a_consultation(dermatologist, untold=["hsv_active"])
    many = planning.a_consultation(
        dermatologist, untold=["hsv_active", "skin_infection", "smoker", "keloid_history", "last_tan"]
    )
    doctor.get(address(few))

    with CaptureQueriesContext(connection) as of_few:
        doctor.get(address(few))

    with django_assert_max_num_queries(len(of_few)):
        doctor.get(address(many))
