"""Every address is labelled, and opens to exactly those the permission matrix names."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from accounts.access import ROLES, Permission, any_signed_in, may_open, permissions_of, public, requires
from accounts.middleware import LabelledDoors
from accounts.models import AuditEvent
from tests.addresses import addresses


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture(scope="module")
def paths(loaded_for_module, django_db_blocker):
    """An example of every address, made once for all roles: what a request writes is taken back after each test."""
    with django_db_blocker.unblock():
        return {str(address): address.path() for address in ADDRESSES}


ADDRESSES = addresses()
WITH_RECORD = [address for address in ADDRESSES if address.says_which_record]

# docs: the permission matrix of the product, a row a permission.
DOCTOR, NURSE, ASSISTANT, DESK = "dermatologist", "nurse", "assistant", "front_desk"
CATALOG, ADMIN, LEAD = "catalog_admin", "clinic_admin", "clinical lead"
MATRIX = {
    Permission.FIND_PATIENTS: {DOCTOR, NURSE, ASSISTANT, DESK},
    Permission.REGISTER_PATIENTS: {DOCTOR, NURSE, ASSISTANT, DESK},
    Permission.EDIT_CONTACT_DATA: {DOCTOR, NURSE, ASSISTANT, DESK},
    Permission.READ_RECORD: {DOCTOR, NURSE},
    Permission.READ_INTAKE: {DOCTOR, NURSE, ASSISTANT},
    Permission.READ_RESTRICTED_ANSWERS: {DOCTOR},
    Permission.RECORD_INTAKE: {DOCTOR, NURSE, ASSISTANT},
    Permission.TAKE_PHOTOS: {DOCTOR, NURSE, ASSISTANT},
    Permission.RECORD_NUMBING: {DOCTOR, NURSE, ASSISTANT},
    Permission.DRAFT_ASSESSMENT: {DOCTOR, NURSE},
    Permission.ASSESS_SKIN: {DOCTOR},
    Permission.PROPOSE_REGIMENS: {DOCTOR},
    Permission.ADOPT_PLAN: {DOCTOR},
    Permission.AMEND_PLAN: {DOCTOR},
    Permission.SIGN_CONSULTATION: {DOCTOR},
    Permission.RECORD_SESSION: {DOCTOR, NURSE},
    Permission.BOOK_APPOINTMENTS: {DOCTOR, NURSE, ASSISTANT, DESK},
    Permission.READ_CATALOG: {DOCTOR, NURSE, ASSISTANT, CATALOG},
    Permission.EDIT_CATALOG: {CATALOG},
    Permission.PUBLISH_CATALOG: {DOCTOR, CATALOG},
    Permission.SIGN_AS_CLINICAL_LEAD: {LEAD},
    Permission.MANAGE_PEOPLE: {ADMIN},
    Permission.READ_AUDIT: {ADMIN},
    Permission.CHANGE_SETTINGS: {ADMIN},
}


def opens(access, role):
    """Whether the matrix opens an address to a role."""
    return access.strangers or not access.permissions or any(role in MATRIX[one] for one in access.permissions)


def leads_to_sign_in(response):
    return response.status_code == 302 and response.url.startswith(f"{reverse('account_login')}?next=")


def test_matrix_speaks_of_every_permission():
    assert set(MATRIX) == set(Permission)


@pytest.mark.parametrize("role", ROLES)
def test_role_holds_what_the_matrix_says(role):
    assert ROLES[role].permissions == {permission for permission, roles in MATRIX.items() if role in roles}


def test_clinical_lead_adds_the_signature_to_a_dermatologist_alone():
    signature = {permission for permission, roles in MATRIX.items() if LEAD in roles}

    assert permissions_of([DOCTOR], leads=True) - permissions_of([DOCTOR]) == signature
    assert permissions_of([NURSE], leads=True) == permissions_of([NURSE])


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_address_says_who_may_open_it(address):
    assert address.access is not None, f"{address} carries none of @requires, @any_signed_in, @public"
    assert address.pattern.name, f"{address} has no name"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_stranger_sees_public_pages_and_else_the_sign_in(client, address, paths):
    response = client.get(paths[str(address)])

    assert leads_to_sign_in(response) is not address.access.strangers
    assert response.status_code not in (403, 500)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_role_opens_what_the_matrix_says(address, role, cast, sign_in, paths):
    response = sign_in(cast[role]).get(paths[str(address)])

    assert not leads_to_sign_in(response)
    assert response.status_code < 500
    assert (response.status_code != 403) is opens(address.access, role)


@pytest.mark.parametrize("address", WITH_RECORD, ids=str)
def test_who_sees_a_record_leaves_a_line_in_the_trail(address, cast, sign_in, paths):
    role = next(role for role in ROLES if opens(address.access, role))
    path = paths[str(address)]

    response = sign_in(cast[role]).get(path)

    seen = AuditEvent.objects.newest_first().filter(path=path, by=cast[role])
    assert response.status_code in (200, 302, 405)
    assert seen.exists() is (response.status_code == 200)


def test_several_roles_open_what_any_of_them_opens():
    both = permissions_of([DESK, CATALOG])

    assert both == ROLES[DESK].permissions | ROLES[CATALOG].permissions


def test_view_without_a_label_stays_shut(rf, clinic_admin):
    def forgotten(request):
        raise AssertionError("opened")

    with pytest.raises(ImproperlyConfigured, match="forgotten does not say who may open it"):
        LabelledDoors(None).process_view(rf.get("/"), forgotten, (), {})


@pytest.mark.parametrize("label", [public, any_signed_in, requires(Permission.READ_RECORD)])
def test_label_keeps_what_the_view_is_called(label):
    def day_list(request): ...

    labelled = label(day_list)

    assert labelled.__name__ == "day_list"
    assert LabelledDoors(None).process_view(None, labelled, (), {}) is None


@pytest.mark.parametrize("wrong", [(), ("read_record",)])
def test_requires_takes_permissions_and_nothing_else(wrong):
    with pytest.raises(TypeError):
        requires(*wrong)


def test_menu_offers_what_opens(clinic_admin, front_desk):
    assert may_open(clinic_admin, "people")
    assert not may_open(front_desk, "people")
    assert not may_open(clinic_admin, "no such address")


def test_page_of_another_role_says_what_to_do_next(front_desk, sign_in):
    response = sign_in(front_desk).get(reverse("people"))

    assert response.status_code == 403
    assert "ask a clinic administrator" in response.content.decode()
