"""Adopting a regimen: the browser names a key, the server proposes again, and only what is proposed now becomes a plan.

The patient's record is locked first, so that of two who adopt at once the second is told; the database allows one open plan.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.access import Permission
from patients.case_of import rows_of
from patients.consulting import changes_since
from patients.models import Consultation, Patient
from treatments import judging, refusals
from treatments.actions import kept_of
from treatments.courses import write_questions, write_sessions, write_tasks
from treatments.models import PlanRevision, QuestionSetAside, TreatmentPlan
from treatments.models.kept import text_of
from treatments.proposals import Proposed, chosen_course, proposed
from treatments.setting_aside import has_to_be_asked, reason_in

State, What = TreatmentPlan.State, PlanRevision.What
MOST_DAYS_TO_THINK = 90  # an offer takes the one place for an open plan; whoever says yes later is proposed to anew


@dataclass(frozen=True)
class Seen:
    """What the page rested on from which somebody adopts: it tells what changed where the key does not resolve."""

    on: str = ""
    version: int | None = None
    revision: int | None = None


@dataclass(frozen=True)
class Choice:
    """The regimen that is adopted, by its key, with the boosters switched on and the reasons written for it."""

    key: str
    options: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    wishes: Mapping[str, Any] = field(default_factory=dict)
    think_until: datetime.date | None = None


@transaction.atomic
def adopt(*, consultation: Consultation, choice: Choice, by, seen: Seen | None = None) -> TreatmentPlan:
    """Make the regimen of this key the patient's plan; with `think_until` it is an offer until the patient accepts.

    Raises ThinksTooLong, NotNewest, KnowledgeNotSigned, PlanAlreadyOpen, ProposalChanged, QuestionsOpen, HasToBeAsked,
    ReasonMissing, OptionNotPossible and PermissionDenied. Nothing is left half done.
    """
    if not by.may(Permission.ADOPT_PLAN):
        raise PermissionDenied("a plan is adopted by a dermatologist")
    if choice.think_until and (choice.think_until - timezone.localdate()).days > MOST_DAYS_TO_THINK:
        raise refusals.ThinksTooLong(MOST_DAYS_TO_THINK)
    patient = _locked(consultation)
    _refuse_open_plan(patient)
    now = _proposed_now(consultation, choice)
    regimen = now.regimen(choice.key)
    if regimen is None:
        raise refusals.ProposalChanged(what_changed(now, seen or Seen(), by))
    _refuse_open_questions(now, choice.key)
    reasons = _reasons_for(regimen, choice, now)
    plan = _written(patient, now, choice, by)
    course = _course(regimen, choice, now)
    _first_revision(plan, now, course, reasons, by)
    write_sessions(plan, course)
    write_tasks(plan, course, now.catalog)
    write_questions(
        plan, [one["question"] for one in now.document["questions"] if choice.key in one["regimens"]], now.catalog
    )
    what = "plan offered" if choice.think_until else "plan adopted"
    audit.record(what, about=plan, by=by, version=now.version.number, visits=course["totals"]["visits"])
    judging.judge_if_possible(plan)
    return plan


def _locked(consultation: Consultation) -> Patient:
    """The kept record of the patient, nobody else's until this transaction ends, and the consultation in its last state."""
    patient = Patient.objects.select_for_update(no_key=True).get(
        pk=consultation.patient.merged_into_id or consultation.patient_id
    )
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    newest = Consultation.objects.of(patient).newest_first().first()
    if newest.pk != consultation.pk:
        raise refusals.NotNewest(newest)
    return patient


def _refuse_open_plan(patient: Patient) -> None:
    earlier = TreatmentPlan.objects.of(patient).open().with_people().first()
    if earlier:
        raise refusals.PlanAlreadyOpen(earlier)


def _proposed_now(consultation: Consultation, choice: Choice) -> Proposed:
    now = proposed(Consultation.objects.with_people().get(pk=consultation.pk), wishes=choice.wishes)
    if not settings.DEMO and not now.version.signed:
        raise refusals.KnowledgeNotSigned(now.version)
    return now


def _refuse_open_questions(now: Proposed, key: str) -> None:
    """Every question that matters is answered or set aside, and what could forbid the regimen was asked at least."""
    if left := open_questions(now, key):
        raise refusals.QuestionsOpen([(one["question"], one["text"]) for one in left])
    rows, regimen = rows_of(now.consultation), now.regimen(key)
    waiting = [one for one in now.document["questions"] if key in one["regimens"]]
    if unasked := [one["text"] for one in waiting if has_to_be_asked(one["question"], regimen, rows, now.catalog)]:
        raise refusals.HasToBeAsked(unasked)


def open_questions(now: Proposed, key: str) -> list[Mapping]:
    """The questions that could change this regimen and that nobody has set aside."""
    aside = set(QuestionSetAside.objects.counting(now.consultation).values_list("question", flat=True))
    return [one for one in now.document["questions"] if key in one["regimens"] and one["question"] not in aside]


def _reasons_for(regimen: Mapping, choice: Choice, now: Proposed) -> dict[str, str]:
    """A recorded reason for every modality that needs one."""
    reasons = {key: reason_in(choice.reasons.get(key, "")) for key in regimen["needs_reason"]}
    if missing := [key for key, reason in reasons.items() if not reason]:
        raise refusals.ReasonMissing(now.catalog.modalities[key].name for key in missing)
    return reasons


def _course(regimen: Mapping, choice: Choice, now: Proposed) -> dict:
    try:
        return chosen_course(regimen, choice.options, now.catalog)
    except ValueError as error:
        raise refusals.OptionNotPossible(str(error)) from None


def _written(patient: Patient, now: Proposed, choice: Choice, by) -> TreatmentPlan:
    try:
        with transaction.atomic():
            return TreatmentPlan.objects.create(
                patient=patient,
                consultation=now.consultation,
                key=choice.key,
                state=State.OFFERED if choice.think_until else State.ACTIVE,
                version=now.version,
                adopted_by=by,
                think_until=choice.think_until,
            )
    except IntegrityError:  # an open plan under a record that was merged at this moment
        _refuse_open_plan(patient)
        raise


def _first_revision(plan: TreatmentPlan, now: Proposed, course: dict, reasons: dict, by) -> PlanRevision:
    kept = kept_of(now)
    return PlanRevision.objects.create(
        plan=plan,
        number=1,
        what=What.OFFERED if plan.state == State.OFFERED else What.ADOPTED,
        state=plan.state,
        version=now.version,
        on=now.on,
        case=kept["case"],
        proposal=kept["document"],
        course=text_of(course),
        recorded_reasons=reasons,
        by=by,
    )


def what_changed(now: Proposed, seen: Seen, by) -> list[str]:
    """In words, why a key that was on a page does not resolve any more."""
    changes = []
    if seen.on and seen.on != now.on.isoformat():
        changes.append(_("The page is of another day; intervals and expiries are counted from today."))
    if seen.version is not None and seen.version != now.version.number:
        changes.append(
            _("Catalog version %(now)s came into force in place of version %(seen)s.")
            % {"now": now.version.number, "seen": seen.version}
        )
    if seen.revision is not None and now.consultation.revision > seen.revision:
        changes += [str(change) for change in changes_since(rows_of(now.consultation), seen.revision, by, now.catalog)]
        changes += [] if changes else [_("Something in this consultation was changed in another window.")]
    return changes or [_("What is recorded or wished is not what this page showed.")]
