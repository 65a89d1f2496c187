"""From the rows of a consultation to the case that the planner reads, through the one JSON document of its contract."""

from dataclasses import dataclass, field
from typing import Any

from patients.models import Consultation, Merge, PastTreatment, ScarFinding, ScreeningAnswer, SkinAssessment
from planner.case import Answer, Case, CaseError, Span, read_case
from planner.case.known import fires, rules_about
from planner.case.reading_answers import read_answer
from planner.case.reading_given import Given
from planner.case.writing import span_as_document
from planner.catalog import Catalog
from planner.vocabulary import SEVERITIES, severity_rank


@dataclass
class Rows:
    """What a consultation rests on: its own rows, and the answers and past treatments told on earlier days.

    `answers` holds one answer a question: the last one told, also when that was "not known".
    """

    consultation: Consultation
    assessment: SkinAssessment
    findings: list[ScarFinding]
    answers: dict[str, ScreeningAnswer]
    past: list[PastTreatment]
    rivals: dict[str, list[ScreeningAnswer]] = field(default_factory=dict)
    being_told: set[str] = field(default_factory=set)

    def is_own(self, answer: ScreeningAnswer | None) -> bool:
        """Whether it was told in this consultation; any other is shown with its date and never copied."""
        return answer is not None and answer.consultation_id == self.consultation.pk


def rows_of(consultation: Consultation) -> Rows:
    """Read once, in a fixed number of queries however long the history is."""
    assessment = SkinAssessment.objects.filter(consultation=consultation).select_related("changed_by").first()
    findings = assessment.findings.standing().select_related("changed_by") if assessment else ()
    rivals: dict[str, list[ScreeningAnswer]] = {}
    for answer in ScreeningAnswer.objects.told_up_to(consultation):
        rivals.setdefault(answer.question, []).append(answer)
    return Rows(
        consultation=consultation,
        assessment=assessment or SkinAssessment(consultation=consultation),
        findings=list(findings),
        answers={key: max(answers, key=_told) for key, answers in rivals.items()},
        past=list(PastTreatment.objects.as_of(consultation)),
        rivals={key: answers for key, answers in rivals.items() if len(answers) > 1},
    )


def _told(answer: ScreeningAnswer) -> tuple:
    return answer.told_on, answer.consultation_id


def case_of(consultation: Consultation, catalog: Catalog, *, on=None) -> Case:
    """What the planner reads of a consultation. Raises CaseError, naming the field that this catalog does not take."""
    return read_rows(rows_of(consultation), catalog, on=on)


def read_rows(rows: Rows, catalog: Catalog, *, on=None) -> Case:
    """The case of rows, be they stored or about to be. Raises CaseError."""
    settle_rivals(rows, catalog)
    return read_case(_readable(document_of(rows, on=on), rows, catalog), catalog)


def case_document(consultation: Consultation, *, on=None) -> dict[str, Any]:
    """The JSON document of a consultation as the command `propose` takes it; `on` is the day of the case."""
    return document_of(rows_of(consultation), on=on)


def document_of(rows: Rows, *, on=None) -> dict[str, Any]:
    """The document of rows. The day of the case is the day of the consultation, unless a later one is asked about."""
    day = on or rows.consultation.held_on
    patient, skin = rows.consultation.patient, rows.assessment
    return {
        "on": day.isoformat(),
        "patient": _given(
            birth_date=patient.birth_date and patient.birth_date.isoformat(),
            sex=patient.sex,
            phototype=skin.phototype,
        ),
        "assessment": _given(
            grade=skin.grade,
            scar_s=dict(skin.scar_s),
            priorities=list(skin.priorities),
            concerns=list(skin.concerns),
            findings=[finding_document(finding) for finding in rows.findings],
        ),
        "answers": {key: answer_document(answer) for key, answer in rows.answers.items() if answer.is_known},
        "history": [past_document(past, day) for past in rows.past],
        "preferences": {},
    }


