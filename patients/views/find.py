"""Find a patient: one box, results as one types, recent patients while it is empty."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.access import Permission, requires
from patients import typed
from patients.models import Patient
from patients.queries import Found, FoundRow


@requires(Permission.FIND_PATIENTS)
def patient_search(request):
    text = typed.tidy(request.GET.get("q", ""))
    found = _found(request, text)
    if _is_clear(request, found):
        return redirect(found.rows[0].patient)
    context = {
        "asked": text,
        "rows": [row_of(row) for row in found.rows],
        "leads": bool(text and found.rows and not request.htmx),
        "more_url": _more_url(text, found.more),
        "register_url": _register_url(text),
        "begins": not request.GET.get("after"),
    }
    return render(request, "patients/_found.html" if request.htmx else "patients/search.html", context)


def _found(request, text: str) -> Found:
    if text:
        return Patient.objects.found(text, after=request.GET.get("after", ""))
    return Found([FoundRow(patient) for patient in Patient.objects.recently_seen(request.user)])


def _is_clear(request, found: Found) -> bool:
    """Enter opens the record when what was typed means one person and no other."""
    sent = not request.htmx and request.GET.get("q") and not request.GET.get("after")
    return bool(sent and len(found.rows) == 1 and not found.more and not found.rows[0].near)


def row_of(row: FoundRow) -> dict:
    """What a list shows of a patient: enough to tell two people of one name apart."""
    return {
        "patient": row.patient,
        "url": row.patient.get_absolute_url(),
        "found_as": row.found_as,
        "near": row.near,
    }


def _more_url(text: str, more: str) -> str:
    return f"{reverse('patient_search')}?{urlencode({'q': text, 'after': more})}" if more else ""


def _register_url(text: str) -> str:
    """Registering takes over what was typed here."""
    query = urlencode(taken_over(text))
    return f"{reverse('patient_register')}?{query}" if query else reverse("patient_register")


def taken_over(text: str) -> dict[str, str]:
    """Fields of a new record, as far as the text of a search fills them."""
    read = typed.read(typed.tidy(text), timezone.localdate())
    taken = names_of(text, read) | {"birth_date": next((str(f.dates[0]) for f in read.figures if f.dates), "")}
    taken["phone"] = next((f.phone for f in read.figures if f.phone and not f.month), "")
    return {name: value for name, value in taken.items() if value}


def names_of(text: str, read: typed.Typed) -> dict[str, str]:
    """Family name before a comma, else the last word; the person at the desk looks at it anyway."""
    if "," in text:
        family, _comma, given = read.names.partition(",")
        return {"family_name": family.strip(), "given_names": given.strip()}
    *given, family = read.words or [""]
    return {"family_name": family, "given_names": " ".join(given)}
