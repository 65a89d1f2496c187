"""What the cards show is what is presented and adopted, and neither wishes nor options are lost on the way from page to page."""

import html
import re

import pytest
from django.urls import reverse

from tests.treatments import plans as planning
from tests.treatments.through_pages import BY_SCRIPT, address, course, offering, words
from treatments import proposals
from treatments.models import Presentation, TreatmentPlan
from treatments.proposing.forms import courses_of, treatments_of

OFTEN = {"max_visits": "9"}  # a wish that every regimen keeps


@pytest.fixture
def switched(held):
    """The field by which the first option of a regimen is switched on."""
    regimen = offering(held)
    return {f"options.{course(regimen)}": regimen["options"][0]}


def fields_of(page, form: str) -> dict:
    """What a form sends: its hidden fields."""
    inside = re.search(rf'<form[^>]*id="{form}".*?</form>', page.content.decode(), re.S)[0]
    sent: dict = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside):
        sent.setdefault(html.unescape(name), []).append(html.unescape(value))
    return sent


def ticked(page) -> list[str]:
    return re.findall(r'id="option-([\w-]+-\w+)"[^>]* checked', page.content.decode())


def with_option(held):
    """A regimen under its options, and its course with the first of them."""
    regimen = offering(held)
    chosen = frozenset(regimen["options"][:1])
    return regimen, proposals.chosen_course(regimen, chosen, proposals.proposed(held).catalog)


# ---- to the patient, and to the plan


def test_patient_sees_the_price_of_the_card(doctor, held, switched):
    regimen, chosen = with_option(held)
    page = doctor.get(address(held), switched)

    sent = fields_of(page, "present") | {"shown": [regimen["key"]]}
    shown = doctor.post(address(held, "proposal_present"), sent, follow=True)

    price = float(chosen["totals"]["price"])
    assert chosen["totals"]["price"] != regimen["totals"]["price"]
    assert f"about {price:,.0f} EUR" in words(shown)
    assert Presentation.objects.get().options == {regimen["key"]: regimen["options"][:1]}


def test_adopted_without_script_as_the_card_shows_it(doctor, held, switched):
    regimen, chosen = with_option(held)
    page = doctor.get(address(held), switched)

    doctor.post(address(held, "proposal_adopt"), fields_of(page, f"adopt-{course(regimen)}"))

    assert TreatmentPlan.objects.get().current.regimen["totals"] == chosen["totals"]


def test_back_from_the_patient_leads_to_the_same_page(doctor, held, switched):
    regimen = offering(held)
    page = doctor.get(address(held), switched | OFTEN)
    key = next(one["key"] for one in page.context["page"].document["regimens"] if course(one) == course(regimen))
    sent = fields_of(page, "present") | {"shown": [key]}

    shown = doctor.post(address(held, "proposal_present"), sent, follow=True)

    back = re.search(r'href="([^"]+/proposal/[^"]*)"', shown.content.decode())[1]
    again = doctor.get(html.unescape(back))
    assert ticked(again) == ticked(page) != []
    assert again.context["page"].wishes == page.context["page"].wishes


def test_refused_presentation_keeps_wishes_and_options(doctor, held, switched):
    sent = fields_of(doctor.get(address(held), switched | OFTEN), "present")

    answer = doctor.post(address(held, "proposal_present"), sent)

    assert doctor.get(answer["Location"]).context["page"].query == "&".join(
        f"{name}={value}" for name, value in (OFTEN | switched).items()
    )


# ---- in the address


def test_wish_unticks_no_option(doctor, held, switched):
    page = doctor.get(address(held), switched | OFTEN, **BY_SCRIPT)

    assert len(ticked(page)) == 1
    said = html.unescape(re.search(r'data-address="([^"]*)"', page.content.decode())[1])
    assert said == f"{address(held)}?max_visits=9&{'&'.join(f'{name}={value}' for name, value in switched.items())}"


def test_option_no_longer_offered_is_told_and_kept(doctor, held, switched):
    option = next(iter(switched.values()))
    page = doctor.get(address(held), switched | {"avoid": option})

    assert "which was switched on" in words(page)
    assert ticked(page) == []
    again = doctor.get(address(held), {name: one for name, one in fields_of(page, "wishes").items() if name != "avoid"})
    assert len(ticked(again)) == 1


def test_option_of_a_regimen_not_shown_is_told(doctor, held):
    page = doctor.get(address(held), {"options.afl-filler_ha": "prp_topical", "options.no such-thing": "x"})

    assert "Not among the regimens now: Ablative fractional laser, Hyaluronic acid filler" in words(page)
    assert "no such" not in words(page)


def test_option_not_offered_is_not_adopted(doctor, held, switched):
    option = next(iter(switched.values()))
    page = doctor.get(address(held), switched | {"avoid": option})
    key = page.context["page"].cards[0].key

    doctor.post(address(held, "proposal_present"), fields_of(page, "present") | {"shown": [key]})

    assert Presentation.objects.get().options == {}


def test_answering_without_script_keeps_wishes_and_options(doctor, dermatologist):
    unsure = planning.a_consultation(dermatologist, untold=["keloid_history"])
    regimen = offering(unsure)
    switched = {f"options.{course(regimen)}": regimen["options"][0]}
    page = doctor.get(address(unsure), switched | OFTEN)

    answer = doctor.post(address(unsure, "proposal_answer"), fields_of(page, "answers") | {"a.keloid_history": "no"})

    again = doctor.get(answer["Location"])
    assert len(ticked(again)) == 1
    assert again.context["page"].wishes.fields == OFTEN


def test_answering_area_by_area_keeps_wishes(doctor, dermatologist):
    unsure = planning.a_consultation(dermatologist, untold=["active_acne"])
    page = doctor.get(address(unsure), OFTEN).content.decode()

    links = re.findall(r'class="by-area-link" href="([^"]*)"', page)

    assert links and all("max_visits=9" in one for one in links)


def test_reported_proposal_keeps_wishes_and_options(doctor, held, switched):
    page = doctor.get(address(held), switched | OFTEN)
    sent = {name: value for name, value in fields_of(page, "present").items() if not name.startswith("course.")}

    answer = doctor.post(reverse("proposal_report_make", args=[held.public_id]), sent | {"comment": "Too short."})

    assert len(ticked(doctor.get(answer["Location"]))) == 1


# ---- what a course is called


def test_course_is_called_by_its_treatments():
    alike = [{"key": str(place), "modalities": ["subcision", "afl"]} for place in range(3)]

    assert list(courses_of(alike).values()) == ["subcision-afl", "subcision-afl.2", "subcision-afl.3"]
    assert treatments_of("subcision-afl.2") == ["subcision", "afl"]