def finding_document(finding: ScarFinding) -> dict[str, Any]:
    """A finding as the document has it; a count known exactly is one number."""
    low, high = finding.count_low, finding.count_high
    return _given(
        scar_type=finding.scar_type,
        region=finding.region,
        side=finding.side,
        count=low if low is None or low == high else [low, high],
        grade=finding.grade,
        area_cm2=None if finding.area_cm2 is None else float(finding.area_cm2),
        base=finding.base,
        older_than_two_years=finding.older_than_two_years,
    )


def answer_document(answer: ScreeningAnswer) -> dict[str, Any]:
    """An answer with the day on which it was told: one value for everywhere, or one for each region."""
    told = {"value": answer.value} if answer.regions is None else {"regions": answer.regions}
    return told | {"on": answer.told_on.isoformat()}


def past_document(past: PastTreatment, on) -> dict[str, Any]:
    """A past treatment, its last date as well as it can be said on the day of the case."""
    last_on = None if past.last_latest is None else _span(past.last_earliest, past.last_latest, on)
    return _given(modality=past.modality, sessions=past.sessions, last_on=last_on, response=past.response)


def _span(earliest, latest, on) -> str | dict[str, int]:
    """A span that no document can state counts as its last day: that is the end by which rules judge the past."""
    try:
        return span_as_document(Span(earliest, latest), on)
    except ValueError:
        return latest.isoformat()


def _given(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


def _readable(document: dict, rows: Rows, catalog: Catalog) -> dict:
    """Without the stored answers that this catalog does not ask for or take any more: they are asked again."""
    day = rows.consultation.held_on
    document["answers"] = {
        key: told
        for key, told in document["answers"].items()
        if key in rows.being_told or _is_readable(key, told, day, catalog)
    }
    return document


def _is_readable(key: str, told: dict, on, catalog: Catalog) -> bool:
    question = catalog.questions.get(key)
    if question is None or question.derived_from is not None:
        return False
    try:
        read_answer(Given(f"answers.{key}", told), question, on, catalog)
    except CaseError:
        return False
    return True


def told_answer(answer: ScreeningAnswer, catalog: Catalog) -> Answer | None:
    """What the planner reads of one answer; None when it is not known or this catalog does not take it any more."""
    told = answer_document(answer)
    if not answer.is_known or not _is_readable(answer.question, told, answer.told_on, catalog):
        return None
    return read_answer(Given(answer.question, told), catalog.questions[answer.question], answer.told_on, catalog)


def settle_rivals(rows: Rows, catalog: Catalog) -> None:
    """Two merged records with an answer each: the more cautious counts, until the question is asked again after the merge."""
    if not rows.rivals:
        return
    kept = rows.consultation.patient.merged_into_id or rows.consultation.patient_id
    merged_at = (
        Merge.objects.standing()
        .filter(merged__merged_into=kept)
        .order_by("-merged_at")
        .values_list("merged_at", flat=True)
        .first()
    )
    for key, answers in rows.rivals.items():
        last = max(answers, key=_told)
        asked_again = merged_at is not None and last.changed_at > merged_at
        rows.answers[key] = last if asked_again else min(answers, key=lambda answer: _caution(answer, catalog))
    rows.rivals = {}


def _caution(answer: ScreeningAnswer, catalog: Catalog) -> tuple[int, int]:
    """The strongest verdict that the answer can lead to comes first; not known comes before an answer that leads to none."""
    read = told_answer(answer, catalog)
    if read is None:
        return len(SEVERITIES), -answer.told_on.toordinal()
    values = [value for value in (read.regions or {"": read.value}).values() if value is not None]
    rules = rules_about(catalog)[answer.question]
    ranks = [severity_rank(rule.severity) for rule in rules for value in values if fires(rule.when, value)]
    return min(ranks, default=len(SEVERITIES) + 1), -answer.told_on.toordinal()
