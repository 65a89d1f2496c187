"""The proposal page: read, asked “what if”, its questions answered, a regimen adopted.

With script the wishes, a card, and a comparison are answered by the part of the page that changes. What was refused answers
422, and 409 where the proposal is not any more what the page showed; what was typed stays.
"""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.access import Permission, requires
from accounts.refusals import Refused
from catalog.snapshot import in_force
from patients.consultation_page import errors_of as told_errors_of
from patients.consulting_refusals import AlreadySigned, Stale
from patients.models import Consultation
from patients.views.consultation_saves import keep_answers
from patients.views.consultations import opens_consultation
from treatments import actions, adopting, refusals
from treatments.proposals import CaseError, proposed
from treatments.proposing import forms
from treatments.proposing.page import Page
from treatments.proposing.wishes import tried, wish_of

P = Permission
ABOUT_ITS_DAY = (forms.DateMissing, refusals.ThinksTooLong)
CHANGED = (
    refusals.ProposalChanged,
    refusals.PlanAlreadyOpen,
    refusals.NotNewest,
    refusals.AlreadySetAside,
    Stale,
    AlreadySigned,
)
WHOLE, PART = "treatments/proposal/proposal.html", "treatments/proposal/_proposal.html"


def page_of(request, consultation: Consultation, data, **more) -> Page:
    """The page for the wishes and options of an address or a form, read from the rows as they are now."""
    wishes = forms.wishes_in(data)
    now = tried(Consultation.objects.with_people().get(pk=consultation.pk), wishes)
    return Page(now, request.user, wishes, forms.options_in(data), asked=data, **more)


def address_of(consultation: Consultation, wishes: forms.Wishes, options: Mapping, at: str = "") -> str:
    """The address of the proposal under these wishes, with these options switched on."""
    query = urlencode([*wishes.pairs, *forms.options_as_pairs(options)])
    return f"{reverse('proposal', args=[consultation.public_id])}{'?' if query else ''}{query}{at}"


@requires(P.PROPOSE_REGIMENS)
@opens_consultation
def proposal(request, consultation):
    newest = request.headers.get("HX-Trigger", "")
    page = page_of(request, consultation, request.GET, newest_option=newest)
    if request.htmx:
        return _part(request, page)
    audit.viewed(request, consultation, page="proposal")
    return render(request, WHOLE, {"page": page}, status=422 if page.tried.problems else 200)


def _part(request, page: Page):
    """The part that changes: a comparison, or the whole proposal; a wish that cannot be read keeps the last proposal.

    Not so when an option is switched: what the card says has to follow its switch.
    """
    card = page.card_switched
    if page.tried.problems and not card:
        form = render(request, "treatments/proposal/_wishes.html", {"page": page}, status=422)
        return _saying(_in_place_of("wishes", form), " ".join(error["text"] for error in page.form.errors))
    if "one" in request.GET:
        return render(request, "treatments/proposal/_pair.html", {"page": page})
    return _whole_proposal(request, page, words=card.price_in_words if card else "")


def _whole_proposal(request, page: Page, status: int = 200, words: str = ""):
    context = {"page": page, "wishes_too": "refused" in request.GET or bool(page.tried.problems)}
    answer = _in_place_of("proposal", render(request, PART, context, status=status))
    return _saying(answer, words or page.announcement)


def _in_place_of(part: str, answer):
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = f"#{part}", "outerHTML"
    return answer


def _saying(answer, words: str):
    answer.headers["HX-Trigger"] = json.dumps({"announce": words})
    return answer


@requires(P.PROPOSE_REGIMENS)
@opens_consultation
def proposal_json(request, consultation):
    """The document byte for byte as the command `propose` prints it."""
    try:
        document = proposed(consultation, wishes=forms.wishes_in(request.GET).given).document
    except CaseError as error:
        said = {"field": error.field, "problem": error.problem, "allowed": error.allowed}
        return HttpResponse(_printed({"error": said}), content_type="application/json", status=422)
    audit.viewed(request, consultation, page="proposal as JSON")
    return HttpResponse(_printed(document), content_type="application/json")


def _printed(document) -> bytes:
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    return f"{text}\n".encode(errors="backslashreplace")


# ---- what is refused


def refused(request, consultation, refusal: Refused, section: str, status: int | None = None):
    """The proposal as it is now, with what stands in the way on top and what was typed in its place."""
    page = page_of(request, consultation, request.POST, typed=request.POST, refused=section)
    page.errors, page.go_to = errors_of(refusal, page), _leads_to(refusal)
    status = status or (409 if isinstance(refusal, CHANGED) else 422)
    if request.htmx:
        return _whole_proposal(request, page, status)
    return render(request, WHOLE, {"page": page}, status=status)


