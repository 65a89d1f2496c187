"""How the clinic answers somebody who is not signed in, so that nothing typed is lost when a session ends in mid-form."""

from urllib.parse import urlsplit

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

READING = ("GET", "HEAD")


def sign_in_first(request):
    """The sign-in page that leads back; htmx and scripts get 401, so that they keep the page and what was typed."""
    address = sign_in_address(request)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    if not request.accepts("text/html"):
        return HttpResponse(status=401, headers={"Location": address})
    return HttpResponseRedirect(address, status=302 if request.method in READING else 303)


def sign_in_address(request) -> str:
    """Where to sign in, and where it leads afterwards. `kept` says that a form was under way."""
    query = {"next": page_to_return_to(request)}
    if request.method not in READING or request.headers.get("HX-Request"):
        query["kept"] = "1"
    return f"{reverse('account_login')}?{urlencode(query)}"


def page_to_return_to(request) -> str:
    """The page the person was looking at: for a form sent by script or by POST that is the page that holds the form."""
    shown = request.headers.get("HX-Current-URL")
    if not shown and request.method not in READING:
        shown = request.headers.get("Referer")
    if shown and url_has_allowed_host_and_scheme(shown, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(shown)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()
