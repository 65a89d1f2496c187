"""Signing in and out, passwords, sessions that end, and what happens to a form then."""

import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import AuditEvent
from tests.people import PASSWORD

SIGN_IN = "/account/sign-in/"


@pytest.fixture(autouse=True)
def no_attempts_counted(db):
    cache.clear()


def sign_in_with(client, login, password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": login, "password": password, **extra})


def actions_about(user):
    return list(AuditEvent.objects.filter(about=user.public_id).values_list("action", flat=True).order_by("pk"))


def grow_older(browser, seconds, *names):
    """Let the session of a browser look as if this had happened some time ago."""
    session = browser.session
    for name in names:
        session[name] -= seconds
    session.save()


def test_person_signs_in_with_the_address_in_any_case(client, nurse):
    response = sign_in_with(client, "Jonas.Weber@CLINIC.example", next="/account/")

    assert response.url == "/account/"
    assert client.get("/account/").context["request"].user == nurse
    assert actions_about(nurse) == ["signed in"]


def test_wrong_password_keeps_the_address_and_says_what_to_do(client, nurse):
    response = sign_in_with(client, nurse.email, "not the password")

    page = response.content.decode()
    assert response.status_code == 422
    assert "choose a new password by mail" in page
    assert f'value="{nurse.email}"' in page
    assert actions_about(nurse) == ["sign-in failed"]


def test_unknown_address_is_answered_like_a_wrong_password(client, nurse):
    known, unknown = sign_in_with(client, nurse.email, "wrong"), sign_in_with(client, "no@body.example", "wrong")

    assert known.context["form"].errors == unknown.context["form"].errors
    assert AuditEvent.objects.count() == 1  # about the person who is here


def test_guessing_is_held_back_even_with_the_right_password_then(client, nurse):
    for _ in range(5):
        sign_in_with(client, nurse.email, "wrong guess")

    response = sign_in_with(client, nurse.email)

    assert response.status_code == 422
    assert "Wait five minutes" in response.content.decode()


def test_next_leads_nowhere_outside(client, nurse):
    response = sign_in_with(client, nurse.email, next="https://elsewhere.example/")

    assert response.url == "/"


def test_signing_out_takes_a_press_of_the_button(sign_in, nurse):
    browser = sign_in(nurse)

    browser.get("/account/sign-out/")
    assert browser.get("/account/").status_code == 200
    browser.post("/account/sign-out/")

    assert browser.get("/account/").status_code == 302
    assert actions_about(nurse)[-1] == "signed out"


@pytest.mark.parametrize("name", ["account_signup", "account_email"])
def test_nobody_signs_up(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_account_deactivated_is_told_so_only_with_the_right_password(client, nurse):
    nurse.is_active = False
    nurse.save()

    wrong = sign_in_with(client, nurse.email, "wrong")
    right = sign_in_with(client, nurse.email)

    assert wrong.status_code == 422
    assert "deactivated" in client.get(right.url).content.decode()


def test_password_is_changed_with_the_old_one(sign_in, nurse):
    browser, chosen = sign_in(nurse), "mellow yellow harvest"

    wrong = browser.post("/account/password/", {"oldpassword": "wrong", "password1": chosen, "password2": chosen})
    right = browser.post("/account/password/", {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen})

    nurse.refresh_from_db()
    assert (wrong.status_code, right.url) == (422, "/account/")
    assert nurse.check_password(chosen)
    assert browser.get("/account/").status_code == 200
    assert actions_about(nurse)[-1] == "password changed"


@pytest.mark.parametrize(
    ("chosen", "said"), [("short", "too short"), ("jonas.weber", "too similar"), ("password1234", "too common")]
)
def test_weak_password_is_refused(sign_in, nurse, chosen, said):
    typed = {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen}

    response = sign_in(nurse).post("/account/password/", typed)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_forgotten_password_is_chosen_by_mail_once(client, nurse):
    chosen = "mellow yellow harvest"
    client.post("/account/password/forgotten/", {"email": nurse.email})
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    client.post(client.get(link).url, {"password1": chosen, "password2": chosen})

    again = Client().get(link)

    nurse.refresh_from_db()
    assert nurse.check_password(chosen)
    assert "This link no longer works" in again.content.decode()
    assert "password chosen by mailed link" in actions_about(nurse)


def test_forgotten_password_does_not_tell_who_works_here(client, nurse):
    known = client.post("/account/password/forgotten/", {"email": nurse.email})
    unknown = client.post("/account/password/forgotten/", {"email": "no@body.example"})

    assert known.url == unknown.url
    assert [message.to for message in mail.outbox] == [[nurse.email]]


def test_session_ends_when_nothing_happens(sign_in, nurse, settings):
    browser = sign_in(nurse)
    browser.get("/account/")

    assert browser.session.get_expiry_age() == 30 * 60
    assert settings.SESSION_LONGEST_SECONDS == 12 * 60 * 60


def test_session_is_renewed_while_somebody_works(sign_in, nurse, settings):
    browser = sign_in(nurse)
    browser.get("/account/")
    grow_older(browser, settings.SESSION_RENEWED_EVERY_SECONDS, "seen_at")

    browser.get("/account/")

    assert browser.session["seen_at"] >= int(time.time()) - 5


def test_busy_session_ends_after_the_longest_time(sign_in, nurse, settings):
    browser = sign_in(nurse)
    browser.get("/account/")
    grow_older(browser, settings.SESSION_LONGEST_SECONDS, "signed_in_at")

    assert browser.get("/account/").status_code == 302


def test_session_writes_once_a_minute_at_most(sign_in, nurse, django_assert_max_num_queries):
    browser = sign_in(nurse)
    browser.get("/account/")

    with django_assert_max_num_queries(20) as asked:
        browser.get("/account/")

    assert [query["sql"] for query in asked.captured_queries if "UPDATE" in query["sql"]] == []


def test_page_for_strangers_leads_back_after_sign_in(client):
    response = client.get("/people/?page=2")

    assert (response.status_code, response.url) == (302, f"{SIGN_IN}?next=%2Fpeople%2F%3Fpage%3D2")


def test_form_sent_after_the_session_ended_leads_back_to_the_form(client, nurse):
    """The address a form is sent to need not be the page it stands on."""
    response = client.post(
        "/people/new/", {"full_name": "typed"}, headers={"Referer": "http://testserver/people/?step=2"}
    )

    page = client.get(response.url).content.decode()
    assert (response.status_code, response.url) == (303, f"{SIGN_IN}?next=%2Fpeople%2F%3Fstep%3D2&kept=1")
    assert "what you typed is kept on this device until you sign in again" in page
    assert sign_in_with(client, nurse.email, next="/people/?step=2").url == "/people/?step=2"


def test_notice_of_kept_typing_outlives_a_wrong_password(client, nurse):
    response = sign_in_with(client, nurse.email, "wrong", kept="1")

    assert "kept on this device" in response.content.decode()


def test_ordinary_sign_in_page_speaks_of_no_kept_typing(client):
    assert "kept on this device" not in client.get(SIGN_IN).content.decode()


@pytest.mark.parametrize("referer", [None, "https://elsewhere.example/people/"])
def test_form_from_nowhere_known_leads_back_to_its_own_address(client, referer):
    response = client.post("/people/new/", headers={"Referer": referer} if referer else {})

    assert response.url == f"{SIGN_IN}?next=%2Fpeople%2Fnew%2F&kept=1"


def test_htmx_is_told_to_go_and_sign_in(client):
    response = client.post(
        "/people/new/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=1"}
    )

    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == f"{SIGN_IN}?next=%2Fpeople%2F%3Fq%3D1&kept=1"


def test_script_that_wants_data_gets_401(client):
    response = client.get("/people/", headers={"Accept": "application/json"})

    assert response.status_code == 401
    assert response.headers["Location"].startswith(SIGN_IN)
