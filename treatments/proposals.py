"""The one bridge between this house and the planner's engine: every proposal and every judgement of a plan comes through here."""

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.db import Error, OperationalError
from django.utils import timezone

from catalog import snapshot
from catalog.models import CatalogVersion
from catalog.snapshot import NoCatalogInForce
from patients.case_of import Rows, read_rows, rows_of
from patients.models import Consultation
from planner import adopted, amending, judging, reviewing
from planner.case import Case, CaseError, Preferences, read_case, read_case_text
from planner.case.writing import case_as_document
from planner.catalog import Catalog, shipped_catalog
from planner.disagreeing import disagreements_on
from planner.document import as_document
from planner.engine import propose
from planner.explain import explain_tree
from planner.wording import cited, sentence
from treatments.refusals import ChangeNotPossible

__all__ = [
    "CaseError",
    "NoCatalogInForce",
    "Proposed",
    "catalog_in_force",
    "explanation",
    "facts_of",
    "proposal_document",
    "proposed",
    "read_wishes",
    "shipped_catalog",
]

NONE_PUBLISHED = "No catalog version is in force in this installation. Use --pack for the shipped pack."
OUT_OF_REACH = "The database of this installation cannot be reached. Start it, or use --pack for the shipped pack."
NOT_MIGRATED = "The database of this installation is not set up: run migrate, or use --pack for the shipped pack."


def catalog_in_force() -> Catalog:
    """The catalog version in force in this clinic. Raises NoCatalogInForce, which says what to do instead."""
    try:
        return snapshot.in_force()
    except NoCatalogInForce:
        raise NoCatalogInForce(NONE_PUBLISHED) from None
    except OperationalError:
        raise NoCatalogInForce(OUT_OF_REACH) from None
    except Error:  # a table or a right is missing
        raise NoCatalogInForce(NOT_MIGRATED) from None


def proposal_document(text: str | bytes, catalog: Catalog) -> dict:
    """The proposal for the case in `text` as the JSON document of the contract. Raises CaseError."""
    return as_document(propose(read_case_text(text, catalog), catalog))


def explanation(text: str | bytes, catalog: Catalog) -> str:
    """The tree of reasons behind the proposal for the case in `text`, to be read by a person. Raises CaseError."""
    return explain_tree(propose(read_case_text(text, catalog), catalog))


# ---- from a consultation


@dataclasses.dataclass(frozen=True)
class Proposed:
    """What the planner answers to a consultation on one day, under one version: the facts, and the document of the contract."""

    consultation: Consultation
    version: CatalogVersion
    catalog: Catalog
    case: Case
    document: Mapping[str, Any]

    @property
    def on(self) -> datetime.date:
        return self.case.on

    @property
    def facts(self) -> dict:
        """The case as the one document that every spelling of it comes down to."""
        return case_as_document(self.case, self.catalog)

    def regimen(self, key: str) -> Mapping[str, Any] | None:
        """The regimen of that key; None when it is not proposed, or not any more."""
        return next((one for one in self.document["regimens"] if one["key"] == key), None)


def proposed(consultation: Consultation, *, wishes: Mapping | None = None, on: datetime.date | None = None) -> Proposed:
    """The proposal for what is recorded in a consultation, with the patient's wishes, today unless another day is given.

    Raises NoCatalogInForce, and CaseError where a wish or a stored value is none that a case can hold.
    """
    version = snapshot.version_in_force()
    catalog = snapshot.of_version(version)
    case = facts_of(consultation, catalog, on=on)
    case = dataclasses.replace(case, preferences=read_wishes(wishes or {}, catalog, case.on))
    return Proposed(consultation, version, catalog, case, as_document(propose(case, catalog)))


def facts_of(consultation: Consultation, catalog: Catalog, *, on: datetime.date | None = None) -> Case:
    """The facts of a consultation as they count on a day, today unless another is given. Raises CaseError."""
    return read_rows(rows_of(consultation), catalog, on=on or timezone.localdate())


def facts_now(consultation: Consultation, catalog: Catalog, *, on: datetime.date | None = None) -> Case:
    """What is known today of the person for whom this consultation led to a plan: the last answers, and the skin as last judged.

    A later consultation in which nobody judged the skin yet leaves findings, grade and skin type as they were. Raises CaseError.
    """
    newest = Consultation.objects.of(consultation.patient).with_people().newest_first().first() or consultation
    rows = rows_of(newest)
    if newest.pk != consultation.pk:
        _skin_as_last_judged(rows, rows_of(consultation))
    return read_rows(rows, catalog, on=on or timezone.localdate())


def _skin_as_last_judged(rows: Rows, before: Rows) -> None:
    if not rows.findings:
        rows.findings = before.findings
    for field in ("phototype", "grade"):
        if getattr(rows.assessment, field) is None:
            setattr(rows.assessment, field, getattr(before.assessment, field))
    if not rows.assessment.concerns:
        rows.assessment.concerns = before.assessment.concerns


def read_wishes(wishes: Mapping[str, Any], catalog: Catalog, on: datetime.date) -> Preferences:
    """The patient's wishes as the document of a case states them. Raises CaseError, its field beginning with preferences."""
    empty = {"patient": {}, "assessment": {"findings": []}, "answers": {}, "history": []}
    return read_case({"on": on.isoformat(), "preferences": dict(wishes)} | empty, catalog).preferences


