"""Two people have the same form open: what it showed when it was opened, and what another person wrote since."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from accounts.refusals import Refused


@dataclass(frozen=True)
class Change:
    """One field that another person changed meanwhile."""

    field: str
    was: Any
    now: Any


class ChangedMeanwhile(Refused):
    """Another person saved between the opening of the form and now. Nothing was saved; `changes` says what they wrote."""

    def __init__(self, user: User, changes: list[Change]):
        self.user, self.changes = user, changes
        event = (
            AuditEvent.objects.about_record(user.public_id).newest_first().filter(action__endswith="changed").first()
        )
        who = {"person": event.by_name if event and event.by_name else _("Somebody")}
        super().__init__(
            _("%(person)s changed this while you were typing. Nothing was saved yet; look at both and save again.")
            % who
        )


def judge_unchanged(user: User, typed: Mapping, opened: Mapping) -> None:
    """Whether the row, locked, still says what the form showed, or what is to be written anyway. Raises ChangedMeanwhile."""
    changes = [
        Change(name, opened[name], getattr(user, name))
        for name in typed
        if name in opened and getattr(user, name) not in (opened[name], typed[name])
    ]
    if changes:
        raise ChangedMeanwhile(user, changes)


class OpenedForm(forms.ModelForm):
    """A form about a person that remembers what it showed when it was opened."""

    opened = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, instance, initial=None, **kwargs):
        shown = {name: getattr(instance, name) for name in self._meta.fields}
        super().__init__(*args, instance=instance, initial={"opened": shown} | (initial or {}), **kwargs)

    @property
    def typed(self) -> dict:
        """What the actions take: the fields, and under `opened` what they were when the form was opened."""
        return self.cleaned_data | {"opened": self.cleaned_data["opened"] or {}}

    def on_top_of(self, refusal: ChangedMeanwhile) -> "OpenedForm":
        """The form once more: fields this person left alone show what the other wrote, the others what this person typed."""
        mine = {name: self.cleaned_data[name] for name in self._meta.fields}
        theirs = {change.field: change.now for change in refusal.changes if mine[change.field] == change.was}
        return type(self)(instance=refusal.user, initial=mine | theirs)

    def in_words(self, refusal: ChangedMeanwhile) -> list[dict]:
        """What the other wrote, beside what was typed here."""
        return [self._in_words(change, self.cleaned_data[change.field]) for change in refusal.changes]

    def _in_words(self, change: Change, typed: Any) -> dict:
        say = self._say(change.field)
        kept = "" if typed == change.was else say(typed)
        return {"label": self.fields[change.field].label, "was": say(change.was), "now": say(change.now), "typed": kept}

    def _say(self, name: str):
        choices = dict(getattr(self.fields[name], "choices", ()))
        yes_or_no = {True: _("yes"), False: _("no")}
        return lambda value: str(choices.get(value) or yes_or_no.get(value) or value or _("empty"))
