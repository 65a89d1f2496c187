"""The forms of sign-in and passwords, with labels in place of placeholders."""

from allauth.account import forms as allauth_forms
from crispy_forms.helper import FormHelper
from django.utils.translation import gettext_lazy as _


class Plain:
    """No placeholders: they vanish with the first letter. Labels are ours where `labels` gives one."""

    labels = {}
    wrong = _("The password was not saved")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True  # the page has both
        self.helper.form_error_title = self.wrong
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class SignInForm(Plain, allauth_forms.LoginForm):
    """E-mail address and password."""

    labels = {"login": _("E-mail address"), "password": _("Password")}
    wrong = _("You are not signed in yet")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}
        self.fields["password"].help_text = ""


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):
    """A new password, given with the one in use."""

    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }


class ForgottenPasswordForm(Plain, allauth_forms.ResetPasswordForm):
    """Where the link is sent."""

    labels = {"email": _("E-mail address")}
    wrong = _("No link was sent")


class ChoosePasswordForm(Plain, allauth_forms.ResetPasswordKeyForm):
    """The password chosen through the mailed link."""

    labels = {"password1": _("New password"), "password2": _("New password, once more")}
