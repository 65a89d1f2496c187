"""The pages of the desk: find, register, the record; what each role sees, and what the desk never does."""

import datetime
import re

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from patients import identity
from patients.models import ContactPerson, Patient
from tests import factories
from tests.treatments import plans as planning

FORM = {"family_name": "Moreau", "given_names": "Aline", "birth_date": "12 Mar 1994", "contact_by": "phone"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(front_desk, sign_in):
    return sign_in(front_desk)


def test_list_shows_who_is_found_with_birth_date_and_number(desk):
    patient = factories.patient()
    factories.patient("Moreau", "Alina")

    page = desk.get("/patients/", {"q": "moreau"})

    assert "Moreau, Aline" in page.text and "12 Mar 1994" in page.text and patient.record_number in page.text
    assert patient.get_absolute_url() in page.text


def test_enter_opens_the_one_person_meant(desk):
    patient = factories.patient()

    assert desk.get("/patients/", {"q": "aline mor"}).url == patient.get_absolute_url()
    assert desk.get("/patients/", {"q": "alnie mor"}).status_code == 200


def test_results_come_without_the_frame_as_one_types(desk):
    factories.patient()

    part = desk.get("/patients/", {"q": "mor"}, headers=HTMX)

    assert part.status_code == 200
    assert "Moreau, Aline" in part.text and "<html" not in part.text


def test_more_leads_through_the_whole_list_without_script(desk):
    names = [f"Moreau, Aline{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    for name in names:
        factories.patient(*name.split(", "))

    page, seen = desk.get("/patients/", {"q": "moreau"}), []
    while True:
        seen += re.findall(r"Moreau, Aline[a-z]", page.text)
        more = re.search(r'href="(/patients/\?q=moreau[^"]*after=[^"]*)"', page.text)
        if not more:
            break
        page = desk.get(more[1].replace("&amp;", "&"))

    assert seen == names


def test_empty_box_shows_recent_patients_or_says_what_to_do(desk):
    assert "You have not opened a record yet" in desk.get("/patients/").text
    patient = factories.patient()
    desk.get(patient.get_absolute_url())

    assert "Moreau, Aline" in desk.get("/patients/").text


def test_nobody_found_leads_to_registering_what_was_typed(desk):
    page = desk.get("/patients/", {"q": "Aline Moreau 12.3.1994"})
    register = re.search(r'href="(/patients/new/\?[^"]+)"', page.text)[1].replace("&amp;", "&")

    form = desk.get(register).text

    assert 'value="Moreau"' in form and 'value="Aline"' in form and 'value="12 Mar 1994"' in form


def test_list_asks_no_more_for_twenty_than_for_two(desk, django_assert_max_num_queries):
    for letter in "ab":
        factories.patient("Moreau", f"Aline{letter}")
    desk.get("/patients/", {"q": "moreau"})
    with django_assert_max_num_queries(20) as few:
        desk.get("/patients/", {"q": "moreau"})
    for letter in "cdefghijklmnopqr":
        factories.merge(factories.patient("Moreau", f"Aline{letter}"), factories.patient("Durand", "Moreau"))

    with django_assert_max_num_queries(len(few)):
        desk.get("/patients/", {"q": "moreau"})


def test_register_makes_a_record_and_opens_it(desk):
    answer = desk.post("/patients/new/", FORM | {"phone": "0171 2345678", "language": "tr", "needs_interpreter": "on"})

    patient = Patient.objects.get()
    assert answer.url == patient.get_absolute_url()
    page = desk.get(answer.url).text
    assert "Interpreter: Turkish" in page and patient.record_number in page and "0171 2345678" in page


def test_likely_duplicate_is_shown_and_one_more_press_registers_anyway(desk):
    there = factories.patient(phone="0171")

    warned = desk.post("/patients/new/", FORM | {"contact_note": "after five"})

    assert warned.status_code == 422
    assert there.record_number in warned.text and "Register anyway" in warned.text and "after five" in warned.text
    known = re.findall(r'name="known" value="([^"]+)"', warned.text)
    assert desk.post("/patients/new/", FORM | {"known": known}).status_code == 422
    assert Patient.objects.count() == 1
    assert desk.post("/patients/new/", FORM | {"known": known, "anyway": "1"}).status_code == 302
    assert Patient.objects.count() == 2


def test_likely_duplicate_is_what_one_opens_and_enter_registers_nobody(desk):
    there = factories.patient()

    page = desk.post("/patients/new/", FORM).text

    (primary,) = re.findall(r'<(?:a|button)[^>]*class="btn btn-primary"[^>]*>[^<]*', page.split("<main")[1])
    assert f'href="{there.get_absolute_url()}"' in primary and f"Open {there.record_number}" in primary
    assert re.findall(r"<[^>]* autofocus[^>]*>", page) == ['<div role="alert" tabindex="-1" autofocus>']
    assert 'form="register"' not in page
    first = re.search(r"<button[^>]*>", page.split('<form id="register"')[1])[0]
    assert "anyway" not in first


def test_registering_has_one_button_and_says_once_what_is_needed(desk):
    main = desk.get("/patients/new/").text.split("<main")[1]

    assert re.findall(r"<button[^>]*>([^<]*)", main) == ["Register"]
    assert main.count("what is needed") == 1
    assert len(re.findall(r'id="div_id_[a-z_]+" class="[^"]*is-needed', main)) == 4


def test_box_for_patients_holds_nothing_that_was_looked_for_elsewhere(sign_in, dermatologist):
    planning.catalog_in_force()

    page = sign_in(dermatologist).get("/catalog/", {"q": "keloid"}).content.decode()

    box = re.search(r'<input[^>]*id="patient-search"', page)[0]
    assert 'value=""' in box and "keloid" in page


@pytest.mark.parametrize(
    ("typed", "family", "given"),
    [("Greta Koestlin", "Koestlin", "Greta"), ("Koestlin, Greta", "Koestlin", "Greta"), ("Suharto", "Suharto", "")],
)
def test_registering_takes_over_what_stood_in_the_box(desk, typed, family, given):
    initial = desk.get("/patients/new/", {"q": f"{typed} 12.3.1994"}).context["form"].initial

    assert (initial["family_name"], initial.get("given_names", "")) == (family, given)
    assert initial["birth_date"] == datetime.date(1994, 3, 12)


def test_number_in_the_box_is_no_name(desk):
    assert desk.get("/patients/new/", {"q": "c-000123"}).context["form"].initial == {}


def test_registering_begins_in_the_family_name_and_presets_no_wish(desk):
    page = desk.get("/patients/new/").text

    assert re.findall(r'name="(\w+)"[^>]* autofocus', page) == ["family_name"]
    assert 'value="" selected>Not asked' in page
    desk.post("/patients/new/", FORM | {"contact_by": ""})
    assert Patient.objects.get().contact_by == ""


def test_first_of_several_matches_takes_the_focus_after_enter(desk):
    for given in ("Aline", "Berta"):
        factories.patient(given_names=given)

    focused = re.findall(r"<[^>]* autofocus[^>]*>(?:<bdi>[^<]*)?", desk.get("/patients/", {"q": "moreau"}).text)

    assert len(focused) == 1 and "Moreau, Aline" in focused[0]
    assert " autofocus" not in desk.get("/patients/", {"q": "moreau"}, headers=HTMX).text
    assert 'id="patients-q"' in re.search(r"<[^>]* autofocus", desk.get("/patients/").text)[0]


def test_register_with_a_forged_known_key_still_warns(desk):
    factories.patient()

    assert desk.post("/patients/new/", FORM | {"known": ["nonsense", ""], "anyway": "1"}).status_code == 422


def test_name_is_escaped(desk):
    patient = factories.patient("<script>alert(1)</script>", 'x" onload="y')

    for path in (patient.get_absolute_url(), "/patients/?q=script", f"{patient.get_absolute_url()}edit/"):
        text = desk.get(path).text
        assert "<script>alert" not in text and 'x" onload' not in text


def test_every_view_of_a_record_leaves_a_line(desk, front_desk):
    patient = factories.patient()

    desk.get(patient.get_absolute_url())

    event = AuditEvent.objects.get(action="viewed", about=patient.public_id)
    assert (event.by, event.patient) == (front_desk, patient.public_id)


def test_guardian_is_asked_for_a_minor_and_found_afterwards(desk):
    child = factories.patient(birth_date=timezone.localdate() - datetime.timedelta(days=15 * 365))
    assert "no guardian named yet" in desk.get(child.get_absolute_url()).text

    desk.post(f"{child.get_absolute_url()}contacts/new/", {"name": "Claire", "is_guardian": "on", "may_be_told": "on"})

    page = desk.get(child.get_absolute_url()).text
    assert "Claire" in page and "no guardian named yet" not in page
    contact = ContactPerson.objects.get()
    desk.post(
        f"{child.get_absolute_url()}contacts/{contact.public_id}/end/", follow=True
    )  # follow: the message is told
    assert "Claire" not in desk.get(child.get_absolute_url()).text


def test_contact_of_another_patient_is_not_ended_here(desk):
    contact, other = factories.contact(factories.patient()), factories.patient()

    assert desk.post(f"{other.get_absolute_url()}contacts/{contact.public_id}/end/").status_code == 404


def test_save_into_a_record_merged_meanwhile_is_told(desk):
    merge = factories.merge()

    answer = desk.post(f"/patients/{merge.merged.public_id}/edit/", FORM | {"revision": 1}, follow=True)

    assert "Nothing was saved; do it again here" in answer.text


CLINICAL = [{"word": "Isotretinoin stopped 3 Sep 2026", "kind": "warn", "icon": ""}]


@pytest.fixture
def clinical_chip(monkeypatch):
    monkeypatch.setattr(identity, "CLINICAL_CHIPS", [lambda patient: CLINICAL])


@pytest.mark.parametrize("role", ["front_desk", "assistant"])
def test_who_may_not_read_the_record_gets_no_clinical_word(cast, sign_in, clinical_chip, role):
    patient, browser = factories.patient(latex_or_plaster_allergy=True), sign_in(cast[role])

    for path in ("", "edit/", "duplicates/", "contacts/new/"):
        page = browser.get(patient.get_absolute_url() + path).text
        assert "Isotretinoin" not in page
        assert "clinical note" in page and "Allergy: latex or plaster" in page


def test_who_reads_the_record_sees_the_chip(nurse, sign_in, clinical_chip):
    assert "Isotretinoin" in sign_in(nurse).get(factories.patient().get_absolute_url()).text


def test_shared_screen_folds_the_chips_and_never_the_alert(nurse, sign_in, clinical_chip):
    nurse.hides_clinical_notes = True
    nurse.save()

    page = sign_in(nurse).get(factories.patient(identity_alert="Twin of C-000001").get_absolute_url()).text

    folded = re.search(r'<details class="identity-private">.*?</details>', page, re.DOTALL)[0]
    assert "Isotretinoin" in folded and "Isotretinoin" not in page.replace(folded, "")
    assert "Twin of C-000001" in page.replace(folded, "")
