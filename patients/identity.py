"""Who a page is about: opening the record, the banner on top of every page of a patient, and the tabs below it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Permission, may_open
from patients import chips as clinical
from patients.languages import language_name
from patients.models import Patient

# (label, url name with patient_id), in the order of visual design; a tab is shown to whoever may open its address.
TABS = [
    (gettext_lazy("Overview"), "patient_record"),
    (gettext_lazy("Consultations"), "consultation_list"),
]

# Each gives the clinical chips of a patient, [{"word", "kind", "icon"}], strongest first. The desk learns only that there is a
# note. A chip with a `fact` is none: it stands as that fact, and among the chips only where these are folded away.
CLINICAL_CHIPS: list[Callable[[Patient], list[dict]]] = [clinical.of_the_record]


def opens_patient(view):
    """Give the view the patient of the address. The address of a merged record leads to the same page of the kept one."""

    @wraps(view)
    def opened(request, patient_id, **kwargs):
        patient = get_object_or_404(Patient.objects.select_related("merged_into"), public_id=patient_id)
        if not patient.is_merged:
            return view(request, patient, **kwargs)
        kept = patient.merged_into
        said = {"number": patient.record_number, "kept": kept.record_number}
        if request.method == "POST":
            messages.error(
                request, _("%(number)s was merged into %(kept)s meanwhile. Nothing was saved; do it again here.") % said
            )
        else:
            messages.info(request, _("%(number)s was merged into this record.") % said)
        return redirect(request.resolver_match.view_name, patient_id=kept.public_id, **kwargs)

    return opened


def identity_of(patient: Patient, user) -> dict:
    """What the banner shows this person; include patients/_banner.html with it as `identity`, in the block `banner`."""
    private, said = user.hides_clinical_notes, clinical_chips(patient, user)
    open_facts = [] if private else [chip["fact"] for chip in said if "fact" in chip]
    chips = [*desk_chips(patient), *(chip for chip in said if private or "fact" not in chip)]
    return {
        "name": str(patient),
        "preferred": patient.preferred_name,
        "born": patient.birth_date,
        "age": patient.age,
        "number": patient.record_number,
        "facts": [*open_facts, *_facts(patient)],
        "chips": sorted(chips, key=lambda chip: chip["kind"] != "danger"),
        "private": private,
        "url": patient.get_absolute_url(),
    }


def tabs_of(patient: Patient, user, current: str) -> list[dict]:
    """The tabs of a patient's pages that this person may open."""
    return [
        {"label": label, "url": reverse(name, kwargs={"patient_id": patient.public_id}), "current": name == current}
        for label, name in TABS
        if may_open(user, name, patient_id=patient.public_id)
    ]


def desk_chips(patient: Patient) -> list[dict]:
    """What everybody who meets the person has to know, of all their records. No other reason is told here."""
    records = patient.all_records
    chips = []
    if any(record.latex_or_plaster_allergy for record in records):
        chips.append(_chip(_("Allergy: latex or plaster"), "danger", "exclamation-octagon"))
    if patient.is_minor:
        chips.append(_minor(patient))
    if any(record.needs_interpreter for record in records):
        chips.append(_chip(_interpreter(patient)))
    if any(record.wheelchair for record in records):
        chips.append(_chip(_("Wheelchair")))
    if any(record.needs_longer_slot for record in records):
        chips.append(_chip(_("Longer slot")))
    return chips


def clinical_chips(patient: Patient, user) -> list[dict]:
    """What rooms further on say of the patient; who may not read the record sees that there is a note, and no word of it."""
    chips = [chip for of_room in CLINICAL_CHIPS for chip in of_room(patient)]
    if user.may(Permission.READ_RECORD):
        return chips
    return [_chip(_("clinical note"))] if any("fact" not in chip for chip in chips) else []


def _chip(word: str, kind: str = "", icon: str = "") -> dict:
    return {"word": word, "kind": kind, "icon": icon}


def _minor(patient: Patient) -> dict:
    if patient.lacks_guardian:
        return _chip(_("Minor, no guardian named yet"), "warn", "exclamation-triangle")
    return _chip(_("Minor"), "info")


def _interpreter(patient: Patient) -> str:
    language = language_name(patient.language)
    return _("Interpreter: %(language)s") % {"language": language} if language else _("Interpreter")


def _facts(patient: Patient) -> list[dict]:
    """The alert stands among the facts, because it keeps two people apart and is never folded away."""
    alerts = [record.identity_alert for record in patient.all_records if record.identity_alert]
    return [{"label": _("Alert"), "value": alert} for alert in dict.fromkeys(alerts)]
