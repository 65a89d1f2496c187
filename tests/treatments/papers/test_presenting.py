"""What the patient is shown: only what the clinician chose, kept as it was, in a frame without a way to what else there is."""

import dataclasses
import html
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from planner.catalog import shipped_catalog
from tests import factories
from tests.treatments import plans as planning
from tests.treatments.through_pages import address, course
from treatments import actions, proposals
from treatments.models import Presentation, PresentationDeclined
from treatments.papers.patient_words import TREATMENTS


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


PRP = "prp_topical"


@pytest.fixture
def as_role(cast, sign_in):
    """A browser of the person of the cast who holds this role."""
    return lambda role: sign_in(cast[role])


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def held(dermatologist):
    return planning.a_consultation(dermatologist)


def regimens(held):
    return proposals.proposed(held).document["regimens"]


def shown_to(held, dermatologist, *places, **more):
    """The regimens at these places of the proposal, presented."""
    keys = [regimens(held)[place]["key"] if isinstance(place, int) else place for place in places]
    return actions.present(consultation=held, shown=keys, by=dermatologist, **more)


def page_of(kept, browser):
    response = browser.get(kept.get_absolute_url())
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def present(browser, held, **fields):
    return browser.post(reverse("proposal_present", args=[held.public_id]), fields)


# ---- keeping


def test_what_is_shown_is_kept_and_opened(held, as_role):
    first = regimens(held)[0]

    response = present(as_role("dermatologist"), held, shown=[first["key"], "no_procedure"])

    kept = Presentation.objects.get()
    assert (response.status_code, response["Location"]) == (302, kept.get_absolute_url())
    assert (kept.shown, kept.proposal["regimens"][0]) == ([first["key"], "no_procedure"], first)


def test_wishes_and_boosters_are_kept_with_what_is_shown(held, as_role):
    offering = next(
        one for one in proposals.proposed(held, wishes={"max_visits": 6}).document["regimens"] if PRP in one["options"]
    )

    present(
        as_role("dermatologist"),
        held,
        **{
            "shown": [offering["key"]],
            f"course.{offering['key']}": course(offering),
            f"options.{course(offering)}": [PRP],
            "options.another": [PRP],
            "max_visits": "6",
        },
    )

    kept = Presentation.objects.get()
    assert kept.facts["preferences"]["max_visits"] == 6
    assert kept.options == {offering["key"]: [PRP]}


def test_nothing_is_kept_of_what_cannot_be_shown(held, as_role):
    browser = as_role("dermatologist")

    responses = [
        present(browser, held),
        present(browser, held, shown=["0" * 24]),
        present(browser, held, shown=["no_procedure"], max_visits="many"),
    ]

    assert {response["Location"].partition("?")[0] for response in responses} == {address(held)}
    assert not Presentation.objects.exists()


def test_booster_the_regimen_does_not_offer_is_refused(held, as_role):
    key = regimens(held)[0]["key"]

    present(
        as_role("dermatologist"), held, **{"shown": [key], f"course.{key}": "first", "options.first": ["filler_ha"]}
    )

    assert not Presentation.objects.exists()


def test_presentation_keeps_the_proposal_whole(held, dermatologist, as_role):
    """Opened again after a later version it is the same page, to the last byte."""
    kept, browser = shown_to(held, dermatologist, 0, 1, "no_procedure"), as_role("dermatologist")
    document, before = kept.document, page_of(kept, browser)

    planning.a_later_version(worded_anew(shipped_catalog()), price=Decimal("999.00"))

    kept = Presentation.objects.get()
    assert (kept.document, without_tokens(page_of(kept, browser))) == (document, without_tokens(before))


def worded_anew(catalog):
    """The catalog with other words for every treatment and for what to do before and after."""
    treatments = dict(catalog.treatments)
    treatments["modality"] = tuple(dataclasses.replace(row, name=f"New {row.name}") for row in treatments["modality"])
    treatments["instruction"] = tuple(dataclasses.replace(row, text="New") for row in treatments["instruction"])
    return dataclasses.replace(catalog, treatments=treatments)


def without_tokens(page):
    """The page without what is made anew for every request, its tokens against forgery."""
    return [line for line in page.splitlines() if "csrf" not in line.lower()]


# ---- showing


