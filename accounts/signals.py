"""Signing in and out, and passwords, leave a line in the trail too; the framework does them, so they are heard here."""

import pghistory
from allauth.account import signals as allauth_signals
from django.contrib.auth import signals as auth_signals
from django.dispatch import receiver

from accounts import audit
from accounts.models import User


@receiver(auth_signals.user_logged_in, dispatch_uid="trail of sign-in")
def signed_in(user, **kwargs):
    pghistory.context(user=user.pk)
    audit.record("signed in", by=user, about=user)


@receiver(auth_signals.user_logged_out, dispatch_uid="trail of sign-out")
def signed_out(user, **kwargs):
    if user:
        audit.record("signed out", by=user, about=user)


@receiver(auth_signals.user_login_failed, dispatch_uid="trail of failed sign-in")
def sign_in_failed(credentials, **kwargs):
    """Only for an address that is somebody's here: a mistyped one, or a password typed as one, is not kept."""
    email = str(credentials.get("email", "")).strip().lower()
    if user := User.objects.filter(email=email).first():
        audit.record("sign-in failed", by=None, about=user)


@receiver(allauth_signals.password_changed, dispatch_uid="trail of password change")
@receiver(allauth_signals.password_set, dispatch_uid="trail of password set")
def password_changed(user, **kwargs):
    audit.record("password changed", by=user, about=user)


@receiver(allauth_signals.password_reset, dispatch_uid="trail of password reset")
def password_reset(user, **kwargs):
    """By whoever read that person's mail."""
    audit.record("password chosen by mailed link", by=user, about=user)
