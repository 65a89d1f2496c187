"""Today: what there is to do next, for the roles one holds. Nothing stands there that was not recorded."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import Permission, any_signed_in
from accounts.models import ClinicalLead, User
from catalog.book import book_of
from catalog.progress import progress_of
from catalog.snapshot import NoCatalogInForce, of_version, version_in_force
from patients.models import Consultation, Patient
from patients.queries import FoundRow
from patients.views.find import row_of
from treatments.judging import outdated
from treatments.models import PlanJudgement, ProposalReport, TreatmentPlan

P = Permission
MOST_DRAFTS, MOST_RECENT, MOST_PEOPLE = 20, 8, 12


@any_signed_in
def today(request):
    user, context = request.user, {}
    if user.may(P.FIND_PATIENTS):
        context |= _patients(user)
    if user.may(P.READ_RECORD) or user.may(P.READ_INTAKE):
        context |= _drafts(user)
    if user.may(P.AMEND_PLAN):
        context["plans"] = _plans(user)
    if user.may(P.EDIT_CATALOG) or user.may(P.SIGN_AS_CLINICAL_LEAD):
        context["standing"] = _standing()
    if user.may(P.MANAGE_PEOPLE):
        context |= _people()
    return render(request, "clinic/today.html", context)


def _patients(user) -> dict:
    """The box that finds, in place of the one above every other page, and the records this person opened last."""
    recent = Patient.objects.recently_seen(user, MOST_RECENT)
    return {
        "finds": True,
        "finds_patients": False,
        "rows": [row_of(FoundRow(patient)) for patient in recent],
        "begins": True,
    }


def _drafts(user) -> dict:
    """Consultations nobody has signed yet, of all patients: whoever signs is told what waits for a signature."""
    held = Consultation.objects.drafts().with_people().newest_first()[: MOST_DRAFTS + 1]
    signs = user.may(P.SIGN_CONSULTATION)
    return {
        "takes_history": True,
        "drafts": held[:MOST_DRAFTS],
        "more_drafts": len(held) > MOST_DRAFTS,
        "drafts_title": _("Consultations to sign") if signs else _("Open consultations"),
    }


def _plans(user) -> dict:
    """How many open plans the rules in force speak against, how many nobody has judged by them yet, and reports to answer."""
    judgements = PlanJudgement.objects.of_open_plans()
    offers = TreatmentPlan.objects.past_think_time(timezone.localdate()).count()
    leads = user.may(P.SIGN_AS_CLINICAL_LEAD)
    return {
        "unsafe": judgements.filter(unsafe__gt=0).count(),
        "left": _not_judged(),
        "offers": offers,
        "reports": ProposalReport.objects.filter(answer=None).count() if leads else 0,
    }


def _not_judged() -> int:
    try:
        return outdated(version_in_force()).count()
    except NoCatalogInForce:
        return 0


def _standing() -> dict:
    """The version in force and the signatures it lacks; without one, that there is none."""
    try:
        version = version_in_force()
    except NoCatalogInForce:
        return {"version": None}
    return {"version": version, "progress": progress_of(version, book_of(of_version(version)))}


def _people() -> dict:
    """What a clinic admin has to see to: people who cannot work yet, and a clinic nobody leads clinically."""
    return {
        "manages": True,
        "without_role": User.objects.working().without_role().by_name()[:MOST_PEOPLE],
        "never_came": User.objects.working().never_signed_in().by_name()[:MOST_PEOPLE],
        "has_lead": ClinicalLead.objects.open().exists(),
    }
