"""One patient at the desk: register, the record, edit, and who stands by the person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.access import Permission, requires
from accounts.pages import form_page
from accounts.refusals import Refused
from patients import actions, typed
from patients.forms import CHANGEABLE, ContactPersonForm, EditForm, PatientForm
from patients.identity import identity_of, opens_patient, tabs_of
from patients.models import ContactPerson, Merge
from patients.refusals import EditedMeanwhile, LikelyDuplicates
from patients.views.find import taken_over
from patients.words import changes_in_words, contact_facts, likeness_in_words


@requires(Permission.REGISTER_PATIENTS)
def patient_register(request):
    if request.method != "POST":
        return render(request, "patients/register.html", {"form": _new_form(request)})
    form, likely = PatientForm(request.POST), []
    if form.is_valid():
        known = request.POST.getlist("known") if "anyway" in request.POST else ()
        try:
            patient = actions.register(by=request.user, known=known, **form.typed_fields)
        except LikelyDuplicates as refusal:
            likely = [likeness_in_words(one) for one in refusal.likely]
        else:
            messages.success(request, _("Registered as %(number)s.") % {"number": patient.record_number})
            return redirect(patient)
    return render(request, "patients/register.html", {"form": form, "likely": likely}, status=422)


@requires(Permission.FIND_PATIENTS)
@opens_patient
def patient_record(request, patient):
    audit.viewed(request, patient)
    return form_page(request, "patients/record.html", _record(request, patient))


@requires(Permission.EDIT_CONTACT_DATA)
@opens_patient
def patient_edit(request, patient):
    audit.viewed(request, patient)
    form = EditForm(request.POST or None, instance=patient)
    context = _page(request, patient)  # before the form writes what was typed into the row in memory
    if form.is_valid():
        try:
            saved = actions.edit(
                patient=patient, revision=form.cleaned_data["revision"], by=request.user, **form.typed_fields
            )
        except EditedMeanwhile as refusal:
            context |= {"form": form.on_top_of(refusal), "refusal": refusal, "changes": changes_in_words(refusal, form)}
            return render(request, "patients/edit.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect(saved)
    return form_page(request, "patients/edit.html", context | {"form": form})


@requires(Permission.EDIT_CONTACT_DATA)
@opens_patient
def contact_person_add(request, patient):
    audit.viewed(request, patient)
    form = ContactPersonForm(request.POST or None, initial={"is_guardian": patient.lacks_guardian})
    if form.is_valid():
        actions.add_contact(patient=patient, by=request.user, **form.cleaned_data)
        messages.success(request, _("Added."))
        return redirect(patient)
    return form_page(request, "patients/contact_person.html", _page(request, patient) | {"form": form})


@requires(Permission.EDIT_CONTACT_DATA)
@require_POST
@opens_patient
def contact_person_end(request, patient, contact_id):
    contact = get_object_or_404(ContactPerson, public_id=contact_id, patient__in=patient.all_records)
    try:
        actions.end_contact(contact=contact, by=request.user)
    except Refused as refusal:
        return form_page(request, "patients/record.html", _record(request, patient), refused=refusal)
    messages.success(request, _("%(name)s was removed.") % {"name": contact.name})
    return redirect(patient)


def _page(request, patient) -> dict:
    """What every page of a patient shows."""
    tabs = tabs_of(patient, request.user, request.resolver_match.view_name)
    return {"patient": patient, "identity": identity_of(patient, request.user), "tabs": tabs}


def _record(request, patient) -> dict:
    merges = Merge.objects.standing().within(patient.all_records)
    return _page(request, patient) | {
        "facts": contact_facts(patient),
        "contacts": ContactPerson.objects.current().filter(patient__in=patient.all_records).in_order(),
        "merges": merges,
        "likely": len(actions.likely_same(patient)),
    }


def _new_form(request) -> PatientForm:
    """One begins to write in the first field."""
    form = PatientForm(initial=_taken_over(request))
    form.fields["family_name"].widget.attrs["autofocus"] = True
    return form


def _taken_over(request) -> dict:
    """What was typed into the search box before: as text `q`, or in fields where the page read it already."""
    taken = taken_over(request.GET.get("q", ""))
    taken |= {name: typed.tidy(request.GET[name]) for name in CHANGEABLE if name in request.GET}
    if date := typed.birth_date(taken.pop("birth_date", ""), timezone.localdate()):
        taken["birth_date"] = date
    return taken
