"""The rest of a plan beside what would be proposed today, and taking that over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import audit
from accounts.access import Permission, requires
from accounts.refusals import Refused
from treatments import replanning
from treatments.models import TreatmentPlan
from treatments.planning import forms
from treatments.planning.replan_page import ReplanPage
from treatments.views.plan_changes import errors_of, status_of
from treatments.views.plans import opens_plan


@requires(Permission.AMEND_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@opens_plan
def plan_replan(request, plan):
    """What would be proposed today for the rest of a plan; it is taken over only with a reason."""
    if request.method != "POST":
        audit.viewed(request, plan, page="replan")
        return _page(request, ReplanPage(plan, request.user))
    try:
        replanning.replan(
            plan=plan,
            seal=request.POST.get("seal", ""),
            why=forms.why_in(request.POST),
            by=request.user,
            revision=forms.revision_in(request.POST),
        )
    except Refused as refusal:
        fresh = TreatmentPlan.objects.with_people().get(pk=plan.pk)
        errors = errors_of(refusal, "replan")
        page = ReplanPage(fresh, request.user, typed=request.POST, refused="replan", errors=errors)
        return _page(request, page, status_of(refusal))
    messages.success(request, _("The rest of the plan was planned anew."))
    return redirect(plan)


def _page(request, page: ReplanPage, status: int = 200):
    return render(request, "treatments/plan/replan.html", {"page": page, "plan": page.plan}, status=status)
