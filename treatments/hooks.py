"""What this room does when something happens in the rooms below it, which know nothing of plans: it adds itself to their lists."""

import datetime
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog import after_publishing
from catalog.models import CatalogVersion
from patients import after_saving, note
from patients.models import Consultation, Patient
from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments import judging
from treatments.models import PlannedSession, TreatmentPlan


def join() -> None:
    """Hear of it when facts of a person change or a version comes into force, and speak in the composed note."""
    after_saving.AFTER_SAVING.append(judge_after_saving)
    after_publishing.AFTER_PUBLISHING.append(judge_after_publishing)
    note.PARTS.append(said_in_the_note)


def judge_after_saving(patient: Patient) -> None:
    """The open plan of a person is judged by what was just told or seen; what cannot be judged refuses no save."""
    judging.judge_plan_of(patient)


def judge_after_publishing(version: CatalogVersion) -> None:
    """Open plans are judged by the version that came into force; in a big clinic the rest waits for `judge_plans`."""
    judging.judge_outdated()


def said_in_the_note(consultation: Consultation, catalog: Catalog) -> str:
    """The plans that came of a consultation, a sentence each."""
    plans = TreatmentPlan.objects.filter(consultation=consultation).order_by("pk") if consultation.pk else ()
    return "\n".join(plan_in_words(plan, catalog) for plan in plans)


def plan_in_words(plan: TreatmentPlan, catalog: Catalog) -> str:
    """One plan in one sentence: what, how many visits, from when, and whether it is an offer or was stopped."""
    course = plan.current.regimen
    said = {"regimen": regimen_in_words(course, catalog) + _visits_in_words(course)}
    if plan.state == TreatmentPlan.State.OFFERED:
        until = day_in_words(plan.think_until)
        return _("Plan offered, time to think until %(until)s: %(regimen)s.") % {"until": until, **said}
    if plan.state == TreatmentPlan.State.STOPPED:
        return _("Plan adopted and stopped since: %(regimen)s.") % said
    return _("Plan adopted: %(regimen)s.") % said


def _visits_in_words(course: Mapping) -> str:
    number = course["totals"]["visits"]
    if not number:
        return ""
    first = datetime.date.fromisoformat(course["visits"][0]["target_on"])
    words = ngettext("; %(number)s visit, on %(day)s", "; %(number)s visits from %(day)s", number)
    return words % {"number": number, "day": day_in_words(first)}


def regimen_in_words(course: Mapping, catalog: Catalog) -> str:
    """What is done, in the order in which it begins, and what goes on at home: “Subcision, then microneedling”.

    A test spot begins nothing.
    """
    begun: list[str] = []
    steps = []
    for visit in sorted(course["visits"], key=lambda visit: visit["kind"] == PlannedSession.Kind.TEST_SPOT):
        done = dict.fromkeys(
            row["modality"] for row in visit["procedures"] if not row["option"]
        )  # a row for each setting
        new = [key for key in done if key not in begun]
        begun += new
        steps += [_named(new, catalog)] if new else []
    home = _named([key for key in course["modalities"] if key not in begun], catalog)
    words = _(", then ").join(steps)
    if words and home:
        words = _("%(visits)s; at home %(home)s") % {"visits": words, "home": home}
    words = words or home
    return words[:1].upper() + words[1:]


def _named(keys: Iterable[str], catalog: Catalog) -> str:
    return _(" and ").join(_name(key, catalog) for key in keys)


def _name(key: str, catalog: Catalog) -> str:
    """The name of a modality within a sentence, without what stands in brackets."""
    name = catalog.modalities[key].name.partition(" (")[0] if key in catalog.modalities else key
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
