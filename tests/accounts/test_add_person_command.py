"""How the first clinic admin comes to a new clinic."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import AuditEvent, User


def add_person(*arguments):
    out = io.StringIO()
    call_command("add_person", *arguments, stdout=out)
    return out.getvalue()


def test_first_clinic_admin_is_added_and_chooses_a_password(client, db):
    said = add_person("Ruth@clinic.example", "Ruth Adler", "--role", "clinic_admin")
    form, chosen = client.get(said.split()[-1]).url, "mellow yellow harvest"
    client.post(form, {"password1": chosen, "password2": chosen})

    client.post(reverse("account_login"), {"login": "ruth@clinic.example", "password": chosen})

    assert client.get(reverse("people")).status_code == 200
    assert User.objects.clinic_admins().get().email == "ruth@clinic.example"


def test_command_leaves_its_line_in_the_trail(db):
    add_person("ruth@clinic.example", "Ruth Adler", "--role", "clinic_admin")

    assert set(AuditEvent.objects.values_list("action", "path")) == {
        ("person added", "command add_person"),
        ("role granted", "command add_person"),
    }


@pytest.mark.parametrize(
    ("email", "name", "said"),
    [
        ("ruth.adler@clinic.example", "Another Ruth", "already has this e-mail address"),
        ("no address", "Noor Haddad", "valid email address"),
        ("noor@clinic.example", " ", "required"),
    ],
)
def test_wrong_person_is_refused_in_words(clinic_admin, email, name, said):
    with pytest.raises(CommandError, match=said):
        add_person(email, name, "--role", "nurse")

    assert User.objects.count() == 1
