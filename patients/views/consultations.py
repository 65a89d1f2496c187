"""The consultations of a patient, one consultation, and its beginning and end."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.access import Permission, requires
from catalog.snapshot import NoCatalogInForce, in_force
from patients import consulting
from patients.consultation_page import Page
from patients.identity import identity_of, opens_patient, tabs_of
from patients.models import Consultation

MOST_LISTED = 50
NO_CATALOG = _lazy(
    "No catalog is in force, and questions and scales come from it. "
    "Ask a catalog admin to publish a version, then open the consultation again."
)
PARTS = {"at": ("entry", "face_map"), "type": ("entry", "face_map"), "describe": ("findings",), "areas": ("screening",)}
CLINICAL_PARTS = {"at", "type", "describe"}


def opens_consultation(view):
    """Give the view the consultation of the address; a clinic without a catalog in force is told to publish one first."""

    @wraps(view)
    def opened(request, consultation_id, **kwargs):
        held = Consultation.objects.with_people().select_related("patient__merged_into")
        consultation = get_object_or_404(held, public_id=consultation_id)
        try:
            in_force()
        except NoCatalogInForce:
            messages.error(request, NO_CATALOG)
            return redirect("consultation_list", consultation.patient.public_id)
        return view(request, consultation, **kwargs)

    return opened


@requires(Permission.READ_RECORD, Permission.READ_INTAKE)
@opens_patient
def consultation_list(request, patient):
    audit.viewed(request, patient, page="consultations")
    held = Consultation.objects.of(patient).with_people().newest_first()
    below = held.below(request.GET.get("below"))[: MOST_LISTED + 1]
    shown = list(below)[:MOST_LISTED]
    return render(
        request,
        "patients/consultation/list.html",
        {
            "patient": patient,
            "consultations": shown,
            "more_below": shown[-1].public_id if len(below) > MOST_LISTED else None,
            "identity": identity_of(patient, request.user),
            "tabs": tabs_of(patient, request.user, "consultation_list"),
        },
    )


@requires(Permission.RECORD_INTAKE, Permission.DRAFT_ASSESSMENT)
@require_POST
@opens_patient
def consultation_start(request, patient):
    return redirect(consulting.start(patient=patient, by=request.user))


@requires(Permission.READ_RECORD, Permission.READ_INTAKE)
@opens_consultation
def consultation(request, consultation):
    page = Page(consultation, request.user, in_force(), asked=request.GET)
    context = {"page": page, "consultation": consultation}
    parts = parts_asked_for(request, page)
    if parts:
        context["fragments"] = [f"patients/consultation/_{name}.html" for name in parts]
        return render(request, "patients/consultation/_fragments.html", context)
    audit.viewed(request, consultation)
    return render(request, template_of(page), context)


def parts_asked_for(request, page: Page) -> tuple[str, ...]:
    """The parts of the page that a script asks for: another place to count, a finding to describe, areas of a question."""
    if not request.htmx:
        return ()
    named = next((name for name in PARTS if name in request.GET), None)
    if named in CLINICAL_PARTS and not page.may_assess:
        raise PermissionDenied("the skin is judged by nurses and dermatologists")
    return PARTS.get(named, ())


def template_of(page: Page) -> str:
    return f"patients/consultation/{'signed' if page.consultation.is_signed else 'draft'}.html"


def signed_message(request) -> None:
    messages.success(request, _("Signed. What has to be added from now on is written as an amendment."))
