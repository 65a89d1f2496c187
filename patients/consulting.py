"""Every change to a consultation but to its findings: started, told, denied in a group, noted, signed, amended.

One action, one transaction, the consultation locked before anything is judged, one line in the trail. What is about to be
stored is first read as the planner reads a case, so that pages and `propose` take and refuse the same things.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.access import Permission
from catalog.snapshot import in_force
from patients.after_saving import facts_changed
from patients.case_of import Rows, read_rows, rows_of, told_answer
from patients.consulting_refusals import (
    AlreadySigned,
    Change,
    EmptyText,
    NothingToAnswer,
    NotSigned,
    NotTaken,
    Stale,
    TooLong,
    UnreadableText,
)
from patients.models import Amendment, Consultation, Patient, ScreeningAnswer
from patients.models.consultation import Touched
from patients.note import compose, said_elsewhere
from patients.saying import answer_in_words, count_in_words, place_in_words, scar_type_in_words
from patients.signing import open_questions, refuse_open, refuse_unread
from planner.case import Case, CaseError, due_questions, none_of_these
from planner.case.reading_document import UNCLEAN
from planner.catalog import Catalog
from planner.catalog.safety import Question

LONGEST_TEXT = 50_000


@dataclass(frozen=True)
class Told:
    """What was answered to one question, as the document of a case has it; neither value nor regions = not known."""

    value: Any = None
    regions: Mapping[str, Any] | None = None


@transaction.atomic
def start(*, patient, by, held_on=None) -> Consultation:
    """Begin a consultation. Where a draft of that day is open already it is that one: two who begin at once write together."""
    patient = Patient.objects.select_for_update(no_key=True).get(pk=patient.merged_into_id or patient.pk)
    held_on = held_on or timezone.localdate()
    draft = Consultation.objects.of(patient).drafts().filter(held_on=held_on).newest_first().first()
    if draft:
        return draft
    consultation = Consultation.objects.create(patient=patient, held_on=held_on, started_by=by)
    audit.record("consultation started", about=consultation, patient=patient, by=by)
    return consultation


def answer(*, consultation, question: str, by, value=None, regions=None, **more) -> ScreeningAnswer:
    """Record what was told to one question. Raises as `answer_many`."""
    return answer_many(consultation=consultation, told={question: Told(value, regions)}, by=by, **more)[0]


@transaction.atomic
def answer_many(
    *, consultation, told: Mapping[str, Told], by, revision: int | None = None, told_on=None, in_group=False
) -> list[ScreeningAnswer]:
    """Record what was told, all of it or nothing. Raises AlreadySigned, Stale, NotTaken and PermissionDenied."""
    draft, catalog = locked_draft(consultation), in_force()
    told_on = told_up_to_today(told_on)
    draft.held_on = max(draft.held_on, told_on)
    rows = rows_of(draft)
    changed = [_answered(rows, _asked(key, by, catalog), one, told_on, by, in_group) for key, one in told.items()]
    refuse_stale(changed, rows, revision, by, catalog)
    checked(rows, catalog, {answer.question for answer in changed})
    write(draft, changed, by)
    audit.record("answers recorded", about=draft, by=by, number=len(told))
    return changed


def told_up_to_today(told_on):
    """The day on which something was told, today when none is given. Raises NotTaken for a day to come."""
    today = timezone.localdate()
    if told_on is not None and told_on > today:
        raise NotTaken(CaseError("told_on", f"{told_on} lies after {today}", "today or a day before"))
    return told_on or today


def _asked(key: str, by, catalog: Catalog) -> Question:
    question = catalog.questions.get(key)
    if question is None or question.derived_from is not None:
        raise NotTaken(CaseError(f"answers.{key}", "is no question of the catalog in force", "a question it asks"))
    if not may_ask(by, question):
        raise PermissionDenied(f"{key} is asked by somebody else")
    return question


def may_ask(user, question: Question) -> bool:
    """Restricted questions are a dermatologist's; what a clinician judges is not the assistant's."""
    if question.restricted:
        return user.may(Permission.READ_RESTRICTED_ANSWERS)
    return user.may(Permission.DRAFT_ASSESSMENT if question.who == "clinician" else Permission.RECORD_INTAKE)


def _answered(rows: Rows, question: Question, told: Told, told_on, by, in_group: bool) -> ScreeningAnswer:
    """The answer of this consultation with what is told now; one of an earlier day stays as it is beside it."""
    answer = rows.answers.get(question.key)
    if not rows.is_own(answer):
        answer = ScreeningAnswer(consultation=rows.consultation, question=question.key, source=question.who)
    answer.value, answer.regions = told.value, dict(told.regions) if told.regions is not None else None
    answer.told_on, answer.asked_by, answer.in_group = told_on, by, in_group
    rows.answers[question.key] = answer
    rows.rivals.pop(question.key, None)
    return answer


@transaction.atomic
def none_of_these_apply(*, consultation, category: str, who: str, by, told_on=None) -> list[ScreeningAnswer]:
    """Deny every open question of a category at once, each an answer of its own, marked as denied in a group.

    A question that was answered in this consultation keeps its answer, also when that is "not known".
    Raises NothingToAnswer, AlreadySigned.
    """
    draft, catalog = locked_draft(consultation), in_force()
    rows = rows_of(draft)
    denied = none_of_these(read_rows(rows, catalog), catalog, category, who, tuple(catalog.offers))
    questions = [catalog.questions[key] for key in denied if not rows.is_own(rows.answers.get(key))]
    told = {question.key: Told(question.none_value) for question in questions if may_ask(by, question)}
    if not told:
        raise NothingToAnswer
    return answer_many(consultation=draft, told=told, by=by, told_on=told_on, in_group=True)


@transaction.atomic
def edit_note(*, consultation, text: str, by, revision: int | None = None) -> Consultation:
    """The note in the clinician's words; from now on it is composed no more. Raises Stale, TooLong, AlreadySigned."""
    draft = locked_draft(consultation)
    if revision is not None and draft.note_revision > revision and draft.note_by_id != by.pk:
        raise Stale([Change(draft.note, draft.note_by, draft.saved_at)])
    draft.note, draft.note_edited = readable_text(text), True
    return _note_written(draft, by, "note edited")


