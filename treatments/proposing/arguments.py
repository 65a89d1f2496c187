"""What a card argues with: published results, cautions, reasons, and where the sources disagree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from catalog.words import said
from planner.catalog import Catalog
from treatments.planning import stored_course as words


@dataclass
class Arguments:
    """`course` is the regimen with the chosen options as part of it."""

    regimen: Mapping
    course: Mapping
    chosen: frozenset[str]
    catalog: Catalog
    disagreements: list[Mapping]

    @property
    def expected(self) -> list[dict]:
        """Published results of what is done: of an option only where it is switched on."""
        held = {*self.regimen["modalities"], *self.chosen} | self._standard
        return [row for row in self._rows_expected if row["modality"] in held]

    @property
    def _standard(self) -> set[str]:
        """Boosters that this clinic has made part of a treatment: on the visits, and no option."""
        done = {row["modality"] for visit in self.course["visits"] for row in visit["procedures"]}
        return done - set(self.regimen["options"])

    @cached_property
    def _rows_expected(self) -> list[dict]:
        return [self._expected(row) for row in self.regimen["expected"]]

    def _expected(self, row: Mapping) -> dict:
        about = [
            _("n = %(n)s") % row if row["n"] else "",
            row["design"] or "",
            _("evidence level %(evidence_level)s") % row if row["evidence_level"] else "",
        ]
        is_none = row["outcome"] == "any"
        return {
            "modality": row["modality"],
            "name": words.name_of(row["modality"], self.catalog),
            "result": _("nothing published") if is_none else row["result"],
            "outcome": "" if is_none else said(row["outcome"]),
            "about": " · ".join(part for part in about if part),
            "sources": words.sources_in_words(row, self.catalog),
        }

    @cached_property
    def cautions(self) -> list[dict]:
        relative = {rule.key for rule in self.catalog.safety["rule"] if rule.severity == "relative"}
        return [
            {
                "about": self._concerned(row["modalities"]),
                "text": row["text"],
                "mitigation": row["mitigation"],
                "owner": words.owner_in_words(row["owner"]) if row["owner"] != "nobody" else "",
                "sources": words.sources_in_words(row, self.catalog),
                "speaks_against": row["rule"] in relative
                and bool({*row["modalities"]} & {*self.regimen["needs_reason"]}),
            }
            for row in self.regimen["cautions"]
        ]

    def _concerned(self, modalities: Iterable[str]) -> str:
        """What a caution is about; one that only an option brings says so while the option is off."""
        names = ", ".join(words.name_of(key, self.catalog) for key in modalities)
        off = {*self.regimen["options"]} - self.chosen
        return (
            _("Only with the option %(option)s") % {"option": names} if modalities and {*modalities} <= off else names
        )

    @property
    def cautions_open(self) -> list[dict]:
        """Those for whose sake a reason has to be recorded: they are never folded."""
        return [row for row in self.cautions if row["speaks_against"]]

    @property
    def cautions_line(self) -> str:
        """What stands folded: whose task the cautions are."""
        owners = [str(row["owner"]).lower() for row in self.cautions if row["owner"]]
        return ", ".join(f"{owners.count(one)} {one}" for one in dict.fromkeys(owners))

    @cached_property
    def reasons(self) -> list[dict]:
        return [
            {"text": row["text"], "confidence": row["confidence"], "sources": words.sources_in_words(row, self.catalog)}
            for row in self.regimen["reasons"]
        ]

    @cached_property
    def disputed(self) -> list[dict]:
        """Where the sources disagree on a step or an option, both sides."""
        return [
            row | {"sides": [side | {"sources": words.sources_in_words(side, self.catalog)} for side in row["sides"]]}
            for row in self.disagreements
        ]
