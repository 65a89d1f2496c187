"""What the gallery shows: believable words for every state of every shared component. No person here exists."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser


@dataclass(frozen=True)
class Sample:
    """A component and its states by name. `inside` says which list its rows stand in, `small` that its states fit in a line.

    A piece of one room names its `template`; a state may be a function of the theme, where ids of its own have to differ.
    """

    component: str
    states: dict[str, Any] = field(default_factory=lambda: {"as it is": {}})
    inside: str = ""
    small: bool = False
    template: str = ""


class ExampleForm(forms.Form):
    """One field of each kind."""

    family_name = forms.CharField(label="Family name", max_length=100)
    born_on = forms.DateField(label="Date of birth", help_text="For example 12 Mar 1994.")
    sex = forms.ChoiceField(
        label="Sex", choices=[("", "not known"), ("female", "Female"), ("male", "Male")], required=False
    )
    contact = forms.ChoiceField(
        label="How may we reach this person?",
        choices=[("phone", "Phone"), ("email", "E-mail"), ("none", "Not at all")],
        widget=forms.RadioSelect,
    )
    dose = forms.IntegerField(label="Grams of cream", min_value=0)
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    interpreter = forms.BooleanField(label="Needs an interpreter", required=False)


class Person(AnonymousUser):
    """Somebody who is signed in, without a row in the database."""

    is_authenticated = True
    is_clinical_lead = False
    permissions = frozenset()
    roles = ()

    def __str__(self):
        return "Dr Lena Falk"


ALLERGY = {"word": "Allergy: lidocaine", "kind": "danger", "icon": "exclamation-octagon"}
DRUG = {"word": "Isotretinoin stopped 3 Sep 2026", "kind": "warn"}
RISK = {"word": "Higher risk of dark marks", "kind": "warn"}
ALINE = {"name": "Moreau, Aline", "born": date(1994, 3, 12), "age": 32, "number": "C-004182"}
KINDS = ("ok", "warn", "danger", "info")
TABS = [
    {"label": "Assessment", "url": "#", "current": True},
    {"label": "Photos", "url": "#", "count": 12},
    {"label": "Plan", "url": "#"},
    {"label": "Sessions", "url": "#", "count": 4},
    {"label": "Outcomes", "url": "#"},
    {"label": "Documents", "url": "#"},
]


def cells(kind: str, count: int, points: int) -> dict:
    return {
        "url": "#",
        "cells": [
            {"text": kind},
            {"text": count, "numeric": True, "label": "Count"},
            {"text": points, "numeric": True, "label": "Points"},
        ],
    }


COUNTS = {
    "caption": "By scar type",
    "columns": [{"label": "Type"}, {"label": "Count", "numeric": True}, {"label": "Points", "numeric": True}],
    "rows": [cells("Ice pick", 23, 45), cells("Boxcar", 14, 40), cells("Rolling", 30, 75)],
}

SAMPLES = (
    Sample("mark"),
    Sample("icon", {name: {"name": name} for name in ("calendar3", "person", "people")}, small=True),
    Sample(
        "badge",
        {"plain": {"word": "draft"}} | {kind: {"word": kind, "kind": kind, "icon": "circle"} for kind in KINDS},
        small=True,
    ),
    Sample(
        "chip",
        {
            "plain": {"word": "clinical note"},
            "danger": ALLERGY,
            "warn": DRUG,
            "ok": {"word": "54 % lower than at start", "kind": "ok"},
        },
    ),
    Sample(
        "page_head",
        {
            "two actions": {
                "title": "Scar assessment",
                "line": "23 Nov 2026, Dr Lena Falk",
                "primary": "Finish and propose plan",
                "primary_url": "#",
                "second": "Copy last visit",
                "second_url": "#",
            },
            "a way back": {"title": "Edit contact data", "back": "Moreau, Aline", "back_url": "#"},
        },
    ),
    Sample(
        "card",
        {
            "words": {"title": "Severity", "note": "2 scores", "text": "Scores follow every change at once."},
            "action": {"title": "Contact", "url": "#", "action": "Edit", "icon": "person", "text": "Phone, mornings."},
            "quiet": {"title": "Past treatments", "quiet": True, "text": "None told so far."},
        },
    ),
    Sample("card_head", {"as it is": {"title": "Left lower cheek", "note": "24 scars here"}}),
    Sample(
        "banner",
        {
            "with cautions": ALINE
            | {"facts": [{"label": "Skin type", "value": "Fitzpatrick IV"}], "chips": [ALLERGY, DRUG, RISK]},
            "private": ALINE | {"chips": [ALLERGY, DRUG], "private": True},
            "little known": {"name": "Ng", "preferred": "Sam", "number": "C-000007", "facts": [{"label": "Skin type"}]},
        },
    ),
    Sample("tabs", {"first is current": {"label": "Aline Moreau", "tabs": TABS}}),
    Sample(
        "caution",
        {
            "warn": {
                "word": "Interval too short",
                "text": "The last peel was 9 days ago; this schedule asks for 14 days.",
                "source": "Schedule, version 1",
            },
            "danger": {"kind": "danger", "word": "Allergy", "text": "Lidocaine: swelling of the face in 2019."},
            "info": {"kind": "info", "text": "Dr Amara Osei is reading this consultation, too."},
            "ok": {
                "kind": "ok",
                "word": "Signed",
                "text": "This consultation is read, not edited.",
                "next": "Add an amendment instead.",
            },
        },
    ),
    Sample(
        "error_summary",
        {
            "two errors": {
                "errors": [
                    {"text": "Family name: this field is required."},
                    {"text": "Date of birth: 31 Feb 1990 is not a date."},
                ]
            }
        },
    ),
    Sample("field_help", {"as it is": {"text": "As it stands on the identity card."}}),
    Sample("required_note"),
    Sample(
        "stepper",
        {
            "with help": {"label": "Ice pick", "name": "ice_pick", "help": "narrow, deep, under 2 mm", "value": 7},
            "plain": {"label": "Boxcar", "name": "boxcar"},
        },
    ),
    Sample(
        "score",
        {
            "known": {"value": 200, "label": "ECCA score", "of": 540, "line": "15 points fewer than in May"},
            "not yet": {"value": None, "label": "ECCA score"},
            "never": {"value": None, "label": "SCAR-S", "none": "not recorded"},
        },
    ),
    Sample(
        "row",
        {
            "status": {
                "title": "Moreau, Aline",
                "url": "#",
                "line": "12 Mar 1994",
                "word": "arrived",
                "kind": "info",
                "icon": "circle",
                "right": "09:15",
            },
            "plain": {"title": "Tanaka, Fumiko", "url": "#", "line": "2 Jul 1988", "right": "09:45"},
        },
        inside="rows panel",
    ),
    Sample("table", {"numbers right": COUNTS, "cards on a phone": COUNTS | {"stack": True}}),
    Sample(
        "facts",
        {
            "one empty": {
                "facts": [
                    {"label": "Phone", "value": "+49 30 901820"},
                    {"label": "Language", "value": "French"},
                    {"label": "E-mail", "value": ""},
                ]
            }
        },
    ),
    Sample(
        "timeline_row",
        {
            "done": {
                "when": "23 Sep 2026",
                "title": "Session 1: subcision",
                "state": "done",
                "icon": "check-circle",
                "word": "done",
                "kind": "ok",
            },
            "current": {
                "when": "between 3 and 17 Dec 2026",
                "title": "Session 2: microneedling",
                "state": "current",
                "text": "1.5 mm, both cheeks",
            },
            "skipped": {"when": "14 Jan 2027", "title": "Session 3: peel", "state": "skipped", "word": "skipped"},
        },
        inside="timeline",
    ),
    Sample(
        "empty_state",
        {
            "with a next step": {
                "title": "No consultation yet",
                "next": "Start one when the patient is in the room.",
                "url": "#",
                "action": "Start consultation",
            }
        },
    ),
    Sample("more", {"link": {"url": "#", "label": "Show older"}}),
    Sample(
        "saved",
        {
            "saved": {"at": datetime(2026, 11, 23, 8, 41, tzinfo=UTC)},
            "not saved": {"problem": "Not saved; trying again"},
        },
    ),
    Sample(
        "dialog",
        {
            "what cannot be undone": {
                "title": "End this role?",
                "text": "Nurse J. Pinto can then no longer record sessions.",
                "confirm": "End role",
                "danger": True,
                "open": True,
            }
        },
    ),
    Sample("toast", {"success": {"text": "Aline Moreau was registered."}}),
    Sample("demonstration"),
    Sample(
        "problem",
        {
            "page not found": {
                "code": 404,
                "title": "There is no such page",
                "text": "The address may be mistyped.",
                "next": "Find the patient by name.",
            }
        },
    ),
    Sample(
        "rail_item",
        {
            "current": {"item": {"label": "Patients", "url": "#", "icon": "people", "current": True}},
            "other": {"item": {"label": "Calendar", "url": "#", "icon": "calendar3"}},
        },
    ),
    Sample("whoami", {"signed in": {"user": Person(), "line": "Dermatologist, clinical lead"}}),
    Sample("print_foot", {"on paper": {"clinic_name": "Clinic", "today": date(2026, 11, 23)}}),
)
