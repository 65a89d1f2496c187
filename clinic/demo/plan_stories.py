"""Which invented patients have a plan, and how it went on: decided and proposed before anything is stored."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from clinic.demo.chance import Chance
from clinic.demo.data import read
from patients.case_of import rows_of
from patients.models import Consultation, ScreeningAnswer
from treatments.adopting import open_questions
from treatments.models import PlanRevision, TreatmentPlan
from treatments.proposals import Proposed, chosen_course, proposed
from treatments.setting_aside import has_to_be_asked

State, What = TreatmentPlan.State, PlanRevision.What

# How a plan stands today: of how many people, and how many days ago it was adopted.
ENDS = {
    State.OFFERED: (6, 1, 32),
    State.HELD: (6, 30, 160),
    State.ACTIVE: (30, 14, 210),
    State.STOPPED: (8, 60, 420),
    State.COMPLETED: (10, 180, 540),
}
THINKS_DAYS = 14
MOST_SET_ASIDE = 4
EARLY_OF_A_THOUSAND = 300
AFTER_SIGNING = datetime.timedelta(minutes=4)


@dataclass(frozen=True)
class Step:
    """One revision to be."""

    what: What
    state: State
    at: datetime.datetime
    by: object
    reason: str = ""
    kind: str = ""


@dataclass
class Story:
    """One plan to be: what was proposed on its day, what was chosen of it, and the revisions up to today."""

    now: Proposed
    course: dict
    key: str
    reasons: dict[str, str]
    aside: list[str]
    think_until: datetime.date | None
    steps: list[Step]
    plan: TreatmentPlan | None = field(default=None)

    @property
    def consultation(self) -> Consultation:
        return self.now.consultation

    @property
    def adopted(self) -> Step:
        return self.steps[0]

    @property
    def ended_on(self) -> datetime.date:
        """Up to which day visits were done: until it was held or over, or until today."""
        last = self.steps[-1]
        runs = last.state in (State.ACTIVE, State.OFFERED)
        return timezone.localdate() if runs else timezone.localdate(last.at)


def stories(chance: Chance, now: datetime.datetime) -> list[Story]:
    """All of them, each of another person, in the order in which they were adopted."""
    found, taken, aside = [], set(), 0
    held = _consultations()
    for end, (number, *_days) in ENDS.items():
        wanted = len(found) + number
        for consultation in _candidates(held, end, chance, now):
            if len(found) == wanted:
                break
            story = None if consultation.patient_id in taken else _story(consultation, end, chance, now)
            if story and (not story.aside or aside < MOST_SET_ASIDE):
                aside += bool(story.aside)
                taken.add(consultation.patient_id)
                found.append(story)
    return sorted(found, key=lambda story: (story.adopted.at, story.consultation.pk))


def _consultations() -> list[Consultation]:
    """What a plan can rest on: signed, the skin judged, of a person with one record."""
    seen = Consultation.objects.filter(state=Consultation.State.SIGNED, assessment__isnull=False)
    alone = seen.filter(patient__merged_into=None, patient__merged_records=None)
    return list(alone.with_people().order_by("held_on", "pk"))


def _candidates(held: list[Consultation], end: State, chance: Chance, now: datetime.datetime) -> Iterator[Consultation]:
    """Those of the days in question; an open plan came of the last consultation, and mostly all was answered in it."""
    _number, latest, earliest = ENDS[end]
    today = timezone.localdate(now)
    newest = dict(Consultation.objects.order_by("held_on", "pk").values_list("patient", "pk"))
    not_known = ScreeningAnswer.objects.filter(value=None, regions=None)
    unsure = set(not_known.values_list("consultation__patient", flat=True))
    is_open = end not in (State.STOPPED, State.COMPLETED)
    fit = [
        one
        for one in held
        if latest <= (today - one.held_on).days <= earliest and (newest[one.patient_id] == one.pk or not is_open)
    ]
    chance.shuffle(fit)
    return iter(sorted(fit, key=lambda one: one.patient_id in unsure))


def _story(consultation: Consultation, end: State, chance: Chance, now: datetime.datetime) -> Story | None:
    """What was proposed on the day, and one of the first regimens of it; none where nothing was proposed, or could be adopted."""
    proposal = proposed(consultation, on=consultation.held_on)
    regimens = [one for one in proposal.document["regimens"] if one["visits"]][:3]
    if not regimens:
        return None
    regimen = regimens[min(int(chance.expovariate(1)), len(regimens) - 1)]
    aside = [one["question"] for one in open_questions(proposal, regimen["key"])]
    rows = rows_of(consultation)
    if any(has_to_be_asked(question, regimen, rows, proposal.catalog) for question in aside):
        return None
    options = frozenset(regimen["options"][:1] if chance.happens(350) else ())
    words = read("plans")["overruled"]
    course = chosen_course(regimen, options, proposal.catalog)
    at = consultation.signed_at + AFTER_SIGNING
    thinks = end == State.OFFERED or (end == State.ACTIVE and chance.happens(200))
    return Story(
        now=proposal,
        course=course,
        key=regimen["key"],
        reasons={key: chance.choice(words) for key in regimen["needs_reason"]},
        aside=aside,
        think_until=consultation.held_on + datetime.timedelta(days=THINKS_DAYS) if thinks else None,
        steps=list(_steps(consultation.signed_by, at, end, thinks, course, chance, now)),
    )


def _steps(by, at, end: State, thinks: bool, course: dict, chance: Chance, now) -> Iterator[Step]:
    """From the adoption to how the plan stands today."""
    if thinks:
        yield Step(What.OFFERED, State.OFFERED, at, by)
    else:
        yield Step(What.ADOPTED, State.ACTIVE, at, by)
    if thinks and end == State.ACTIVE:
        yield Step(What.ACCEPTED, State.ACTIVE, _later(at, chance.randrange(3, THINKS_DAYS - 1), now), by)
    if end in (State.HELD, State.STOPPED):
        kind, reason = chance.choice(read("plans")[end.value])
        days = (now - at).days
        yield Step(What(end.value), end, _later(at, chance.randrange(days // 3, days), now), by, reason, kind)
    if end == State.COMPLETED:
        yield _completed(by, at, course, chance, now)


def _completed(by, at, course: dict, chance: Chance, now) -> Step:
    """After the last visit; some are content before it, and say so."""
    *others, last = [datetime.date.fromisoformat(visit["latest_on"]) for visit in course["visits"]]
    is_early = bool(others) and chance.happens(EARLY_OF_A_THOUSAND)
    day = others[-1] if is_early else last
    done_at = _later(at, (day - timezone.localdate(at)).days + chance.randrange(2, 9), now)
    kind, reason = read("plans")["completed_early"] if is_early or done_at == now else ("", "")
    return Step(What.COMPLETED, State.COMPLETED, done_at, by, reason, kind)


def _later(at: datetime.datetime, days: int, now: datetime.datetime) -> datetime.datetime:
    return min(at + datetime.timedelta(days=days, hours=1), now)
