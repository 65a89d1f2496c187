"""What the amendments of a plan did to its visits: which visit each one changed, and which visits wait for what was taken out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from patients.saying import day_in_words
from treatments.models import PlanRevision, TreatmentPlan
from treatments.planning import stored_course

What = PlanRevision.What
TREATMENT = "treatment"


@dataclass
class Amendments:
    """`named`: number of a revision -> the visit it changed, as the page called it then; `waiting`: step -> what it waits for."""

    named: dict[int, str] = field(default_factory=dict)
    waiting: dict[int, str] = field(default_factory=dict)


def amendments_of(plan: TreatmentPlan) -> Amendments:
    """What was amended, revision by revision; for a plan that was never amended nothing is read."""
    found = Amendments()
    rows = plan.revisions.order_by("number")
    if not rows.filter(what=What.AMENDED).exists():
        return found
    before: Mapping | None = None
    for number, what, step, text in rows.values_list("number", "what", "step", "course"):
        course = json.loads(text)
        if what == What.AMENDED and before is not None and step:
            is_gone = len(course["visits"]) < len(before["visits"])
            found.named[number] = _named(before, step, is_gone)
            if is_gone:
                found.waiting = _without(found.waiting, before, step)
        elif course != before:  # planned anew: its own reviews stand in it
            found.waiting = {}
        before = course
    return found


def _named(course: Mapping, step: int, is_gone: bool) -> str:
    label = stored_course.labels_of(course)[step]
    label = label[:1].upper() + label[1:]
    return _("%(visit)s taken out") % {"visit": label} if is_gone else label


def _without(waiting: Mapping[int, str], course: Mapping, step: int) -> dict[int, str]:
    """What is waited for once a step is out: those behind a review or a test spot, up to the next one, waited for it."""
    visits, told = course["visits"], dict(waiting)
    gone = visits[step - 1]
    if gone["kind"] != TREATMENT:
        for place in range(step, len(visits)):
            if visits[place]["kind"] != TREATMENT:
                break
            told[place + 1] = _waits(gone)
    return {place - (place > step): words for place, words in told.items() if place != step}


def _waits(gone: Mapping) -> str:
    said = {"day": day_in_words(stored_course.day_of(gone["target_on"]))}
    if gone["kind"] == "test_spot":
        return _("The test spot of %(day)s for which this visit waited was taken out: look at the skin first.") % said
    return _("The review of %(day)s for which this visit waited was taken out: look at the result first.") % said
