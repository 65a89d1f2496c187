"""The sheet a patient takes home: the whole plan by date, every sign to call for, and nothing that is not for them."""

import dataclasses
import datetime
import html
import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import AuditEvent
from patients.models import Patient
from planner.catalog import shipped_catalog
from tests import factories
from tests.treatments import plans as planning
from treatments import changing
from treatments.changing import Why
from treatments.models import PlannedSession, TreatmentPlan
from treatments.papers.sheet import Sheet
from treatments.papers.visit_words import held_on
from treatments.papers.when_to_call import SIGNS, calls_for, how_soon, sign_in_words, soon


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


CATALOG = shipped_catalog()
NOTICE = "Demonstration: not approved for patient care"
# What the clinic does, and words of the trade: neither stands among the signs to call for.
STAFF_WORDS = re.compile(
    r"antivir|prescri|\brefer|\bdos(e|es|ing)\b|escalat|inject hyal|hyaluronidase|start |stop |erosion|plaque|palpitation"
    r"|wheeze\b|\brf\b|patient|clinician|same day,"
)
TAGS = re.compile(r"<[^>]*>")


@pytest.fixture
def as_role(cast, sign_in):
    """A browser of the person of the cast who holds this role."""
    return lambda role: sign_in(cast[role])


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO, settings.CLINIC_PHONE = True, "+49 30 1234567"


@pytest.fixture
def plan(dermatologist):
    return planning.a_plan(dermatologist)


def sheet_of(plan):
    """The plan read anew, as a request would."""
    return Sheet(TreatmentPlan.objects.with_people().get(pk=plan.pk))


def page_of(plan, browser):
    response = browser.get(reverse("plan_sheet", args=[plan.public_id]))
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def paper_of(page):
    """What the printer takes of the page: all but the strip for the staff."""
    return page.partition('<div class="sheet">')[2]


# ---- what stands on it


def test_sheet_says_whose_it_is_and_whom_to_call(plan, as_role, settings):
    settings.CLINIC_NAME = "Hautklinik Süd"

    paper = paper_of(page_of(plan, as_role("nurse")))

    born = plan.patient.birth_date
    assert str(plan.patient) in paper and plan.patient.record_number in paper
    assert f"born {born.day} {born:%b %Y}" in paper
    assert "Hautklinik Süd" in paper and "+49 30 1234567" in paper


def test_clinic_without_a_number_leaves_a_line_to_fill_in(plan, as_role, settings):
    settings.CLINIC_PHONE = ""

    page = page_of(plan, as_role("nurse"))

    warning = "No clinic telephone is set: write it on the sheet by hand."
    assert warning in page and warning not in paper_of(page)
    assert 'Clinic telephone: <span class="sheet-blank"></span>' in paper_of(page)


@pytest.mark.parametrize(("number", "said"), [("", "your emergency number"), ("144", "144")])
def test_signs_for_an_ambulance_stand_beside_its_number(plan, as_role, settings, number, said):
    settings.EMERGENCY_PHONE = number

    paper = paper_of(page_of(plan, as_role("nurse")))

    assert f'Call an ambulance: <span class="sheet-phone">{said}</span>' in paper


def test_every_visit_stands_with_day_and_time_between(plan):
    visits = plan.current.regimen["visits"]

    said = sheet_of(plan).visits

    days = [datetime.date.fromisoformat(visit["target_on"]) for visit in visits]
    assert [one.when for one in said] == [f"{day.day} {day:%b %Y}" for day in days]
    assert [one.name for one in said if one.name.startswith("Visit")] == [
        f"Visit {number}" for number in range(1, plan.current.regimen["totals"]["visits"] + 1)
    ]
    assert said[0].gap == "" and all(one.gap for one in said[1:])


def test_offer_is_what_the_doctor_suggests_with_time_to_think(dermatologist, as_role):
    plan = planning.a_plan(dermatologist, offered=True)

    paper = paper_of(page_of(plan, as_role("dermatologist")))

    until = plan.think_until
    assert "The plan your doctor suggests" in paper
    assert f"Please tell us by {until.day} {until:%b %Y} whether you want it." in paper


def test_active_plan_is_your_plan(plan):
    assert (sheet_of(plan).title, sheet_of(plan).stands) == ("Your plan", "")


def test_held_plan_says_to_prepare_for_nothing(plan, dermatologist):
    held = changing.hold(plan=plan, why=Why("A check is open."), by=dermatologist, revision=1)

    sheet = sheet_of(held)

    assert sheet.stands == "This plan is paused. Do not prepare for a visit before we have called you."
    assert "A check is open." not in sheet.stands


