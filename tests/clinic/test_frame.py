"""The frame of every page: strict policy, theme, navigation as it is given, messages in their place, errors that help."""

import json
import re
from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from clinic.frame import theme_of
from clinic.gallery_samples import ExampleForm, Person

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}
ROOMS = ("Today", "Calendar", "Patients", "Plans", "Outcomes", "Catalog", "People")
ERRORS = ("400", "403", "403_csrf", "404", "405", "429", "500")


@pytest.fixture
def rendered(rf):
    """A template as somebody sees it; nobody in particular unless told."""

    def render(template, user=None, **context):
        request = rf.get("/")
        request.user = user or AnonymousUser()
        return render_to_string(template, {"demonstration": "", **context}, request)

    return render


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def navigation(rooms):
    return [{"label": room, "url": f"/{room}/", "icon": "person", "current": room == "Patients"} for room in rooms]


def test_policy_is_strict_from_the_first_page(client, demo):
    header = client.get("/components/", secure=True).headers["Content-Security-Policy"]

    assert dict(part.strip().split(" ", 1) for part in header.split(";")) == POLICY


def test_headers_keep_pages_private(client, demo):
    headers = client.get("/components/", secure=True).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert set(headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_static_files_are_served_under_the_policy_of_files(client):
    answer = client.get("/static/mark.svg", secure=True)

    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"<svg")


@pytest.mark.parametrize(
    ("chosen", "shown"), [("light", "light"), ("dark", "dark"), ("system", "system"), ("", "system"), ("'>", "system")]
)
def test_theme_is_what_the_person_chose(rendered, chosen, shown):
    user = Person()
    user.theme = chosen

    assert theme_of(user) == shown
    assert f'data-theme="{shown}"' in rendered("base.html", user)


def test_who_chose_no_theme_has_that_of_the_device(rendered):
    assert theme_of(AnonymousUser()) == theme_of(None) == "system"
    assert '<html lang="en" data-theme="system">' in rendered("signed_out.html")


def test_htmx_runs_no_code_and_keeps_no_pages(rendered):
    content = re.search(r"name=\"htmx-config\" content='([^']+)'", rendered("base.html"))[1]
    config = json.loads(content)

    assert config["includeIndicatorStyles"] is config["allowEval"] is config["allowScriptTags"] is False
    assert config["selfRequestsOnly"] is True
    assert config["historyCacheSize"] == 0
    swapped = [rule for rule in config["responseHandling"] if rule["swap"]]
    assert [
        any(re.fullmatch(rule["code"], code) for rule in swapped) for code in ("200", "422", "409", "403", "500")
    ] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_requests_of_htmx_carry_the_token(client, demo, db):
    page = client.get("/components/", secure=True).content.decode()
    headers = json.loads(re.search(r"hx-headers='([^']+)'", page)[1])

    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    refused = strict.post("/components/", secure=True)
    accepted = strict.post("/components/", secure=True, headers=headers | {"Referer": "https://testserver/"})

    assert (refused.status_code, accepted.status_code) == (403, 200)
    assert "This form had grown too old" in refused.content.decode()


def test_rail_shows_what_it_is_given_and_where_one_is(rendered):
    page = rendered("base.html", Person(), navigation=navigation(ROOMS[:3]), user_line="Dermatologist")

    assert re.findall(r'class="rail-item" href="/(\w+)/"', page) == list(ROOMS[:3])
    assert re.findall(r'href="/(\w+)/" aria-current="page"', page) == ["Patients"]
    assert "Dr Lena Falk" in page and "Dermatologist" in page
    assert "rail-rest" not in page


def test_long_rail_folds_its_end_for_phones(rendered):
    page = rendered("base.html", Person(), navigation=navigation(ROOMS))
    folded = page.partition('class="rail-rest"')[2].partition("</nav>")[0]

    assert re.findall(r'href="/(\w+)/"', folded)[: len(ROOMS[4:])] == list(ROOMS[4:])


