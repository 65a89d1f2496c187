"""The proposal as the JSON document of the contract."""

import datetime
from decimal import Decimal
from typing import Any

from planner.proposal import (
    AskedQuestion,
    Caution,
    Expected,
    HomePhase,
    NoProcedure,
    Procedure,
    Proposal,
    Regimen,
    SetAside,
    Totals,
    Visit,
)
from planner.reasons import Reason
from planner.wording import sentence


def as_document(proposal: Proposal) -> dict[str, Any]:
    """The document: dates as ISO text, prices as decimal strings, lists in the order of the proposal."""
    return {
        "catalog": {"version": proposal.catalog_version, "signed": proposal.catalog_signed},
        "scores": _scores(proposal),
        "no_procedure": _no_procedure(proposal.no_procedure),
        "regimens": [regimen_as_document(regimen) for regimen in proposal.regimens],
        "set_aside": [_set_aside(row) for row in proposal.set_aside],
        "questions": [_question(question) for question in proposal.questions],
        "wishes_not_judged": list(proposal.wishes_not_judged),
        "sources": dict(proposal.sources),
    }


def _scores(proposal: Proposal) -> dict[str, Any]:
    scores = proposal.scores
    return {
        "goodman_baron_qual": scores.goodman_baron_qual,
        "goodman_baron_quant": scores.goodman_baron_quant,
        "ecca": scores.ecca,
        "scar_s": scores.scar_s,
        "workings": list(scores.workings),
    }


def _no_procedure(card: NoProcedure) -> dict[str, Any]:
    return {
        "first": card.first,
        "wait_for": list(card.wait_for),
        "advice": list(card.advice),
        "look_again_on": _date(card.look_again_on),
        "reasons": [{"rule": one.rule, "text": sentence(one), "sources": list(one.sources)} for one in card.reasons],
    }


def regimen_as_document(regimen: Regimen) -> dict[str, Any]:
    """A regimen as it is adopted and stored."""
    return {
        "key": regimen.key,
        "labels": list(regimen.labels),
        "provisional": regimen.provisional,
        "needs_reason": list(regimen.needs_reason),
        "nearest": regimen.nearest,
        "modalities": list(regimen.modalities),
        "options": list(regimen.options),
        "levels": [list(level) for level in regimen.levels],
        "home": [home_as_document(phase) for phase in regimen.home],
        "visits": [visit_as_document(visit) for visit in regimen.visits],
        "totals": totals_as_document(regimen.totals),
        "expected": [_expected(row) for row in regimen.expected],
        "cautions": [_caution(caution) for caution in regimen.cautions],
        "reasons": [_reason(one) for one in regimen.reasons],
    }


def totals_as_document(totals: Totals) -> dict[str, Any]:
    """The totals of a course."""
    return {
        "visits": totals.visits,
        "days": totals.days,
        "downtime_days": list(totals.downtime_days),
        "price": price_as_text(totals.price),
    }


def home_as_document(phase: HomePhase) -> dict[str, Any]:
    """A home phase: from, pauses, until."""
    return {
        "modality": phase.modality,
        "from_on": _date(phase.from_on),
        "pauses": [[_date(start), _date(end)] for start, end in phase.pauses],
        "until_on": _date(phase.until_on),
        "answers_findings": list(phase.answers_findings),
        "reasons": list(phase.reasons),
    }


def visit_as_document(visit: Visit) -> dict[str, Any]:
    """A visit with its procedures in the order they are done."""
    return {
        "day": visit.day,
        "earliest_on": _date(visit.earliest_on),
        "target_on": _date(visit.target_on),
        "latest_on": _date(visit.latest_on),
        "kind": visit.kind,
        "provisional": visit.provisional,
        "minutes": visit.minutes,
        "numbing_minutes": visit.numbing_minutes,
        "downtime_days": None if visit.downtime_days is None else list(visit.downtime_days),
        "price": price_as_text(visit.price),
        "procedures": [_procedure(procedure) for procedure in visit.procedures],
    }


def _procedure(procedure: Procedure) -> dict[str, Any]:
    return {
        "modality": procedure.modality,
        "order": procedure.order,
        "areas": list(procedure.areas),
        "option": procedure.option,
        "parameters": [{"name": one.name, "value": one.value, "unit": one.unit} for one in procedure.parameters],
        "answers_findings": list(procedure.answers_findings),
        "reasons": list(procedure.reasons),
    }


def _expected(row: Expected) -> dict[str, Any]:
    return {
        "modality": row.modality,
        "outcome": row.outcome,
        "result": row.result,
        "n": row.n,
        "design": row.design,
        "evidence_level": row.evidence_level,
        "sources": list(row.sources),
    }


def _caution(caution: Caution) -> dict[str, Any]:
    return {
        "rule": caution.rule,
        "modalities": list(caution.modalities),
        "text": caution.text,
        "mitigation": caution.mitigation,
        "kind": caution.kind,
        "owner": caution.owner,
        "sources": list(caution.sources),
    }


def _reason(one: Reason) -> dict[str, Any]:
    return {"rule": one.rule, "text": sentence(one), "confidence": one.confidence, "sources": list(one.sources)}


def _set_aside(row: SetAside) -> dict[str, Any]:
    return {
        "modality": row.modality,
        "verdict": row.verdict,
        "until": None if row.until is None else _date(row.until),
        "condition": row.condition,
        "rule": row.reason.rule,
        "text": sentence(row.reason),
        "sources": list(row.reason.sources),
    }


def _question(question: AskedQuestion) -> dict[str, Any]:
    return {
        "question": question.question,
        "text": question.text,
        "modalities": list(question.modalities),
        "regimens": list(question.regimens),
    }


def _date(day: datetime.date) -> str:
    return day.isoformat()


def price_as_text(price: Decimal | None) -> str | None:
    """A price with two decimals; None = not known."""
    return None if price is None else f"{price:.2f}"
