"""Who works in the demonstration clinic."""

from accounts.access import ROLES
from clinic.demo.staff import DOMAIN, SIGN_INS, STAFF


def test_there_is_a_sign_in_for_every_role():
    shown = [member for member in STAFF if member.shown_as]

    assert {role for member in shown for role in member.roles} == set(ROLES)
    assert [email for _, email, _ in SIGN_INS] == [member.email for member in shown]


def test_whoever_signs_in_holds_one_role():
    """So that one sees what that role alone may do."""
    assert [member.name for member in STAFF if member.shown_as and len(member.roles) != 1] == []


def test_six_practitioners_and_one_lead():
    practitioners = [member for member in STAFF if {"dermatologist", "nurse"} & set(member.roles)]

    assert len(practitioners) == 6
    assert [member.roles for member in STAFF if member.leads] == [("dermatologist",)]


def test_somebody_holds_several_roles():
    assert any(len(member.roles) > 1 for member in STAFF)


def test_addresses_are_of_nobody():
    addresses = [member.email for member in STAFF]

    assert len(set(addresses)) == len(addresses)
    assert all(address.endswith(f"@{DOMAIN}") and " " not in address for address in addresses)
