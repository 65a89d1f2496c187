"""The one settings file. A clinic's own values come from the environment (.env.example lists them); the rest is secure.

Demo is a mode one asks for, CICATRIX_MODE=demo: plain http on one's own machine, a secret key made at every start.
Without it the key has to be given. A command that signs nothing, such as propose, runs without; whoever reads the
empty key is refused.
"""

import copy
import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
MODES = ("clinic", "demo")
POSTGRESQL_SCHEMES = ("postgresql", "postgres")
TIMEOUTS = "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
OWNER_TIMEOUTS = "-c lock_timeout=10s"  # a migration may take long, but waits for nobody as long


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


def _databases(url: str, owner_url: str) -> dict:
    """Two logins to one database (docs/adr/0006): the application's and the owner's. Without a URL it is the embedded one."""
    if not url:
        default, owner = _embedded("cicatrix_app"), _embedded("cicatrix_owner")
    else:
        default = _server(url, "DATABASE_URL")
        owner = _server(owner_url, "DATABASE_OWNER_URL") if owner_url else copy.deepcopy(default)
    default["OPTIONS"].setdefault("options", TIMEOUTS)
    owner["OPTIONS"].setdefault("options", OWNER_TIMEOUTS)
    return {"default": default, "owner": owner | {"TEST": {"MIRROR": "default"}}}


def _embedded(user: str) -> dict:
    kept = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {"ENGINE": "clinic.database", "NAME": "cicatrix", "USER": user, "OPTIONS": {}} | kept


def _server(url: str, name: str) -> dict:
    """The database of `url`: PostgreSQL, because its exclusion constraints, ranges and triggers carry promises here."""
    scheme, separator, _ = url.partition("://")
    if scheme not in POSTGRESQL_SCHEMES:
        found = f"starts with {scheme}://" if separator else "has no scheme"
        raise ImproperlyConfigured(
            f"{name} {found}; Cicatrix runs on PostgreSQL alone: postgresql://user:password@host/name"
        )
    try:
        parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError:  # its message may carry the password
        raise ImproperlyConfigured(
            f"{name} cannot be read; percent-quote what is special in user and password: postgresql://user:p%40ss@host/name."
        ) from None
    return parsed | {"OPTIONS": parsed.get("OPTIONS") or {}}


DEMO = _mode() == "demo"
DEBUG = DEMO and _flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or (get_random_secret_key() if DEMO else "")
ALLOWED_HOSTS = _words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEMO else "")

# Everything but the demo goes over https. A proxy that ends TLS is believed only when the clinic says it is there.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("BEHIND_TLS_PROXY") else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

INSTALLED_APPS = [
    "clinic",
    "scheduling",
    "treatments",
    "patients",
    "catalog",
    "accounts",
    "pghistory",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "clinic.frame.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionLimits",
    "accounts.middleware.RequestTrail",
    "accounts.middleware.LabelledDoors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "clinic.frame.explained_refusals",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # without a list of loaders, so that templates are cached
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "clinic.frame.frame",
                "catalog.notice.notice",
                "accounts.navigation.navigation",
            ]
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# What the browser is given besides pages: `npm run build` makes static/dist/, `manage.py collectstatic` names each file
# by its content, so that it may be kept for ever.
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATABASES = _databases(os.environ.get("DATABASE_URL") or "", os.environ.get("DATABASE_OWNER_URL") or "")
DATABASE_APP_ROLE = DATABASES["default"]["USER"]  # whom clinic.database.grants gives the listed rights
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People sign in with e-mail address and password. Nobody signs up: a clinic admin adds people.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "/"
ACCOUNT_ADAPTER = "accounts.adapter.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "reset_password": "accounts.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.ChoosePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _flag("BEHIND_TLS_PROXY") else 0  # attempts are counted per caller, not per proxy

# A session ends after 30 minutes without a request, and 12 hours after sign-in however busy it is.
SESSION_COOKIE_AGE = 30 * 60
SESSION_LONGEST_SECONDS = 12 * 60 * 60
SESSION_RENEWED_EVERY_SECONDS = 60

# Sign-in attempts are counted in the database, because every web process has to see the same count.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_cache"}}

# The demo shows its mail in the terminal; a clinic hands it to its mail server, and nobody waits for that one for long.
EMAIL_BACKEND = f"django.core.mail.backends.{'console' if DEMO else 'smtp'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or "clinic@demonstration.example"
EMAIL_HOST = os.environ.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _flag("EMAIL_USE_TLS"), _flag("EMAIL_USE_SSL")
EMAIL_TIMEOUT = 10
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    raise ImproperlyConfigured("EMAIL_USE_TLS and EMAIL_USE_SSL are both 1; a mail server speaks one of them.")

# Instants are stored in UTC and shown in the clinic's zone.
USE_TZ = True
TIME_ZONE = os.environ.get("TIME_ZONE") or "Europe/Berlin"
LANGUAGE_CODE = "en"

# Where the clinic is: phone numbers without country code are from there, and from this age on people decide for themselves.
PHONE_REGION = os.environ.get("PHONE_REGION") or "DE"
ADULT_AT_AGE = int(os.environ.get("ADULT_AT_AGE") or 18)

# How the clinic calls itself, on every page and paper.
CLINIC_NAME = os.environ.get("CLINIC_NAME") or "Cicatrix"
CLINIC_PHONE = os.environ.get("CLINIC_PHONE") or ""  # on what patients take home
EMERGENCY_PHONE = (
    os.environ.get("EMERGENCY_PHONE") or ""
)  # the ambulance there; unset, papers say "your emergency number"
CURRENCY = os.environ.get("CURRENCY") or "EUR"  # of every price

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"calm": {"()": "clinic.log_lines.RefusalsInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["calm"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
