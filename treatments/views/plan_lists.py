"""Lists over plans: all of them with filters, what is unsafe or open now, and what the desk has to book."""

from django.db.models import QuerySet
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.access import Permission, may_open, requires
from catalog.snapshot import NoCatalogInForce
from treatments import judging
from treatments.models import PlanJudgement, TreatmentPlan
from treatments.planning import to_book
from treatments.planning.lines import bring_up_to_date, catalog_for_words, lines_of

P, State = Permission, TreatmentPlan.State
PAGE = 30
JUDGED_AT_ONCE = 50
OPEN, ALL = "open", "all"
STATES = ((OPEN, _("Open")), *State.choices, (ALL, _("All")))
FLAGS = (
    ("mine", _("Adopted by me")),
    ("unsafe", _("Unsafe now")),
    ("overdue", _("Time to think is over")),
)


@requires(P.READ_RECORD)
def plan_list(request):
    asked = filters_in(request.GET)
    plans = matching(asked, request.user).with_people().select_related("judgement").newest_first()
    found = list(plans.below(request.GET.get("below"))[: PAGE + 1])
    shown = found[:PAGE]
    bring_up_to_date(shown)
    audit.record("plan list read", by=request.user, plans=len(shown))
    context = {
        "lines": _lines(request, shown),
        "states": [{"value": key, "label": label, "selected": key == asked["state"]} for key, label in STATES],
        "flags": [{"name": name, "label": label, "checked": asked.get(name)} for name, label in FLAGS],
        "narrowed": asked != filters_in({}),
        "books": may_open(request.user, "plans_to_book"),
        "more_url": _more("plan_list", asked, "below", shown[-1].public_id) if len(found) > PAGE else "",
    }
    return render(request, "treatments/lists/plans.html", context)


def filters_in(asked) -> dict:
    """What the address asks for: a state, and what else has to hold."""
    state = asked.get("state", OPEN)
    known = state in dict(STATES)
    return {"state": state if known else OPEN} | {name: "1" for name, _label in FLAGS if asked.get(name)}


def matching(asked: dict, user) -> QuerySet:
    """The plans a filter asks for."""
    plans = TreatmentPlan.objects.all()
    if asked["state"] != ALL:
        plans = plans.open() if asked["state"] == OPEN else plans.filter(state=asked["state"])
    if asked.get("mine"):
        plans = plans.adopted_by_person(user)
    if asked.get("unsafe"):
        plans = plans.unsafe()
    if asked.get("overdue"):
        plans = plans.past_think_time(timezone.localdate())
    return plans


@requires(P.READ_RECORD)
def plan_worklist(request):
    """What the rules in force say against open plans today; how many are still to be judged is said, not hidden."""
    left = _judged_up_to_date()
    judgements = PlanJudgement.objects.of_open_plans().standing_against().unsafe_first()
    judgements = judgements.select_related("plan__patient", "plan__adopted_by", "plan__version")
    found = list(judgements.below(request.GET.get("below"))[: PAGE + 1])
    plans = [judgement.plan for judgement in found[:PAGE]]
    audit.record("plan worklist read", by=request.user, plans=len(plans))
    context = {
        "lines": _lines(request, plans, concerns=True),
        "left": left,
        "books": False,
        "more_url": _more("plan_worklist", {}, "below", found[PAGE - 1].public_id) if len(found) > PAGE else "",
    }
    return render(request, "treatments/lists/worklist.html", context)


def _judged_up_to_date() -> int | None:
    """How many open plans are still to be judged; None when there is no catalog to judge by."""
    try:
        return judging.judge_outdated(JUDGED_AT_ONCE)
    except NoCatalogInForce:
        return None


def _lines(request, plans, **more):
    if not plans:
        return []
    return lines_of(plans, catalog_for_words(), restricted=request.user.may(P.READ_RESTRICTED_ANSWERS), **more)


def _more(name: str, asked: dict, key: str, value) -> str:
    return f"{reverse(name)}?{urlencode({**asked, key: value})}"


@requires(P.BOOK_APPOINTMENTS)
def plans_to_book(request):
    return to_book_page(request)


def to_book_page(request, status: int = 200, errors=()):
    """The list of the desk; `errors` says why something was refused."""
    rows, after = to_book.page_of(request.GET.get("after"))
    context = {
        "rows": rows,
        "errors": list(errors),
        "more_url": _more("plans_to_book", {}, "after", after) if after else "",
    }
    return render(request, "treatments/lists/to_book.html", context, status=status)
