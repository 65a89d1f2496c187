"""One's own page, and what the frame shows of it."""

import pytest

from accounts.models import User

PROFILE = "/account/"
TYPED = {"full_name": "Jonas Weber", "title": "Sr", "theme": "dark", "hides_clinical_notes": "on"}


def test_profile_is_saved(sign_in, nurse):
    response = sign_in(nurse).post(PROFILE, TYPED)

    saved = User.objects.get(pk=nurse.pk)
    assert response.url == PROFILE
    assert (str(saved), saved.theme, saved.hides_clinical_notes) == ("Sr Jonas Weber", "dark", True)


def test_page_wears_the_chosen_theme(sign_in, nurse):
    browser = sign_in(nurse)
    browser.post(PROFILE, TYPED)

    assert 'data-theme="dark"' in browser.get(PROFILE).content.decode()


@pytest.mark.parametrize("wrong", [{"full_name": ""}, {"theme": "pink"}, {"title": "x" * 41}])
def test_wrong_profile_is_refused_with_the_form_as_typed(sign_in, nurse, wrong):
    response = sign_in(nurse).post(PROFILE, TYPED | wrong)

    assert response.status_code == 422
    assert User.objects.get(pk=nurse.pk).theme == "system"
    assert response.context["request"].user.full_name == "Jonas Weber"


def test_profile_gives_nobody_a_role_or_another_address(sign_in, nurse):
    sign_in(nurse).post(PROFILE, TYPED | {"roles": ["clinic_admin"], "email": "x@y.example", "is_active": ""})

    saved = User.objects.get(pk=nurse.pk)
    assert (saved.email, saved.is_active) == ("jonas.weber@clinic.example", True)
    assert [role.key for role in saved.roles] == ["nurse"]


def test_rail_offers_what_the_role_opens(sign_in, clinic_admin, nurse):
    admin, other = sign_in(clinic_admin).get(PROFILE), sign_in(nurse).get(PROFILE)

    assert {"People", "Audit trail"} <= {item["label"] for item in admin.context["navigation"]}
    assert not {"People", "Audit trail"} & {item["label"] for item in other.context["navigation"]}


def test_rail_marks_where_one_is(sign_in, clinic_admin):
    response = sign_in(clinic_admin).get("/people/new/")

    assert [item["label"] for item in response.context["navigation"] if item["current"]] == ["People"]


def test_frame_says_in_which_roles_one_is_signed_in(sign_in, clinical_lead):
    assert sign_in(clinical_lead).get(PROFILE).context["user_line"] == "Dermatologist, clinical lead"
