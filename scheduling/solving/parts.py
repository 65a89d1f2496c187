"""What a visit takes, part by part: one practitioner, room or device each, for the minutes of the phases that need it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scheduling.solving.world import Kind, Resource, Session, Spans


@dataclass(frozen=True)
class Part:
    """One of a kind, able to do all that is asked, held for stretches of minutes counted from the start of the visit."""

    name: str
    kind: Kind
    able: frozenset[str]
    spans: Spans

    @property
    def minutes(self) -> int:
        return sum(end - first for first, end in self.spans)

    def can_be(self, resource: Resource) -> bool:
        return resource.kind is self.kind and self.able <= resource.able

    def meets(self, other: "Part") -> bool:
        """Whether both are needed at the same time, of the same kind: then one cannot be both."""
        return self.kind is other.kind and any(
            first < end and start < last for first, last in self.spans for start, end in other.spans
        )


@dataclass(frozen=True)
class Shape:
    """What a visit takes, whichever visit it is: visits alike are fitted once."""

    minutes: int
    parts: tuple[Part, ...]

    @cached_property
    def lead(self) -> Part:
        """The practitioner whose part takes longest leads the visit; the first of equals."""
        return max((part for part in self.parts if part.kind is Kind.PRACTITIONER), key=lambda part: part.minutes)

    @cached_property
    def groups(self) -> tuple[tuple[Part, ...], ...]:
        """The parts in groups that do not compete with one another; the group of the lead comes first, and the lead in it."""
        left, groups = [self.lead, *(part for part in self.parts if part is not self.lead)], []
        while left:
            group = [left.pop(0)]
            for member in group:
                joined = [part for part in left if part.meets(member)]
                group += joined
                left = [part for part in left if part not in joined]
            groups.append(tuple(group))
        return tuple(groups)


def shape_of(session: Session) -> Shape:
    """What a visit takes. Raises ValueError for a part that would have to be of two kinds."""
    kinds, able, spans, minute = {}, {}, {}, 0
    for phase in session.phases:
        end = minute + phase.minutes
        for need in phase.needs:
            if kinds.setdefault(need.part, need.kind) is not need.kind:
                raise ValueError(f"session {session.key}: {need.part} is a {kinds[need.part]} and a {need.kind}")
            able[need.part] = able.get(need.part, frozenset()) | need.able
            spans.setdefault(need.part, []).append((minute, end))
        minute = end
    parts = tuple(Part(name, kind, able[name], joined(spans[name])) for name, kind in kinds.items())
    return Shape(minute, parts)


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """The same minutes in as few stretches as there are."""
    found: list[tuple[int, int]] = []
    for first, end in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((first, end))
    return tuple(found)
