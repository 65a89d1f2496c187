"""The generated parts of the documents on how the planner decides: `python -m tests.planner.deciding_document --write`.

A part stands between `<!-- generated: name -->` and `<!-- end -->`; what stands around it is written by hand.
"""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from planner.catalog import Catalog, shipped_catalog
from planner.catalog.safety import Rule
from planner.choosing import LABELS
from planner.combining.order import STAGES, stage_of, waits_for_stage
from planner.ranking import LEVELS
from planner.vocabulary import ALL_MODALITIES, SET_ASIDE_VERDICTS, SEVERITIES
from planner.words import listed, plain, upper
from tests.planner.whole_sentences import WHOLE, WHOLE_SAID

DOCS = Path(__file__).resolve().parents[2] / "docs"
DOCUMENTS = (DOCS / "how-the-planner-decides.md", DOCS / "the-planners-rules-in-full.md")
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
THINKING = {
    "avoided": "the patient wants to avoid it",
    "not_offered": "this clinic does not offer it",
    "poor_fit": "it fits none of the findings and concerns, or nothing shown here takes it",
    "dominated": "it fits, but no shown regimen is better for having it",
}
SAME_DAY = {"no": "no", "yes_ordered": "in this order", "yes_reverse_order": "in the other order"}
STRENGTH = {"advice": "advice", "block_same_area": "blocks", "block": "refused", "warn": "never proposed"}

Cells = Iterable[object]


def table(head: Cells, rows: Iterable[Cells]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(list(head)), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "/") for cell in line) + " |" for line in lines)


def order_of_work(catalog: Catalog) -> str:
    """Every stage of the work with what is done in it."""
    rows = []
    for place, (stage, name) in enumerate(STAGES.items(), start=1):
        keys = [key for key in catalog.modalities if stage_of(key, catalog) == stage and key != "topical_priming"]
        waits = all(waits_for_stage(key, catalog) for key in keys)
        rows.append([place, name if waits else f"{name} (within a visit only)", listed(keys)])
    return table(["stage", "work", "modalities"], rows)


def levels(catalog: Catalog) -> str:
    """The eight levels."""
    return table(["", "level", "what stands first"], ([n, *level] for n, level in enumerate(LEVELS.items(), start=1)))


def labels(catalog: Catalog) -> str:
    """The labels and what earns them."""
    return table(["label", "what earns it"], LABELS.items())


def verdicts(catalog: Catalog) -> str:
    """The severities of rules as the knowledge words them, then what else sets a modality aside; the strongest first."""
    meant = {row.key: f"{row.label}. {row.effect}" for row in catalog.safety["severity"]}
    rows = [[plain(key), meant[key]] for key in SEVERITIES]
    rows += [[plain(key), upper(THINKING[key]) + "."] for key in SET_ASIDE_VERDICTS if key not in meant]
    return table(["verdict", "what it means"], rows)


def own_rules(catalog: Catalog) -> str:
    """An example of every sentence the planner makes itself, by the name of its rule."""
    kinds = ((name, words) for name, _, words in (*WHOLE, *WHOLE_SAID) if name != "screening")
    return table(["rule", "as it is told, for example"], ([f"`{name}`", words] for name, words in _first_of(kinds)))


def _first_of(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    first: dict[str, str] = {}
    for name, words in pairs:
        first.setdefault(name, words)
    return first.items()


def algorithm(catalog: Catalog) -> str:
    """Every row of scar type and grade with its lines and sources."""
    rows = [
        [plain(row.scar_type), row.grade, listed(row.first_line), listed(row.second_line), listed(row.adjuncts)]
        + [", ".join(row.sources)]
        for row in catalog.treatments["algorithm"]
    ]
    return table(["scar type", "grade", "first line", "second line", "adjuncts", "sources"], rows)


def spacing(catalog: Catalog) -> str:
    """Every spacing row."""
    rows = [
        [plain(row.first), plain(row.second), row.min_days, row.typical_days, SAME_DAY[row.same_day]]
        + [STRENGTH[row.strength], ", ".join(row.sources)]
        for row in catalog.treatments["spacing_rule"]
    ]
    return table(["first", "then", "least days", "typical", "same day", "strength", "sources"], rows)


def pairs(catalog: Catalog) -> str:
    """Every pair that never shares a day."""
    rows = (
        [f"{plain(row.a)} and {plain(row.b)}", STRENGTH[row.strength], row.reason, ", ".join(row.sources)]
        for row in catalog.treatments["never_same_day"]
    )
    return table(["pair", "strength", "why", "sources"], rows)


def home_phase(catalog: Catalog) -> str:
    """When priming leads in, pauses and restarts."""
    rows = (
        [plain(row.target), row.lead_in_days, row.pause_days, row.restart_days, ", ".join(row.sources)]
        for row in catalog.treatments["home_phase"]
    )
    return table(["before", "lead-in days", "pause days", "restart days", "sources"], rows)


def safety_rules(catalog: Catalog) -> str:
    """Every safety rule with its sentence, the question it reads, and whose task its mitigation is."""
    head = ["rule", "when", "verdict", "for", "sentence", "mitigation", "task of", "sources"]
    return table(head, (_rule(row, catalog) for row in catalog.safety["rule"]))


def _rule(row: Rule, catalog: Catalog) -> list[object]:
    every = set(row.modalities) >= set(catalog.modalities) or ALL_MODALITIES in row.modalities
    whom = "every modality" if every else listed(row.modalities)
    whom += f", where it contains {plain(row.ingredient)}" if row.ingredient else ""
    verdict = row.severity + (f", {row.defer_days} days" if row.defer_days else "")
    verdict += f", until: {row.defer_until}" if row.defer_until else ""
    owner = catalog.owner_of[row.mitigation_kind]
    return [f"`{row.key}`", _when(row), verdict, whom, row.reason, row.mitigation, owner, ", ".join(row.sources)]


def _when(row: Rule) -> str:
    value = row.when.value
    said = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
    said = " or ".join(str(one) for one in said) if row.when.op == "in" else said
    said = f"{said[0]} before to {said[1]} after" if row.when.op == "around_days" else said
    words = {
        "is": "is",
        "in": "is",
        "lt": "below",
        "gte": "at least",
        "within_days": "within days",
        "around_days": "days",
    }
    return f"`{row.question}` {words[row.when.op]} {said}"


PARTS: dict[str, Callable[[Catalog], str]] = {
    "order_of_work": order_of_work,
    "levels": levels,
    "labels": labels,
    "verdicts": verdicts,
    "own_rules": own_rules,
    "algorithm": algorithm,
    "spacing": spacing,
    "pairs": pairs,
    "home_phase": home_phase,
    "safety_rules": safety_rules,
}


def as_it_should_be(text: str, catalog: Catalog) -> str:
    """The document with every generated part written anew."""
    return PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]](catalog)}\n\n{found[3]}", text)


def parts_in(text: str) -> list[str]:
    """The names of the generated parts of a document, in their order."""
    return [found[2] for found in PART.finditer(text)]


def main(write: bool) -> None:
    """Write the documents anew, or end with the name of one that differs."""
    for document in DOCUMENTS:
        told = document.read_text(encoding="utf-8")
        wanted = as_it_should_be(told, shipped_catalog())
        if write:
            document.write_text(wanted, encoding="utf-8")
        elif told != wanted:
            sys.exit(f"{document.name} differs from the code or the knowledge; run this with --write")


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
