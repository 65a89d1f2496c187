"""Signing in and out, and passwords: allauth's views behind our labels. There is no page to sign up."""

from functools import wraps

from allauth.account import views
from django.views.generic import RedirectView

from accounts.access import any_signed_in, public


def unprocessable_when_wrong(view):
    """A form that could not be taken answers 422, like every other form of the clinic."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if request.method == "POST" and form is not None and form.errors:
            response.status_code = 422
        return response

    return answered


sign_in = public(unprocessable_when_wrong(views.login))
sign_out = public(views.logout)  # asks first; whoever is signed out already is led to the sign-in page
inactive = public(views.account_inactive)
first_password = any_signed_in(
    RedirectView.as_view(pattern_name="account_reset_password")
)  # by mail, like a forgotten one
change_password = any_signed_in(unprocessable_when_wrong(views.password_change))
forgotten_password = public(unprocessable_when_wrong(views.password_reset))
forgotten_password_sent = public(views.password_reset_done)
choose_password = public(unprocessable_when_wrong(views.password_reset_from_key))
password_chosen = public(views.password_reset_from_key_done)
