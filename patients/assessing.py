"""Every change to what was seen and done before: counts at a place, the skin as a whole, past treatments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from catalog.snapshot import in_force
from patients.case_of import Rows, rows_of
from patients.consulting import checked, locked_draft, refuse_stale, told_up_to_today, write
from patients.consulting_refusals import NoOtherSide, NotTaken
from patients.models import PastTreatment, ScarFinding, SkinAssessment
from planner.case import CaseError
from planner.case.reading_dates import read_span
from planner.case.reading_given import Given

OTHER_SIDE = {"left": "right", "right": "left"}
SKIN_FIELDS = ("phototype", "grade", "scar_s", "priorities", "concerns")
DESCRIPTIONS = ("count_low", "count_high", "grade", "area_cm2", "base", "older_than_two_years")


@dataclass(frozen=True)
class Place:
    """One scar type at one region and side: what a count is about."""

    scar_type: str
    region: str
    side: str | None = None


@transaction.atomic
def record_findings(
    *, consultation, counts: Mapping[Place, tuple[int | None, int | None] | None], by, revision: int | None = None
) -> list[ScarFinding]:
    """Set the counts of some places, all of them or none: (low, high), high None = open, (None, None) = seen, not counted.

    A count of None takes the finding back, and with the last one of its type the wish that named it. Raises AlreadySigned,
    Stale, NotTaken.
    """
    draft, catalog = locked_draft(consultation), in_force()
    rows = rows_of(draft)
    skin = _stored_assessment(rows, by)
    changed = [_counted(rows, skin, place, count) for place, count in counts.items()]
    changed = [finding for finding in changed if finding is not None]
    refuse_stale(changed, rows, revision, by, catalog)
    parts = [*changed, *_without_lost_priorities(rows)]
    checked(rows, catalog)
    write(draft, parts, by)
    audit.record("findings recorded", about=draft, by=by, places=len(changed))
    return changed


def _stored_assessment(rows: Rows, by) -> SkinAssessment:
    """The assessment of the consultation, made when the first thing is seen."""
    if rows.assessment.pk is None:
        rows.assessment.changed_by, rows.assessment.revision = by, rows.consultation.revision
        rows.assessment.save()
    return rows.assessment


def _counted(rows: Rows, skin: SkinAssessment, place: Place, count) -> ScarFinding | None:
    finding = skin.findings.at(place.scar_type, place.region, place.side).first()
    if finding is None:
        if count is None:
            return None
        finding = ScarFinding(assessment=skin, scar_type=place.scar_type, region=place.region, side=place.side)
    finding.count_low, finding.count_high = count or (None, None)
    if count is None:
        finding.removed_at = timezone.now()
    elif finding.removed_at:
        _begin_anew(finding)
    rows.findings = _replaced(rows.findings, finding)
    return finding


def _begin_anew(finding: ScarFinding) -> None:
    """A finding that was taken back comes back as new, without what was described of it before."""
    finding.removed_at = None
    for name in ("grade", "area_cm2", "base", "older_than_two_years"):
        setattr(finding, name, None)


def _replaced(findings: Iterable[ScarFinding], changed: ScarFinding) -> list[ScarFinding]:
    """The findings that stand when `changed` does, in their order."""
    known = [changed if changed.pk and finding.pk == changed.pk else finding for finding in findings]
    if changed not in known:
        known.append(changed)
    return [finding for finding in known if finding.removed_at is None]


def _without_lost_priorities(rows: Rows) -> list[SkinAssessment]:
    """What bothers most must be among what was found or named; the wish goes with the last such finding."""
    skin = rows.assessment
    present = {finding.scar_type for finding in rows.findings} | set(skin.concerns)
    left = [key for key in skin.priorities if key in present]
    if left == skin.priorities:
        return []
    skin.priorities = left
    return [skin]


@transaction.atomic
def mirror_finding(*, finding: ScarFinding, by, revision: int | None = None) -> list[ScarFinding]:
    """The same count of the same scars on the other side. Raises NoOtherSide, AlreadySigned, Stale."""
    if finding.side not in OTHER_SIDE:
        raise NoOtherSide
    place = Place(finding.scar_type, finding.region, OTHER_SIDE[finding.side])
    count = (finding.count_low, finding.count_high)
    return record_findings(
        consultation=finding.assessment.consultation, counts={place: count}, by=by, revision=revision
    )


@transaction.atomic
def describe_finding(*, finding: ScarFinding, by, revision: int | None = None, **described) -> ScarFinding:
    """Set what is known of one finding, of DESCRIPTIONS. Raises AlreadySigned, Stale, NotTaken."""
    draft, catalog = locked_draft(finding.assessment.consultation), in_force()
    rows = rows_of(draft)
    finding = ScarFinding.objects.select_related("assessment").get(pk=finding.pk)
    for name, value in _only(described, DESCRIPTIONS).items():
        setattr(finding, name, value)
    rows.findings = _replaced(rows.findings, finding)
    refuse_stale([finding], rows, revision, by, catalog)
    checked(rows, catalog)
    write(draft, [finding], by)
    audit.record("finding described", about=finding, by=by, fields=len(described), patient=draft.patient)
    return finding


@transaction.atomic
def assess_skin(*, consultation, by, revision: int | None = None, **judged) -> SkinAssessment:
    """Set what was judged of the skin as a whole, of SKIN_FIELDS. Raises AlreadySigned, Stale, NotTaken."""
    draft, catalog = locked_draft(consultation), in_force()
    rows = rows_of(draft)
    skin = _stored_assessment(rows, by)
    for name, value in _only(judged, SKIN_FIELDS).items():
        setattr(skin, name, value)
    refuse_stale([skin], rows, revision, by, catalog)
    if "priorities" not in judged:
        _without_lost_priorities(rows)
    checked(rows, catalog)
    write(draft, [skin], by)
    audit.record("skin assessed", about=skin, by=by, fields=len(judged), patient=draft.patient)
    return skin


@transaction.atomic
def record_past(
    *,
    consultation,
    modality: str,
    by,
    revision: int | None = None,
    past: PastTreatment | None = None,
    sessions: int | None = None,
    last_on=None,
    response: str | None = None,
    where: str | None = None,
    told_on=None,
) -> PastTreatment:
    """Record or correct a past treatment; `last_on` as the document of a case has it: a day, a month, or days ago.

    What was told in an earlier consultation is replaced by a row of this one. Raises AlreadySigned, Stale, NotTaken.
    """
    draft, catalog = locked_draft(consultation), in_force()
    told_on = told_up_to_today(told_on)
    draft.held_on = max(draft.held_on, told_on)
    rows = rows_of(draft)
    row = _row_of_this(draft, past) or PastTreatment(patient=draft.patient, consultation=draft, replaces=past)
    row.modality, row.sessions, row.response, row.where = modality, sessions, response, where
    row.told_on, row.told_by = told_on, by
    row.last_earliest, row.last_latest = _ends(last_on, told_on)
    rows.past = [*(one for one in rows.past if one.pk not in (row.pk, past and past.pk)), row]
    refuse_stale([row], rows, revision, by, catalog)
    checked(rows, catalog)
    write(draft, [row], by)
    audit.record("past treatment recorded", about=row, by=by)
    return row


@transaction.atomic
def remove_past(*, consultation, past: PastTreatment, by, revision: int | None = None) -> PastTreatment:
    """Say that a past treatment was recorded by mistake; the row stays, and counts no more. Raises AlreadySigned, Stale."""
    draft, catalog = locked_draft(consultation), in_force()
    row = _row_of_this(draft, past)
    if row is None:
        told = ("modality", "sessions", "last_earliest", "last_latest", "response", "where", "told_on", "told_by_id")
        same = {name: getattr(past, name) for name in told}
        row = PastTreatment(patient=draft.patient, consultation=draft, replaces=past, **same)
    refuse_stale([row], rows_of(draft), revision, by, catalog)
    row.removed_at = timezone.now()
    write(draft, [row], by)
    audit.record("past treatment taken back", about=row, by=by)
    return row


def _row_of_this(draft, past: PastTreatment | None) -> PastTreatment | None:
    """The row itself when it was told in this draft; none when it is signed elsewhere or not there yet."""
    return PastTreatment.objects.filter(consultation=draft, pk=past.pk).first() if past else None


def _ends(last_on, told_on) -> tuple:
    """Earliest and latest day of a date as it was told. Raises NotTaken."""
    try:
        span = read_span(Given("last_on", last_on), told_on)
    except CaseError as error:
        raise NotTaken(error) from error
    return (span.earliest, span.latest) if span else (None, None)


def _only(given: dict, allowed: Iterable[str]) -> dict:
    wrong = set(given) - set(allowed)
    if wrong:
        raise TypeError(f"{', '.join(sorted(wrong))} cannot be set here")
    return given
