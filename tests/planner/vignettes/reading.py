"""Safety vignettes: a patient in a few lines, and what one rule of safety.toml says to that patient.

`case` is a case document without its day: every vignette is seen on ON. `expect.severity` is what the rule says,
`expect.modalities` all modalities that it meets ("all" = every one), `expect.on` the day looked at, in days after ON.
Further fields:

`where`         the region that is hit, and `leaves` a region with a finding that is not
`spares`        modalities the rule leaves untouched
`begins_after`  days after ON on which the rule begins to hold; absent = it holds already
`opens_after`   days after ON on which it no longer holds; absent = no date is known
`condition`     the words that end a deferral
`ingredients`   modality -> what the clinic's product contains, in place of all that the pack lists
`also_when`     variations at the edge that meet the rule just as well
`not_when`      variations at the edge that do not meet it

A variation says `why` and replaces single answers, or other fields of the case.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from planner.case import Case, read_case
from planner.catalog import Catalog, shipped_catalog
from planner.catalog.safety import Rule
from planner.vocabulary import ALL_MODALITIES, Severity

FOLDER = Path(__file__).parent / "safety"
ON = datetime.date(2026, 11, 22)
NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class Variation:
    """The same patient, but for what is named here; `why` says it in words."""

    why: str
    patient: Mapping[str, Any] = field(default_factory=dict)
    assessment: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    history: tuple[Mapping[str, Any], ...] = ()
    ingredients: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Expectation:
    """What the rule says: its severity, every modality it meets, and the day looked at in days after ON."""

    severity: Severity
    modalities: tuple[str, ...]
    on: int = 0


@dataclass(frozen=True)
class Vignette:
    """One patient and one rule; the fields are explained at the head of this file."""

    rule: str
    name: str
    case: Mapping[str, Any]
    expect: Expectation
    where: str | None = None
    leaves: str | None = None
    spares: tuple[str, ...] = ()
    begins_after: int | None = None
    opens_after: int | None = None
    condition: str | None = None
    ingredients: Mapping[str, Any] = field(default_factory=dict)
    also_when: tuple[Variation, ...] = ()
    not_when: tuple[Variation, ...] = ()

    @property
    def day(self) -> datetime.date:
        """The day on which the patient is looked at."""
        return ON + datetime.timedelta(days=self.expect.on)

    def modalities(self, catalog: Catalog) -> set[str]:
        """The modalities that the rule is expected to meet."""
        named = set(self.expect.modalities)
        return set(catalog.modalities) if named == {ALL_MODALITIES} else named

    def as_told(self) -> Variation:
        """The patient as the vignette tells it: the variation that changes nothing."""
        return Variation(self.name, ingredients=self.ingredients)

    def read(self, variation: Variation) -> Case:
        """The case of a variation, read as a case document is. Raises CaseError."""
        document: dict[str, Any] = {"on": ON.isoformat()}
        for part in ("patient", "assessment", "answers"):
            document[part] = {**self.case.get(part, {}), **getattr(variation, part)}
        document["history"] = list(variation.history)
        return read_case(document, shipped_catalog())


def read_vignette(row: Mapping[str, Any]) -> Vignette:
    """The vignette of a TOML row. Raises TypeError when it has an unknown field or lacks one."""
    variations = {
        name: tuple(Variation(**variation) for variation in row.get(name, ())) for name in ("also_when", "not_when")
    }
    return Vignette(**{**row, **variations, "expect": Expectation(**row["expect"])})


@cache
def safety_vignettes() -> tuple[Vignette, ...]:
    """All vignettes of the folder, in the order of files and rows."""
    documents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(read_vignette(row) for document in documents for row in document["vignette"])


def offering(catalog: Catalog, ingredients: Mapping[str, Any]) -> Catalog:
    """A clinic whose products contain `ingredients`; "not recorded" = nobody wrote down what they contain."""
    if not ingredients:
        return catalog
    contents = {key: None if listed == NOT_RECORDED else tuple(listed) for key, listed in ingredients.items()}
    items = [
        replace(item, ingredients=contents[item.modality]) if item.modality in contents else item
        for item in catalog.items
    ]
    return replace(catalog, items=tuple(items))


def without_rule(catalog: Catalog, rule: str) -> Catalog:
    """The same knowledge, had nobody written this rule."""
    return _with_rules(catalog, [row for row in catalog.safety["rule"] if row.key != rule])


def with_rule(catalog: Catalog, rule: Rule) -> Catalog:
    """The same knowledge, had this rule been written so."""
    return _with_rules(catalog, [rule if row.key == rule.key else row for row in catalog.safety["rule"]])


def _with_rules(catalog: Catalog, rules: list[Rule]) -> Catalog:
    return replace(catalog, safety={**catalog.safety, "rule": tuple(rules)})
