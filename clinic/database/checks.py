"""What `manage.py check --deploy` says about the database."""

from django.conf import settings
from django.core import checks

ONE_ROLE = checks.Warning(
    "The application connects as the role that owns the tables.",
    hint="Give it a login of its own and name the owner's in DATABASE_OWNER_URL (docs/adr/0006-two-roles.md).",
    id="clinic.W001",
)


@checks.register(checks.Tags.security, deploy=True)
def two_roles(app_configs, **options) -> list:
    """Warn where one login serves both, so that a fault of the application could alter what it should only read."""
    default, owner = settings.DATABASES["default"], settings.DATABASES["owner"]
    return [ONE_ROLE] if default["USER"] == owner["USER"] else []
