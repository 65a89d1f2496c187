"""The languages people are spoken to in, by their short tag."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

# Variants that differ in spelling only say nothing about how to speak to somebody.
LEFT_OUT = {"en-au", "en-gb", "es-ar", "es-co", "es-mx", "es-ni", "es-ve", "eo", "ia", "io", "sr-latn"}


def languages() -> list[tuple[str, str]]:
    """Tag and name, by name."""
    known = {tag: _(info["name"]) for tag, info in LANG_INFO.items() if "name" in info and tag not in LEFT_OUT}
    return sorted(known.items(), key=lambda pair: pair[1])


def language_name(tag: str) -> str:
    """The name of a language; an unlisted one is called by its tag."""
    info = LANG_INFO.get(tag, {})
    return _(info["name"]) if "name" in info else tag
