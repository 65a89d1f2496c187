"""Proposals that somebody found wrong: reported on their page, read and answered by the clinical lead."""

import json

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.access import Permission, requires
from accounts.refusals import Refused
from catalog import snapshot
from patients.identity import identity_of
from patients.note import compose
from patients.views.consultations import opens_consultation
from planner.case import CaseError, read_case
from treatments import actions
from treatments.models import ProposalReport
from treatments.proposing import forms
from treatments.proposing.card import Card
from treatments.proposing.wishes import wish_in_words
from treatments.refusals import AlreadyAnswered
from treatments.views.proposal import address_of, refused

P = Permission
MOST_LISTED = 50


@requires(P.PROPOSE_REGIMENS)
@require_POST
@opens_consultation
def proposal_report_make(request, consultation):
    wishes = forms.wishes_in(request.POST)
    comment, key = forms.text_in(request.POST, "comment"), request.POST.get("key", "")
    try:
        actions.report(consultation=consultation, comment=comment, key=key, wishes=wishes.given, by=request.user)
    except Refused as refusal:
        return refused(request, consultation, refusal, "report")
    messages.success(request, _("Reported to the clinical lead, with the case and the proposal as they stand now."))
    return redirect(address_of(consultation, wishes, forms.options_in(request.POST)))


def visible_to(user):
    """The clinical lead reads every report, whoever made one reads their own."""
    reports = ProposalReport.objects.waiting_first()
    return reports if user.may(P.SIGN_AS_CLINICAL_LEAD) else reports.filter(by=user)


@requires(P.SIGN_AS_CLINICAL_LEAD, P.PROPOSE_REGIMENS)
def proposal_reports(request):
    """Those that wait for an answer first, then the newest."""
    page = forms.whole_in(request.GET, "page") or 1
    found = list(visible_to(request.user).defer("case", "document")[(page - 1) * MOST_LISTED : page * MOST_LISTED + 1])
    leads = request.user.may(P.SIGN_AS_CLINICAL_LEAD)
    context = {
        "reports": found[:MOST_LISTED],
        "more_below": page + 1 if len(found) > MOST_LISTED else None,
        "line": _("All of the clinic") if leads else _("Those you made; the clinical lead reads and answers all"),
    }
    return render(request, "treatments/reports/list.html", context)


@requires(P.SIGN_AS_CLINICAL_LEAD, P.PROPOSE_REGIMENS)
def proposal_report(request, report_id):
    report = get_object_or_404(ProposalReport.objects.waiting_first(), public_id=report_id)
    if not visible_to(request.user).filter(pk=report.pk).exists():
        messages.error(request, _("This report is read by whoever made it and by the clinical lead."))
        return redirect("proposal_reports")
    if request.method != "POST":
        audit.viewed(request, report)
        return _report_page(request, report)
    try:
        actions.answer_report(report=report, text=forms.text_in(request.POST, "text"), by=request.user)
    except Refused as refusal:
        status = 409 if isinstance(refusal, AlreadyAnswered) else 422
        held = get_object_or_404(visible_to(request.user), public_id=report_id)
        return _report_page(request, held, status, [{"text": str(refusal), "field_id": "answer-text"}])
    messages.success(request, _("The answer was kept with the report."))
    return redirect(report)


def _report_page(request, report: ProposalReport, status: int = 200, errors=()):
    """The report in the words of the version it was made under, so that it reads the same for ever."""
    catalog = snapshot.of_version(report.version)
    shown = report.proposal["regimens"]
    cards = [Card(one, place, catalog, beside=shown) for place, one in enumerate(shown, start=1)]
    about = next((f"{card.number} {card.name}" for card in cards if card.key == report.key), "")
    context = {
        "report": report,
        "identity": identity_of(report.consultation.patient, request.user),
        "line": _("Catalog version %(number)s") % {"number": report.version.number},
        "list_url": reverse("proposal_reports"),
        "cards": cards,
        "about": about,
        "case_words": _case_in_words(report, catalog),
        "wishes": [
            {"name": wish_in_words(name), "value": _value(value)}
            for name, value in report.facts.get("preferences", {}).items()
            if value not in (None, [])
        ],
        "case_text": json.dumps(report.facts, ensure_ascii=False, indent=2),
        "document_text": json.dumps(report.proposal, ensure_ascii=False, indent=2),
        "may_answer": request.user.may(P.SIGN_AS_CLINICAL_LEAD),
        "typed": request.POST,
        "errors": errors,
    }
    return render(request, "treatments/reports/report.html", context, status=status)


def _value(value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _case_in_words(report: ProposalReport, catalog) -> str:
    try:
        return compose(read_case(report.facts, catalog), catalog)
    except CaseError as error:  # a case of an older form: it still stands below as it was kept
        return str(error)
