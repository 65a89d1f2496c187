"""What tests of the proposal page share: its address, its words, and the form by which a regimen is adopted."""

import html
import re

from django.urls import reverse

from treatments import proposals

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


def address(held, name="proposal"):
    return reverse(name, args=[held.public_id])


def words(response) -> str:
    """The text of an answer as one reads it."""
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def first(held, **wishes):
    return proposals.proposed(held, wishes=wishes).document["regimens"][0]


def adopting(held, key=None, **more):
    """The form of the first card, as the page sends it."""
    now = proposals.proposed(held)
    regimen = now.regimen(key) if key else now.document["regimens"][0]
    called = {f"course.{regimen['key']}": course(regimen)} if regimen else {}
    seen = {"on": now.on.isoformat(), "version": now.version.number, "revision": now.consultation.revision}
    reasons = {f"reason.{modality}": "Discussed." for modality in (regimen or {}).get("needs_reason", ())}
    return {"key": key or regimen["key"], **called, **seen, **reasons, **more}


def course(regimen) -> str:
    """What fields and addresses call a regimen."""
    return "-".join(regimen["modalities"])


def offering(held, least=1):
    """The first regimen that offers so many options."""
    regimens = proposals.proposed(held).document["regimens"]
    return next(one for one in regimens if len(one["options"]) >= least)
