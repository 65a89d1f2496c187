"""One patient's consultations as rows that are not stored yet: what was told and seen, visit by visit."""

import datetime
from dataclasses import dataclass, field

from clinic.demo.chance import Chance, days_before
from clinic.demo.data import read
from clinic.demo.telling import Telling, nothing
from clinic.demo.visits import Visit
from patients.case_of import Rows, document_of
from patients.consulting import Told, composed_note
from patients.models import Consultation, PastTreatment, Patient, ScarFinding, ScreeningAnswer, SkinAssessment
from planner.case import due_questions, read_case
from planner.catalog import Catalog
from planner.catalog.safety import Question
from planner.vocabulary import COLOUR_MARKS

ROUNDS = 2  # an answer may lead to another question
BANDS = ((1, 4), (5, 10), (11, 20), (21, None))
TREATED_PER_VISIT = 0.85


@dataclass
class Team:
    """Who is there at one consultation."""

    dermatologist: object
    intake: object


@dataclass
class Recorded:
    """What one consultation adds."""

    visit: Visit
    team: Team
    consultation: Consultation
    told_at: datetime.datetime
    seen_at: datetime.datetime
    assessment: SkinAssessment | None = None
    findings: list[ScarFinding] = field(default_factory=list)
    answers: list[ScreeningAnswer] = field(default_factory=list)
    past: list[PastTreatment] = field(default_factory=list)
    note: str = ""


