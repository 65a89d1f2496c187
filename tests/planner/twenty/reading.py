"""A case of this folder, proposed with the shipped pack, and what a dermatologist asks of the answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planner.case import Case, read_case
from planner.engine import propose
from planner.proposal import Proposal, Regimen, SetAside
from tests.planner.builders import CATALOG

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Answer:
    """The proposal for a case, with the questions a dermatologist puts to it."""

    case: Case
    proposal: Proposal

    @property
    def first(self) -> set[str]:
        """The modalities of the first regimen."""
        return set(self.proposal.regimens[0].modalities)

    @property
    def first_regimen(self) -> Regimen:
        """The first regimen."""
        return self.proposal.regimens[0]

    @property
    def anywhere(self) -> set[str]:
        """The modalities of all regimens, options left out."""
        return {key for one in self.proposal.regimens for key in one.modalities}

    @property
    def without_reason(self) -> set[str]:
        """The modalities that some regimen holds without asking for a reason."""
        return {key for one in self.proposal.regimens for key in set(one.modalities) - set(one.needs_reason)}

    @property
    def asked(self) -> set[str]:
        """The questions that are open."""
        return {one.question for one in self.proposal.questions}

    @property
    def waits_first(self) -> bool:
        """Whether no procedure comes first."""
        return self.proposal.no_procedure.first

    @property
    def cautions(self) -> dict[str, str]:
        """Rule -> the mitigation, of the first regimen."""
        return {one.rule: one.mitigation for one in self.first_regimen.cautions}

    def aside(self, modality: str) -> SetAside:
        """Why a modality is set aside."""
        return next(one for one in self.proposal.set_aside if one.modality == modality)

    def days(self, modality: str, kind: str = "treatment") -> list[int]:
        """The days on which a modality is done in the first regimen."""
        return [
            visit.day
            for visit in self.first_regimen.visits
            if visit.kind == kind and modality in {row.modality for row in visit.procedures if not row.option}
        ]

    def options_after(self, modality: str) -> set[str]:
        """The options on visits of the first regimen on which this is the only procedure."""
        return {
            row.modality
            for visit in self.first_regimen.visits
            for row in visit.procedures
            if row.option and {one.modality for one in visit.procedures if not one.option} == {modality}
        }


@cache
def answer_to(name: str) -> Answer:
    """What is proposed for a case of this folder: "faces/minor"."""
    case = read_case(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")), CATALOG)
    return Answer(case, propose(case, CATALOG))


def names(folder: str) -> Iterable[str]:
    """The cases of a folder, in the order of their names."""
    return [f"{folder}/{path.stem}" for path in sorted((FOLDER / folder).glob("*.json"))]