@transaction.atomic
def compose_note(*, consultation, by, revision: int | None = None) -> Consultation:
    """The note made anew from what was recorded; what was written by hand gives way. Raises Stale, AlreadySigned."""
    draft = locked_draft(consultation)
    if revision is not None and draft.note_revision > revision and draft.note_by_id != by.pk:
        raise Stale([Change(draft.note, draft.note_by, draft.saved_at)])
    draft.note, draft.note_edited = composed_note(rows_of(draft), in_force()), False
    return _note_written(draft, by, "note composed")


def _note_written(draft: Consultation, by, what: str) -> Consultation:
    write(draft, (), by)
    draft.note_revision, draft.note_by = draft.revision, by
    draft.save(update_fields=["note", "note_edited", "note_revision", "note_by"])
    audit.record(what, about=draft, by=by, characters=len(draft.note))
    return draft


def composed_note(rows: Rows, catalog: Catalog) -> str:
    """What the note says when nobody writes it by hand."""
    case = read_rows(rows, catalog)
    unknown = tuple(key for key, told in rows.answers.items() if rows.is_own(told) and not told.is_known)
    due = [question for question in due_questions(case, catalog, tuple(catalog.offers)) if not question.restricted]
    left = [question.key for question in due if question.key not in unknown]
    again = [key for key in left if key in case.answers and case.answers[key].on < case.on]
    counted = {"due_again": len(again), "still_open": len(left) - len(again)}
    return compose(case, catalog, not_known=unknown, **counted, more=said_elsewhere(rows.consultation, catalog))


@transaction.atomic
def sign(
    *, consultation, by, revision: int | None = None, seen: str | None = None, open_accepted: bool = True
) -> Consultation:
    """Close the consultation; from now on it is read, not edited. The note is composed unless somebody wrote it.

    `seen` is the digest of the note that was read. Raises AlreadySigned, Stale when somebody else changed anything since the
    signer looked, NoteChanged, and OpenQuestions unless it is accepted that questions are open.
    """
    draft, catalog = locked_draft(consultation), in_force()
    rows = rows_of(draft)
    if revision is not None and (changes := changes_since(rows, revision, by, catalog)):
        raise Stale(changes)
    if not draft.note_edited:
        draft.note = composed_note(rows, catalog)
    refuse_unread(draft.note, seen)
    left = open_questions(read_rows(rows, catalog), rows, catalog)
    refuse_open(left, open_accepted)
    draft.state, draft.signed_by, draft.signed_at = Consultation.State.SIGNED, by, timezone.now()
    draft.save(update_fields=["state", "signed_by", "signed_at", "note"])
    audit.record("consultation signed", about=draft, by=by, open_questions=len(left))
    return draft


