"""A proposal read back from its document: regimens as sessions on days, held beside the case, the rows and the screening."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.case import Case
from planner.catalog import Catalog
from planner.safety import Screening, Verdict
from planner.vocabulary import DARK_PHOTOTYPE_FROM, DEEPER_INJURY, PRIMING


@dataclass(frozen=True, eq=False)
class Paper:
    """The proposal on the desk, with the case and the catalog it has to keep to."""

    case: Case
    catalog: Catalog
    screening: Screening
    proposal: dict

    def verdicts(self, key: str, areas: tuple[str, ...], days: list[datetime.date]) -> list[Verdict]:
        return [v for v in self.screening.verdicts[key] if any(v.holds(areas, day) for day in days)]

    @cached_property
    def marks_easily(self) -> bool:
        told = self.case.answers.get("pih_history")
        is_told = told is not None and (told.value is True or True in (told.regions or {}).values())
        found = any(finding.scar_type == "macular_hyperpigmented" for finding in self.case.findings)
        return is_told or found or self.case.phototype is None or self.case.phototype >= DARK_PHOTOTYPE_FROM

    @cached_property
    def places(self) -> tuple[str, ...]:
        face = tuple(key for key, region in self.catalog.regions.items() if region.unit == "face")
        return self.case.regions or face

    def wish(self, name: str, regimen: dict) -> Any:
        """A wish that this regimen has to keep; None when it was not made or is the one that was dropped."""
        return None if regimen["nearest"] == name else getattr(self.case.preferences, name)


@dataclass(frozen=True, eq=False)
class Course:
    """One regimen read as sessions on days."""

    paper: Paper
    regimen: dict

    def visits(self, kind: str) -> list[dict]:
        return [visit for visit in self.regimen["visits"] if visit["kind"] == kind]

    @cached_property
    def done(self) -> dict[str, list[dict]]:
        """Modality -> the treatment visits on which it is a fixed part."""
        found: dict[str, list[dict]] = {}
        for visit in self.visits("treatment"):
            for key in fixed(visit):
                found.setdefault(key, []).append(visit)
        return found

    @cached_property
    def worked(self) -> dict[str, list[dict]]:
        """The same for working modalities alone."""
        roles = self.paper.catalog.modalities
        return {key: visits for key, visits in self.done.items() if roles[key].role == "working"}

    def areas(self, key: str) -> tuple[str, ...]:
        """Where a modality is done in the whole course; priming where it answers a finding, else wherever there is one.

        A concern lies wherever there is a finding.
        """
        if key == PRIMING:
            answered = {place for row in self.regimen["home"] for place in row["answers_findings"]}
            reasons = [reason for row in self.regimen["home"] for reason in row["reasons"]]
            if any(reason.startswith(concern) for reason in reasons for concern in self.paper.case.concerns):
                return self.paper.places
            return tuple({self.paper.case.findings[place].region for place in answered}) or self.paper.places
        return tuple({area for visit in self.done.get(key, ()) for area in areas_of(visit, key)})

    @cached_property
    def published(self):
        """The published combination that its reasons name; None for a free composition."""
        named = [row["rule"] for row in self.regimen["reasons"] if row["rule"] in self.paper.catalog.combinations]
        return self.paper.catalog.combinations[named[0]] if named else None

    @cached_property
    def days(self) -> dict[str, list[datetime.date]]:
        """Modality -> the dates on which it touches the skin; the home phase on its first."""
        days = {key: [day_of(visit["target_on"]) for visit in visits] for key, visits in self.done.items()}
        for visit in self.visits("test_spot"):
            for row in visit["procedures"]:
                days.setdefault(row["modality"], []).append(day_of(visit["target_on"]))
        return days | {row["modality"]: [day_of(row["from_on"])] for row in self.regimen["home"]}

    def in_force(self, key: str) -> list[Verdict]:
        """The verdicts that hold for a modality on any of its days, where it is done."""
        return self.paper.verdicts(key, self.areas(key), self.days.get(key, []))


def day_of(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def fixed(visit: dict) -> list[str]:
    return list(dict.fromkeys(row["modality"] for row in visit["procedures"] if not row["option"]))


def areas_of(visit: dict, key: str) -> set[str]:
    return {area for row in visit["procedures"] if row["modality"] == key for area in row["areas"]}


def downtime(visit: dict, catalog: Catalog) -> tuple[int, int, int]:
    rows = [catalog.downtime[key] for key in fixed(visit)]
    deep = sum(catalog.modalities[key].injury >= DEEPER_INJURY for key in fixed(visit)) > 1
    extra = catalog.settings["extra_downtime_when_two_injuries_share_a_visit"] if deep else 0
    ends = ("social_downtime_days_min", "social_downtime_days_typical", "social_downtime_days_max")
    return tuple(max(getattr(row, end) for row in rows) + extra for end in ends)
