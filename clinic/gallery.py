"""The gallery: every shared component in its states, light and dark side by side. It is shown in demo mode alone."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.access import public
from clinic.gallery_pieces import PIECES
from clinic.gallery_samples import SAMPLES, ExampleForm, Sample

THEMES = ("light", "dark")
COLOURS = ("surface", "sunken", "ink-2", "ink-3", "accent", "accent-soft", "ok", "warn", "danger", "info")


@dataclass(frozen=True)
class Pane:
    """One theme of one component: (name of the state, its HTML) for each state."""

    theme: str
    states: list[tuple[str, str]]


@public
def gallery(request):
    if not settings.DEMO:
        raise Http404
    context = {
        "colours": COLOURS,
        "demonstration": _("Demonstration: not approved for patient care"),
        "forms": [(theme, empty_form(theme), wrong_form(theme)) for theme in THEMES],
        "samples": [(sample, [pane(sample, theme) for theme in THEMES]) for sample in (*SAMPLES, *PIECES)],
        "themes": THEMES,
    }
    return render(request, "clinic/gallery.html", context)


def pane(sample: Sample, theme: str) -> Pane:
    """The component in each state. Ids end in the theme, because both panes stand on one page."""
    states = []
    template = sample.template or f"components/{sample.component}.html"
    for position, (name, values) in enumerate(sample.states.items()):
        own_id = {"id": f"{sample.component}-{position}-{theme}"}
        values = values(theme) if callable(values) else values
        states.append((name, render_to_string(template, values | own_id)))
    return Pane(theme, states)


def empty_form(theme: str) -> ExampleForm:
    return ExampleForm(prefix=f"empty-{theme}")


def wrong_form(theme: str) -> ExampleForm:
    prefix = f"wrong-{theme}"
    return ExampleForm({f"{prefix}-born_on": "31 Feb 1990", f"{prefix}-dose": "-1"}, prefix=prefix)
