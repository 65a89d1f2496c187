"""Where one goes on to from a consultation: its proposal."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import may_open
from patients.models import Consultation


def propose(consultation: Consultation, user) -> list[dict]:
    """The proposal, for whoever may propose."""
    if not may_open(user, "proposal", consultation.public_id):
        return []
    return [{"label": _("Propose"), "url": reverse("proposal", args=[consultation.public_id])}]
