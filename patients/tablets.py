"""A tablet in a patient's hands: handed over with a PIN, answered on, locked after wrong PINs, handed back."""

import datetime
import re
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from catalog.snapshot import in_force
from patients.case_of import case_of, rows_of
from patients.consulting import Told, answer_many, locked_draft, none_of_these_apply
from patients.consulting_refusals import PinNotUsable, TabletAlreadyOut, TabletLocked, WrongPin
from patients.models import Consultation, TabletSession
from planner.case import due_questions
from planner.catalog.safety import Question

SHORTEST_PIN, LONGEST_PIN = 4, 8
MOST_WRONG_PINS = 5
IN_HANDS = datetime.timedelta(minutes=45)
BY_PATIENT = "patient"


@transaction.atomic
def hand_over(*, consultation, pin: str, by, device: uuid.UUID | None = None) -> TabletSession:
    """Give a tablet to the patient of a consultation. Raises PinNotUsable, TabletAlreadyOut, AlreadySigned."""
    if not re.fullmatch(rf"[0-9]{{{SHORTEST_PIN},{LONGEST_PIN}}}", pin):
        raise PinNotUsable(SHORTEST_PIN, LONGEST_PIN)
    draft = locked_draft(consultation)
    now = timezone.now()
    tablet = TabletSession(
        patient=draft.patient,
        consultation=draft,
        device=device or uuid.uuid4(),
        started_by=by,
        started_at=now,
        expires_at=now + IN_HANDS,
    )
    tablet.set_pin(pin)
    try:
        with transaction.atomic():
            tablet.save()
    except IntegrityError as error:
        raise TabletAlreadyOut from error
    audit.record("tablet handed over", about=tablet, by=by)
    return tablet


def questions_for(consultation: Consultation) -> tuple[Question, ...]:
    """What the patient is asked on the tablet: due, the patient's own, and nothing that only a dermatologist may read.

    What was asked in this consultation already is not asked again, also when the answer was "not known".
    """
    catalog = in_force()
    asked = {key for key, told in rows_of(consultation).answers.items() if told.consultation_id == consultation.pk}
    due = due_questions(case_of(consultation, catalog), catalog, tuple(catalog.offers))
    return tuple(q for q in due if q.who == BY_PATIENT and not q.restricted and q.key not in asked)


@transaction.atomic
def tell(*, tablet: TabletSession, told: dict[str, Told]) -> list:
    """Record what the patient answered, in the name of who handed the tablet over.

    Questions that are not the patient's, or were answered in the meantime, keep what stands. Raises AlreadySigned, NotTaken.
    """
    draft = locked_draft(tablet.consultation)
    asked = {question.key for question in questions_for(draft)}
    told = {key: one for key, one in told.items() if key in asked}
    return answer_many(consultation=draft, told=told, by=tablet.started_by) if told else []


def deny(*, tablet: TabletSession, category: str) -> list:
    """None of the patient's questions of a category apply. Raises NothingToAnswer, AlreadySigned."""
    return none_of_these_apply(
        consultation=tablet.consultation, category=category, who=BY_PATIENT, by=tablet.started_by
    )


def hand_back(*, tablet: TabletSession, pin: str) -> TabletSession:
    """Take the tablet back with its PIN. Raises WrongPin, and TabletLocked from the last wrong one on."""
    tablet, left = _judged(tablet, pin)
    if tablet.locked_at:
        raise TabletLocked
    if tablet.ended_at is None:
        raise WrongPin(left)
    return tablet


@transaction.atomic
def _judged(tablet: TabletSession, pin: str) -> tuple[TabletSession, int]:
    """A wrong PIN is counted for good, whatever the browser makes of the answer."""
    tablet = (
        TabletSession.objects.select_related("patient", "started_by").select_for_update(of=("self",)).get(pk=tablet.pk)
    )
    if tablet.locked_at or tablet.ended_at:
        return tablet, 0
    if tablet.has_pin(pin):
        tablet.ended_at = timezone.now()
        audit.record("tablet handed back", about=tablet, by=tablet.started_by)
    else:
        tablet.wrong_pins += 1
        if tablet.wrong_pins >= MOST_WRONG_PINS:
            tablet.locked_at = timezone.now()
        audit.record("wrong PIN on tablet", about=tablet, by=None, wrong=tablet.wrong_pins)
    tablet.save(update_fields=["ended_at", "wrong_pins", "locked_at"])
    return tablet, MOST_WRONG_PINS - tablet.wrong_pins


@transaction.atomic
def take_back(*, tablet: TabletSession, by) -> TabletSession:
    """A member of staff ends the session of a tablet, also a locked one, from their own sign-in."""
    tablet = TabletSession.objects.select_for_update().get(pk=tablet.pk)
    if tablet.ended_at is None:
        tablet.ended_at = timezone.now()
        tablet.save(update_fields=["ended_at"])
        audit.record("tablet taken back", about=tablet, by=by)
    return tablet
