"""What every page needs to know before it says anything: the clinic, the day, the theme, and whether this is a demonstration."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

THEMES = ("system", "light", "dark")


def frame(request) -> dict:
    """The frame's part of the context. Who is not signed in sees the frame of strangers, without navigation."""
    user = getattr(request, "user", None)
    signed_in = bool(getattr(user, "is_authenticated", False))
    return {
        "clinic_name": settings.CLINIC_NAME,
        "demo": settings.DEMO,
        "signed_in": signed_in,
        "theme": theme_of(user),
        "today": timezone.localdate(),
        "error_frame": "base.html" if signed_in else "signed_out.html",
    }


def theme_of(user) -> str:
    """Light or dark as the person chose; who chose nothing has what the device prefers."""
    theme = getattr(user, "theme", "")
    return theme if theme in THEMES else "system"


def private_pages(get_response):
    """Pages speak of patients: no browser and no proxy keeps them, unless the view says otherwise."""

    def respond(request):
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return respond


def explained_refusals(get_response):
    """Who opens an address that takes forms alone, such as by loading it again, gets a page that says so."""

    def respond(request):
        response = get_response(request)
        if response.status_code != 405 or response.content or not request.accepts("text/html"):
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page

    return respond
