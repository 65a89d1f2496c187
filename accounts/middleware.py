"""What every request passes: the label on its door, the limits of its session, and its place in the trail."""

import time
import uuid

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured

from accounts import audit

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"


class SessionLimits:
    """Ends a session some hours after sign-in however busy it is, and renews its idle time at most once a minute."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._judge(request, int(time.time()))
        return self.get_response(request)

    def _judge(self, request, now: int) -> None:
        session = request.session
        if now - session.setdefault(SIGNED_IN_AT, now) >= settings.SESSION_LONGEST_SECONDS:
            logout(request)
        elif now - session.get(SEEN_AT, 0) >= settings.SESSION_RENEWED_EVERY_SECONDS:
            session[SEEN_AT] = now


class RequestTrail:
    """Gives each request an id, and everything written during it the person, the path and that id."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4()
        by = request.user if request.user.is_authenticated else None
        with audit.visit(by=by, path=request.path, request_id=request.request_id):
            response = self.get_response(request)
        response.headers["X-Request-ID"] = str(request.request_id)
        return response


class LabelledDoors:
    """Keeps an address shut whose view does not say who may open it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not hasattr(view, "access"):
            raise ImproperlyConfigured(
                f"{view.__module__}.{view.__qualname__} does not say who may open it: "
                "put @requires(...), @any_signed_in or @public of accounts.access above it."
            )