def test_stranger_sees_no_navigation(rendered):
    page = rendered("404.html", navigation=navigation(ROOMS))

    assert "frame-out" in page
    assert "rail-item" not in page and "whoami" not in page


def test_who_is_signed_in_keeps_the_rail_when_lost(rendered):
    page = rendered("404.html", Person(), navigation=navigation(ROOMS))

    assert "rail-item" in page
    assert "There is no such page" in page


@pytest.mark.parametrize("error", ERRORS)
def test_error_pages_say_what_to_do_next(rendered, error):
    main = rendered(f"{error}.html").partition("<main")[2].partition("</main>")[0]

    assert len(re.findall(r"<p>[A-Z][^<]{40,}\.</p>", main)) == 2
    assert re.search(r"<h1>[^<]+</h1>", main)
    assert 'href="/"' in main


def test_address_of_a_form_says_that_it_shows_nothing(clinic_admin, sign_in):
    answer = sign_in(clinic_admin).get(reverse("person_deactivate", args=[clinic_admin.public_id]))

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing is shown at this address" in answer.content.decode()


def test_broken_server_still_has_a_page():
    page = render_to_string("500.html")

    assert "Something broke on our side" in page
    assert 'data-theme="system"' in page and "<title>Something broke on our side · Cicatrix</title>" in page


@pytest.mark.parametrize(
    ("level", "is_toast"), [(constants.SUCCESS, True), (constants.ERROR, False), (constants.INFO, False)]
)
def test_success_is_a_toast_and_all_else_stays_in_the_page(rendered, level, is_toast):
    page = rendered("base.html", messages=[Message(level, "Aline Moreau was registered.")])
    main = page.partition("<main")[2].partition("</main>")[0]
    toasts = page.partition('id="toasts"')[2]

    assert ("Aline Moreau" in toasts) is is_toast
    assert ("Aline Moreau" in main) is not is_toast


def test_every_form_of_crispy_begins_with_its_errors():
    form = ExampleForm({"contact": "pigeon"})
    page = render_crispy_form(form)
    links = re.findall(r'href="#([\w-]+)"', page)

    assert links == ["id_family_name", "id_born_on", "id_contact_0", "id_dose"]
    assert all(f'id="{link}"' in page for link in links)


def test_names_are_shown_as_typed_and_never_as_markup(rendered):
    banner = rendered("components/banner.html", name="<b>O'Neill</b> محمد 渡辺", number="C-1", age=0, born=None)

    assert "&lt;b&gt;O&#x27;Neill&lt;/b&gt; محمد 渡辺" in banner
    assert "not known" in banner


def test_private_banner_closes_what_is_clinical(rendered):
    chips = [{"word": "Allergy: lidocaine", "kind": "danger"}]

    open_banner = rendered("components/banner.html", name="Ng", number="C-1", chips=chips)
    private = rendered("components/banner.html", name="Ng", number="C-1", chips=chips, private=True)

    assert "<details" not in open_banner
    assert re.search(r"<details class=\"identity-private\"><summary[^>]*>.*clinical note</summary>", private, re.DOTALL)
    assert private.index("<details") < private.index("Allergy: lidocaine")


def test_score_of_nothing_is_not_zero(rendered):
    assert "not yet" in rendered("components/score.html", value=None, label="ECCA score", of=540)
    zero = rendered("components/score.html", value=0, label="ECCA score", of=540)
    assert "not yet" not in zero and '<progress value="0" max="540"' in zero


def test_clinic_name_and_day_are_on_every_page(rendered, settings):
    settings.CLINIC_NAME = "Hautklinik <Süd>"

    page = rendered("base.html", Person(), today=date(2026, 11, 23))

    assert page.count("Hautklinik &lt;Süd&gt;") == 3
    assert "Mon 23 Nov 2026" in page and "<span>23 Nov 2026</span>" in page
