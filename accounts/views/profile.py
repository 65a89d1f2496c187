"""One's own page: name, appearance, shared screen."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import actions
from accounts.access import any_signed_in
from accounts.forms import ProfileForm
from accounts.meanwhile import ChangedMeanwhile
from accounts.models import User
from accounts.pages import form_page


@any_signed_in
def profile(request):
    user = User.objects.get(pk=request.user.pk)  # a copy: what is typed wrong must not change the frame of this page
    form = ProfileForm(request.POST or None, instance=user)
    if form.is_valid():
        try:
            actions.change_profile(user=request.user, by=request.user, **form.typed)
        except ChangedMeanwhile as refusal:
            told = {"form": form.on_top_of(refusal), "changed": refusal, "changes": form.in_words(refusal)}
            return render(request, "accounts/profile.html", told, status=409)
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    return form_page(request, "accounts/profile.html", {"form": form})
