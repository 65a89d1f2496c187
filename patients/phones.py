"""Telephone numbers: kept as typed, compared in their international form."""

import unicodedata

import phonenumbers
from django.conf import settings

LONGEST = 250  # what phonenumbers reads at most


def e164(typed: str) -> str:
    """The international form of a number, '' when no number can be read from it. Numbers without + are of the clinic's region."""
    try:
        number = phonenumbers.parse(typed[:LONGEST], settings.PHONE_REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def beginnings(typed: str) -> list[str]:
    """How the digits of a stored number may begin when these were typed: with or without country code and leading zero."""
    digits = plain_digits(typed)
    country = str(phonenumbers.country_code_for_region(settings.PHONE_REGION))
    significant = digits.lstrip("0")
    if not significant:
        return []
    international = typed.strip().startswith("+") or digits.startswith("00")
    forms = [significant] if international else [digits, significant, country + significant, country + digits]
    return list(dict.fromkeys(forms))


def plain_digits(typed: str) -> str:
    """The digits of a text, whatever script they are written in, as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) for sign in typed if unicodedata.decimal(sign, None) is not None)
