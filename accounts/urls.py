"""The addresses of people, roles, trail and sign-in. Those that begin with `account_` bear the names allauth looks for."""

from django.urls import path, re_path

from accounts.views import people, profile, sign_in, trail

urlpatterns = [
    path("account/", profile.profile, name="profile"),
    path("account/sign-in/", sign_in.sign_in, name="account_login"),
    path("account/sign-out/", sign_in.sign_out, name="account_logout"),
    path("account/inactive/", sign_in.inactive, name="account_inactive"),
    path("account/password/", sign_in.change_password, name="account_change_password"),
    path("account/password/first/", sign_in.first_password, name="account_set_password"),
    path("account/password/forgotten/", sign_in.forgotten_password, name="account_reset_password"),
    path("account/password/forgotten/sent/", sign_in.forgotten_password_sent, name="account_reset_password_done"),
    re_path(
        r"^account/password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        sign_in.choose_password,
        name="account_reset_password_from_key",
    ),
    path("account/password/chosen/", sign_in.password_chosen, name="account_reset_password_from_key_done"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_add, name="person_add"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/roles/", people.role_grant, name="role_grant"),
    path("people/<uuid:person_id>/roles/<uuid:grant_id>/end/", people.role_end, name="role_end"),
    path("people/<uuid:person_id>/clinical-lead/", people.clinical_lead_name, name="clinical_lead_name"),
    path("people/<uuid:person_id>/deactivate/", people.person_deactivate, name="person_deactivate"),
    path("people/<uuid:person_id>/reactivate/", people.person_reactivate, name="person_reactivate"),
    path("people/<uuid:person_id>/invite/", people.person_invite, name="person_invite"),
    path("audit/", trail.audit_trail, name="audit_trail"),
]