def test_only_what_was_presented_is_shown(held, dermatologist, as_role):
    kept = shown_to(held, dermatologist, 1)
    proposal = kept.proposal
    named = set(proposal["regimens"][1]["modalities"])
    others = {key for one in proposal["regimens"] for key in one["modalities"]} - named

    page = page_of(kept, as_role("dermatologist"))

    assert others
    assert [key for key in named if str(TREATMENTS[key][1]) not in page] == []
    assert [key for key in others if str(TREATMENTS[key][1]) in page] == []
    assert "No procedure now" not in page


def test_one_regimen_is_the_plan_the_doctor_suggests(held, dermatologist, as_role):
    assert "<h1>The plan your doctor suggests</h1>" in page_of(
        shown_to(held, dermatologist, 0), as_role("dermatologist")
    )


def test_no_procedure_is_shown_where_it_was_chosen(held, dermatologist, as_role):
    page = page_of(shown_to(held, dermatologist, "no_procedure"), as_role("dermatologist"))

    assert "<h1>No procedure now</h1>" in page
    assert "Without a treatment now, we look at your skin again about" in page


def test_chosen_booster_is_part_of_plan_and_price(held, dermatologist, as_role):
    place = next(place for place, one in enumerate(regimens(held)) if PRP in one["options"])
    key = regimens(held)[place]["key"]
    browser = as_role("dermatologist")

    without = page_of(shown_to(held, dermatologist, place), browser)
    with_it = page_of(shown_to(held, dermatologist, place, options={key: [PRP]}), browser)

    assert "Plasma from your own blood, spread on the skin" not in without
    assert "Plasma from your own blood, spread on the skin" in with_it
    assert price_in(with_it) != price_in(without)


def price_in(page):
    return page.partition("<dt>Price</dt><dd>")[2].partition("</dd>")[0]


def test_patient_page_has_neither_search_nor_navigation(held, dermatologist, as_role):
    page = page_of(shown_to(held, dermatologist, 0), as_role("dermatologist"))

    assert [part for part in ('class="rail"', 'type="search"', "topbar", 'name="max_visits"') if part in page] == []
    assert "Demonstration: not approved for patient care" in page


def test_regimen_that_needs_a_reason_leaves_the_reason_to_the_doctor(dermatologist, as_role):
    """A minor is addressed like everybody else."""
    today = timezone.localdate()
    minor = factories.patient(sex="female", birth_date=today.replace(year=today.year - 16, day=1))
    held = planning.a_consultation(dermatologist, patient=minor)
    place = next(place for place, one in enumerate(regimens(held)) if one["needs_reason"])

    page = page_of(shown_to(held, dermatologist, place), as_role("dermatologist"))

    assert "Your doctor will explain what has to be weighed before this plan." in page
    assert [word for word in ("minor", "parent", "guardian", "under age") if word in page.lower()] == []


# ---- declining


def test_patient_wants_none_of_these(held, dermatologist, as_role):
    kept = shown_to(held, dermatologist, 0)
    browser = as_role("dermatologist")

    response = browser.post(reverse("presentation_decline", args=[kept.public_id]), {"reason": "Too long."})

    assert response["Location"] == reverse("proposal", args=[held.public_id])
    assert PresentationDeclined.objects.get().reason == "Too long."
    assert "The patient wanted none of these" in page_of(kept, browser)


def test_second_decline_keeps_what_was_typed(held, dermatologist, as_role):
    kept = shown_to(held, dermatologist, 0)
    actions.decline(presentation=kept, by=dermatologist)

    response = as_role("dermatologist").post(
        reverse("presentation_decline", args=[kept.public_id]), {"reason": "Later words."}
    )

    page = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert "This was recorded already." in page and "Later words." in page
    assert PresentationDeclined.objects.count() == 1


# ---- who


def test_only_who_proposes_presents(held, dermatologist, as_role):
    kept = shown_to(held, dermatologist, 0)

    answers = [
        answer
        for browser in map(as_role, ["nurse", "assistant", "front_desk", "catalog_admin", "clinic_admin"])
        for answer in (
            browser.get(kept.get_absolute_url()),
            present(browser, held, shown=["no_procedure"]),
            browser.post(reverse("presentation_decline", args=[kept.public_id])),
        )
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert Presentation.objects.count() == 1


def test_presentation_leaves_a_line_in_the_trail(held, dermatologist, as_role):
    kept = shown_to(held, dermatologist, 0)

    page_of(kept, as_role("dermatologist"))

    event = AuditEvent.objects.filter(action="viewed", about=kept.public_id).latest("pk")
    assert event.patient == held.patient.public_id
