"""What no text about a patient may hold."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALLOWED_CONTROLS = "\t\r\n"


def refuse_unprintable(text: str) -> None:
    """Control characters, NUL among them, cannot be stored or printed; all scripts and signs of the world can."""
    found = next(
        (sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") and sign not in ALLOWED_CONTROLS), None
    )
    if found is not None:
        raise ValidationError(
            _("This text holds a sign that cannot be stored (U+%(code)s). Delete it and type the text again."),
            code="unprintable",
            params={"code": f"{ord(found):04X}"},
        )


def refuse_line_breaks(text: str) -> None:
    """For names and other words of one line."""
    if any(sign in text for sign in ALLOWED_CONTROLS):
        raise ValidationError(_("Write this in one line, without tabs or line breaks."), code="line_break")
