"""How clinic admins read the trail."""

import datetime
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent
from accounts.views.trail import EVENTS_A_PAGE
from tests import factories

TRAIL = "/audit/"


@pytest.fixture
def admin_browser(clinic_admin, sign_in):
    return sign_in(clinic_admin)


def shown(response):
    return [event.action for event in response.context["events"]]


def test_trail_is_read_newest_first(admin_browser, nurse):
    audit.record("patient registered", by=nurse)
    audit.record("photo taken", by=nurse)

    assert shown(admin_browser.get(TRAIL)) == ["audit trail read", "photo taken", "patient registered", "signed in"]


def test_trail_is_narrowed_to_a_person_a_patient_and_a_day(admin_browser, nurse, dermatologist):
    patient = uuid.uuid4()
    audit.record("photo taken", by=nurse, patient=patient)
    audit.record("photo taken", by=nurse)
    audit.record("consultation signed", by=dermatologist, patient=patient)
    wanted = {"person": nurse.public_id, "patient": patient, "day": timezone.localdate().isoformat()}

    response = admin_browser.get(TRAIL, wanted)

    assert [(event.action, event.patient) for event in response.context["events"]] == [("photo taken", patient)]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"patient": "004 182"}, "No record has this number"),
        ({"person": str(uuid.UUID(int=1))}, "Choose a person from the list"),
        ({"person": "x\x00"}, "Null characters are not allowed"),
        ({"day": "2026-13-40"}, "Enter a valid date"),
    ],
)
def test_filter_that_means_nothing_is_told_and_shows_nothing(admin_browser, wanted, said):
    response = admin_browser.get(TRAIL, wanted)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert shown(response) == []


def test_pages_follow_each_other_without_gap_or_repeat(admin_browser, nurse):
    at = timezone.now()
    AuditEvent.objects.bulk_create(
        AuditEvent(by=nurse, action=f"step {number}", at=at) for number in range(2 * EVENTS_A_PAGE + 5)
    )
    seen, url = [], f"{TRAIL}?person={nurse.public_id}"

    while url:
        response = admin_browser.get(url)
        seen += shown(response)
        url = response.context["older_url"]

    assert seen == [f"step {number}" for number in reversed(range(2 * EVENTS_A_PAGE + 5))]


@pytest.mark.parametrize("before", ["nonsense", str(uuid.UUID(int=1)), "\x00"])
def test_page_after_an_unknown_event_is_the_first(admin_browser, before):
    assert shown(admin_browser.get(TRAIL, {"before": before})) == ["audit trail read", "signed in"]


def test_trail_grows_without_more_queries(admin_browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as few:
        admin_browser.get(TRAIL)
    for _ in range(20):
        audit.record("viewed", by=factories.user(), about=factories.user())

    with django_assert_max_num_queries(len(few)):
        admin_browser.get(TRAIL)


def test_reading_the_trail_is_in_the_trail(admin_browser, clinic_admin, nurse):
    patient = uuid.uuid4()

    admin_browser.get(TRAIL, {"person": nurse.public_id, "patient": patient})

    event = AuditEvent.objects.get(action="audit trail read")
    assert (event.by, event.patient, event.detail) == (clinic_admin, patient, {"asked_person": str(nurse.public_id)})


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-23", 24)], ids=["spring", "autumn", "plain"]
)
def test_day_is_the_clinics_day_also_when_clocks_change(db, settings, day, hours):
    zone = ZoneInfo("Europe/Berlin")
    first = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time.min, tzinfo=zone)
    start = first.astimezone(datetime.UTC)
    for hour in range(-1, 26):
        AuditEvent.objects.create(action=f"hour {hour}", at=start + datetime.timedelta(hours=hour))

    with timezone.override(zone):
        assert AuditEvent.objects.on_day(datetime.date.fromisoformat(day)).count() == hours


def test_kind_of_a_record_is_told_in_words(clinic_admin, nurse):
    event = audit.record("viewed", by=clinic_admin, about=nurse)
    gone = AuditEvent(about_kind="catalog.gone")

    assert (event.kind, gone.kind, AuditEvent().kind) == ("person", "catalog.gone", "")


def test_row_about_somebody_names_them(admin_browser, clinic_admin, nurse):
    audit.record("role granted", by=clinic_admin, about=nurse, role="nurse")

    assert f"person {nurse}" in admin_browser.get(TRAIL).content.decode()


def test_empty_trail_says_what_to_do(admin_browser):
    page = admin_browser.get(TRAIL, {"patient": uuid.uuid4()})

    assert (
        "Nothing was recorded that fits" not in page.content.decode()
    )  # this very reading is recorded about the patient
    assert "Nothing was recorded that fits" in admin_browser.get(TRAIL, {"day": "2020-01-01"}).content.decode()


def test_patient_in_the_trail_leads_to_the_trail_of_the_patient(admin_browser, nurse):
    patient = uuid.uuid4()
    audit.record("photo taken", by=nurse, patient=patient)

    assert f'href="{reverse("audit_trail")}?patient={patient}"' in admin_browser.get(TRAIL).content.decode()


def test_details_are_words_and_of_clinical_records_only_numbers(admin_browser, nurse):
    audit.record("answers recorded", by=nurse, questions=["hsv_history", "bdd_screen"], number=2)
    audit.record("patient changed", by=nurse, fields=["family_name", "phone"])
    text = admin_browser.get(TRAIL).content.decode()

    assert "questions: 2" in text
    assert "fields: family name, phone" in text
    assert "hsv" not in text
    assert "[" not in text.partition("<tbody>")[2].partition("</tbody>")[0]


def test_patient_is_told_by_record_number(admin_browser, nurse):
    patient = factories.patient()
    audit.record("viewed", by=nurse, about=patient, patient=patient)

    text = admin_browser.get(TRAIL).content.decode()

    assert f'?patient={patient.record_number}">{patient.record_number}</a>' in text
    assert str(patient.public_id)[:8] not in text


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}", "c-{1}", "{2}"], ids=["as is", "spaces", "short", "c", "key"])
def test_trail_is_asked_for_by_record_number(admin_browser, nurse, typed):
    patient = factories.patient()
    audit.record("photo taken", by=nurse, patient=patient)
    audit.record("photo taken", by=nurse, patient=factories.patient())
    number = patient.record_number
    wanted = typed.format(number, int(number.removeprefix("C-")), patient.public_id)

    response = admin_browser.get(TRAIL, {"patient": wanted})

    assert shown(response) == ["audit trail read", "photo taken"]
    assert {event.patient for event in response.context["events"]} == {patient.public_id}


def test_patients_are_numbered_in_one_query(admin_browser, nurse, django_assert_max_num_queries):
    audit.record("viewed", by=nurse, patient=factories.patient())
    with django_assert_max_num_queries(30) as few:
        admin_browser.get(TRAIL)
    for _ in range(20):
        audit.record("viewed", by=nurse, patient=factories.patient())

    with django_assert_max_num_queries(len(few)):
        admin_browser.get(TRAIL)


def test_role_is_told_by_its_name(admin_browser, clinic_admin, nurse):
    audit.record("role granted", by=clinic_admin, about=nurse, role="front_desk")

    text = admin_browser.get(TRAIL).content.decode()

    assert "role: Front desk" in text and "front_desk" not in text
