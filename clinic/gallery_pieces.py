"""What the gallery shows of proposals and plans: pieces of one room, with figures that are invented to show a shape."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from clinic.gallery_samples import Sample

NOBODY = "00000000-0000-0000-0000-000000000000"
SOURCE = {"key": "example", "short": "Example et al. 2020", "title": "Example A. An invented work. 2020"}
VISITS = [
    {
        "day": "2 Dec 2026",
        "title": "Subcision",
        "window": "2–20 Dec 2026",
        "facts": "45 min · downtime 2 to 7 days, usually 3 · 420.00 EUR",
        "procedures": [
            {"name": "Subcision", "areas": "Cheeks", "settings": [{"name": "Cannula gauge", "value": "18 G"}]},
            {"name": "Platelet-rich plasma", "areas": "Cheeks", "is_option": True},
        ],
    },
    {"day": "30 Dec 2026", "kind": "Review", "title": "Look at the result before going on"},
    {
        "day": "13 Jan 2027",
        "title": "Subcision",
        "window": "30 Dec 2026 – 31 Jan 2027",
        "facts": "45 min · downtime 2 to 7 days, usually 3 · 420.00 EUR",
        "provisional": "provisional until the review of 30 Dec 2026",
        "procedures": [{"name": "Subcision", "areas": "Cheeks"}],
    },
]
FIGURES = [
    {"label": _("Main concern"), "value": "first line"},
    {"label": _("Last treatment"), "value": "13 Jan 2027"},
    {"label": _("Downtime in all"), "value": "4 to 14 days, usually 6"},
    {"label": _("Price"), "value": "840.00 EUR"},
    {"label": _("Other findings, by number × grade"), "value": "16 of 20 first line, 4 not answered", "is_wide": True},
]
COMPARED = [
    FIGURES[0] | {"more": "others: 16 of 20 first line, 4 not answered"},
    {"label": _("Visits"), "value": 2, "is_number": True},
    FIGURES[1] | {"more": "6 weeks", "is_short": True},
    FIGURES[2],
    FIGURES[3] | {"is_number": True},
    {"label": _("Evidence"), "value": "level B"},
]
CAUTION = {
    "about": "Subcision",
    "text": "Skin of this type marks easily.",
    "mitigation": "Sunscreen before and after.",
    "owner": "Nurse",
    "sources": [SOURCE],
}


def regimen(theme: str) -> dict[str, Any]:
    """A regimen as its card reads it."""
    return {
        "id": f"regimen-{theme}",
        "called": f"sample-{theme}",
        "key": f"sample-{theme}",
        "number": 1,
        "name": "Subcision",
        "line": "2 visits over 6 weeks",
        "labels": ["Best match to findings", "Fewest visits"],
        "labels_line": "Best match to findings · Fewest visits",
        "reason_needed_for": "Subcision",
        "short_marks": ["needs a recorded reason"],
        "needs_reason": [{"name": "Subcision", "id": f"reason-{theme}", "field": "reason.subcision"}],
        "figures": FIGURES,
        "compared": COMPARED,
        "visits": VISITS,
        "visits_line": "2 treatments, 1 review, 1 provisional",
        "arguments": {
            "cautions": [CAUTION],
            "cautions_line": "1 nurse",
            "cautions_open": [CAUTION],
            "reasons": [{"text": "Subcision is first line here.", "confidence": "opened", "sources": [SOURCE]}],
        },
    }


def page(theme: str) -> dict[str, Any]:
    """As much of a proposal page as its pieces ask for."""
    none = {
        "id": f"none-{theme}",
        "look_again_on": "2 Mar 2027",
        "advice": ["Protect the skin from the sun every day."],
    }
    none |= {"opens": [{"text": "acne quiet", "why": "Active acne makes new scars."}], "wait_for": ["acne quiet"]}
    return {
        "page": {
            "consultation": {"public_id": NOBODY},
            "cards": [regimen(theme)],
            "no_procedure": none,
            "primary": f"sample-{theme}",
            "may_adopt": True,
        }
    }


def card(theme: str) -> dict[str, Any]:
    return page(theme) | {"card": regimen(theme)}


def timeline(theme: str) -> dict[str, Any]:
    return {"card": regimen(theme) | {"id": f"timeline-{theme}", "open": True}}


ASIDE = {"text": "Does a scar of yours ever grow thick?", "row": {"by": "Dr Lena Falk", "reason": "No scar to go by."}}
CONCERN = {
    "where": "Visit 2",
    "word": "Not on these days",
    "until": "3 Mar 2027",
    "text": "A drug that slows healing was taken until lately.",
    "next": "Postpone the visit beyond that day, or hold the plan.",
    "sources": [SOURCE],
}
STATES = {
    "active": ("Active", "ok"),
    "offered": ("Offered", "info"),
    "held": ("Held", "warn"),
    "stopped": ("Stopped", ""),
}

PIECES = (
    Sample("comparison", {"two rows": page}, template="treatments/proposal/_compare_table.html"),
    Sample("regimen_card", {"needs a reason": card}, template="treatments/proposal/_card.html"),
    Sample("no_procedure_now", {"comes last": page}, template="treatments/proposal/_no_procedure.html"),
    Sample("timeline", {"visits": timeline}, template="treatments/proposal/_visits.html"),
    Sample(
        "question_set_aside",
        {"with its reason": {"one": ASIDE}},
        template="treatments/proposal/_question_aside.html",
        inside="rows",
    ),
    Sample(
        "plan_state",
        {name: {"word": word, "kind": kind} for name, (word, kind) in STATES.items()},
        template="components/chip.html",
        small=True,
    ),
    Sample(
        "judgement_concern", {"with what to do": {"concerns": [CONCERN]}}, template="treatments/plan/_concerns.html"
    ),
)
