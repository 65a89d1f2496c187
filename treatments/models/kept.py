"""A proposal as it stood at one moment, kept whole: the facts, the wishes, the version, and what the planner answered."""

import json

from django.db import models

from accounts.models import Identified


def text_of(document) -> str:
    """A document as it is kept: the same document is the same text, its members in the order of the contract."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


class KeptProposal(Identified):
    """The facts with their wishes as `case`, the answer as `document`, both as text, so that nothing is lost or reordered."""

    consultation = models.ForeignKey("patients.Consultation", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("catalog.CatalogVersion", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    case = models.TextField()
    document = models.TextField()

    class Meta:
        abstract = True

    @property
    def audited_patient(self):
        return self.consultation.patient

    @property
    def proposal(self) -> dict:
        return json.loads(self.document)

    @property
    def facts(self) -> dict:
        return json.loads(self.case)
