"""What happens in the demonstration clinic today, through the actions: records are corrected, merged and looked at."""

from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, User
from clinic.demo.chance import Chance, days_before, instant, working_day
from clinic.demo.people import working
from patients import actions, consulting, tablets
from patients.models import Consultation, Patient

LOOKED_AT = 9
MERGED = 3
PIN = "2468"


def load() -> None:
    chance = Chance("lately")
    patients = list(Patient.objects.order_by("pk"))
    desk = working("front_desk")
    _merge(patients, desk[0])
    _correct(chance, patients, desk[-1])
    _ask_on_a_tablet(working("assistant")[0])
    _look(chance, patients)
    _came_in()


def _merge(patients: list[Patient], by) -> None:
    """Of the second records three are merged, of which one was another person's after all; the others wait to be found."""
    pairs = []
    for patient in patients:
        likely = actions.likely_same(patient) if len(pairs) < MERGED else []
        if likely and patient.pk < likely[0].patient.pk and not patient.identity_alert:
            pairs.append((patient, likely[0].patient))
    for place, (kept, merged) in enumerate(pairs):
        merge = actions.merge(kept=kept, merged=merged, by=by)
        if place == 1:
            actions.undo_merge(merge=merge, by=by)


def _correct(chance: Chance, patients: list[Patient], by) -> None:
    """Somebody moved, somebody wants to be reached in another way."""
    for patient in chance.sample(patients, LOOKED_AT):
        patient.refresh_from_db()
        if not patient.is_merged:
            address = f"Demonstration Square {chance.randrange(1, 40)}\n00000 Demonstration"
            actions.edit(patient=patient, revision=patient.revision, by=by, address=address, contact_by="email")


def _ask_on_a_tablet(by) -> None:
    """A tablet was in a patient's hands in one of today's drafts, and came back."""
    draft = Consultation.objects.drafts().filter(revision=0).newest_first().first()
    tablet = tablets.hand_over(consultation=draft, pin=PIN, by=by)
    asked = [question for question in tablets.questions_for(draft) if question.none_value is not None]
    tablets.tell(tablet=tablet, told={question.key: consulting.Told(question.none_value) for question in asked[:5]})
    tablets.hand_back(tablet=tablet, pin=PIN)


def _look(chance: Chance, patients: list[Patient]) -> None:
    """Everybody who reads records has opened some, so that the search begins with people."""
    for user in working("dermatologist", "nurse", "assistant", "front_desk"):
        if AuditEvent.objects.by_person(user).filter(action=audit.VIEWED).exists():
            continue
        for patient in chance.sample(patients[-120:], LOOKED_AT):
            audit.record(audit.VIEWED, by=user, about=patient)


def _came_in() -> None:
    """Whoever works here signed in this morning or on one of the last days."""
    chance, now = Chance("sign-ins"), timezone.now()
    for user in User.objects.working().order_by("pk"):
        day = working_day(days_before(timezone.localdate(now), chance.randrange(4)))
        user.last_login = instant(day, chance.randrange(7 * 60, 8 * 60), now)
        user.save(update_fields=["last_login"])
