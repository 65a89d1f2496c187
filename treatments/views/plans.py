"""The plan of a patient, the page of a plan, and what its revisions changed."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts import audit
from accounts.access import Permission, requires
from patients.identity import identity_of, opens_patient, tabs_of
from treatments.models import TreatmentPlan
from treatments.planning.comparing import comparison
from treatments.planning.page import Page

MOST_LISTED = 50


def opens_plan(view):
    """Give the view the plan of the address."""

    @wraps(view)
    def opened(request, plan_id, **kwargs):
        held = TreatmentPlan.objects.with_people().select_related("patient__merged_into", "consultation__patient")
        return view(request, get_object_or_404(held, public_id=plan_id), **kwargs)

    return opened


@requires(Permission.READ_RECORD)
@opens_patient
def patient_plan(request, patient):
    """The open plan of a patient; without one, the earlier ones and what comes next."""
    plans = TreatmentPlan.objects.of(patient).with_people().newest_first()
    if open_plan := plans.open().first():
        return redirect(open_plan)
    audit.viewed(request, patient, page="plans")
    context = {
        "patient": patient,
        "plans": plans[:MOST_LISTED],
        "identity": identity_of(patient, request.user),
        "tabs": tabs_of(patient, request.user, "patient_plan"),
    }
    return render(request, "treatments/plan/none_open.html", context)


@requires(Permission.READ_RECORD)
@opens_plan
def plan(request, plan):
    audit.viewed(request, plan)
    return plan_page(request, Page(plan, request.user, asked=request.GET))


def plan_page(request, page: Page, status: int = 200):
    return render(request, "treatments/plan/plan.html", {"page": page, "plan": page.plan}, status=status)


@requires(Permission.READ_RECORD)
@opens_plan
def plan_revisions(request, plan):
    """Two revisions line by line, the last two unless others are asked for."""
    page = Page(plan, request.user)
    compared = comparison(page, request.GET.get("from"), request.GET.get("to"))
    if compared is None:
        raise Http404(_("This plan has no such revision."))
    audit.viewed(request, plan, page="revisions")
    return render(request, "treatments/plan/revisions.html", {"page": page, "plan": plan, "compared": compared})
