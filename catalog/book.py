"""A version of the catalog to be read by people: every fact with its title, what it rests on, what rests on it, and a search."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import gettext as _

from catalog.references import Target, targets
from catalog.rows import as_data
from catalog.signing import needs_own_signature
from catalog.tables import KEYED_BY, SAFETY, SOURCES, TABLES, Table, keyed_rows
from catalog.words import condition, said
from planner.catalog import Catalog
from planner.catalog.safety import Rule

MOST_KEPT = 4
MOST_NAMED = 3  # procedures in the title of a rule
RULE = "safety.rule"
ASKED_FIRST = {RULE, "safety.question"}
TITLES = ("label", "name", "ask", "title", "topic", "symptom")
SUMMARIES = (
    *("reason", "definition", "description", "effect", "result", "text", "rule", "guidance", "why", "promise", "act"),
    *("note", "suggested_default", "question", "working", "value"),
)


@dataclass(frozen=True, eq=False)
class Entry:
    """One fact as it stands in the book."""

    kind: str
    key: str
    fact: Any
    title: str

    @property
    def table(self) -> Table:
        return TABLES[self.kind]

    @property
    def confidence(self) -> str:
        return getattr(self.fact, "confidence", "")

    @property
    def signed_alone(self) -> bool:
        return needs_own_signature(self.kind, self.fact)

    @cached_property
    def summary(self) -> str:
        """The sentence that says most about the fact; empty when its title says it all."""
        if self.kind == SOURCES:
            return self.fact.citation
        words = (getattr(self.fact, name, None) for name in SUMMARIES)
        return next(
            (str(word) for word in words if isinstance(word, (str, int, float)) and str(word) != self.title), ""
        )

    @cached_property
    def text(self) -> str:
        """Everything the fact says, in small letters, for the search; underscores and spaces are the same."""
        content = json.dumps(as_data(self.fact), ensure_ascii=False)
        return f"{self.title} {self.key} {content}".lower().replace("_", " ")


class Book:
    """All facts of one catalog."""

    def __init__(self, catalog: Catalog):
        self.catalog = catalog
        self.tables = {kind: tuple(self._entries(kind)) for kind in TABLES}
        self.entries = {(entry.kind, entry.key): entry for entries in self.tables.values() for entry in entries}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def find(self, kind: str, key: str) -> Entry | None:
        return self.entries.get((kind, key))

    def search(self, asked: str, kind: str | None = None) -> list[Entry]:
        """The facts that hold every word asked for, those that bear them in their title first. Without words all of them."""
        words = asked.lower().replace("_", " ").split()
        found = [
            entry for entry in (self.tables.get(kind, ()) if kind else self) if all(w in entry.text for w in words)
        ]
        return sorted(found, key=lambda entry: _distance(entry, words)) if words else found

    def resting_on(self, entry: Entry) -> dict[Table, list[Entry]]:
        """The facts that name this one, by table: what to look at again when it changes."""
        groups: dict[Table, list[Entry]] = defaultdict(list)
        for other in self._named_by.get((entry.kind, entry.key), ()):
            groups[other.table].append(other)
        return dict(groups)

    @cached_property
    def _named_by(self) -> dict[Target, list[Entry]]:
        named_by = defaultdict(list)
        for entry in self:
            for target in dict.fromkeys(targets(entry.kind, entry.fact)):
                if target in self.entries and target != (entry.kind, entry.key):
                    named_by[target].append(entry)
        return named_by

    def _entries(self, kind: str) -> Iterator[Entry]:
        for key, fact in keyed_rows(kind, self.catalog).items():
            yield Entry(kind, key, fact, self._title(kind, key, fact))

    def _title(self, kind: str, key: str, fact: Any) -> str:
        """Its own name, or what tells it from the other rows of its table."""
        if key.isdigit() and kind not in KEYED_BY:
            return TABLES[kind].name if len(keyed_rows(kind, self.catalog)) == 1 else f"{TABLES[kind].name} {key}"
        if kind == RULE:
            return self._rule(fact)
        if kind in KEYED_BY and (parts := list(self._told_apart_by(kind, key, fact))):
            return " · ".join(parts)
        own = next((getattr(fact, name) for name in TITLES if getattr(fact, name, None)), None)
        return str(own) if own else said(key)

    def _rule(self, rule: Rule) -> str:
        """What asks, answers and decides alike is told apart by the procedures it is about."""
        short = self._short_rule(rule)
        if self._short_rules[short] == 1:
            return short
        title = self._rule_about(rule, MOST_NAMED)
        return title if self._titles_about[title] == 1 else self._rule_about(rule, len(rule.modalities))

    @cached_property
    def _titles_about(self) -> Counter:
        return Counter(self._rule_about(rule, MOST_NAMED) for rule in keyed_rows(RULE, self.catalog).values())

    def _rule_about(self, rule: Rule, most: int) -> str:
        """The rule with the first procedures it is about, and how many more there are."""
        named = [self._called("modality", one) for one in rule.modalities[:most]]
        if more := len(rule.modalities) - len(named):
            named.append(_("%(count)s more") % {"count": more})
        return " · ".join(
            [self._short_rule(rule), ", ".join(named), *([said(rule.ingredient)] if rule.ingredient else [])]
        )

    @cached_property
    def _short_rules(self) -> Counter:
        return Counter(self._short_rule(rule) for rule in keyed_rows(RULE, self.catalog).values())

    def _short_rule(self, rule: Rule) -> str:
        """A rule has no name of its own: it is called by its question, what the answer has to be, and what follows."""
        question = self.catalog.questions.get(rule.question)
        asked = question.ask if question else said(rule.question)
        return f"{asked} · {condition(rule.when)} → {self._verdicts.get(rule.severity, rule.severity)}"

    @cached_property
    def _verdicts(self) -> dict[str, str]:
        return {row.key: row.label.lower() for row in self.catalog.safety["severity"]}

    def _told_apart_by(self, kind: str, key: str, fact: Any) -> Iterator[str]:
        for name in KEYED_BY[kind]:
            value = getattr(fact, name)
            values = value if isinstance(value, tuple) else (value,)
            yield from (self._called(name, one) for one in values if one is not None)
        if (last := key.rpartition(".")[2]).isdigit() and last not in map(str, _values(fact)):
            yield last

    def _called(self, name: str, value: Any) -> str:
        """The name of the fact that `value` is the key of, where it is one."""
        if value in self._names:
            return self._names[value]
        return f"{said(name)} {value}" if isinstance(value, int) else said(str(value))

    @cached_property
    def _names(self) -> dict[str, str]:
        catalog = self.catalog
        kinds = (catalog.treatments["scar_type"], catalog.assessment["scar_type"], catalog.treatments["combination"])
        labels = {getattr(row, "id", None) or row.key: row.label for rows in kinds for row in rows}
        return labels | {key: row.name for key, row in catalog.modalities.items()}


@lru_cache(maxsize=MOST_KEPT)
def book_of(catalog: Catalog) -> Book:
    """The book of a catalog, made once as long as the catalog itself is kept."""
    return Book(catalog)


def _values(fact: Any) -> Iterator[Any]:
    return (getattr(fact, part.name) for part in fields(fact))


def _distance(entry: Entry, words: list[str]) -> tuple:
    """How far a fact is from what was asked: its very name, in its title, in its key, in its sentence, or anywhere in it.

    Who types the name of a scar looks for what it forbids and what has to be asked, and only then for the scar.
    """
    title, key, summary = entry.title.lower(), entry.key.lower().replace("_", " "), entry.summary.lower()
    first = entry.kind in ASKED_FIRST
    named = title == " ".join(words)
    return (
        not named or "scar_type" in entry.kind,
        named and entry.kind in KEYED_BY,  # a row about it, not the thing itself
        not (all(word in title for word in words) or first and all(word in key for word in words)),
        not first,
        entry.kind == SOURCES,
        not entry.kind.startswith(SAFETY),
        not named,
        not title.startswith(words[0]),
        not all(word in key for word in words),
        not all(word in summary for word in words),
    )