class Chart:
    """All that is known of one patient so far."""

    def __init__(self, patient: Patient, chance: Chance, catalog: Catalog):
        self.chance, self.catalog = chance, catalog
        self.telling = Telling(patient, chance)
        self.answers: dict[str, ScreeningAnswer] = {}
        self.past: list[PastTreatment] = []
        self.phototype = 0

    def record(self, into: Recorded) -> None:
        """Fill in a consultation as far as it got, and compose the note that is signed."""
        extent = into.visit.extent
        if extent == "empty":
            return
        if extent in ("seen", "whole"):
            self._see(into)
        self._tell_past(into)
        self._tell(into, by_clinician=extent == "whole")
        if into.visit.signed:
            into.note = composed_note(self._rows(into), self.catalog)

    def _rows(self, into: Recorded) -> Rows:
        skin = into.assessment or SkinAssessment(consultation=into.consultation)
        standing = [finding for finding in into.findings if finding.removed_at is None]
        return Rows(into.consultation, skin, standing, dict(self.answers), list(self.past))

    # ---- seen

    def _see(self, into: Recorded) -> None:
        face = into.visit.face
        self.phototype = self.phototype or self.chance.choice(
            (4, 4, 5, 5, 6) if face.get("dark") else (1, 2, 2, 3, 3, 4)
        )
        into.assessment = SkinAssessment(
            consultation=into.consultation,
            phototype=self.phototype,
            grade=face.get("grade"),
            scar_s=face["scar_s"],
            priorities=face["priorities"],
            concerns=face["concerns"],
            **self._touched(into.team.dermatologist, into.seen_at, 2),
        )
        into.findings = [self._finding(into, *row) for row in face["findings"]]
        if into.findings and self.chance.happens(60):
            into.findings.append(self._mistaken(into))

    def _finding(self, into: Recorded, scar_type: str, region: str, side: str, low=None, high=None) -> ScarFinding:
        low, high = self._count(low, high, into.visit.step)
        colour = scar_type in COLOUR_MARKS
        return ScarFinding(
            assessment=into.assessment,
            scar_type=scar_type,
            region=region,
            side=side or None,
            count_low=low,
            count_high=high,
            grade=(1 if colour else self.chance.randint(2, 4)) if self.chance.happens(250) else None,
            base=self.chance.choice(("normal", "abnormal")) if not colour and self.chance.happens(120) else None,
            older_than_two_years=self.chance.choice((True, False)) if self.chance.happens(250) else None,
            area_cm2=self.chance.randint(2, 30) if scar_type == "broad_atrophic" else None,
            **self._touched(into.team.dermatologist, into.seen_at, 2),
        )

    def _count(self, low: int | None, high: int | None, step: int) -> tuple[int | None, int | None]:
        """A little more or less than the face says, fewer with every visit; some are kept as one of the bands."""
        if low is None:
            return None, None
        share = self.chance.uniform(0.8, 1.2) * TREATED_PER_VISIT**step
        low, high = max(1, round(low * share)), None if high is None else max(1, round(high * share))
        if self.chance.happens(250):
            return next((least, most) for least, most in BANDS if most is None or low <= most)
        return low, high

    def _mistaken(self, into: Recorded) -> ScarFinding:
        """Typed at the wrong place and taken back."""
        taken_back = self._finding(into, "icepick", "glabella", "", 2, 2)
        taken_back.removed_at = into.seen_at
        return taken_back

    # ---- told

    def _tell(self, into: Recorded, by_clinician: bool) -> None:
        """Answer what is due, question by question, as far as the consultation got."""
        told = set()
        for _round in range(ROUNDS):
            case = read_case(document_of(self._rows(into)), self.catalog)
            due = due_questions(case, self.catalog, tuple(self.catalog.offers))
            due = [one for one in due if one.key not in told and (by_clinician or one.who != "clinician")]
            if not due:
                return
            for question in due:
                told.add(question.key)
                into.answers.append(self._answer(into, question))

    def _answer(self, into: Recorded, question: Question) -> ScreeningAnswer:
        regions = list(dict.fromkeys(finding.region for finding in into.findings))[:3]
        early = into.visit.day_before and question.who == "patient"
        on = days_before(into.consultation.held_on, 1) if early else into.consultation.held_on
        said = self.telling.answer(question, on, regions)
        by = into.team.dermatologist if question.restricted or question.who == "clinician" else into.team.intake
        answer = ScreeningAnswer(
            consultation=into.consultation,
            question=question.key,
            source=question.who,
            told_on=on,
            asked_by=by,
            value=said.value,
            regions=said.regions,
            in_group=self._is_denied_in_group(question, said),
            **self._touched(by, into.told_at, 1),
        )
        self.answers[question.key] = answer
        return answer

    def _is_denied_in_group(self, question: Question, said: Told) -> bool:
        denies = said.value is not None and question.none_value is not None and said.value == nothing(question)
        return denies and question.who == "patient" and self.chance.happens(800)

    def _tell_past(self, into: Recorded) -> None:
        """At the first visit what was done elsewhere; later what was done here since, in place of what was told of it before."""
        known = [key for key in into.visit.face["past"] if into.visit.step == 0 or key in self.catalog.offers]
        if not known or not self.chance.happens(550 if into.visit.step == 0 else 800):
            return
        if into.visit.step == 0:
            for modality in known[: self.chance.randint(1, 2)]:
                self._past(into, modality, self.chance.randint(60, 1500), where="elsewhere")
        else:
            self._past(into, known[0], self.chance.randint(21, 27), where="here")

    def _past(self, into: Recorded, modality: str, days: int, where: str) -> None:
        on = into.consultation.held_on
        before = next((row for row in self.past if (row.modality, row.where) == (modality, where)), None)
        last = days_before(on, days)
        vague = where == "elsewhere" and self.chance.happens(500)
        by = into.team.intake
        row = PastTreatment(
            patient=into.consultation.patient,
            consultation=into.consultation,
            replaces=before,
            modality=modality,
            sessions=(before.sessions or 0) + 1 if before else self.chance.randint(1, 4 if where == "elsewhere" else 1),
            last_earliest=None if vague else last,
            last_latest=last,
            response=self.chance.choice(("none", "poor", "partial", "partial", "good", "good", "worse")),
            where=where,
            told_on=on,
            told_by=by,
            **self._touched(by, into.told_at, 1),
        )
        self.past = [*(one for one in self.past if one is not before), row]
        into.past.append(row)
        if modality in (asked := read("told")["last"]):
            self.telling.last_done[asked[modality]] = last

    def _touched(self, by, at: datetime.datetime, revision: int) -> dict:
        return {"changed_by": by, "changed_at": at, "revision": revision}
