"""How addresses are written on narrow screens."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.filter
def breaks_at_sign(email: str) -> str:
    """An e-mail address that may go on in the next line after its name, rather than inside a word."""
    name, sign, domain = email.rpartition("@")
    return format_html("{}<wbr>{}{}", name, sign, domain)
