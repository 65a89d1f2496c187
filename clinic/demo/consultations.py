"""Months of consultations of the demonstration clinic: stored as drafts, filled, then signed, in the order in which rows allow it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from catalog.snapshot import in_force
from clinic.demo.chance import Chance, instant
from clinic.demo.charts import Chart, Recorded, Team
from clinic.demo.data import read
from clinic.demo.people import working
from clinic.demo.trail import Trail
from clinic.demo.visits import Visit, visits
from patients.models import (
    Amendment,
    Consultation,
    PastTreatment,
    Patient,
    ScarFinding,
    ScreeningAnswer,
    SkinAssessment,
)

TOLD_AFTER, SEEN_AFTER, SIGNED_AFTER, AMENDED_AFTER = 6, 18, 35, 2 * 24 * 60  # minutes
REVISIONS = 3  # told, seen, noted
BATCH = 500


def load() -> None:
    """Every visit of every patient, with its trail."""
    chance, now = Chance("consultations"), timezone.now()
    patients = list(Patient.objects.order_by("pk"))
    days = [timezone.localdate(patient.registered_at) for patient in patients]
    recorded = _begun(visits(days, timezone.localdate()), patients, chance, now)
    _fill(recorded, chance)
    _store(recorded)
    _close(recorded, chance, now)
    _tell(recorded)


def _begun(planned: list[Visit], patients: list[Patient], chance: Chance, now: datetime.datetime) -> list[Recorded]:
    """All consultations, still empty. Rows are stored in the order of time, as the history of a patient is read by it."""
    dermatologists, intake = working("dermatologist"), working("assistant", "nurse")
    teams = [Team(chance.choice(dermatologists), chance.choice(intake)) for _ in planned]
    recorded = [
        _begin(visit, patients[visit.place], team, chance, now) for visit, team in zip(planned, teams, strict=True)
    ]
    Consultation.objects.bulk_create((one.consultation for one in recorded), batch_size=BATCH)
    return recorded


def _begin(visit: Visit, patient: Patient, team: Team, chance: Chance, now: datetime.datetime) -> Recorded:
    """One draft; what is under way today began within the last hour."""
    began = instant(visit.on, visit.minutes, _minutes_after(now, -SIGNED_AFTER))
    began = max(began, patient.registered_at)
    consultation = Consultation(
        public_id=chance.uuid(),
        patient=patient,
        held_on=visit.on,
        started_by=team.intake,
        started_at=began,
        revision=0 if visit.extent == "empty" else REVISIONS,
        saved_at=None if visit.extent == "empty" else _minutes_after(began, SEEN_AFTER),
    )
    told_at, seen_at = (_minutes_after(began, minutes) for minutes in (TOLD_AFTER, SEEN_AFTER))
    return Recorded(visit, team, consultation, told_at, seen_at)


def _minutes_after(at: datetime.datetime, minutes: int) -> datetime.datetime:
    return at + datetime.timedelta(minutes=minutes)


def _fill(recorded: Iterable[Recorded], chance: Chance) -> None:
    catalog, charts = in_force(), {}
    for one in recorded:
        patient = one.consultation.patient
        if patient.pk not in charts:
            charts[patient.pk] = Chart(patient, chance, catalog)
        charts[patient.pk].record(one)


def _store(recorded: list[Recorded]) -> None:
    """The parts of all consultations; a past treatment after the one that it replaces."""
    SkinAssessment.objects.bulk_create((one.assessment for one in recorded if one.assessment), batch_size=BATCH)
    ScarFinding.objects.bulk_create((row for one in recorded for row in one.findings), batch_size=BATCH)
    ScreeningAnswer.objects.bulk_create((row for one in recorded for row in one.answers), batch_size=2 * BATCH)
    steps: dict[int, list[PastTreatment]] = defaultdict(list)
    for one in recorded:
        steps[one.visit.step] += one.past
    for _step, rows in sorted(steps.items()):
        PastTreatment.objects.bulk_create(rows, batch_size=BATCH)


def _close(recorded: list[Recorded], chance: Chance, now: datetime.datetime) -> None:
    """Notes and signatures, then what was added afterwards."""
    for one in recorded:
        _note(one, chance)
        if one.visit.signed:
            one.consultation.state = Consultation.State.SIGNED
            one.consultation.signed_by = one.team.dermatologist
            one.consultation.signed_at = _minutes_after(one.consultation.started_at, SIGNED_AFTER)
    fields = ("note", "note_edited", "note_revision", "note_by", "state", "signed_by", "signed_at")
    Consultation.objects.bulk_update([one.consultation for one in recorded], fields, batch_size=BATCH)
    Amendment.objects.bulk_create(_amendment(one, chance, now) for one in recorded if one.visit.amended)


def _note(one: Recorded, chance: Chance) -> None:
    """Composed when it is signed; some were written by hand, below or in place of what was composed."""
    draft, written = one.consultation, read("told")["notes"]["written"]
    if one.visit.written:
        draft.note = "\n\n".join(part for part in (chance.choice(written), one.note) if part)
        draft.note_edited, draft.note_revision, draft.note_by = True, REVISIONS, one.team.dermatologist
    elif one.visit.signed:
        draft.note = one.note


def _amendment(one: Recorded, chance: Chance, now: datetime.datetime) -> Amendment:
    return Amendment(
        public_id=chance.uuid(),
        consultation=one.consultation,
        text=chance.choice(read("told")["notes"]["amendments"]),
        by=one.team.dermatologist,
        at=min(now, _minutes_after(one.consultation.signed_at, AMENDED_AFTER)),
    )


def _tell(recorded: list[Recorded]) -> None:
    trail = Trail()
    for one in recorded:
        _tell_one(trail, one)
    for amendment in Amendment.objects.select_related("by", "consultation__patient"):
        patient, characters = amendment.consultation.patient, len(amendment.text)
        said = {"by": amendment.by, "at": amendment.at, "about": amendment, "patient": patient}
        trail.add("consultation amended", **said, characters=characters)
    trail.write()


def _tell_one(trail: Trail, one: Recorded) -> None:
    """The lines that the actions would have written, one for each kind of save."""
    draft, team = one.consultation, one.team
    here = {"about": draft, "patient": draft.patient}
    trail.add("consultation started", by=team.intake, at=draft.started_at, **here)
    for row in one.past:
        trail.add("past treatment recorded", by=team.intake, at=one.told_at, about=row, patient=draft.patient)
    for by in dict.fromkeys(answer.asked_by for answer in one.answers):
        questions = sorted(answer.question for answer in one.answers if answer.asked_by == by)
        trail.add("answers recorded", by=by, at=one.told_at, **here, questions=questions[:10], number=len(questions))
    if one.assessment:
        trail.add("findings recorded", by=team.dermatologist, at=one.seen_at, **here, places=len(one.findings))
        fields = ["concerns", "grade", "phototype", "priorities", "scar_s"]
        seen = {"by": team.dermatologist, "at": one.seen_at, "about": one.assessment, "patient": draft.patient}
        trail.add("skin assessed", **seen, fields=fields)
    if draft.note_edited:
        trail.add("note edited", by=draft.note_by, at=one.seen_at, **here, characters=len(draft.note))
    if draft.signed_at:
        trail.add("consultation signed", by=draft.signed_by, at=draft.signed_at, **here)
