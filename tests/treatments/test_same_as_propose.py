"""The published cases, typed into the pages by a dermatologist, give the same bytes as the command `propose`.

A record holds a date of birth where the published cases give an age; both sides get the same date of birth.
"""

import datetime
import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from patients import consulting
from patients.models import Consultation
from tests import factories
from tests.treatments import plans as planning
from tests.treatments.commands import CASES, PUBLISHED

WISHES = (
    {},
    {"max_downtime_days": 5},
    {"avoid": ["afl", "subcision"]},
    {"max_visits": 3, "most_important": ["downtime"]},
)


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def case(request, monkeypatch):
    """A published case with a date of birth, on the day that it names."""
    document = json.loads((CASES / f"{request.param}.json").read_text())
    on = datetime.date.fromisoformat(document["on"])
    monkeypatch.setattr(timezone, "localdate", lambda value=None, timezone=None: on)
    document["patient"]["birth_date"] = on.replace(year=on.year - document["patient"].pop("age")).isoformat()
    return document


@pytest.fixture
def doctor(dermatologist, sign_in):
    return sign_in(dermatologist)


def typed_in(case, browser) -> Consultation:
    """Everything of the case, form by form, as the pages send it."""
    about = case["patient"]
    patient = factories.patient(birth_date=datetime.date.fromisoformat(about["birth_date"]), sex=about["sex"])
    browser.post(reverse("consultation_start", args=[patient.public_id]))
    held = Consultation.objects.get()
    send(browser, held, "consultation_findings", findings_of(case))
    send(browser, held, "consultation_skin", {"phototype": about["phototype"], "grade": case["assessment"]["grade"]})
    send(browser, held, "consultation_answers", {f"a.{key}": spoken(value) for key, value in case["answers"].items()})
    for past in case["history"]:
        send(browser, held, "consultation_past", past_of(past))
    return held


def send(browser, held, name, fields):
    answer = browser.post(reverse(name, args=[held.public_id]), fields)
    assert answer.status_code == 302, answer.content.decode()[:2000]


def findings_of(case):
    fields = {}
    for row in case["assessment"]["findings"]:
        place = f"{row['scar_type']}.{row['region']}.{row.get('side', '')}"
        fields |= {f"count.{place}": row["count"], f"was.{place}": ""}
    return fields


def spoken(value):
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def past_of(past):
    last = {"last": "day", "last.day": past["last_on"]}
    return {"modality": past["modality"], "sessions": past["sessions"], "response": past["response"], **last}


def proposed_by_command(case, folder) -> bytes:
    (folder / "case.json").write_text(json.dumps(case))
    out = io.StringIO()
    call_command("propose", str(folder / "case.json"), stdout=out)
    return out.getvalue().encode()


def proposed_by_page(browser, held, **wishes) -> bytes:
    answer = browser.get(reverse("proposal_json", args=[held.public_id]), wishes)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.content


@pytest.mark.parametrize("case", PUBLISHED, indirect=True)
@pytest.mark.parametrize("wishes", WISHES, ids=["no wish", "downtime", "avoid", "visits"])
def test_typed_case_is_proposed_byte_for_byte_as_by_the_command(case, wishes, doctor, tmp_path):
    planning.catalog_in_force()
    held = typed_in(case, doctor)

    page = proposed_by_page(doctor, held, **wishes)

    assert page == proposed_by_command(case | {"preferences": wishes}, tmp_path)
    assert json.loads(page)["catalog"]["version"].startswith("version 1 ")


@pytest.mark.parametrize("case", PUBLISHED[:1], indirect=True)
def test_signed_consultation_gives_the_same_bytes(case, doctor, dermatologist, tmp_path):
    planning.catalog_in_force()
    held = typed_in(case, doctor)
    consulting.sign(consultation=held, by=dermatologist)

    assert proposed_by_page(doctor, held) == proposed_by_command(case, tmp_path)


@pytest.mark.parametrize("case", PUBLISHED[:1], indirect=True)
def test_both_follow_a_later_version(case, doctor, tmp_path):
    planning.catalog_in_force()
    held = typed_in(case, doctor)
    before = proposed_by_page(doctor, held)
    planning.a_later_version(price=planning.PRICE * 2)

    page = proposed_by_page(doctor, held)

    assert page == proposed_by_command(case, tmp_path)
    assert page != before
