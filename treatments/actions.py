"""What is done with a proposal before a plan comes of it: shown, declined, reported, a question set aside with a reason.

One action, one transaction, one line in the trail.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.access import Permission
from patients.case_of import rows_of
from patients.consulting import readable_text
from patients.models import Consultation
from treatments import refusals
from treatments.models import (
    Presentation,
    PresentationDeclined,
    ProposalReport,
    QuestionSetAside,
    ReportAnswer,
)
from treatments.models.kept import text_of
from treatments.proposals import Proposed, chosen_course, proposed
from treatments.setting_aside import has_to_be_asked_for_all, sentence_in

NO_PROCEDURE = "no_procedure"


@transaction.atomic
def present(
    *, consultation: Consultation, shown: list[str], by, wishes: Mapping[str, Any] | None = None, options=None
) -> Presentation:
    """Keep the proposal as it is shown to the patient now. `shown`: keys of regimens, NO_PROCEDURE for the card without any.

    Raises NothingShown, ProposalChanged when a regimen of `shown` is not proposed any more, and OptionNotPossible.
    """
    if not shown:
        raise refusals.NothingShown
    now = proposed(consultation, wishes=wishes)
    if any(key != NO_PROCEDURE and now.regimen(key) is None for key in shown):
        raise refusals.ProposalChanged([])
    kept = Presentation.objects.create(
        **kept_of(now),
        shown=list(dict.fromkeys(shown)),
        options=_options_of(shown, options or {}, now),
        presented_by=by,
    )
    audit.record("proposal presented", about=kept, by=by, regimens=len(shown))
    return kept


def _options_of(shown: list[str], options: Mapping[str, Any], now: Proposed) -> dict[str, list[str]]:
    """The boosters switched on in each shown regimen; whatever cannot be had together is refused before anybody sees it."""
    chosen = {key: sorted(options[key]) for key in shown if key != NO_PROCEDURE and options.get(key)}
    for key, boosters in chosen.items():
        try:
            chosen_course(now.regimen(key), frozenset(boosters), now.catalog)
        except ValueError as error:
            raise refusals.OptionNotPossible(str(error)) from None
    return chosen


def kept_of(now: Proposed) -> dict[str, Any]:
    """The fields by which a proposal is kept whole."""
    return {
        "consultation": now.consultation,
        "version": now.version,
        "on": now.on,
        "case": text_of(now.facts),
        "document": text_of(now.document),
    }


@transaction.atomic
def decline(*, presentation: Presentation, by, reason: str = "") -> PresentationDeclined:
    """The patient wants none of it. Raises AlreadyDeclined, TooLong, UnreadableText."""
    reason = readable_text(reason).strip()
    try:
        with transaction.atomic():
            declined = PresentationDeclined.objects.create(presentation=presentation, reason=reason, by=by)
    except IntegrityError:
        raise refusals.AlreadyDeclined from None
    audit.record("presentation declined", about=declined, by=by)
    return declined


@transaction.atomic
def set_question_aside(*, consultation: Consultation, question: str, reason: str, by) -> QuestionSetAside:
    """A dermatologist is going to adopt without the answer and says why; it counts today, for the next adoption.

    Raises ReasonMissing, ReasonTooShort, HasToBeAsked, AlreadySetAside, TooLong, PermissionDenied.
    """
    if not by.may(Permission.ADOPT_PLAN):
        raise PermissionDenied("a question is set aside by a dermatologist")
    reason = sentence_in(reason)
    now = proposed(consultation)
    if has_to_be_asked_for_all(question, now.document, rows_of(consultation), now.catalog):
        raise refusals.HasToBeAsked([now.catalog.questions[question].ask])
    adoption = consultation.plans.count()
    try:
        with transaction.atomic():
            aside = QuestionSetAside.objects.create(
                consultation=consultation, question=question, reason=reason, adoption=adoption, by=by
            )
    except IntegrityError:
        earlier = QuestionSetAside.objects.counting(consultation).select_related("by").get(question=question)
        raise refusals.AlreadySetAside(earlier) from None
    audit.record("question set aside", about=aside, by=by)
    return aside


@transaction.atomic
def report(
    *, consultation: Consultation, comment: str, by, key: str = "", wishes: Mapping[str, Any] | None = None
) -> ProposalReport:
    """Freeze case, version and comment for the clinical lead. Raises ReasonMissing when nothing is written, TooLong."""
    comment = readable_text(comment).strip()
    if not comment:
        raise refusals.ReasonMissing
    now = proposed(consultation, wishes=wishes)
    key = key if key and now.regimen(key) else ""
    reported = ProposalReport.objects.create(**kept_of(now), key=key, comment=comment, by=by)
    audit.record("proposal reported", about=reported, by=by, characters=len(comment))
    return reported


@transaction.atomic
def answer_report(*, report: ProposalReport, text: str, by) -> ReportAnswer:
    """The clinical lead answers, once. Raises ReasonMissing, AlreadyAnswered, TooLong, PermissionDenied."""
    if not by.may(Permission.SIGN_AS_CLINICAL_LEAD):
        raise PermissionDenied("reports are answered by the clinical lead")
    text = readable_text(text).strip()
    if not text:
        raise refusals.ReasonMissing
    try:
        with transaction.atomic():
            answered = ReportAnswer.objects.create(report=report, text=text, by=by)
    except IntegrityError:
        raise refusals.AlreadyAnswered(ReportAnswer.objects.select_related("by").get(report=report)) from None
    audit.record("report answered", about=answered, by=by, characters=len(text))
    return answered
