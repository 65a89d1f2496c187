"""The presses over every group of questions as pages show them: which questions each answers, and as what."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from patients.all_at_once import may_be_among_all
from patients.showing_questions import Group, Line

SAID_BY = {
    "patient": _("Told by the patient"),
    "staff": _("Measured by staff"),
    "clinician": _("Judged by a clinician"),
}


@dataclass
class Press:
    """One button, with what it answers: each group with those of its questions. `who` is empty where it is for everybody."""

    groups: list[tuple[Group, list[Line]]]
    who: str = ""

    @property
    def id(self) -> str:
        return f"all-{self.who or 'same'}"

    @property
    def title(self) -> str:
        return SAID_BY.get(self.who, _("Told last time"))

    @property
    def lines(self) -> list[Line]:
        return [line for _group, lines in self.groups for line in lines]

    @property
    def keys(self) -> str:
        return " ".join(line.question.key for line in self.lines)


def presses_over(groups: list[Group]) -> list[Press]:
    """The same as last time first, then what nobody was asked before."""
    same = _same_for_all(groups)
    return [*([same] if same else []), *_none_of_all(groups)]


def _same_for_all(groups: Iterable[Group]) -> Press | None:
    """The last answers that one press tells again, the oldest first; none where the button of a single group does as much."""
    chosen = [(group, [line for line in group.lines if _is_retold(line)]) for group in groups]
    by_day = [(group, sorted(lines, key=lambda line: line.last_on)) for group, lines in chosen if lines]
    return Press(by_day) if len(by_day) > 1 else None


def _none_of_all(groups: Iterable[Group]) -> list[Press]:
    """What one press denies, by who could say it: for everybody whose questions stand in more than one group."""
    presses = []
    for who in SAID_BY:
        chosen = [(group, _denied(group)) for group in groups if group.who == who]
        chosen = [(group, lines) for group, lines in chosen if lines]
        if len(chosen) > 1:
            presses.append(Press(chosen, who))
    return presses


def _denied(group: Group) -> list[Line]:
    return [line for line in group.lines if line.in_all and not _is_retold(line)]


def _is_retold(line: Line) -> bool:
    return line.is_retold and may_be_among_all(line.question)
