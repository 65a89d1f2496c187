"""What the desk's pages say of a patient, in words: facts, likenesses, two records side by side, what another person changed."""

import datetime
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from patients.actions import CHANGEABLE
from patients.languages import language_name
from patients.models import Patient
from patients.queries import Likeness
from patients.typed import plain_line_ends


@dataclass(frozen=True)
class Line:
    """One field of two records; `differs` when both say something and not the same."""

    label: str
    left: str
    right: str
    differs: bool


def value_in_words(patient: Patient, name: str) -> str:
    """What a field says, '' when it says nothing."""
    return in_words(name, getattr(patient, name))


def in_words(name: str, value) -> str:
    choices = dict(Patient._meta.get_field(name).flatchoices)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.date):
        return formats.date_format(value, "j M Y")
    if name == "language":
        return language_name(value)
    if name == "contact_by" and not value:
        return _("not asked")
    return ", ".join(str(choices.get(value, value or "")).splitlines())


def label_of(name: str) -> str:
    return str(Patient._meta.get_field(name).verbose_name)


def contact_facts(patient: Patient) -> list[dict]:
    """How the person is reached. What is empty here and stands in a merged record is shown from there."""
    shown = ("phone", "email", "contact_by", "contact_note", "address", "language", "sex")
    unsaid = {"contact_note": _("none"), "sex": _("not said")}
    return [{"label": label_of(name), "value": _first_said(patient, name) or unsaid.get(name, "")} for name in shown]


def _first_said(patient: Patient, name: str) -> str:
    return next((said for record in patient.all_records if (said := value_in_words(record, name))), "")


def likeness_in_words(likeness: Likeness) -> dict:
    """A patient and why it may be the same person."""
    reasons = {
        _("same date of birth, similar name"): likeness.same_name_and_birth_date,
        _("same phone"): likeness.same_phone,
        _("same e-mail address"): likeness.same_email,
    }
    return {"patient": likeness.patient, "why": ", ".join(reason for reason, holds in reasons.items() if holds)}


def side_by_side(left: Patient, right: Patient) -> list[Line]:
    """All that the desk keeps of both, and since when."""
    lines = [_line(label_of(name), value_in_words(left, name), value_in_words(right, name)) for name in CHANGEABLE]
    since = [formats.date_format(one.registered_at, "j M Y") for one in (left, right)]
    return [*lines, Line(_("Registered"), *since, differs=False)]


def _line(label: str, left: str, right: str) -> Line:
    return Line(label, left, right, bool(left and right and left != right))


def changes_in_words(refusal, form) -> list[dict]:
    """What another person wrote meanwhile, beside what was typed here."""
    return [
        {
            "label": change.label,
            "was": in_words(change.field, change.was),
            "now": in_words(change.field, change.now),
            "typed": in_words(change.field, form.cleaned_data[change.field]),
            "kept": form.cleaned_data[change.field] != plain_line_ends(change.was),
        }
        for change in refusal.changes
    ]
