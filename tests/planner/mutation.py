"""Every safety rule, spacing row and pair changed in turn, and whether the test of its name notices: `python -m tests.planner.mutation`.

A rule is removed, turned round (it fires on other answers), given another severity, or loses a modality. A row is removed, turned
round, made a day longer or shorter, or lets a visit be shared otherwise. A pair is removed, or blocks where it warned.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planner.catalog import Catalog, shipped_catalog
from planner.catalog.safety import Rule
from planner.vocabulary import SEVERITIES
from tests.planner.vignettes import checking, spacing_checking
from tests.planner.vignettes.reading import safety_vignettes
from tests.planner.vignettes.spacing_checking import Apart, Between

OTHER_VISIT = {"yes_ordered": "no", "yes_reverse_order": "yes_ordered", "no": "yes_ordered"}
OTHER_STRENGTH = {"block": "warn", "warn": "block"}


@dataclass(frozen=True)
class Outcome:
    """One mutant: what was changed, and whether the test named like it failed."""

    about: str
    change: str
    noticed: bool


def outcomes(catalog: Catalog) -> Iterator[Outcome]:
    """Every mutant in turn."""
    vignettes = safety_vignettes()
    for rule in catalog.safety["rule"]:
        own = [vignette for vignette in vignettes if vignette.rule == rule.key]
        for change, mutant in rule_mutants(rule, catalog).items():
            noticed = any(checking.complaints(vignette, mutant) for vignette in own)
            yield Outcome(f"rule {rule.key}", change, noticed)
    for pair in (*spacing_checking.betweens(), *spacing_checking.aparts()):
        for change, mutant in spacing_mutants(pair, catalog).items():
            yield Outcome(pair.name, change, bool(spacing_checking.complaints(pair, mutant)))


def rule_mutants(rule: Rule, catalog: Catalog) -> Mapping[str, Catalog]:
    """The catalog without the rule, with it made weaker, and with one modality fewer."""
    weaker = SEVERITIES[SEVERITIES.index(rule.severity) + 1] if rule.severity != SEVERITIES[-1] else SEVERITIES[0]
    changed = {
        "removed": None,
        "other severity": replace(rule, severity=weaker),
        "turned round": _turned_round(rule, catalog),
    }
    if len(rule.modalities) > 1:
        changed["a modality fewer"] = replace(rule, modalities=rule.modalities[:-1])
    return {change: _with_rule(rule, other, catalog) for change, other in changed.items()}


def _turned_round(rule: Rule, catalog: Catalog) -> Rule:
    """The rule as it fires on an answer that it let pass; one about a date as it holds a day longer."""
    when = rule.when
    if when.op in ("is", "in"):
        held = when.value if isinstance(when.value, tuple) else (when.value,)
        others = [value for value in _answers_to(rule, catalog) if value not in held]
        return replace(rule, when=replace(when, op="in", value=tuple(others)))
    if when.op in ("lt", "gte"):
        return replace(rule, when=replace(when, op={"lt": "gte", "gte": "lt"}[when.op]))
    longer = tuple(days + 1 for days in when.value) if isinstance(when.value, tuple) else when.value + 1
    return replace(rule, when=replace(when, value=longer), defer_days=rule.defer_days and rule.defer_days + 1)


def _answers_to(rule: Rule, catalog: Catalog) -> tuple:
    return catalog.questions[rule.question].choices or (True, False)


def _with_rule(rule: Rule, other: Rule | None, catalog: Catalog) -> Catalog:
    rows = [other if row is rule else row for row in catalog.safety["rule"]]
    return replace(catalog, safety={**catalog.safety, "rule": tuple(row for row in rows if row is not None)})


def spacing_mutants(pair: Between | Apart, catalog: Catalog) -> dict[str, Catalog]:
    """The catalog with the row of a pair removed, or changed in one way."""
    return _row_mutants(pair, catalog) if isinstance(pair, Between) else _pair_mutants(pair, catalog)


def _row_mutants(pair: Between, catalog: Catalog) -> dict[str, Catalog]:
    row = catalog.spacing[pair.first, pair.second]
    changed = {"removed": None, "a day longer": replace(row, min_days=pair.days + 1)}
    if pair.first != pair.second:
        changed["turned round"] = replace(row, first=pair.second, second=pair.first)
        changed["shares a visit otherwise"] = replace(row, same_day=OTHER_VISIT[row.same_day])
    if pair.days and pair.first != pair.second:
        changed["a day shorter"] = replace(row, min_days=pair.days - 1)
    return {change: _with("spacing_rule", row, other, catalog) for change, other in changed.items()}


def _pair_mutants(pair: Apart, catalog: Catalog) -> dict[str, Catalog]:
    row = catalog.never_same_day[frozenset((pair.one, pair.other))]
    changed = {"removed": None, "other strength": replace(row, strength=OTHER_STRENGTH[row.strength])}
    return {change: _with("never_same_day", row, other, catalog) for change, other in changed.items()}


def _with(table: str, row, other, catalog: Catalog) -> Catalog:
    rows = [other if one is row else one for one in catalog.treatments[table]]
    return replace(catalog, treatments={**catalog.treatments, table: tuple(one for one in rows if one is not None)})


def main() -> int:
    """The count, and every mutant nobody noticed; the exit code says whether there was one."""
    found = list(outcomes(shipped_catalog()))
    missed = [one for one in found if not one.noticed]
    for one in missed:
        print(f"not noticed: {one.about}: {one.change}")
    print(f"{len(found)} mutants, {len(found) - len(missed)} noticed by the test of their name")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
