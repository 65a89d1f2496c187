"""Forms about people and about the trail. Words of fields stand in the models."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import naming
from accounts.access import ROLES
from accounts.meanwhile import OpenedForm
from accounts.models import User


class PersonForm(forms.ModelForm):
    """Somebody who begins to work here."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(role.key, f"{role.label}: {role.does}") for role in ROLES.values()],
        error_messages={"required": _("Choose at least one role; without one the person can open nothing.")},
    )

    class Meta:
        model = User
        fields = ["full_name", "title", "email", "roles"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"})}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class NameForm(OpenedForm):
    """How somebody is called."""

    class Meta:
        model = User
        fields = ["full_name", "title"]


class ProfileForm(OpenedForm):
    """What people decide about themselves."""

    class Meta:
        model = User
        fields = ["full_name", "title", "theme", "hides_clinical_notes"]
        labels = {"hides_clinical_notes": _("I work at shared screens")}
        widgets = {"full_name": forms.TextInput(attrs={"autocomplete": "name"})}


class RoleForm(forms.Form):
    """One more role for somebody: offered are those not held yet."""

    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, held=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.key, role.label) for role in ROLES.values() if role.key not in held]


class TrailForm(forms.Form):
    """Which part of the trail is read."""

    person = forms.ModelChoiceField(
        label=_("Done by"),
        queryset=User.objects.by_name(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Anybody"),
        error_messages={"invalid_choice": _("Nobody here is meant by this. Choose a person from the list.")},
    )
    patient = forms.CharField(label=_("About the patient (record number)"), required=False)
    day = forms.DateField(
        label=_("On the day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_patient(self):
        """The key of the patient meant, since the trail keeps no record numbers."""
        typed = self.cleaned_data["patient"]
        meant = naming.patient_meant(typed) if typed else None
        if typed and meant is None:
            raise forms.ValidationError(_("No record has this number. It is on the patient's page, such as C-000123."))
        return meant
