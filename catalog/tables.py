"""The tables of the catalog: which dataclass holds their rows, how a person calls them, and the key of each row."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from planner.catalog import Catalog
from planner.catalog.building import attribute_names
from planner.catalog.pack import FILES
from planner.catalog.sources import Source

SOURCES = "sources"
SAFETY = "safety"

SECTIONS = {
    "safety": _("Safety"),
    "treatments": _("Treatments"),
    "assessment": _("Assessment"),
    "house": _("House rules of the planner"),
    SOURCES: _("Sources"),
}
NAMES = {  # where the plural of the table's own name would mislead
    "assessment.prom": _("Patient-reported outcomes"),
    "assessment.region_facts": _("About the regions"),
    "assessment.photo_view_facts": _("About the photo views"),
    "treatments.scar_type": _("Scar types of the evidence"),
    "treatments.severity": _("Grades of the evidence"),
    "treatments.downtime": _("Downtime"),
    "treatments.protocol": _("Schedules"),
    "treatments.algorithm": _("Algorithm rows"),
    "treatments.pih_risk": _("Risk of dark marks"),
    "treatments.never_same_day": _("Never on the same day"),
    "treatments.grade_guidance": _("Guidance by grade"),
    "treatments.contraindication": _("Contraindications of the literature"),
    "safety.severity": _("Verdicts"),
    "safety.rule": _("Screening rules"),
    "safety.question": _("Screening questions"),
    "safety.reconciled": _("Reconciled verdicts"),
    "safety.dose_sum": _("How doses are added"),
    "safety.anaesthetic_facts": _("About anaesthetic cream"),
    "safety.consent": _("Consent elements"),
    "safety.infection_control": _("Infection control"),
    "safety.traceability": _("Traceability"),
    "safety.regulatory": _("Regulation"),
    "safety.supervision": _("Supervision"),
    "house.setting": _("House settings"),
    "house.disagreement_bearing": _("Where disagreements bear"),
}
KEYED_BY = {  # the fields that tell one row of a table from the next, where it has neither key nor id of its own
    "treatments.severity": ("grade",),
    "treatments.scar_type_link": ("assessment_key",),
    "treatments.variant": ("modality", "id"),
    "treatments.indication": ("modality", "scar_type"),
    "treatments.subtype_fitness": ("assessment_key", "modality"),
    "treatments.concern_indication": ("concern", "modality"),
    "treatments.area_link": ("area",),
    "treatments.parameter": ("modality", "area", "scar_depth", "name"),
    "treatments.contraindication": ("modality", "code"),
    "treatments.pih_risk": ("modality", "fitzpatrick_from", "fitzpatrick_to"),
    "treatments.adverse_event": ("modality", "event"),
    "treatments.performer_rule": ("jurisdiction", "modality", "role"),
    "treatments.downtime": ("modality",),
    "treatments.skin_type": ("modality",),
    "treatments.protocol": ("modality", "context"),
    "treatments.instruction": ("modality", "phase", "code"),
    "treatments.combination_effect": ("combination",),
    "treatments.spacing_rule": ("first", "second"),
    "treatments.home_phase": ("modality", "target"),
    "treatments.never_same_day": ("a", "b"),
    "treatments.algorithm": ("scar_type", "grade"),
    "treatments.grade_guidance": ("grade",),
    "assessment.scar_type_rule": ("order",),
    "assessment.reference_value": ("scale",),
    "safety.reconciled": ("modality", "code", "question"),
    "safety.contraindication_link": ("code",),
    "safety.consent": ("modality", "modalities"),
    "house.mitigation_owner": ("owner",),
    "house.disagreement_bearing": ("disagreement",),
}


@dataclass(frozen=True)
class Table:
    """One kind of fact: `safety.rule` holds the rows of that table of safety.toml, `sources` both bibliographies."""

    kind: str
    row: type

    @property
    def section(self) -> str:
        return self.kind.partition(".")[0]

    @property
    def name(self) -> str:
        return str(NAMES.get(self.kind) or plural(self.kind.rpartition(".")[2].replace("_", " ")).capitalize())

    @property
    def about(self) -> str:
        """What a row of this table says: the docstring of its dataclass."""
        return (self.row.__doc__ or "").replace("`", "")


TABLES: dict[str, Table] = {
    f"{file}.{name}": Table(f"{file}.{name}", row)
    for file in SECTIONS
    if file != SOURCES
    for name, row in FILES[file].items()
} | {SOURCES: Table(SOURCES, Source)}


def plural(words: str) -> str:
    """The English plural of a table's name."""
    if words.endswith(("s", "x")):
        return f"{words}es" if words.endswith("x") else words
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def keyed_rows(kind: str, catalog: Catalog) -> dict[str, object]:
    """Key -> row of the table `kind`, in the order of the catalog."""
    if kind == SOURCES:
        return dict(catalog.sources)
    file, _dot, table = kind.partition(".")
    rows = getattr(catalog, file)[table]
    return dict(zip(distinct(natural_key(kind, row) for row in rows), rows, strict=True))


def natural_key(kind: str, row) -> str:
    """What the row itself says of which one it is; empty when it says nothing."""
    names = attribute_names(type(row))
    own = [name for name in ("key", "id") if name in names][:1]
    return ".".join(filter(None, (as_key(getattr(row, name)) for name in KEYED_BY.get(kind, own))))


def as_key(value) -> str:
    """A value as part of an address: words joined by hyphens, members of a list by a plus; nothing for what is not known."""
    if isinstance(value, tuple):
        return "+".join(as_key(item) for item in value)
    return "" if value is None else re.sub(r"[^\w-]+", "-", str(value)).strip("-")


def distinct(keys: Iterable[str]) -> list[str]:
    """Each key once: the second of the same name gets the number 2; rows without a name are numbered from 1."""
    seen: Counter[str] = Counter()
    numbered = []
    for key in keys:
        seen[key] += 1
        last = [str(seen[key])] if seen[key] > 1 or not key else []
        numbered.append(".".join([key, *last] if key else last))
    return numbered
