"""Every change of a plan: one small view for each, all answered in the same way.

What was refused answers 422, and 409 where somebody else was faster; the page shows how it stands now and keeps what was typed.
"""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.access import Permission, requires
from accounts.refusals import Refused
from patients.consulting_refusals import TooLong
from treatments import changing, refusals
from treatments.models import PlanTask, TreatmentPlan
from treatments.planning import forms
from treatments.planning.amend_page import AmendPage
from treatments.planning.page import Page
from treatments.views.plan_lists import to_book_page
from treatments.views.plans import opens_plan, plan_page

P = Permission
MOVED = (refusals.PlanMoved, refusals.NotPossibleNow, refusals.AlreadyDone, refusals.NoSuchStep)


def status_of(refusal: Refused) -> int:
    return 409 if isinstance(refusal, MOVED) else 422


def errors_of(refusal: Refused, section: str) -> list[dict]:
    """What stands in the way, each with the field it is about."""
    fields = {
        refusals.ReasonMissing: "reason",
        refusals.ReasonTooShort: "reason",
        TooLong: "reason",
        refusals.SafetyReasonMissing: "kind-safety",
        refusals.NotLookedAt: "looked",
        refusals.ChangeNotPossible: getattr(refusal, "field", ""),
    }
    field = next((name for kind, name in fields.items() if isinstance(refusal, kind)), "")
    place = section.replace("task-", "note-") if section.startswith("task-") else f"{section}-{field}"
    errors = [{"text": str(refusal), "field_id": place if field else ""}]
    return errors + [{"text": sentence} for sentence in getattr(refusal, "concerns", ())]


def changes(section: str):
    """A view that changes a plan and leads back to it; `section` is where its form stands on the page."""

    def decorate(change):
        @wraps(change)
        @opens_plan
        def view(request, plan):
            try:
                said = change(request, plan)
            except Refused as refusal:
                return refused(request, plan, section, refusal)
            messages.success(request, said)
            return redirect(plan)

        return require_POST(view)

    return decorate


def refused(request, plan: TreatmentPlan, section: str, refusal: Refused):
    """The page of the plan as it stands now, with what was typed."""
    plan = TreatmentPlan.objects.with_people().get(pk=plan.pk)
    page = Page(plan, request.user, typed=request.POST, refused=section, errors=errors_of(refusal, section))
    return plan_page(request, page, status_of(refusal))


@requires(P.ADOPT_PLAN)
@changes("accept")
def plan_accept(request, plan):
    changing.accept(plan=plan, by=request.user, revision=forms.revision_in(request.POST))
    return _("The plan runs from now on.")


@requires(P.AMEND_PLAN, P.RECORD_SESSION)
@changes("hold")
def plan_hold(request, plan):
    changing.hold(plan=plan, why=_why(request), by=request.user, revision=forms.revision_in(request.POST))
    return _("The plan is held: nothing more is booked or done until it is resumed.")


@requires(P.AMEND_PLAN)
@changes("resume")
def plan_resume(request, plan):
    why, revision = _why(request), forms.revision_in(request.POST)
    changing.resume(plan=plan, why=why, by=request.user, revision=revision, looked="looked" in request.POST)
    return _("The plan goes on.")


@requires(P.AMEND_PLAN)
@changes("stop")
def plan_stop(request, plan):
    changing.stop(plan=plan, why=_why(request), by=request.user, revision=forms.revision_in(request.POST))
    return _("The plan is stopped. Another can be adopted from a proposal.")


@requires(P.AMEND_PLAN)
@changes("complete")
def plan_complete(request, plan):
    changing.complete(plan=plan, why=_why(request), by=request.user, revision=forms.revision_in(request.POST))
    return _("The plan is completed.")


def _why(request) -> changing.Why:
    return forms.why_in(request.POST)


@requires(P.AMEND_PLAN)
@opens_plan
def plan_amend(request, plan, step: int):
    """One step, what may be changed of it, and what that leads to; a change is written only by “Amend the plan”."""
    page = AmendPage(plan, request.user, step=step, typed=request.POST)
    if page.visit is None:
        raise Http404(_("This plan has no such visit."))
    if request.method != "POST":
        audit.viewed(request, plan, page="amend")
        return _amend_page(request, page)
    try:
        change = forms.change_in(request.POST, step)
        if "effect" in request.POST:
            return _amend_page(request, page.showing_effect_of(change))
        revision = forms.revision_in(request.POST)
        changing.amend(plan=plan, change=change, why=_why(request), by=request.user, revision=revision)
    except Refused as refusal:
        status = 200 if "effect" in request.POST else status_of(refusal)
        return _amend_page(request, page.refused_by(refusal, errors_of(refusal, "amend")), status)
    messages.success(request, _("The plan was amended. The visits behind this one follow."))
    return redirect(plan)


def _amend_page(request, page: AmendPage, status: int = 200):
    return render(request, "treatments/plan/amend.html", {"page": page, "plan": page.plan}, status=status)


@requires(P.AMEND_PLAN, P.RECORD_SESSION, P.BOOK_APPOINTMENTS)
@require_POST
def task_done(request, task_id):
    """Somebody has seen to a task. Who may not read the record comes from the list of visits to book, and goes back there."""
    task = get_object_or_404(PlanTask.objects.select_related("plan__patient"), public_id=task_id)
    reads = request.user.may(P.READ_RECORD)
    try:
        changing.finish_task(task=task, by=request.user, note=request.POST.get("note", "").replace("\r\n", "\n"))
    except Refused as refusal:
        if reads:
            return refused(request, task.plan, f"task-{task.public_id}", refusal)
        return to_book_page(request, status_of(refusal), errors_of(refusal, "tasks"))
    messages.success(request, _("Done."))
    return redirect(task.plan) if reads else redirect("plans_to_book")
