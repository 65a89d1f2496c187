"""How allauth behaves in this clinic."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves, and a refusal says what to do next."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail address and this password do not belong together. Check both, or choose a new password by mail."
        ),
        "too_many_login_attempts": _(
            "Too many attempts with this e-mail address. Wait five minutes, or choose a new password by mail."
        ),
        "enter_current_password": _("This is not your current password. Type it again."),
        "incorrect_password": _("This is not your current password. Type it again."),
    }

    def is_open_for_signup(self, request):
        return False

    def format_email_subject(self, subject):
        return subject

    def get_password_change_redirect_url(self, request):
        return reverse("profile")
