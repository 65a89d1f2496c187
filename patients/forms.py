"""Forms of the desk: who somebody is, how they are reached, who stands by them. Words of fields stand in the models."""

import calendar
import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from patients import ages, phones, typed
from patients.actions import CHANGEABLE
from patients.languages import languages
from patients.models import ContactPerson, Patient
from patients.refusals import EditedMeanwhile

DATE_SHOWN = "j M Y"
WRONG_EMAIL = {"email": {"invalid": _("This is no e-mail address. Write it like name@example.org, or leave it empty.")}}


class Card(Div):
    """Fields under a heading of their own."""

    template = "patients/_form_card.html"

    def __init__(self, title, *fields, **kwargs):
        super().__init__(*fields, **kwargs)
        self.title = title


def _needed(name: str) -> Field:
    """A field that has to be filled in unless another takes its place, marked so; the page says the rule once."""
    return Field(name, wrapper_class="is-needed")


class BirthDateField(forms.Field):
    """A date of birth written as people write it; shown with the month in letters, so that day and month are not mixed up."""

    def prepare_value(self, value):
        return value if isinstance(value, str) else formats.date_format(value, DATE_SHOWN) if value else ""

    def to_python(self, value):
        if not value or not value.strip():
            return None
        today = timezone.localdate()
        date = typed.birth_date(value, today)
        if date is None:
            raise forms.ValidationError(_no_date(value))
        if date > today:
            raise forms.ValidationError(
                _("%(date)s is in the future. Check the year.") % {"date": self.prepare_value(date)}
            )
        if ages.on(today, date) > ages.OLDEST:
            raise forms.ValidationError(
                _("Nobody is older than %(years)s years. Check the year.") % {"years": ages.OLDEST}
            )
        return date

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data


def _no_date(text: str) -> str:
    if month := typed.month_without_day(text):
        shown = formats.date_format(datetime.date(*month, 1), "F Y")
        said = {"typed": text.strip(), "month": shown, "days": calendar.monthrange(*month)[1]}
        return _("%(typed)s does not exist: %(month)s has %(days)s days. Check the day and the month.") % said
    return _("This is no date. Write it like 12 Mar 1994 or 12.3.1994.")


class PatientForm(forms.ModelForm):
    """Everything the desk keeps of a person."""

    birth_date = BirthDateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("Such as 12 Mar 1994 or 12.3.1994."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 40}),
    )
    birth_date_unknown = forms.BooleanField(label=_("The date of birth is not known"), required=False)

    class Meta:
        model = Patient
        fields = CHANGEABLE
        error_messages = WRONG_EMAIL
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            **{
                name: forms.TextInput(attrs={"autocomplete": "off"}) for name in ("family_name", "given_names", "phone")
            },
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label,
            help_text=_("For talking and letters."),
            choices=[("", _("Not known")), *languages()],
            required=False,
        )
        self.fields["sex"].choices = [("", _("Not said")), *Patient._meta.get_field("sex").choices]
        self.fields["contact_by"].choices = [("", _("Not asked")), *Patient._meta.get_field("contact_by").choices]
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        who = Card(
            _("Who it is"),
            *(_needed("family_name"), _needed("given_names"), "preferred_name"),
            *(_needed("birth_date"), _needed("birth_date_unknown")),
            Div("sex", "language", css_class="pair"),
            *("needs_interpreter", "identity_alert"),
        )
        reach = Card(_("How to reach the person"), "phone", "email", "contact_by", "contact_note", "address")
        visit = Card(_("For every visit"), "latex_or_plaster_allergy", "needs_longer_slot", "wheelchair")
        return Layout(Div(who, Div(reach, visit, css_class="stack"), css_class="columns-2"))

    def clean_address(self):
        return typed.plain_line_ends(self.cleaned_data["address"])

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if phone and not phones.plain_digits(phone):
            raise forms.ValidationError(_("This holds no number. Write the number, or leave the field empty."))
        return phone

    def clean(self):
        fields = super().clean()
        if not {"family_name", "given_names"} & set(self.errors) and not (
            fields.get("family_name") or fields.get("given_names")
        ):
            self.add_error("family_name", _("Write a family name or a given name; one of them is enough."))
        if "birth_date" not in self.errors and bool(fields.get("birth_date")) is bool(fields.get("birth_date_unknown")):
            self.add_error("birth_date", self._birth_date_missing(fields))
        return fields

    def _birth_date_missing(self, fields) -> str:
        if fields.get("birth_date"):
            return _("There is a date, and it is said not to be known. Delete the date, or untick the box below.")
        return _("Write the date of birth, or tick that it is not known.")

    def validate_constraints(self):
        """The database keeps its own promises; what a person can get wrong is said above."""

    @property
    def typed_fields(self) -> dict:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in CHANGEABLE}


class EditForm(PatientForm):
    """A change of what is there; `revision` says what was on the screen."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, instance, **kwargs):
        unknown = {"birth_date_unknown": instance.birth_date is None, "revision": instance.revision}
        super().__init__(*args, instance=instance, initial=unknown | kwargs.pop("initial", {}), **kwargs)
        self.helper.layout.append("revision")

    def on_top_of(self, refusal: EditedMeanwhile) -> "EditForm":
        """The form once more: fields this person left alone show what the other wrote, the others what this person typed."""
        mine = self.typed_fields
        was = {change.field: typed.plain_line_ends(change.was) for change in refusal.changes}
        theirs = {change.field: change.now for change in refusal.changes if mine[change.field] == was[change.field]}
        both = mine | theirs | {"revision": refusal.patient.revision}
        return EditForm(instance=refusal.patient, initial=both | {"birth_date_unknown": both["birth_date"] is None})


class ContactPersonForm(forms.ModelForm):
    """Somebody who stands by the patient."""

    class Meta:
        model = ContactPerson
        error_messages = WRONG_EMAIL
        fields = ["name", "relation", "phone", "email", "is_guardian", "may_be_told"]

    def validate_constraints(self):
        """As above: the database keeps its own promises."""
