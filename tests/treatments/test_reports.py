"""Reporting a proposal: case, version and comment are frozen, the clinical lead answers, and whoever reported reads on."""

import html

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from patients import consulting
from tests import factories
from tests.treatments import plans as planning
from treatments import proposals
from treatments.models import ProposalReport, ReportAnswer


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def doctor(sign_in, dermatologist):
    return sign_in(dermatologist)


@pytest.fixture
def lead(sign_in, clinical_lead):
    return sign_in(clinical_lead)


@pytest.fixture
def held(dermatologist):
    return planning.a_consultation(dermatologist)


def reported(doctor, held, **more) -> ProposalReport:
    doctor.post(
        reverse("proposal_report_make", args=[held.public_id]), {"comment": "Needling should come first."} | more
    )
    return ProposalReport.objects.latest("pk")


def read(browser, report) -> str:
    return html.unescape(browser.get(report.get_absolute_url()).content.decode())


def test_report_keeps_case_version_and_wishes(doctor, held, dermatologist):
    key = proposals.proposed(held, wishes={"max_visits": 3}).document["regimens"][0]["key"]

    report = reported(doctor, held, key=key, max_visits="3")

    assert (report.comment, report.key, report.by) == ("Needling should come first.", key, dermatologist)
    assert report.facts["preferences"]["max_visits"] == 3
    assert report.proposal == proposals.proposed(held, wishes={"max_visits": 3}).document


def test_report_without_a_word_is_refused_in_place(doctor, held):
    answer = doctor.post(reverse("proposal_report_make", args=[held.public_id]), {"comment": " "})

    assert answer.status_code == 422
    assert 'href="#report-comment"' in answer.content.decode()
    assert not ProposalReport.objects.exists()


def test_reported_proposal_reads_the_same_after_later_versions(doctor, lead, held, nurse):
    report = reported(doctor, held)
    before = ProposalReport.objects.get(pk=report.pk).document
    planning.a_later_version(price=planning.PRICE + 1)
    consulting.answer(consultation=held, question="smoker", value=True, by=nurse)

    shown = read(lead, report)

    assert ProposalReport.objects.get(pk=report.pk).document == before
    assert f"{report.proposal['regimens'][0]['totals']['price']} EUR" in shown
    assert "Needling should come first." in shown


def test_clinical_lead_answers_once(doctor, lead, held):
    report = reported(doctor, held)

    lead.post(report.get_absolute_url(), {"text": "The rule will be changed."})
    again = lead.post(report.get_absolute_url(), {"text": "Again."})

    assert ReportAnswer.objects.get().text == "The rule will be changed."
    assert again.status_code == 409
    assert "The rule will be changed." in read(doctor, report)


def test_answer_without_a_word_is_refused(doctor, lead, held):
    answer = lead.post(reported(doctor, held).get_absolute_url(), {"text": ""})

    assert answer.status_code == 422
    assert not ReportAnswer.objects.exists()


def test_reporter_reads_but_does_not_answer(doctor, held):
    report = reported(doctor, held)

    assert "Not answered yet." in read(doctor, report)
    assert doctor.post(report.get_absolute_url(), {"text": "I answer."}).status_code == 403


def test_colleagues_do_not_read_one_anothers_reports(doctor, sign_in, held):
    report = reported(doctor, held)
    colleague = sign_in(factories.user("dermatologist"))

    assert colleague.get(report.get_absolute_url())["Location"] == reverse("proposal_reports")
    assert "Needling should come first." not in colleague.get(reverse("proposal_reports")).content.decode()
    assert str(report.public_id) not in colleague.get(reverse("proposal_reports")).content.decode()


def test_list_shows_what_waits_first(doctor, lead, held):
    answered, waiting = reported(doctor, held), None
    lead.post(answered.get_absolute_url(), {"text": "Seen."})
    waiting = reported(doctor, held, comment="The price is wrong.")
    later = reported(doctor, held, comment="Seen and answered.")
    lead.post(later.get_absolute_url(), {"text": "Seen."})

    listed = lead.get(reverse("proposal_reports")).content.decode()

    assert (
        listed.index(str(waiting.public_id))
        < listed.index(str(later.public_id))
        < listed.index(str(answered.public_id))
    )


def test_reading_a_report_leaves_a_line_in_the_trail(doctor, lead, held):
    report = reported(doctor, held)

    read(lead, report)

    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.patient) == ("viewed", held.patient.public_id)
