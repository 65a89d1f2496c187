"""What studies found, said to the person it is about. A sentence restates one row of the shipped knowledge and no more.

No share of people and no change of a score is turned into a figure here: the only number is how many took part. A row that
the clinic's catalog words differently, or that has no sentence, is said to exist, and the doctor explains it.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planner.catalog import Catalog, shipped_catalog
from treatments.papers.patient_words import NOTHING_PUBLISHED
from treatments.papers.study_words import COMBINATIONS, EFFECTS

TOGETHER = ("review", "meta-analysis")
NOTHING = gettext_lazy("Nothing published yet.")


def findings_of(expected: Iterable[Mapping], held: Collection[str], catalog: Catalog) -> dict[str, list[str]]:
    """Modality -> what was found for it, each sentence once in the whole answer.

    What was found of a combination is told only when all of it is `held` by the plan.
    """
    said: dict[str, list[str]] = {}
    told = set()
    for row in expected:
        if not _parts_of(row, catalog) <= set(held):
            continue
        sentence = sentence_of(row, catalog)
        sentences = said.setdefault(row["modality"], [])
        if sentence not in told or sentence == str(NOTHING):
            sentences.append(sentence)
        told.add(sentence)
    return {key: sentences for key, sentences in said.items() if sentences}


def _parts_of(row: Mapping, catalog: Catalog) -> set[str]:
    """What the combination consists of whose result this is; empty when it is the result of a single treatment."""
    for combination in catalog.combinations.values():
        if row["outcome"] == combination.label or row["outcome"].startswith(f"{combination.label}: "):
            return {step.modality for step in combination.steps}
    return set()


def sentence_of(row: Mapping, catalog: Catalog) -> str:
    """One published result in plain words."""
    if row["result"] == NOTHING_PUBLISHED:
        return str(NOTHING)
    sentence = _restated().get(_identity(row))
    if sentence is not None:
        return str(sentence) % {"n": row["n"]}
    if row["n"] is None or any(word in (row["design"] or "") for word in TOGETHER):
        return _("There are published results; your doctor will explain them.")
    return _("A study of %(n)s people is published; your doctor will explain what it found.") % {"n": row["n"]}


@cache
def _restated() -> dict[tuple, object]:
    """Result as the planner hands it on -> the sentence that restates it."""
    catalog = shipped_catalog()
    rows = {}
    for effect in catalog.treatments["effect"]:
        if effect.id in EFFECTS:
            rows[effect.outcome, effect.result, effect.n, effect.design] = EFFECTS[effect.id]
    for effect in catalog.treatments["combination_effect"]:
        if sentence := COMBINATIONS.get((effect.combination, effect.design)):
            label = catalog.combinations[effect.combination].label
            outcome = f"{label}: {effect.metric}" if effect.metric else label
            rows[outcome, effect.result, effect.n, effect.design] = sentence
    return rows


def _identity(row: Mapping) -> tuple:
    return row["outcome"], row["result"], row["n"], row["design"]
