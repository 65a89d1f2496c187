"""What `manage.py check --deploy` says about the papers that patients take home."""

from django.conf import settings
from django.core import checks

NO_PHONE = checks.Warning(
    "The sheet that patients take home names no telephone of the clinic.",
    hint="Set CLINIC_PHONE; until then staff write the number on every sheet by hand.",
    id="treatments.W001",
)
NO_EMERGENCY_PHONE = checks.Warning(
    "The sheet that patients take home names no number for an ambulance.",
    hint="Set EMERGENCY_PHONE; until then the sheet says “your emergency number”.",
    id="treatments.W002",
)


@checks.register(checks.Tags.security, deploy=True)
def numbers_to_call(app_configs, **options) -> list:
    """Warn where a patient in need would find no number on the sheet; the demonstration has no patients."""
    if settings.DEMO:
        return []
    missing = [] if settings.CLINIC_PHONE else [NO_PHONE]
    return missing if settings.EMERGENCY_PHONE else [*missing, NO_EMERGENCY_PHONE]
