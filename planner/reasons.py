"""A reason: its rule, the values that decided, how well the ground is verified, and its sources. Wording adds the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.vocabulary import CONFIDENCES, Confidence

OWN_THINKING = ("general-knowledge",)


@dataclass(frozen=True)
class Reason:
    """Why something is proposed, placed or set aside.

    `rule` is the name a dermatologist can contest; `kind` says which sentence tells it, `values` fill that sentence.
    """

    rule: str
    kind: str
    values: tuple[tuple[str, Any], ...] = ()
    confidence: Confidence = "unverified"
    sources: tuple[str, ...] = OWN_THINKING

    def __getitem__(self, name: str) -> Any:
        return dict(self.values)[name]


def reason(rule: str, kind: str, row: Any = None, **values: Any) -> Reason:
    """A reason that rests on `row`, a fact with sources and confidence; without a row it is the planner's own thinking."""
    confidence = getattr(row, "confidence", "unverified")
    sources = getattr(row, "sources", None) or OWN_THINKING
    return Reason(rule, kind, tuple(values.items()), confidence, tuple(sources))


def each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons in their order, equal ones once."""
    return tuple(dict.fromkeys(reasons))


def weakest(confidences: Iterable[Confidence]) -> Confidence | None:
    """The least verified of several confidences; None when there is none."""
    return max(confidences, key=CONFIDENCES.index, default=None)
