"""Every save of a consultation: one small view for each, all answered in the same way.

With script a save is answered by the fragments that it changes, without by the page again. What was refused answers 422, and
409 where somebody else was faster; the form keeps what was typed.
"""

from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import Permission, requires
from catalog.snapshot import in_force
from patients import all_at_once, assessing, consulting, retelling
from patients import consultation_forms as forms
from patients.consultation_page import Page, errors_of
from patients.consulting_refusals import AlreadySigned, NoteChanged, Refused, Stale
from patients.models import Consultation, PastTreatment, ScarFinding
from patients.views.consultations import opens_consultation, signed_message, template_of

P = Permission
SAVED = ("saved", "sections", "meanwhile")


def saves(section: str, *fragments: str):
    """A view that changes a section and shows `fragments` of it anew."""

    def decorate(change):
        @wraps(change)
        @opens_consultation
        def view(request, consultation, **kwargs):
            try:
                change(request, consultation, **kwargs)
            except Refused as refusal:
                return refused(request, consultation, section, refusal)
            return done(request, consultation, section, fragments)

        return require_POST(view)

    return decorate


def done(request, consultation, section: str, fragments):
    """The fragments that changed, or the page again at its section."""
    if not request.htmx:
        at = {name: request.POST[name] for name in ("at", "type") if request.POST.get(name)}
        query = "&".join(f"{name}={value}" for name, value in at.items())
        return redirect(f"{consultation.get_absolute_url()}{'?' if query else ''}{query}#{section}")
    held = Consultation.objects.with_people().get(pk=consultation.pk)
    page = Page(held, request.user, in_force(), asked=request.POST)
    since = forms.revision_in(request.POST)
    context = {
        "page": page,
        "consultation": held,
        "section": section,
        "changes": page.changes_since(since) if since is not None else [],
        "fragments": templates_of(("problem", *SAVED, *fragments, *following(page, fragments))),
    }
    return render(request, "patients/consultation/_fragments.html", context)


def following(page: Page, fragments) -> tuple[str, ...]:
    """What follows every save: the note and its digest, always both, unless it is written by hand; and what is open."""
    if not page.reads_record:
        return ()
    if "note" in fragments:
        return ("seen", "open_questions")
    return ("open_questions",) if page.consultation.note_edited else ("note", "seen", "open_questions")


def templates_of(fragments) -> list[str]:
    return [f"patients/consultation/_{name}.html" for name in fragments]


def refused(request, consultation, section: str, refusal: Refused):
    """What stands in the way, at the section; the page keeps what was typed."""
    is_stale, is_unread = isinstance(refusal, (Stale, AlreadySigned)), isinstance(refusal, NoteChanged)
    status = 409 if is_stale or is_unread else 422
    held = Consultation.objects.with_people().get(pk=consultation.pk)
    page = Page(held, request.user, in_force(), asked=request.POST, typed=request.POST)
    context = {
        "page": page,
        "consultation": held,
        "section": section,
        "errors": errors_of(refusal, page.catalog, request.POST),
        "is_stale": is_stale,
    }
    if request.htmx:
        fragments = templates_of(("problem", "note", "seen", "open_questions") if is_unread else ("problem",))
        return render(
            request, "patients/consultation/_fragments.html", context | {"fragments": fragments}, status=status
        )
    return render(request, template_of(page), context, status=status)


@requires(P.RECORD_INTAKE, P.DRAFT_ASSESSMENT)
@saves("screening", "newly_due", "told")
def consultation_answers(request, consultation):
    keep_answers(request.POST, consultation, request.user)


def keep_answers(posted, consultation, by) -> None:
    """Record what a form tells, of the questions that this person may ask; what stands there already is not told again."""
    catalog = in_force()
    asked = [one for one in catalog.questions.values() if one.derived_from is None and consulting.may_ask(by, one)]
    told = forms.told_in(posted, asked, catalog)
    stored = {row.question: (row.value, row.regions) for row in consultation.answers.all()}
    fresh = {
        key: one for key, one in told.items() if stored.get(key) != (one.value, one.regions)
    }  # a form sends all again
    if fresh:
        consulting.answer_many(consultation=consultation, told=fresh, by=by, revision=forms.revision_in(posted))


@requires(P.RECORD_INTAKE, P.DRAFT_ASSESSMENT)
@saves("screening", "screening", "told")
def consultation_none(request, consultation):
    """Of one group; or of those questions, in one group or in all, that stood listed beside the button."""
    category, who = request.POST.get("category", ""), request.POST.get("who", "")
    if "listed" in request.POST:
        listed = request.POST["listed"].split()
        all_at_once.none_of_listed_apply(
            consultation=consultation, who=who, listed=listed, by=request.user, category=category
        )
        return
    consulting.none_of_these_apply(consultation=consultation, category=category, who=who, by=request.user)


