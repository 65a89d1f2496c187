"""The settings are secure unless the demo is asked for, and refuse what cannot work with words that help."""

import os
import re
import runpy
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.house.repository import ROOT

SOURCE = (ROOT / "clinic" / "settings.py").read_text()
READ = set(re.findall(r'(?:environ\.get|_flag|_words)\("([A-Z_]+)"', SOURCE))
READ_ELSEWHERE = ("CICATRIX_STATE", "HOST", "PORT")  # by clinic/database/ and by manage.py run


@pytest.fixture
def settings_of(monkeypatch):
    """The settings an environment leads to."""
    for name in READ:
        monkeypatch.delenv(name, raising=False)

    def read(**environment):
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            return runpy.run_path(str(ROOT / "clinic" / "settings.py"))

    return read


def test_nothing_set_is_closed_and_secure(settings_of):
    settings = settings_of()

    assert settings["DEBUG"] is False
    assert settings["SECRET_KEY"] == ""
    assert settings["ALLOWED_HOSTS"] == []
    assert settings["SESSION_COOKIE_SECURE"] and settings["CSRF_COOKIE_SECURE"] and settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_PROXY_SSL_HEADER"] is None
    assert (settings["USE_TZ"], settings["TIME_ZONE"]) == (True, "Europe/Berlin")


def test_debug_is_obeyed_in_the_demo_alone(settings_of):
    assert settings_of(DEBUG="1")["DEBUG"] is False
    assert settings_of(DEBUG="1", CICATRIX_MODE="demo")["DEBUG"] is True


def test_demo_makes_a_new_key_at_every_start(settings_of):
    first, second = settings_of(CICATRIX_MODE="demo"), settings_of(CICATRIX_MODE="demo")

    assert len(first["SECRET_KEY"]) >= 50
    assert first["SECRET_KEY"] != second["SECRET_KEY"]
    assert first["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_mail_goes_through_the_clinics_server(settings_of):
    settings = settings_of(DEFAULT_FROM_EMAIL="desk@clinic.example", EMAIL_HOST="mail.example", EMAIL_PORT="587")

    assert (settings["DEFAULT_FROM_EMAIL"], settings["EMAIL_HOST"]) == ("desk@clinic.example", "mail.example")
    assert settings["EMAIL_PORT"] == 587


def test_mail_server_speaks_one_kind_of_tls(settings_of):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_USE_TLS and EMAIL_USE_SSL"):
        settings_of(EMAIL_USE_TLS="1", EMAIL_USE_SSL="1")


def test_without_a_url_both_roles_use_the_embedded_database(settings_of):
    databases = settings_of()["DATABASES"]

    assert {name: (each["ENGINE"], each["NAME"], each["USER"]) for name, each in databases.items()} == {
        "default": ("clinic.database", "cicatrix", "cicatrix_app"),
        "owner": ("clinic.database", "cicatrix", "cicatrix_owner"),
    }
    assert settings_of()["DATABASE_APP_ROLE"] == "cicatrix_app"


def test_application_and_owner_come_from_their_urls(settings_of):
    settings = settings_of(DATABASE_URL="postgresql://app@db/clinic", DATABASE_OWNER_URL="postgresql://boss@db/clinic")

    assert {name: each["USER"] for name, each in settings["DATABASES"].items()} == {"default": "app", "owner": "boss"}
    assert settings["DATABASE_APP_ROLE"] == "app"


def test_one_url_serves_both_roles(settings_of):
    databases = settings_of(DATABASE_URL="postgresql://anna:secret@db/clinic")["DATABASES"]

    assert [databases[name][key] for name in ("default", "owner") for key in ("USER", "PASSWORD")] == [
        "anna",
        "secret",
    ] * 2


def test_application_waits_for_no_lock_and_no_statement_for_long(settings_of):
    for environment in ({}, {"DATABASE_URL": "postgresql://anna@db/clinic"}):
        databases = settings_of(**environment)["DATABASES"]

        assert "lock_timeout=5s" in databases["default"]["OPTIONS"]["options"]
        assert "statement_timeout=30s" in databases["default"]["OPTIONS"]["options"]
        assert "statement_timeout" not in databases["owner"]["OPTIONS"]["options"]


def test_database_comes_from_its_url(settings_of):
    database = settings_of(DATABASE_URL="postgresql://anna:p%40ss@db.example:5433/clinic")["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("anna", "p@ss", "db.example")
    assert (database["PORT"], database["NAME"]) == (5433, "clinic")
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("CICATRIX_MODE", "demp", "CICATRIX_MODE is 'demp'; allowed: clinic, demo."),
        ("BEHIND_TLS_PROXY", "yes", "BEHIND_TLS_PROXY is 'yes'; allowed: 0, 1."),
        (
            "DATABASE_URL",
            "sqlite:///clinic.db",
            "DATABASE_URL starts with sqlite://; Cicatrix runs on PostgreSQL alone",
        ),
        ("DATABASE_URL", "mysql://anna:hidden@db/clinic", "DATABASE_URL starts with mysql://"),
        ("DATABASE_URL", "hidden", "DATABASE_URL has no scheme"),
        ("DATABASE_URL", "postgresql://anna:hidd[en@db/clinic", "DATABASE_URL cannot be read"),
        ("DATABASE_OWNER_URL", "mysql://anna:hidden@db/clinic", "DATABASE_OWNER_URL starts with mysql://"),
    ],
)
def test_what_cannot_work_is_refused_in_words(settings_of, name, value, words):
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_of(**{"DATABASE_URL": "postgresql://anna@db/clinic", name: value})

    assert words in str(refused.value)
    assert "hidd" not in str(refused.value)


@pytest.mark.parametrize(
    ("environment", "opens"), [({}, False), ({"SECRET_KEY": "k" * 50}, True), ({"CICATRIX_MODE": "demo"}, True)]
)
def test_server_opens_with_a_secret_key_alone(environment, opens):
    kept = {name: value for name, value in os.environ.items() if name not in READ}

    served = subprocess.run(
        [sys.executable, "-c", "import clinic.wsgi"], cwd=ROOT, env=kept | environment, capture_output=True, text=True
    )

    assert (served.returncode == 0) is opens, served.stderr
    assert ("SECRET_KEY is not set" in served.stderr) is not opens


def test_env_example_lists_what_the_settings_read():
    assert {"CICATRIX_MODE", "SECRET_KEY", "ALLOWED_HOSTS", "BEHIND_TLS_PROXY", "DATABASE_URL"} < READ
    lines = (ROOT / ".env.example").read_text().splitlines()

    assert {line.partition("=")[0] for line in lines if line and not line.startswith("#")} == READ | set(READ_ELSEWHERE)