def case_document_of(case: Case, catalog: Catalog) -> dict:
    """The facts as the one document that every spelling of them comes down to."""
    return case_as_document(case, catalog)


def disagreements(regimen: Mapping, case: Case, catalog: Catalog) -> list[dict[str, Any]]:
    """Where the literature disagrees on what a regimen or one of its options does: the topic, both sides with their sources."""
    held = (*regimen["modalities"], *regimen["options"])
    return [
        {
            "topic": row.topic,
            "sides": [
                {"text": row.position_a, "sources": list(row.sources_a)},
                {"text": row.position_b, "sources": list(row.sources_b)},
            ],
            "here": row.suggested_default,
        }
        for row in disagreements_on(held, case, catalog)
    ]


# ---- the course of a plan

CHANGES: dict[str, Callable] = {
    "without_procedure": amending.without_procedure,
    "without_step": amending.without_step,
    "postponed": amending.postponed,
    "with_setting": amending.with_setting,
    "with_option": amending.with_option,
}


def chosen_course(regimen: Mapping, options: frozenset[str], catalog: Catalog) -> dict:
    """The course of a regimen with the boosters that were switched on. Raises ValueError when they cannot be had together."""
    return adopted.as_document(adopted.with_options(adopted.read_course(regimen), options, catalog))


def option_costs(regimen: Mapping, catalog: Catalog) -> tuple:
    """What each option of a regimen adds: on how many visits, for what price, in how many minutes; None = not known."""
    return adopted.option_costs(adopted.read_course(regimen), catalog)


def options_exclude(one: str, other: str, regimen: Mapping, catalog: Catalog) -> bool:
    """Whether two options are alternatives to one another."""
    return not adopted.may_be_chosen_together(one, other, adopted.read_course(regimen), catalog)


def amended_course(course: Mapping, step: int, how: str, values: Mapping[str, Any], catalog: Catalog) -> dict:
    """The course with one step changed; `how` is one of CHANGES. Raises ChangeNotPossible."""
    if how not in CHANGES:
        raise ChangeNotPossible("how", "this change is not known", ", ".join(CHANGES))
    try:
        return adopted.as_document(CHANGES[how](adopted.read_course(course), step, catalog=catalog, **values))
    except amending.AmendmentRefused as refused:
        raise ChangeNotPossible(refused.field, refused.problem, refused.allowed) from None


def losses(before: Mapping, after: Mapping, catalog: Catalog, *, done: frozenset[int]) -> list[dict[str, Any]]:
    """What a change gives away: a test spot, a review, published intervals, fresh facts; `asks_why`: safety rests on it."""
    found = amending.lost(adopted.read_course(before), adopted.read_course(after), catalog, done=done)
    return [
        {
            "text": sentence(one.reason),
            "sources": list(cited(one.reason)),
            "asks_why": one.asks_why,
        }
        for one in found
    ]


def setting_ranges(course: Mapping, step: int, catalog: Catalog) -> dict[tuple[int, str], tuple]:
    """(place of the procedure on the visit, name of the setting) -> from where to where it may be changed; None = no end."""
    rows = adopted.read_course(course).visits[step - 1].procedures
    return {
        (place, one.name): amending.allowed_range(row, one, catalog)
        for place, row in enumerate(rows)
        for one in row.parameters
        if not isinstance(one.value, str)
    }


def differences(before: Mapping, after: Mapping) -> tuple:
    """What differs between two courses, line by line, in words."""
    return amending.difference(adopted.read_course(before), adopted.read_course(after))


@dataclasses.dataclass(frozen=True)
class Rest:
    """The rest of a course as it would be proposed today, beside what is left of it.

    `same`: the same treatments are proposed together still. `left`: the rest as it stands; `rest`: as it would be proposed, and
    `whole` with what is done before it, both None where nothing is proposed or left. `first`: the regimen that stands first
    today. `proposal`: the document of today.
    """

    same: bool
    whole: dict | None
    left: dict
    rest: dict | None
    differs: bool
    first: Mapping[str, Any] | None
    proposal: dict


def rest_of_course(course: Mapping, done: frozenset[int], case: Case, catalog: Catalog) -> Rest:
    """What would be proposed today for the steps that are not done. The case tells what was done in its history."""
    held = adopted.read_course(course)
    found = reviewing.replan(case, done, held, catalog)
    document = as_document(found.proposal)
    return Rest(
        same=found.same,
        whole=None if found.whole is None else adopted.as_document(found.whole),
        left=adopted.as_document(found.kept),
        rest=adopted.as_document(found.regimen) if found.whole else None,
        differs=bool(found.whole and found.differences),
        first=next(iter(document["regimens"]), None),
        proposal=document,
    )


def concerns_of(course: Mapping, case: Case, catalog: Catalog, **more) -> list[dict[str, Any]]:
    """What stands against the remaining course by these facts under this catalog, as pages and worklists show it."""
    return [
        {
            "step": one.step,
            "modality": one.modality,
            "kind": one.kind,
            "rule": one.reason.rule,
            "until": one.until_on and one.until_on.isoformat(),
            "question": one.question,
            "expired": one.question in case.answers,
            "text": sentence(one.reason),
            "sources": list(one.reason.sources),
            "unsafe": judging.is_unsafe(one),
        }
        for one in judging.judge(adopted.read_course(course), case, catalog, **more)
    ]
