"""Two people who edit one record: the second is told, and nothing is lost."""

import datetime
import re

import pytest

from accounts import audit
from accounts.models import AuditEvent
from patients import actions
from patients.models import Patient
from patients.refusals import EditedMeanwhile, IsMerged
from tests import factories
from tests.patients.meeting import together


def test_edit_changes_what_is_given_and_counts_the_revision(front_desk):
    patient = factories.patient(phone="0171 1")

    saved = actions.edit(patient=patient, revision=1, by=front_desk, phone="0171 2345678", given_names="Aline")

    saved.refresh_from_db()
    assert (saved.phone, saved.phone_e164, saved.revision) == ("0171 2345678", "+491712345678", 2)
    assert AuditEvent.objects.get(action="patient changed").detail == {"fields": ["phone"]}


def test_edit_that_changes_nothing_leaves_no_line(front_desk):
    patient = factories.patient()

    assert actions.edit(patient=patient, revision=1, by=front_desk, given_names="Aline").revision == 1
    assert not AuditEvent.objects.filter(action="patient changed").exists()


def test_second_editor_is_told_what_the_first_changed(front_desk, nurse):
    patient = factories.patient(address="Old street")
    with audit.visit(by=nurse):
        actions.edit(patient=patient, revision=1, by=nurse, address="New street", wheelchair=True)

    with pytest.raises(EditedMeanwhile) as told:
        actions.edit(patient=patient, revision=1, by=front_desk, phone="0171 2345678")

    changes = {change.field: (change.was, change.now) for change in told.value.changes}
    assert changes == {"address": ("Old street", "New street"), "wheelchair": (False, True)}
    assert told.value.by_name == "Jonas Weber"
    patient.refresh_from_db()
    assert (patient.address, patient.phone) == ("New street", "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_two_who_save_at_once_do_not_overwrite_each_other(attempt):
    patient, desk = factories.patient(), factories.user("front_desk")

    outcomes = together(
        lambda: actions.edit(patient=patient, revision=1, by=desk, phone="0171 1111111"),
        lambda: actions.edit(patient=patient, revision=1, by=desk, email="a@example.org"),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["EditedMeanwhile", "Patient"]
    patient.refresh_from_db()
    assert bool(patient.phone) is not bool(patient.email)


def test_merged_record_is_not_edited(front_desk):
    merged = factories.merge().merged

    with pytest.raises(IsMerged, match="was merged into"):
        actions.edit(patient=merged, revision=1, by=front_desk, phone="0171")


def page(patient):
    return f"/patients/{patient.public_id}/edit/"


FORM = {"family_name": "Moreau", "given_names": "Aline", "birth_date": "12 Mar 1994", "contact_by": "phone"}


def test_stale_form_shows_the_change_and_keeps_what_was_typed(front_desk, nurse, sign_in):
    patient, browser = factories.patient(), sign_in(front_desk)
    actions.edit(patient=patient, revision=1, by=nurse, address="New street", preferred_name="Lina")

    stale = browser.post(page(patient), FORM | {"revision": 1, "phone": "0171 2345678", "preferred_name": "Ali"})

    assert stale.status_code == 409
    initial = stale.context["form"].initial
    assert (initial["address"], initial["phone"], initial["preferred_name"]) == ("New street", "0171 2345678", "Ali")
    assert "New street" in stale.text and "Lina" in stale.text and "Nothing was saved yet" in stale.text
    again = browser.post(
        page(patient),
        {name: value for name, value in initial.items() if value and name in FORM}
        | FORM
        | {
            "revision": initial["revision"],
            "phone": initial["phone"],
            "preferred_name": "Ali",
            "address": initial["address"],
        },
    )
    assert again.status_code == 302
    saved = Patient.objects.get(pk=patient.pk)
    assert (saved.address, saved.phone, saved.preferred_name) == ("New street", "0171 2345678", "Ali")


@pytest.mark.parametrize(
    "wrong, says",
    [
        ({"birth_date": "31 Feb 1994"}, "31 Feb 1994 does not exist: February 1994 has 28 days"),
        ({"birth_date": "soon"}, "This is no date. Write it like"),
        ({"birth_date": "1 Jan 2999"}, "is in the future"),
        ({"birth_date": "1 Jan 1900"}, "Nobody is older than 120 years"),
        ({"birth_date": ""}, "tick that it is not known"),
        ({"birth_date_unknown": "on"}, "said not to be known"),
        ({"family_name": "", "given_names": " "}, "one of them is enough"),
        ({"family_name": "Mor\x00eau"}, "Null characters are not allowed"),
        ({"family_name": "Mor\x07eau"}, "holds a sign that cannot be stored (U+0007)"),
        ({"address": "x" * 2_000_000}, "at most 500 characters"),
        ({"phone": "ask her mother"}, "This holds no number"),
        ({"email": "aline"}, "This is no e-mail address. Write it like"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_wrong_form_says_why_and_keeps_what_was_typed(front_desk, sign_in, wrong, says):
    patient = factories.patient()

    answer = sign_in(front_desk).post(page(patient), FORM | {"revision": 1, "contact_note": "after five"} | wrong)

    assert answer.status_code == 422
    assert says in answer.text
    assert "after five" in answer.text
    assert Patient.objects.get(pk=patient.pk).revision == 1


def test_lines_a_browser_ends_its_own_way_are_no_change(front_desk, nurse, sign_in):
    patient = factories.patient(address="Long street 4\n00000 Town")
    sent = FORM | {"contact_by": "", "revision": 1, "address": "Long street 4\r\n00000 Town"}

    assert sign_in(nurse).post(page(patient), sent | {"phone": "0171 2345678"}).status_code == 302
    stale = sign_in(front_desk).post(page(patient), sent | {"preferred_name": "Lina"})

    saved = Patient.objects.get(pk=patient.pk)
    assert saved.address == "Long street 4\n00000 Town"
    assert "address" not in AuditEvent.objects.get(action="patient changed").detail["fields"]
    assert [change["label"] for change in stale.context["changes"]] == ["Phone"]


def test_lines_stored_before_as_a_browser_ends_them_are_no_change_either(front_desk):
    patient = factories.patient(address="Long street 4\r\n00000 Town")

    assert actions.edit(patient=patient, revision=1, by=front_desk, address="Long street 4\n00000 Town").revision == 1


def test_message_of_a_conflict_takes_the_focus(front_desk, nurse, sign_in):
    patient = factories.patient()
    actions.edit(patient=patient, revision=1, by=nurse, preferred_name="Lina")

    stale = sign_in(front_desk).post(page(patient), FORM | {"revision": 1}).text

    assert re.findall(r"<[^>]* autofocus[^>]*>", stale) == ['<div role="alert" tabindex="-1" autofocus>']


def test_ten_megabytes_are_refused_with_a_clear_message(front_desk, sign_in):
    patient = factories.patient()

    answer = sign_in(front_desk).post(page(patient), FORM | {"revision": 1, "address": "x" * 10_000_000})

    assert answer.status_code == 413
    assert "too much for one form" in answer.text and "Nothing was changed" in answer.text
    assert Patient.objects.get(pk=patient.pk).revision == 1


def test_birth_date_may_be_said_not_to_be_known(front_desk, sign_in):
    patient = factories.patient()

    sign_in(front_desk).post(page(patient), FORM | {"revision": 1, "birth_date": "", "birth_date_unknown": "on"})

    assert Patient.objects.get(pk=patient.pk).birth_date is None


def test_birth_date_is_shown_with_the_month_in_letters(front_desk, sign_in):
    patient = factories.patient(birth_date=datetime.date(1994, 3, 12))

    assert 'value="12 Mar 1994"' in sign_in(front_desk).get(page(patient)).text
