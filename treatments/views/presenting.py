"""What the patient is shown: kept as it was proposed, opened in a frame of its own, and declined when nothing of it is wanted."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.access import Permission, requires
from accounts.refusals import Refused
from patients.views.consultations import opens_consultation
from planner.case import CaseError
from treatments import actions
from treatments.models import Presentation
from treatments.papers.presented import Presented
from treatments.proposing.forms import chosen_in, courses_of, options_in, wishes_again, wishes_in
from treatments.views.proposal import address_of


@requires(Permission.PROPOSE_REGIMENS)
@require_POST
@opens_consultation
def proposal_present(request, consultation):
    try:
        kept = actions.present(
            consultation=consultation,
            shown=request.POST.getlist("shown"),
            options=chosen_in(request.POST),
            wishes=wishes_in(request.POST).given,
            by=request.user,
        )
    except (Refused, CaseError) as refusal:
        messages.error(request, str(refusal))
        return redirect(address_of(consultation, wishes_in(request.POST), options_in(request.POST)))
    return redirect(kept)


def opens_presentation(view):
    """Give the view the presentation of the address."""

    @wraps(view)
    def opened(request, presentation_id):
        kept = Presentation.objects.select_related("consultation__patient", "version", "presented_by", "declined__by")
        return view(request, get_object_or_404(kept, public_id=presentation_id))

    return opened


@requires(Permission.PROPOSE_REGIMENS)
@opens_presentation
def presentation(request, kept):
    audit.viewed(request, kept)
    return presentation_page(request, kept)


@requires(Permission.PROPOSE_REGIMENS)
@require_POST
@opens_presentation
def presentation_decline(request, kept):
    reason = request.POST.get("reason", "")
    try:
        actions.decline(presentation=kept, reason=reason, by=request.user)
    except Refused as refusal:
        return presentation_page(request, kept, errors=[{"text": str(refusal), "field_id": "reason"}], typed=reason)
    messages.success(request, _("Kept: the patient wants none of these."))
    return redirect(proposed_again(kept))


def proposed_again(kept: Presentation) -> str:
    """The address of the proposal under the wishes and with the options that were shown."""
    courses = courses_of(kept.proposal["regimens"])
    options = {courses[key]: chosen for key, chosen in kept.options.items() if key in courses}
    return address_of(kept.consultation, wishes_again(kept.facts.get("preferences", {})), options)


def presentation_page(request, kept: Presentation, errors=(), typed=""):
    page = Presented(kept)
    context = {
        "page": page,
        "presentation": kept,
        "errors": errors,
        "typed": typed,
        "demonstration": page.notice,
        "back": proposed_again(kept),
    }
    return render(request, "treatments/patient/presentation.html", context, status=422 if errors else 200)
