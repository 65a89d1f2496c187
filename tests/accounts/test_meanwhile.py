"""Two people change the same person: the second is told what changed, and nothing typed is lost."""

import html
import json
import re

import pytest

from accounts.models import User

PROFILE = "/account/"


@pytest.fixture
def opened(sign_in, clinic_admin, nurse):
    """A browser with the page of the nurse open, and what the form holds."""
    browser = sign_in(clinic_admin)
    return browser, shown(browser.get(address(nurse)))


def address(person):
    return f"/people/{person.public_id}/"


def shown(response):
    """The hidden field: what the form showed."""
    return html.unescape(re.search(r'name="opened" value="([^"]*)"', response.content.decode())[1])


def write(browser, where, opened, **typed):
    return browser.post(where, typed | {"opened": opened})


def test_second_admin_is_told_and_keeps_what_was_typed(opened, sign_in, clinic_admin, nurse):
    browser, before = opened
    write(sign_in(clinic_admin), address(nurse), before, full_name="Jonas Weber-Lenz", title="")

    response = write(browser, address(nurse), before, full_name="Jonas Webber", title="")

    page = html.unescape(response.content.decode())
    assert response.status_code == 409
    assert f"{clinic_admin} changed this while you were typing." in page
    assert "Jonas Weber-Lenz" in page and 'value="Jonas Webber"' in page
    assert User.objects.get(pk=nurse.pk).full_name == "Jonas Weber-Lenz"


def test_saved_once_more_the_second_admin_prevails(opened, sign_in, clinic_admin, nurse):
    browser, before = opened
    write(sign_in(clinic_admin), address(nurse), before, full_name="Jonas Weber-Lenz", title="")
    told = write(browser, address(nurse), before, full_name="Jonas Webber", title="")

    response = write(browser, address(nurse), shown(told), full_name="Jonas Webber", title="")

    assert response.status_code == 302
    assert User.objects.get(pk=nurse.pk).full_name == "Jonas Webber"


def test_field_left_alone_shows_what_the_other_wrote(opened, sign_in, clinic_admin, nurse):
    browser, before = opened
    write(sign_in(clinic_admin), address(nurse), before, full_name="Jonas Weber-Lenz", title="")

    response = write(browser, address(nurse), before, full_name=json.loads(before)["full_name"], title="Sr")

    page = response.content.decode()
    assert 'value="Jonas Weber-Lenz"' in page and 'value="Sr"' in page and "left alone" in page


def test_the_same_typed_twice_is_no_conflict(opened, sign_in, clinic_admin, nurse):
    browser, before = opened
    write(sign_in(clinic_admin), address(nurse), before, full_name="Jonas Lenz", title="")

    assert write(browser, address(nurse), before, full_name="Jonas Lenz", title="").status_code == 302


def test_profile_changed_by_an_admin_meanwhile_is_not_overwritten(sign_in, clinic_admin, nurse):
    mine = sign_in(nurse)
    before = shown(mine.get(PROFILE))
    write(sign_in(clinic_admin), address(nurse), "", full_name="Jonas Weber-Lenz", title="")

    response = write(mine, PROFILE, before, full_name=json.loads(before)["full_name"], title="", theme="dark")

    assert response.status_code == 409
    assert 'value="Jonas Weber-Lenz"' in response.content.decode()
    assert User.objects.get(pk=nurse.pk).theme == "system"
