"""What clinic admins do with people and roles, on pages."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts import actions
from accounts.models import AuditEvent, User
from accounts.refusals import LeadsClinic, RoleAlreadyEnded
from tests import factories


@pytest.fixture
def admin_browser(clinic_admin, sign_in):
    return sign_in(clinic_admin)


def person_page(user):
    return reverse("person", args=[user.public_id])


def test_list_shows_everybody_with_roles(admin_browser, nurse, clinical_lead):
    page = admin_browser.get(reverse("people")).content.decode()

    assert "Jonas Weber" in page
    assert "Nurse" in page
    assert "Clinical lead" in page


def test_address_breaks_before_its_sign(admin_browser, nurse):
    name, _, domain = nurse.email.partition("@")

    assert f"{name}<wbr>@{domain}" in admin_browser.get(reverse("people")).content.decode()


def test_list_asks_the_database_once_however_long_it_is(admin_browser, django_assert_max_num_queries):
    for _ in range(3):
        factories.user("nurse", "assistant")
    with django_assert_max_num_queries(50) as few:
        admin_browser.get(reverse("people"))
    for _ in range(20):
        factories.user("nurse", "dermatologist")

    with django_assert_max_num_queries(len(few)):
        admin_browser.get(reverse("people"))


def test_person_is_added_with_roles_and_gets_a_link(admin_browser):
    typed = {"full_name": "Noor Haddad", "title": "Dr", "email": "Noor@Clinic.example", "roles": ["nurse", "assistant"]}

    response = admin_browser.post(reverse("person_add"), typed)

    added = User.objects.get(email="noor@clinic.example")
    assert response.url == person_page(added)
    assert [role.key for role in added.roles] == ["nurse", "assistant"]
    assert mail.outbox[0].to == ["noor@clinic.example"]


def test_demonstration_says_where_the_letter_is(admin_browser, settings, nurse):
    settings.DEMO = True

    page = admin_browser.post(reverse("person_invite", args=[nurse.public_id]), follow=True).content.decode()

    assert "the letter stands in the terminal" in page
    assert "in the terminal" in admin_browser.get(reverse("person_add")).content.decode()


def test_link_of_the_invitation_leads_to_a_password(admin_browser, client):
    admin_browser.post(
        reverse("person_add"), {"full_name": "Noor Haddad", "email": "noor@clinic.example", "roles": ["nurse"]}
    )
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    form = client.get(link).url
    chosen = "mellow yellow harvest"

    client.post(form, {"password1": chosen, "password2": chosen})

    response = client.post(reverse("account_login"), {"login": "Noor@clinic.example", "password": chosen})
    assert response.status_code == 302
    assert client.get(reverse("profile")).status_code == 200


def test_mail_that_cannot_leave_is_told_and_the_person_stays(admin_browser, monkeypatch):
    def broken(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("accounts.invitations.send_mail", broken)
    typed = {"full_name": "Noor Haddad", "email": "noor@clinic.example", "roles": ["nurse"]}

    page = admin_browser.post(reverse("person_add"), typed, follow=True).content.decode()

    assert "could not be sent" in page
    assert User.objects.filter(email="noor@clinic.example").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "RUTH.ADLER@clinic.example"}, "already has this e-mail address"),
        ({"email": "no address"}, "Enter a valid email address"),
        ({"full_name": "   "}, "This field is required"),
        ({"full_name": "N\x00oor"}, "Null characters are not allowed"),
        ({"full_name": "x" * 201}, "at most 200 characters"),
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["owner"]}, "owner is not one of the available choices"),
    ],
)
def test_wrong_person_is_refused_and_the_typed_form_stays(admin_browser, typed, said):
    whole = {"full_name": "Noor Haddad", "title": "Prof", "email": "noor@clinic.example", "roles": ["nurse"]} | typed

    response = admin_browser.post(reverse("person_add"), whole)

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert 'value="Prof"' in page
    assert User.objects.count() == 1


def test_name_is_kept_as_typed_and_escaped(admin_browser, nurse):
    admin_browser.post(person_page(nurse), {"full_name": "Jonas <b>Weber</b> d’Árc 雪", "title": ""})

    page = admin_browser.get(person_page(nurse)).content.decode()
    assert "Jonas &lt;b&gt;Weber&lt;/b&gt; d’Árc 雪" in page
    assert "<b>Weber" not in page


def test_role_is_granted_and_ended(admin_browser, nurse):
    admin_browser.post(reverse("role_grant", args=[nurse.public_id]), {"role": "assistant"})
    granted = nurse.grants.open().get(role="assistant")

    admin_browser.post(reverse("role_end", args=[nurse.public_id, granted.public_id]))

    granted.refresh_from_db()
    assert granted.granted_by.full_name == granted.ended_by.full_name == "Ruth Adler"
    assert granted.ended_at is not None


def test_role_held_already_is_not_granted_again(admin_browser, nurse):
    response = admin_browser.post(reverse("role_grant", args=[nurse.public_id]), {"role": "nurse"})

    assert response.status_code == 422
    assert nurse.grants.count() == 1


def test_role_of_somebody_else_is_not_ended_by_this_address(admin_browser, nurse, assistant):
    grant = assistant.grants.get()

    response = admin_browser.post(reverse("role_end", args=[nurse.public_id, grant.public_id]))

    assert response.status_code == 404


def test_last_clinic_admin_cannot_end_the_own_role(admin_browser, clinic_admin):
    grant = clinic_admin.grants.get()

    response = admin_browser.post(reverse("role_end", args=[clinic_admin.public_id, grant.public_id]))

    grant.refresh_from_db()
    assert response.status_code == 422
    assert "is the last clinic admin. Give somebody else the role" in response.content.decode()
    assert grant.ended_at is None


def test_deactivated_person_is_out_with_the_next_request(admin_browser, nurse, sign_in):
    browser = sign_in(nurse)
    assert browser.get(reverse("profile")).status_code == 200

    admin_browser.post(reverse("person_deactivate", args=[nurse.public_id]))

    assert browser.get(reverse("profile")).status_code == 302


def test_deactivated_person_comes_back_with_the_same_roles(admin_browser, nurse):
    admin_browser.post(reverse("person_deactivate", args=[nurse.public_id]))
    admin_browser.post(reverse("person_reactivate", args=[nurse.public_id]))

    nurse = User.objects.get(pk=nurse.pk)
    assert nurse.is_active
    assert [role.key for role in nurse.roles] == ["nurse"]


def test_nobody_deactivates_oneself(admin_browser, clinic_admin):
    factories.user("clinic_admin")

    response = admin_browser.post(reverse("person_deactivate", args=[clinic_admin.public_id]))

    assert response.status_code == 422
    assert User.objects.get(pk=clinic_admin.pk).is_active


def test_clinical_lead_is_passed_on(admin_browser, clinical_lead, dermatologist):
    admin_browser.post(reverse("clinical_lead_name", args=[dermatologist.public_id]))

    assert User.objects.get(pk=dermatologist.pk).is_clinical_lead
    assert not User.objects.get(pk=clinical_lead.pk).is_clinical_lead


def test_clinical_lead_has_to_be_a_dermatologist(admin_browser, nurse):
    response = admin_browser.post(reverse("clinical_lead_name", args=[nurse.public_id]))

    assert response.status_code == 422
    assert "Only a dermatologist who works here can lead clinically" in response.content.decode()


@pytest.mark.parametrize("leaving", ["end the role", "deactivate"])
def test_clinical_lead_does_not_leave_before_another_is_named(clinic_admin, clinical_lead, leaving):
    with pytest.raises(LeadsClinic):
        if leaving == "deactivate":
            actions.deactivate(user=clinical_lead, by=clinic_admin)
        else:
            actions.end_role(grant=clinical_lead.grants.get(), by=clinic_admin)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda nurse, by: actions.grant_role(user=nurse, role="assistant", by=by), "role granted"),
        (lambda nurse, by: actions.end_role(grant=nurse.grants.get(), by=by), "role ended"),
        (lambda nurse, by: actions.deactivate(user=nurse, by=by), "person deactivated"),
        (lambda nurse, by: actions.reactivate(user=nurse, by=by), "person reactivated"),
        (lambda nurse, by: actions.change_person(user=nurse, full_name="J. W.", title="", by=by), "person changed"),
    ],
    ids=["grant", "end", "deactivate", "reactivate", "change"],
)
def test_every_change_leaves_a_line_in_the_trail(clinic_admin, nurse, app_rights, act, said):
    act(nurse, clinic_admin)

    event = AuditEvent.objects.newest_first().first()
    assert (event.action, event.by, event.about, event.about_kind) == (
        said,
        clinic_admin,
        nurse.public_id,
        "accounts.user",
    )


def test_role_is_ended_once(clinic_admin, nurse):
    grant = nurse.grants.get()
    actions.end_role(grant=grant, by=clinic_admin)

    with pytest.raises(RoleAlreadyEnded, match="already been ended"):
        actions.end_role(grant=grant, by=clinic_admin)
