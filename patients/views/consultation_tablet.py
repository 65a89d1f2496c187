"""The tablet: handed to one patient, who sees nothing but their own questions, and taken back with a PIN.

Handing over signs the member of staff out on that device: there is no way back to the clinic's pages but to sign in.
"""

import uuid
from functools import wraps

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import Permission, public, requires
from catalog.snapshot import in_force
from patients import consultation_forms as forms
from patients import tablets
from patients.consultation_page import errors_of
from patients.consulting_refusals import Refused, TabletLocked
from patients.models import TabletSession
from patients.showing_questions import CATEGORIES, line_of
from patients.views.consultation_saves import elsewhere, refused, saves
from patients.views.consultations import opens_consultation

KEY = "tablet_device"


@requires(Permission.RECORD_INTAKE)
@require_POST
@opens_consultation
def consultation_tablet(request, consultation):
    device = uuid.uuid4()
    try:
        tablets.hand_over(consultation=consultation, pin=request.POST.get("pin", ""), by=request.user, device=device)
    except Refused as refusal:
        return refused(request, consultation, "intake", refusal)
    logout(request)
    request.session[KEY] = str(device)
    request.session.set_expiry(int(tablets.IN_HANDS.total_seconds()))
    return elsewhere(request, reverse("tablet"))


@requires(Permission.RECORD_INTAKE)
@saves("intake", "intake")
def consultation_tablet_end(request, consultation):
    for tablet in consultation.tablet_sessions.open():
        tablets.take_back(tablet=tablet, by=request.user)


def opens_tablet(view):
    """Give the view the tablet session of this device; any other device learns that it holds none."""

    @wraps(view)
    def opened(request):
        held = TabletSession.objects.open().select_related("patient", "consultation__patient", "started_by")
        tablet = held.filter(device=request.session.get(KEY)).first() if request.session.get(KEY) else None
        if tablet is None:
            return render(request, "patients/tablet/none.html")
        return view(request, tablet)

    return public(opened)


@opens_tablet
def tablet(request, tablet):
    """One category of questions after the other; no page leads back."""
    if not _is_usable(tablet):
        return _page(request, tablet, questions=())
    if request.method == "POST":
        try:
            _tell(request, tablet)
        except Refused as refusal:
            return _page(request, tablet, tablets.questions_for(tablet.consultation), refusal)
        return redirect("tablet")
    return _page(request, tablet, tablets.questions_for(tablet.consultation))


def _is_usable(tablet) -> bool:
    return not tablet.consultation.is_signed and TabletSession.objects.usable().filter(pk=tablet.pk).exists()


def _tell(request, tablet) -> None:
    if "none" in request.POST:
        tablets.deny(tablet=tablet, category=request.POST.get("category", ""))
        return
    catalog = in_force()
    asked = [catalog.questions[key] for key in request.POST.get("questions", "").split() if key in catalog.questions]
    told = {question.key: tablets.Told() for question in asked}  # what is left open was asked and is not known
    tablets.tell(tablet=tablet, told=told | forms.told_in(request.POST, asked, catalog))


def _page(request, tablet, questions, refusal=None):
    """The questions of the first category that has any; none left means that the patient is done."""
    catalog = in_force()
    category = next((key for key in CATEGORIES if any(one.category == key for one in questions)), "")
    asked = [question for question in questions if question.category == category]
    typed = request.POST if refusal else {}
    context = {
        "tablet": tablet,
        "category": category,
        "title": CATEGORIES.get(category),
        "lines": [line_of(question, catalog, typed) for question in asked],
        "keys": " ".join(question.key for question in asked),
        "none": len(asked) > 1 and all(question.none_value is not None for question in asked),
        "errors": errors_of(refusal, catalog, {}) if refusal else [],
        "is_locked": tablet.locked_at is not None,
    }
    return render(request, "patients/tablet/tablet.html", context, status=422 if refusal else 200)


@opens_tablet
def tablet_leave(request, tablet):
    """The PIN ends the session of the tablet; from there on somebody has to sign in."""
    if request.method != "POST":
        return render(
            request, "patients/tablet/leave.html", {"tablet": tablet, "is_locked": tablet.locked_at is not None}
        )
    try:
        tablets.hand_back(tablet=tablet, pin=request.POST.get("pin", ""))
    except Refused as refusal:
        context = {"tablet": tablet, "errors": [{"text": str(refusal), "field_id": "pin"}]}
        context["is_locked"] = isinstance(refusal, TabletLocked)
        return render(request, "patients/tablet/leave.html", context, status=422)
    request.session.flush()
    messages.info(request, _("The tablet was handed back. Sign in to go on."))
    return redirect(f"{reverse('account_login')}?next={tablet.consultation.get_absolute_url()}")
