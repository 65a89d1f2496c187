"""The one settings file. A clinic's own values come from the environment (.env.example lists them); the rest is secure.

Demo is a mode one asks for, CICATRIX_MODE=demo: plain http on one's own machine, a secret key made at every start.
Without it the key has to be given. A command that signs nothing, such as propose, runs without; whoever reads the
empty key is refused.
"""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
MODES = ("clinic", "demo")
POSTGRESQL_SCHEMES = ("postgresql", "postgres")
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


def _mode() -> str:
    mode = os.environ.get("CICATRIX_MODE") or "clinic"
    if mode not in MODES:
        raise ImproperlyConfigured(f"CICATRIX_MODE is {mode!r}; allowed: {', '.join(MODES)}.")
    return mode


def _flag(name: str) -> bool:
    value = os.environ.get(name) or "0"
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}; allowed: 0, 1.")
    return value == "1"


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in (os.environ.get(name) or default).split(",") if word.strip()]


def _database(url: str) -> dict:
    """The database of `url`: PostgreSQL, because its exclusion constraints, ranges and triggers carry promises here."""
    scheme, separator, _ = url.partition("://")
    if scheme not in POSTGRESQL_SCHEMES:
        found = f"starts with {scheme}://" if separator else "has no scheme"
        raise ImproperlyConfigured(
            f"DATABASE_URL {found}; Cicatrix runs on PostgreSQL alone: postgresql://user:password@host/name"
        )
    try:
        return dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError:  # its message may carry the password
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read; percent-quote what is special in user and password: postgresql://user:p%40ss@host/name."
        ) from None


DEMO = _mode() == "demo"
DEBUG = DEMO and _flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or (get_random_secret_key() if DEMO else "")
ALLOWED_HOSTS = _words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEMO else "")

# Everything but the demo goes over https. A proxy that ends TLS is believed only when the clinic says it is there.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("BEHIND_TLS_PROXY") else None
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "scheduling",
    "treatments",
    "patients",
    "catalog",
    "accounts",
    "crispy_forms",
    "crispy_bootstrap5",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# Where none is named the address leads nowhere: what needs a database fails at once and never finds a stranger's.
DATABASES = {"default": _database(os.environ.get("DATABASE_URL") or NOWHERE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Instants are stored in UTC and shown in the clinic's zone.
USE_TZ = True
TIME_ZONE = os.environ.get("TIME_ZONE") or "Europe/Berlin"
LANGUAGE_CODE = "en"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
