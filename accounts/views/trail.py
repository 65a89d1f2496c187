"""The audit trail as clinic admins read it: newest first, page by page."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import audit, naming
from accounts.access import ROLES, Permission, requires
from accounts.forms import TrailForm
from accounts.models import AuditEvent, User
from accounts.pages import form_page

EVENTS_A_PAGE = 50
CLINICAL = {"answers recorded", "skin assessed", "finding described"}


@requires(Permission.READ_AUDIT)
def audit_trail(request):
    form = TrailForm(request.GET if set(request.GET) & set(TrailForm.base_fields) else None)
    wanted = form.cleaned_data if form.is_valid() else {}
    if not form.is_bound or form.is_valid():
        asked = {name: getattr(value, "public_id", value) for name, value in wanted.items() if value}
        audit.record("audit trail read", by=request.user, patient=wanted.get("patient"), **asked_words(asked))
        events = list(matching(wanted).below(request.GET.get("before"))[: EVENTS_A_PAGE + 1])
    else:
        asked, events = {}, []
    for event in events:
        event.words = detail_in_words(event)
    name_people(events)
    name_patients(events)
    shown, older = events[:EVENTS_A_PAGE], events[EVENTS_A_PAGE:]
    context = {"form": form, "events": shown, "older_url": older_url(asked, shown) if older else None}
    return form_page(request, "accounts/audit_trail.html", context)


def name_people(events: list[AuditEvent]) -> None:
    """Say of each event about somebody who works here who that is."""
    kind = User._meta.label_lower
    people = User.objects.in_bulk({e.about for e in events if e.about_kind == kind}, field_name="public_id")
    for event in events:
        event.person = people.get(event.about) if event.about_kind == kind else None


def name_patients(events: list[AuditEvent]) -> None:
    """Say of each event whose record was touched, by record number: whoever reads the trail needs no patient's name."""
    about = {event.about for event in events if event.about_kind == naming.PATIENT}
    called = naming.names({naming.PATIENT: about | {event.patient for event in events if event.patient}})
    for event in events:
        event.patient_called = called.get(event.patient)
        event.about_called = called.get(event.about) if event.about_kind == naming.PATIENT else None


def matching(wanted: dict):
    """The events a filter asks for."""
    events = AuditEvent.objects.newest_first()
    if wanted.get("person"):
        events = events.by_person(wanted["person"])
    if wanted.get("patient"):
        events = events.about_patient(wanted["patient"])
    if wanted.get("day"):
        events = events.on_day(wanted["day"])
    return events


def asked_words(asked: dict) -> dict:
    """What the trail keeps of how it was read; the patient has a column of its own."""
    return {f"asked_{name}": value for name, value in asked.items() if name != "patient"}


def detail_in_words(event: AuditEvent) -> list[tuple[str, str]]:
    """The detail as people read it. Of clinical records only numbers are told, also of events from before that was so."""
    clinical = event.action in CLINICAL
    return [(name.replace("_", " "), value_in_words(_named_role(name, value), clinical)) for name, value in event.said]


def _named_role(name: str, value):
    """A role by its name; the trail keeps its key."""
    return str(ROLES[value].label) if name == "role" and value in ROLES else value


def value_in_words(value, clinical: bool) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return str(len(value)) if clinical else ", ".join(str(one).replace("_", " ") for one in value)
    return _("none") if value in (None, "") else str(value)


def older_url(asked: dict, shown: list) -> str:
    """Where the page below begins."""
    return f"{reverse('audit_trail')}?{urlencode({**asked, 'before': shown[-1].public_id})}"