@requires(P.RECORD_INTAKE, P.DRAFT_ASSESSMENT)
@saves("screening", "screening", "told")
def consultation_same(request, consultation):
    """Of one group, or of every group: then with the answers that stood listed beside the button."""
    category, who = request.POST.get("category", ""), request.POST.get("who", "")
    if "listed" in request.POST:
        listed = request.POST["listed"].split()
        all_at_once.all_same_as_last_time(consultation=consultation, listed=listed, by=request.user)
        return
    retelling.same_as_last_time(consultation=consultation, category=category, who=who, by=request.user)


@requires(P.DRAFT_ASSESSMENT)
@saves("assessment", "face_map", "findings", "scores", "wishes")
def consultation_findings(request, consultation):
    counts, revision = forms.counts_in(request.POST), forms.revision_in(request.POST)
    if counts:
        assessing.record_findings(consultation=consultation, counts=counts, by=request.user, revision=revision)


@requires(P.DRAFT_ASSESSMENT)
@saves("assessment", "face_map", "entry", "findings", "scores", "wishes")
def consultation_finding(request, consultation, finding_id):
    """One finding of the list: described, mirrored to the other side, or taken back."""
    findings = ScarFinding.objects.select_related("assessment__consultation").filter(
        assessment__consultation=consultation
    )
    finding = get_object_or_404(findings, public_id=finding_id)
    revision, by = forms.revision_in(request.POST), request.user
    place = assessing.Place(finding.scar_type, finding.region, finding.side)
    if "mirror" in request.POST:
        assessing.mirror_finding(finding=finding, by=by, revision=revision)
    elif "remove" in request.POST:
        assessing.record_findings(consultation=consultation, counts={place: None}, by=by, revision=revision)
    else:
        assessing.describe_finding(finding=finding, by=by, revision=revision, **forms.description_in(request.POST))


@requires(P.DRAFT_ASSESSMENT)
@saves("assessment", "scores", "wishes", "findings")
def consultation_skin(request, consultation):
    judged, revision = forms.skin_in(request.POST, in_force()), forms.revision_in(request.POST)
    if judged:
        assessing.assess_skin(consultation=consultation, by=request.user, revision=revision, **judged)


@requires(P.RECORD_INTAKE, P.DRAFT_ASSESSMENT)
@saves("past", "past")
def consultation_past(request, consultation):
    """A past treatment is added, corrected or taken back."""
    revision, by, told = forms.revision_in(request.POST), request.user, request.POST.get("past")
    past = None
    if told:
        past = get_object_or_404(PastTreatment.objects.as_of(consultation), public_id=told)
    if past and "remove" in request.POST:
        assessing.remove_past(consultation=consultation, past=past, by=by, revision=revision)
    else:
        assessing.record_past(
            consultation=consultation, past=past, by=by, revision=revision, **forms.past_in(request.POST)
        )


@requires(P.DRAFT_ASSESSMENT)
@saves("note", "note")
def consultation_note(request, consultation):
    revision, by = forms.revision_in(request.POST), request.user
    if "compose" in request.POST:
        consulting.compose_note(consultation=consultation, by=by, revision=revision)
    else:
        text = request.POST.get("note", "").replace("\r\n", "\n")
        consulting.edit_note(consultation=consultation, text=text, by=by, revision=revision)


@requires(P.SIGN_CONSULTATION)
@require_POST
@opens_consultation
def consultation_sign(request, consultation):
    try:
        consulting.sign(
            consultation=consultation,
            by=request.user,
            revision=forms.revision_in(request.POST),
            seen=request.POST.get("seen", ""),
            open_accepted="open_accepted" in request.POST,
        )
    except Refused as refusal:
        return refused(request, consultation, "sign", refusal)
    signed_message(request)
    return elsewhere(request, consultation.get_absolute_url())


@requires(P.SIGN_CONSULTATION)
@require_POST
@opens_consultation
def consultation_amend(request, consultation):
    try:
        consulting.amend(consultation=consultation, text=request.POST.get("text", ""), by=request.user)
    except Refused as refusal:
        return refused(request, consultation, "amend", refusal)
    messages.success(request, _("The amendment was added."))
    return elsewhere(request, consultation.get_absolute_url())


def elsewhere(request, address: str):
    """Lead to another page: by redirect, or by the header that our script follows."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