@transaction.atomic
def amend(*, consultation, text: str, by) -> Amendment:
    """Add to a signed consultation what has to be added. Raises NotSigned, EmptyText, TooLong."""
    consultation = locked(consultation)
    if not consultation.is_signed:
        raise NotSigned
    if not readable_text(text).strip():
        raise EmptyText
    amendment = Amendment.objects.create(consultation=consultation, text=text, by=by)
    audit.record("consultation amended", about=amendment, by=by, characters=len(text))
    return amendment


def locked_draft(consultation) -> Consultation:
    """The consultation as it stands now, nobody else's until this transaction ends. Raises AlreadySigned."""
    held = locked(consultation)
    if held.is_signed:
        raise AlreadySigned(held)
    return held


def locked(consultation) -> Consultation:
    """The row is locked first and read with its people afterwards: a join beside the lock would still show the time before."""
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    return Consultation.objects.with_people().get(pk=consultation.pk)


def checked(rows: Rows, catalog: Catalog, being_told: Iterable[str] = ()) -> Case:
    """The case of rows that are about to be stored. Raises NotTaken."""
    rows.being_told = set(being_told)
    try:
        return read_rows(rows, catalog)
    except CaseError as error:
        raise NotTaken(error) from error


def write(draft: Consultation, parts: Iterable[Touched], by) -> None:
    """Store the parts as the next revision of the consultation; who rests on the facts of this person hears of it."""
    parts = list(parts)
    draft.revision, draft.saved_at = draft.revision + 1, timezone.now()
    for part in parts:
        part.revision, part.changed_by, part.changed_at = draft.revision, by, draft.saved_at
        part.save()
    draft.save(update_fields=["revision", "saved_at", "held_on"])
    if parts:
        facts_changed(draft.patient)


def refuse_stale(parts: Iterable[Touched], rows: Rows, revision: int | None, by, catalog: Catalog) -> None:
    """Raises Stale when somebody else changed one of these parts after the revision that the page was made of."""
    if revision is None:
        return
    stale = [part for part in parts if part.pk and part.revision > revision and part.changed_by_id != by.pk]
    if stale:
        before = rows_of(rows.consultation)
        raise Stale(changes_since(before, revision, by, catalog))


def changes_since(rows: Rows, revision: int, by, catalog: Catalog) -> list[Change]:
    """What others changed after a revision, in words; answers that `by` may not read are not told."""
    skin, draft = rows.assessment, rows.consultation
    found = [
        (_said_answer(told, catalog), told) for told in rows.answers.values() if _may_read(told, rows, by, catalog)
    ]
    found += [(_said_finding(finding, catalog), finding) for finding in _all_findings(skin)]
    found += [
        (catalog.modalities[past.modality].name, past) for past in rows.past if past.modality in catalog.modalities
    ]
    found += [("skin type, grade, priorities or concerns", skin)] if skin.pk else []
    changes = [
        Change(words, part.changed_by, part.changed_at)
        for words, part in found
        if part.revision > revision and part.changed_by_id != by.pk
    ]
    if draft.note_revision > revision and draft.note_by_id != by.pk:
        changes.append(Change("the note", draft.note_by, draft.saved_at))
    return sorted(changes, key=lambda change: change.at)


def _may_read(told: ScreeningAnswer, rows: Rows, by, catalog: Catalog) -> bool:
    return rows.is_own(told) and told.question in catalog.questions and may_ask(by, catalog.questions[told.question])


def _all_findings(skin) -> list:
    return list(skin.findings.select_related("changed_by")) if skin.pk else []


def _said_answer(told: ScreeningAnswer, catalog: Catalog) -> str:
    question = catalog.questions[told.question]
    return f"{question.ask}: {answer_in_words(question, told_answer(told, catalog), catalog)}"


def _said_finding(finding, catalog: Catalog) -> str:
    what = "taken back" if finding.removed_at else count_in_words(finding.count)
    return f"{scar_type_in_words(finding.scar_type, catalog)}, {place_in_words(*finding.place, catalog)}: {what}"


def readable_text(text: str) -> str:
    """The text as it may be kept. Raises TooLong, UnreadableText."""
    if len(text) > LONGEST_TEXT:
        raise TooLong(len(text), LONGEST_TEXT)
    if UNCLEAN.search(text):
        raise UnreadableText
    return text