def errors_of(refusal: Refused, page: Page) -> list[dict]:
    """What stands in the way, and each field or question it is about."""
    if isinstance(refusal, refusals.QuestionsOpen):
        asked = [{"text": text, "field_id": f"a-{key}"} for key, text in refusal.questions]
        return [{"text": str(refusal)}, *asked]
    if isinstance(refusal, (refusals.ReasonMissing, *ABOUT_ITS_DAY)):
        return [{"text": str(refusal), "field_id": _field_of(refusal, page)}]
    if isinstance(refusal, refusals.ProposalChanged):
        return [{"text": str(refusal)}, *({"text": change} for change in refusal.changes)]
    return told_errors_of(refusal, page.catalog, page.typed)


def _field_of(refusal: Refused, page: Page) -> str:
    if page.refused == "aside":
        return f"aside-{page.typed.get('question', '')}"
    key = page.typed.get("key", "")
    if isinstance(refusal, ABOUT_ITS_DAY):
        return f"think-{page.courses.get(key, key)}"
    card = page.card(key)
    empty = [row["id"] for row in card.needs_reason if not row["text"].strip()] if card else []
    return empty[0] if empty else "report-comment"


def _leads_to(refusal: Refused) -> dict | None:
    """Where one goes on instead."""
    if isinstance(refusal, refusals.PlanAlreadyOpen):
        return {"url": refusal.plan.get_absolute_url(), "label": _("Open that plan")}
    if isinstance(refusal, refusals.NotNewest):
        return {
            "url": reverse("proposal", args=[refusal.newest.public_id]),
            "label": _("Propose from the later consultation"),
        }
    return None


# ---- questions


@requires(P.PROPOSE_REGIMENS)
@require_POST
@opens_consultation
def proposal_answer(request, consultation):
    """What was told to the open questions is kept with the consultation; the proposal follows at once."""
    try:
        keep_answers(request.POST, consultation, request.user)
    except Refused as refusal:
        return refused(request, consultation, refusal, "answers")
    return _gone_on(request, consultation)


@requires(P.ADOPT_PLAN)
@require_POST
@opens_consultation
def question_set_aside(request, consultation):
    """A dermatologist leaves a question open, and says why."""
    question, reason = request.POST.get("question", ""), forms.text_in(request.POST, "reason")
    if question not in in_force().questions:
        raise Http404(_("The catalog in force has no such question."))
    try:
        actions.set_question_aside(consultation=consultation, question=question, reason=reason, by=request.user)
    except Refused as refusal:
        return refused(request, consultation, refusal, "aside")
    return _gone_on(request, consultation)


def _gone_on(request, consultation):
    """The proposal after an answer: the part by script, else the page again at its questions."""
    if not request.htmx:
        held = forms.wishes_in(request.POST), forms.options_in(request.POST)
        return redirect(address_of(consultation, *held, "#questions"))
    page = page_of(request, consultation, request.POST)
    page.refused = "questions"  # somebody is at them: they stay unfolded
    return _whole_proposal(request, page)


# ---- adopting


@requires(P.ADOPT_PLAN)
@require_POST
@opens_consultation
def proposal_adopt(request, consultation):
    """The regimen of this key becomes the plan, or is offered with time to think."""
    try:
        choice, seen = forms.choice_in(request.POST), forms.seen_in(request.POST)
        plan = adopting.adopt(consultation=consultation, choice=choice, by=request.user, seen=seen)
    except refusals.PlanAlreadyOpen as refusal:
        return _adopted_already(request, consultation, refusal)
    except CaseError as error:
        if not wish_of(error):
            raise
        return refused(request, consultation, refusals.ProposalChanged([]), "adopt")
    except Refused as refusal:
        section = "questions" if isinstance(refusal, refusals.QuestionsOpen) else "adopt"
        return refused(request, consultation, refusal, section)
    messages.success(request, _("The plan was offered.") if choice.think_until else _("The plan was adopted."))
    return redirect(plan)


def _adopted_already(request, consultation, refusal: refusals.PlanAlreadyOpen):
    """Sent twice, or adopted by a colleague a moment before: who wanted just this is led to the plan, anybody else is told."""
    plan = refusal.plan
    if (plan.key, plan.consultation_id) != (request.POST.get("key"), consultation.pk):
        return refused(request, consultation, refusal, "adopt")
    messages.info(
        request, _("This regimen is the patient's plan already; %(person)s adopted it.") % {"person": plan.adopted_by}
    )
    return redirect(plan)
