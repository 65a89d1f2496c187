"""What a plan keeps of the proposal it came from: questions set aside, reasons that were written, the regimens not adopted."""

from catalog import snapshot
from planner.catalog import Catalog
from treatments.models import PlanRevision, QuestionSetAside, TreatmentPlan
from treatments.planning import stored_course


def set_aside(plan: TreatmentPlan, catalog: Catalog, *, restricted: bool) -> list[dict]:
    """The questions that stayed open when it was adopted, and why."""
    rows = QuestionSetAside.objects.of_plan(plan).select_related("by").order_by("pk")
    questions = catalog.questions
    return [
        {"question": questions[row.question].ask, "reason": row.reason, "by": row.by, "at": row.at}
        for row in rows
        if row.question in questions and (restricted or not questions[row.question].restricted)
    ]


def recorded_reasons(revision: PlanRevision, catalog: Catalog) -> list[dict]:
    """Why something is done although a rule speaks against it."""
    reasons = revision.recorded_reasons
    return [{"name": stored_course.name_of(key, catalog), "reason": reason} for key, reason in reasons.items()]


def kept_options(plan: TreatmentPlan) -> list[dict]:
    """The other regimens of the proposal that this one was adopted from."""
    first = plan.revisions.select_related("version").get(number=1)
    catalog = snapshot.of_version(first.version)
    return [
        {
            "name": stored_course.regimen_in_words(one, catalog),
            "labels": one["labels"],
            "totals": list(stored_course.totals_in_words(one, catalog)),
        }
        for one in first.whole_proposal["regimens"]
        if one["key"] != plan.key
    ]
