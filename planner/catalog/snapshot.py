"""The catalog as the planner reads it: a frozen value with the joins that every rule needs. No query, no clock, no randomness."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from planner.catalog import courses, safety, treatments
from planner.catalog.assessment import Region, Scale, ScarType
from planner.catalog.sources import Source
from planner.vocabulary import ALL_MODALITIES, PHOTOTYPES


@dataclass(frozen=True, kw_only=True)
class Item:
    """What the clinic offers for a modality: contents (None = not recorded), price per visit (None = not known), and the
    boosters that are a standard part of its visit."""

    modality: str
    ingredients: tuple[str, ...] | None = None
    price: Decimal | None = None
    standard_boosters: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalog:
    """One version of the knowledge and of what the clinic offers; tables keep the order of their files."""

    version: str
    signed: bool
    assessment: Mapping[str, tuple]
    treatments: Mapping[str, tuple]
    safety: Mapping[str, tuple]
    house: Mapping[str, tuple]
    sources: Mapping[str, Source]
    items: tuple[Item, ...]

    # ---- single facts

    @cached_property
    def modalities(self) -> dict[str, treatments.Modality]:
        """Modality id -> modality, in stated order."""
        return {row.id: row for row in self.treatments["modality"]}

    @cached_property
    def position(self) -> dict[str, int]:
        """Modality id -> its place in the stated order."""
        return {key: place for place, key in enumerate(self.modalities)}

    @cached_property
    def offers(self) -> dict[str, tuple[Item, ...]]:
        """Modality id -> the items the clinic offers for it; a modality without one is not offered."""
        return _grouped(self.items, lambda item: item.modality)

    @cached_property
    def scar_types(self) -> dict[str, ScarType]:
        """Scar type key of the assessment -> scar type."""
        return {row.key: row for row in self.assessment["scar_type"]}

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Region key -> region."""
        return {row.key: row for row in self.assessment["region"]}

    @cached_property
    def scales(self) -> dict[str, Scale]:
        """Scale key -> scale."""
        return {row.key: row for row in self.assessment["scale"]}

    @cached_property
    def questions(self) -> dict[str, safety.Question]:
        """Question key -> question, in file order."""
        return {row.key: row for row in self.safety["question"]}

    @cached_property
    def concerns(self) -> tuple[str, ...]:
        """The concerns that any modality answers, in file order."""
        return tuple(dict.fromkeys(row.concern for row in self.treatments["concern_indication"]))

    @cached_property
    def settings(self) -> dict[str, int | float | tuple[int, ...]]:
        """House setting key -> value."""
        return {row.key: row.value for row in self.house["setting"]}

    @cached_property
    def owner_of(self) -> dict[str, str]:
        """Mitigation kind -> who gets the task."""
        return {kind: row.owner for row in self.house["mitigation_owner"] for kind in row.kinds}

    # ---- joins

    @cached_property
    def linked_types(self) -> dict[str, tuple[str, ...]]:
        """Scar type of the assessment -> scar types of the evidence; empty = no grid row, a referral reason."""
        return {row.assessment_key: row.scar_types for row in self.treatments["scar_type_link"]}

    @cached_property
    def indication(self) -> dict[tuple[str, str], treatments.Indication]:
        """(modality, evidence scar type) -> cell of the grid."""
        return {(row.modality, row.scar_type): row for row in self.treatments["indication"]}

    @cached_property
    def subtype_fitness(self) -> dict[tuple[str, str], treatments.SubtypeFitness]:
        """(modality, assessment scar type) -> fitness that wins over grid and algorithm."""
        return {(row.modality, row.assessment_key): row for row in self.treatments["subtype_fitness"]}

    @cached_property
    def concern_indication(self) -> dict[tuple[str, str], treatments.ConcernIndication]:
        """(modality, concern) -> indication."""
        return {(row.modality, row.concern): row for row in self.treatments["concern_indication"]}

    @cached_property
    def algorithm(self) -> dict[tuple[str, int], courses.Algorithm]:
        """(evidence scar type, grade) -> row."""
        return {(row.scar_type, row.grade): row for row in self.treatments["algorithm"]}

    @cached_property
    def protocol(self) -> dict[str, courses.Protocol]:
        """Modality -> its default schedule."""
        return {row.modality: row for row in self.treatments["protocol"] if row.context == "default"}

    @cached_property
    def downtime(self) -> dict[str, treatments.Downtime]:
        """Modality -> downtime after one session."""
        return {row.modality: row for row in self.treatments["downtime"]}

    @cached_property
    def spacing(self) -> dict[tuple[str, str], courses.SpacingRule]:
        """(first, second) -> row."""
        return {(row.first, row.second): row for row in self.treatments["spacing_rule"]}

    @cached_property
    def never_same_day(self) -> dict[frozenset[str], courses.NeverSameDay]:
        """Unordered pair -> row."""
        return {frozenset((row.a, row.b)): row for row in self.treatments["never_same_day"]}

    @cached_property
    def home_phase(self) -> dict[tuple[str, str], courses.HomePhase]:
        """(home modality, target) -> row."""
        return {(row.modality, row.target): row for row in self.treatments["home_phase"]}

    @cached_property
    def combinations(self) -> dict[str, courses.Combination]:
        """Combination id -> combination, in file order."""
        return {row.id: row for row in self.treatments["combination"]}

    @cached_property
    def rules_for(self) -> dict[str, tuple[safety.Rule, ...]]:
        """Modality -> the rules that name it, in file order; a rule for all names every one."""
        return {
            key: tuple(row for row in self.safety["rule"] if key in row.modalities or ALL_MODALITIES in row.modalities)
            for key in self.modalities
        }

    @cached_property
    def parameters_of(self) -> dict[str, tuple[treatments.Parameter, ...]]:
        """Modality -> its parameter rows."""
        return _grouped(self.treatments["parameter"], lambda row: row.modality)

    @cached_property
    def area_regions(self) -> dict[str, tuple[str, ...]]:
        """Area name of a parameter -> regions it covers."""
        return {row.area: row.regions for row in self.treatments["area_link"]}

    @cached_property
    def effects_of(self) -> dict[str, tuple[treatments.Effect, ...]]:
        """Modality -> effect rows that name it."""
        pairs = [(key, row) for row in self.treatments["effect"] for key in row.modalities]
        grouped = _grouped(pairs, lambda pair: pair[0])
        return {key: tuple(row for _, row in rows) for key, rows in grouped.items()}

    @cached_property
    def combination_effects(self) -> dict[str, tuple[courses.CombinationEffect, ...]]:
        """Combination id -> published effects."""
        return _grouped(self.treatments["combination_effect"], lambda row: row.combination)

    @cached_property
    def skin_type_rows(self) -> dict[str, treatments.SkinType]:
        """Modality -> its row of phototype classes."""
        return {row.modality: row for row in self.treatments["skin_type"]}

    def skin_type_class(self, modality: str, phototype: int | None) -> str | None:
        """ok, caution or avoid for a phototype 1-6; None when the phototype is not known or the modality has no row."""
        row = self.skin_type_rows.get(modality)
        return getattr(row, PHOTOTYPES[phototype - 1]) if row and phototype else None


def _grouped(rows: Iterable, key) -> dict[str, tuple]:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: tuple(group) for name, group in groups.items()}
