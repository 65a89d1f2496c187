"""The sheet a patient takes home."""

from django.shortcuts import render

from accounts import audit
from accounts.access import Permission, requires
from treatments.papers.sheet import Sheet
from treatments.views.plans import opens_plan


@requires(Permission.READ_RECORD)
@opens_plan
def plan_sheet(request, plan):
    audit.viewed(request, plan, page="sheet")
    sheet = Sheet(plan, states=dict(plan.sessions.standing().values_list("step", "state")))
    return render(
        request, "treatments/patient/sheet.html", {"sheet": sheet, "plan": plan, "demonstration": sheet.notice}
    )
