"""One's own page: name, appearance, shared screen."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import actions
from accounts.access import any_signed_in
from accounts.forms import ProfileForm
from accounts.models import User
from accounts.pages import form_page


@any_signed_in
def profile(request):
    user = User.objects.get(pk=request.user.pk)  # a copy: what is typed wrong must not change the frame of this page
    form = ProfileForm(request.POST or None, instance=user)
    if form.is_valid():
        actions.change_profile(user=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    return form_page(request, "accounts/profile.html", {"form": form})
