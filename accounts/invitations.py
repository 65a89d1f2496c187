"""The mail that lets somebody choose the first password."""

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import audit

logger = logging.getLogger(__name__)


def invite(user, *, by, origin: str) -> bool:
    """Send the link by which a password is chosen; it serves once and for some days. False when the mail could not leave."""
    words = {"person": user, "clinic_name": settings.CLINIC_NAME, "link": origin + password_path(user)}
    subject = _("Your account at %(clinic)s") % {"clinic": settings.CLINIC_NAME}
    try:
        send_mail(subject, render_to_string("accounts/email/invitation.txt", words), None, [user.email])
    except (OSError, SMTPException):
        logger.exception("The invitation could not be sent")
        return False
    audit.record("password link sent", by=by, about=user)
    return True


def password_path(user) -> str:
    """The address at which this person chooses a password."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
