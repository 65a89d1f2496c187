"""The list of consultations, and how many questions a page asks the database."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients import assessing, consulting
from patients.assessing import Place
from patients.models import Consultation
from tests import factories

DAY = datetime.timedelta(days=1)


@pytest.fixture
def doctor(dermatologist, sign_in):
    """The dermatologist's browser."""
    return sign_in(dermatologist)


def with_years_of_history(patient, by, number):
    today = timezone.localdate()
    for back in range(number, 0, -1):
        day = today - back * DAY
        held = consulting.start(patient=patient, by=by, held_on=day)
        told = {"smoker": consulting.Told(True), "pih_history": consulting.Told(True)}
        consulting.answer_many(consultation=held, told=told, by=by, told_on=day)
        assessing.record_past(consultation=held, modality="afl", by=by, told_on=day)
        consulting.sign(consultation=held, by=by)


def test_the_list_shows_drafts_and_signed_ones_newest_first(draft, doctor, dermatologist):
    with_years_of_history(draft.patient, dermatologist, 2)
    text = doctor.get(reverse("consultation_list", args=[draft.patient.public_id])).content.decode()

    assert text.count("signed by Dr Amara Okafor") == 2
    assert text.index("begun by Dr Amara Okafor") < text.index("signed by Dr Amara Okafor")


def test_a_patient_without_consultations_is_told_what_to_do(pack, doctor):
    patient = factories.patient()

    assert "No consultation yet" in doctor.get(reverse("consultation_list", args=[patient.public_id])).content.decode()


def test_starting_from_the_list_leads_to_the_draft(pack, doctor):
    patient = factories.patient()
    answer = doctor.post(reverse("consultation_start", args=[patient.public_id]))

    assert answer.url == Consultation.objects.get().get_absolute_url()


def test_a_long_list_goes_on_below(draft, doctor, dermatologist, monkeypatch):
    from patients.views import consultations

    monkeypatch.setattr(consultations, "MOST_LISTED", 2)
    with_years_of_history(draft.patient, dermatologist, 2)
    address = reverse("consultation_list", args=[draft.patient.public_id])
    first = doctor.get(address)
    more = doctor.get(address, {"below": first.context["more_below"]})

    shown = [one.pk for one in (*first.context["consultations"], *more.context["consultations"])]
    assert shown == list(Consultation.objects.newest_first().values_list("pk", flat=True))
    assert more.context["more_below"] is None


def test_history_does_not_make_a_page_ask_more(draft, doctor, dermatologist):
    addresses = [draft.get_absolute_url(), reverse("consultation_list", args=[draft.patient.public_id])]
    asked = []
    for number in (1, 6):
        with_years_of_history(draft.patient, dermatologist, number)
        places = {Place("rolling", region): (number, number) for region in ("nose", "chin", "forehead")[:number]}
        assessing.record_findings(consultation=draft, counts=places, by=dermatologist)
        asked.append([queries_of(doctor, address) for address in addresses])

    assert asked[0] == asked[1]


def queries_of(browser, address):
    browser.get(address)  # the first visit renews the session
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)


def test_another_place_is_shown_without_the_rest_of_the_page(draft, doctor):
    text = doctor.get(draft.get_absolute_url(), {"at": "chin."}, HTTP_HX_REQUEST="true").content.decode()

    assert 'id="entry"' in text
    assert "<html" not in text


def test_the_assistant_gets_no_part_of_the_assessment(draft, assistant, sign_in):
    answer = sign_in(assistant).get(draft.get_absolute_url(), {"at": "chin."}, HTTP_HX_REQUEST="true")

    assert answer.status_code == 403


def test_a_place_that_does_not_exist_is_no_error(draft, doctor):
    assert doctor.get(draft.get_absolute_url(), {"at": "elbow.", "type": "freckle", "change": "x"}).status_code == 200


def test_the_drafts_of_all_patients_are_read_by_their_index(draft):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # the few rows of a test would be read through
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = Consultation.objects.drafts().newest_first()[:9].explain()

    assert "consultation_drafts" in plan
    assert "Sort" not in plan
