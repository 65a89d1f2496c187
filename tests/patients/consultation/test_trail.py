"""What the trail keeps of a consultation: that it was written in, never what was asked or seen."""

from accounts.models import AuditEvent
from patients import assessing, consulting
from patients.assessing import Place

CHEEK = Place("rolling", "cheek_lower", "left")


def test_the_trail_names_no_question_and_no_fact_of_the_skin(draft, dermatologist):
    consulting.answer(consultation=draft, question="smoker", value=True, by=dermatologist)
    assessing.assess_skin(consultation=draft, by=dermatologist, phototype=4, grade=2)
    (finding,) = assessing.record_findings(consultation=draft, counts={CHEEK: (5, 10)}, by=dermatologist)
    assessing.describe_finding(finding=finding, by=dermatologist, base="normal")
    kept = dict(AuditEvent.objects.values_list("action", "detail"))

    assert kept["answers recorded"] == {"number": 1}
    assert kept["skin assessed"] == {"fields": 2}
    assert kept["finding described"] == {"fields": 1}
