"""Two records of one person: likely ones, both side by side, merge, and take it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.access import Permission, requires
from accounts.refusals import Refused
from patients import actions, typed
from patients.identity import identity_of, opens_patient, tabs_of
from patients.models import Merge, Patient
from patients.words import likeness_in_words, side_by_side


@requires(Permission.EDIT_CONTACT_DATA)
@opens_patient
def patient_duplicates(request, patient):
    """Records that may be the same person's, and a box to find another one."""
    audit.viewed(request, patient)
    text = typed.tidy(request.GET.get("q", ""))
    found = [row.patient for row in Patient.objects.found(text).rows if row.patient != patient] if text else []
    likely = [likeness_in_words(one) for one in actions.likely_same(patient)]
    return render(
        request, "patients/duplicates.html", _page(request, patient) | {"likely": likely, "asked": text, "found": found}
    )


@requires(Permission.EDIT_CONTACT_DATA)
@opens_patient
def patient_merge(request, patient, other_id):
    """Both records side by side; one is kept, the other leads to it from then on."""
    other = get_object_or_404(Patient.objects.select_related("merged_into"), public_id=other_id)
    other = other.merged_into or other
    if other == patient:
        messages.info(request, _("These two records are merged already."))
        return redirect(patient)
    refused = None
    if request.method == "POST":
        kept, merged = _chosen(request.POST.get("kept"), patient, other)
        try:
            actions.merge(kept=kept, merged=merged, by=request.user)
        except Refused as refusal:
            refused = refusal
        else:
            said = {"merged": merged.record_number, "kept": kept.record_number}
            messages.success(request, _("%(merged)s was merged into %(kept)s. It can be undone on this page.") % said)
            return redirect(kept)
    return _side_by_side(request, patient, other, refused)


@requires(Permission.EDIT_CONTACT_DATA)
@require_POST
@opens_patient
def merge_undo(request, patient, merge_id):
    """They were two people after all."""
    merge = get_object_or_404(Merge, public_id=merge_id, merged__in=patient.all_records)
    try:
        actions.undo_merge(merge=merge, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(patient)
    said = {"merged": merge.merged.record_number, "kept": merge.kept.record_number}
    messages.success(request, _("%(merged)s and %(kept)s are two records again.") % said)
    return redirect(patient)


def _chosen(key: str, patient: Patient, other: Patient) -> tuple[Patient, Patient]:
    """The kept record, then the other."""
    pairs = {str(patient.public_id): (patient, other), str(other.public_id): (other, patient)}
    if key not in pairs:
        raise Http404(_("Neither of the two records was chosen."))
    return pairs[key]


def _side_by_side(request, patient, other, refused):
    audit.viewed(request, patient)
    audit.viewed(request, other)
    errors = [{"text": str(refused)}] if refused else []
    context = _page(request, patient) | {"other": other, "lines": side_by_side(patient, other), "errors": errors}
    return render(request, "patients/merge.html", context, status=422 if refused else 200)


def _page(request, patient) -> dict:
    tabs = tabs_of(patient, request.user, "patient_record")
    return {"patient": patient, "identity": identity_of(patient, request.user), "tabs": tabs}