def test_visit_that_was_done_says_so_and_keeps_its_aftercare(plan, dermatologist):
    sheet = sheet_of(plan)
    sheet.states = {1: PlannedSession.State.DONE, 2: PlannedSession.State.DONE}

    named = [name for care in sheet.care for name in care.visits]
    assert [visit.done for visit in sheet.visits][:3] == [True, True, False]
    assert "Visit 1" not in named and "Visit 2" in named


def test_home_phase_stands_with_its_pauses(dermatologist, as_role):
    plan = planning.a_plan(dermatologist, holding="topical_priming", phototype=5)
    (phase,) = plan.current.regimen["home"]

    paper = paper_of(page_of(plan, as_role("nurse")))

    first, last = (datetime.date.fromisoformat(day) for day in phase["pauses"][0])
    assert "You pause them:" in paper
    assert f"{first.day} {first:%b}" in paper or f"{first.day}–{last.day}" in paper


def test_dates_stand_under_the_day_of_the_visit(plan):
    (visit,) = [care for care in sheet_of(plan).care if len(care.visits) == 1][:1]

    on = next(one.when for one in sheet_of(plan).visits if one.name == visit.visits[0])
    assert visit.when == f"If your visit is on {on}:"


def test_chosen_booster_stands_with_its_care(dermatologist):
    sheet = sheet_of(planning.a_plan(dermatologist, holding="subcision", options=["prp_intradermal"]))

    assert "prp_intradermal" in sheet.modalities
    assert "expect_bumps" in codes_of(sheet)


def test_booster_nobody_chose_stands_nowhere_on_the_sheet(dermatologist):
    without = sheet_of(planning.a_plan(dermatologist))
    held = {key for visit in without.course["visits"] for key in held_on(visit)}

    assert not held & {"prp_topical", "prp_intradermal", "crosslinking"}
    assert not {"prp_topical", "prp_intradermal", "crosslinking"} & set(without.modalities)


# ---- before and after


def test_answer_given_later_changes_the_care(dermatologist):
    plan = planning.a_plan(dermatologist)
    assert "antiviral_cover" not in codes_of(sheet_of(plan))

    planning.tell(plan, "hsv_history", True)

    assert "antiviral_cover" in codes_of(sheet_of(plan))


def codes_of(sheet):
    return {line.code for care in sheet.care for days in care.days for line in days.lines}


def test_care_is_told_once_for_visits_that_hold_the_same(plan):
    sheet = sheet_of(plan)

    held = [tuple(sorted(held_on(visit))) for visit in sheet.course["visits"] if held_on(visit)]
    assert len(sheet.care) == len(set(held))
    assert sum(len(care.visits) for care in sheet.care) == len(held)


def test_care_is_that_of_the_version_the_plan_keeps(plan):
    before = sheet_of(plan).care
    rows = tuple(dataclasses.replace(row, text="Something new") for row in CATALOG.treatments["instruction"])
    changed = dataclasses.replace(CATALOG, treatments=dict(CATALOG.treatments) | {"instruction": rows})

    planning.a_later_version(changed)

    assert sheet_of(plan).care == before


def test_sheet_does_not_change_with_a_later_version(plan, as_role):
    browser = as_role("nurse")
    before = paper_of(page_of(plan, browser))

    planning.a_later_version(price=Decimal("999.00"))

    assert paper_of(page_of(plan, browser)) == before


# ---- when to call


@pytest.mark.parametrize("holding", ["subcision", "afl", "tca_cross"])
def test_every_red_flag_of_the_plan_stands_on_the_sheet(dermatologist, as_role, holding):
    plan = planning.a_plan(dermatologist, holding=holding)
    held = {"all", *(key for visit in plan.current.regimen["visits"] for key in held_on(visit))}
    flags = [row for row in CATALOG.safety["red_flag"] if held & set(row.modalities)]

    paper = paper_of(page_of(plan, as_role("nurse")))

    assert flags
    assert [row.key for row in flags if sign_in_words(row) not in paper] == []


def test_red_flags_of_other_treatments_stand_on_no_sheet():
    signs = {row.key for call in calls_for(["subcision"], CATALOG) for row in call.signs}

    assert "rf_vascular" not in signs and "rf_haematoma" in signs


def test_most_urgent_signs_stand_first():
    calls = calls_for(["subcision"], CATALOG)

    assert [call.heading for call in calls] == [
        "Call an ambulance",
        "Call us at once; do not send a message",
        "Call us the same day",
        "Call us within a week",
    ]
    hours = [max(row.contact_within_hours for row in call.signs) for call in calls]
    assert hours == sorted(hours)


