"""Where a web server enters."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application


def refuse_without_secret_key() -> None:
    """Fail at the start, not at the first page that signs. Raises ImproperlyConfigured."""
    try:
        settings.SECRET_KEY  # noqa: B018  (Django raises when it is empty)
    except ImproperlyConfigured:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Give the server one of 50 characters or more (see .env.example), "
            "or ask for the demonstration with CICATRIX_MODE=demo."
        ) from None


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
refuse_without_secret_key()
application = get_wsgi_application()
