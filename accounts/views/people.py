"""Who works here: the list, one person, and every change a clinic admin may make to them."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import actions, audit
from accounts.access import DERMATOLOGIST, Permission, requires
from accounts.forms import NameForm, PersonForm, RoleForm
from accounts.invitations import invite
from accounts.meanwhile import ChangedMeanwhile
from accounts.models import RoleGrant, User
from accounts.pages import form_page
from accounts.refusals import Refused


@requires(Permission.MANAGE_PEOPLE)
def people(request):
    return form_page(request, "accounts/people.html", {"people": User.objects.by_name().with_roles()})


@requires(Permission.MANAGE_PEOPLE)
def person_add(request):
    form, refused = PersonForm(request.POST or None), None
    if form.is_valid():
        try:
            user = actions.add_person(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            refused = refusal
        else:
            _tell_of_invitation(request, user)
            return redirect("person", user.public_id)
    return form_page(request, "accounts/person_add.html", {"form": form}, refused=refused)


@requires(Permission.MANAGE_PEOPLE)
def person(request, person_id):
    user = get_object_or_404(User, public_id=person_id)
    form = NameForm(request.POST or None, instance=user)
    if form.is_valid():
        try:
            actions.change_person(user=user, by=request.user, **form.typed)
        except ChangedMeanwhile as refusal:
            return _person_page(
                request, person_id, form=form.on_top_of(refusal), changes=form.in_words(refusal), changed=refusal
            )
        messages.success(request, _("Saved."))
        return redirect("person", person_id)
    audit.viewed(request, user)
    return _person_page(request, person_id, form=form)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def role_grant(request, person_id):
    user = get_object_or_404(User, public_id=person_id)
    form = RoleForm(request.POST, held=[role.key for role in user.roles])
    if not form.is_valid():
        return _person_page(request, person_id, role_form=form)
    return _change(request, person_id, lambda: actions.grant_role(user=user, by=request.user, **form.cleaned_data))


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def role_end(request, person_id, grant_id):
    grant = get_object_or_404(RoleGrant, public_id=grant_id, user__public_id=person_id)
    return _change(request, person_id, lambda: actions.end_role(grant=grant, by=request.user))


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def person_deactivate(request, person_id):
    user = get_object_or_404(User, public_id=person_id)
    return _change(request, person_id, lambda: actions.deactivate(user=user, by=request.user))


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def person_reactivate(request, person_id):
    user = get_object_or_404(User, public_id=person_id)
    return _change(request, person_id, lambda: actions.reactivate(user=user, by=request.user))


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def clinical_lead_name(request, person_id):
    user = get_object_or_404(User, public_id=person_id)
    return _change(request, person_id, lambda: actions.name_clinical_lead(user=user, by=request.user))


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def person_invite(request, person_id):
    _tell_of_invitation(request, get_object_or_404(User.objects.working(), public_id=person_id))
    return redirect("person", person_id)


def _change(request, person_id, act):
    """Do it and show the person again; what was refused is told on the same page."""
    try:
        act()
    except Refused as refused:
        return _person_page(request, person_id, refused=refused)
    messages.success(request, _("Done."))
    return redirect("person", person_id)


def _person_page(request, person_id, *, form=None, role_form=None, refused=None, **changed):
    user = User.objects.get(public_id=person_id)
    held = [role.key for role in user.roles]
    context = {
        "person": user,
        "form": form or NameForm(instance=user),
        "role_form": role_form or RoleForm(held=held),
        "grants": user.grants.open().by_job(),
        "ended": user.grants.ended().by_end(),
        "may_lead": user.is_active and DERMATOLOGIST in held and not user.is_clinical_lead,
        **changed,
    }
    if changed:
        return render(request, "accounts/person.html", context, status=409)
    return form_page(
        request, "accounts/person.html", context, form="role_form" if role_form else "form", refused=refused
    )


def _tell_of_invitation(request, user):
    origin = f"{request.scheme}://{request.get_host()}"
    if invite(user, by=request.user, origin=origin):
        messages.success(request, _("A link to choose a password was sent to %(email)s.") % {"email": user.email})
        if settings.DEMO:
            messages.info(
                request, _("This demonstration sends no mail: the letter stands in the terminal of make run.")
            )
    else:
        messages.warning(
            request,
            _("The mail to %(email)s could not be sent. Check the mail settings, then send the link again.")
            % {"email": user.email},
        )