def test_heading_asks_for_no_less_haste_than_the_row():
    flags = CATALOG.safety["red_flag"]

    calm = [row.key for row in flags if how_soon(row) not in (hurried(row), soon(row.contact_within_hours))]
    late = [row.key for row in flags if hurried(row) and how_soon(row) != hurried(row)]
    assert (calm, late) == ([], [])


def hurried(row):
    """What the column for the clinic asks for, where that is more than a number of hours."""
    said = {"ambulance": "Call an ambulance", "at once": "Call us at once; do not send a message"}
    return next((words for asked, words in said.items() if asked in row.action), "")


@pytest.mark.parametrize("row", CATALOG.safety["red_flag"], ids=lambda row: row.key)
def test_red_flag_is_read_out_without_a_word_for_staff(row):
    (call,) = calls_for([row.modalities[0]], catalog_of(row))

    paper = render_to_string("treatments/patient/_calls.html", {"sheet": {"calls": [call]}}).lower()

    assert sign_in_words(row).lower() in html.unescape(paper)
    assert not STAFF_WORDS.search(TAGS.sub(" ", paper))


def catalog_of(row):
    """The shipped catalog with this red flag alone."""
    return dataclasses.replace(CATALOG, safety=dict(CATALOG.safety) | {"red_flag": (row,)})


def test_every_sign_in_other_words_restates_a_shipped_row():
    shipped = {row.key: row.symptom for row in CATALOG.safety["red_flag"]}

    assert set(SIGNS) <= set(shipped)
    assert [key for key, words in SIGNS.items() if re.search("[0-9]", str(words))] == []


def test_sign_worded_anew_by_the_clinic_stands_as_written():
    row = dataclasses.replace(
        next(one for one in CATALOG.safety["red_flag"] if one.key == "rf_herpes"), symptom="Sores"
    )

    assert sign_in_words(row) == "Sores"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (1, "Call an ambulance, or call us at once"),
        (4, "Call us within 4 hours"),
        (24, "Call us the same day"),
        (72, "Call us within 3 days"),
        (168, "Call us within a week"),
    ],
)
def test_how_soon_to_call_is_said_in_words(hours, said):
    assert soon(hours) == said


def test_new_sign_of_a_later_version_stands_on_a_sheet_printed_after_it(plan):
    sign = dataclasses.replace(CATALOG.safety["red_flag"][0], key="rf_new", modalities=("all",), symptom="A new sign")
    flags = (*CATALOG.safety["red_flag"], sign)

    planning.a_later_version(dataclasses.replace(CATALOG, safety=dict(CATALOG.safety) | {"red_flag": flags}))

    assert "A new sign" in {row.symptom for call in sheet_of(plan).calls for row in call.signs}


# ---- what does not


def test_unsigned_knowledge_says_demonstration_on_the_paper(plan, as_role):
    assert paper_of(page_of(plan, as_role("nurse"))).count(NOTICE) == 1


def test_language_of_the_patient_is_said_to_the_staff_alone(dermatologist, as_role):
    patient = factories.patient(sex="female", language="tr")
    plan = planning.a_plan(dermatologist, patient=patient)

    page = page_of(plan, as_role("nurse"))

    assert "This sheet is in English; the patient’s language is Turkish." in page
    assert "Turkish" not in paper_of(page)


def test_patient_who_reads_english_needs_no_hint():
    plans = [TreatmentPlan(patient=Patient(language=language)) for language in ("", "en", "en-gb")]

    assert {Sheet(plan).other_language for plan in plans} == {""}


def test_sheet_holds_no_reason_no_score_and_no_caution(dermatologist, as_role):
    plan = planning.a_plan(dermatologist, answers={"smoker": True}, phototype=5)
    proposal, course = plan.current.whole_proposal, plan.current.regimen
    told = [row["text"] for row in [*proposal["set_aside"], *course["cautions"], *course["reasons"]]]

    paper = paper_of(page_of(plan, as_role("dermatologist")))

    assert told and [words for words in told if words in paper] == []
    assert not re.search(r"goodman|\bgrade\b|sev[0-4]", paper, re.IGNORECASE)


def test_who_does_not_read_the_record_gets_no_sheet(plan, as_role):
    browsers = map(as_role, ["front_desk", "assistant", "catalog_admin", "clinic_admin"])

    assert {one.get(reverse("plan_sheet", args=[plan.public_id])).status_code for one in browsers} == {403}


def test_sheet_leaves_a_line_in_the_trail(plan, as_role):
    page_of(plan, as_role("nurse"))

    event = AuditEvent.objects.filter(action="viewed", about=plan.public_id).latest("pk")
    assert (event.patient, event.detail) == (plan.patient.public_id, {"page": "sheet"})
