"""Facts of house.toml: the planner's own tunable numbers, each with its reason."""

from typing import Literal

from planner.catalog.facts import fact
from planner.catalog.safety import MitigationKind


@fact
class Setting:
    """A number that is a choice of the product and not a fact of the literature."""

    key: str
    value: int | float | tuple[int, ...]
    unit: str
    safety: bool
    why: str


@fact
class MitigationOwner:
    """Who gets the task when a rule asks for a mitigation of one of these kinds; nobody = shown, no task."""

    kinds: tuple[MitigationKind, ...]
    owner: Literal["prescriber", "nurse", "desk", "nobody"]


@fact
class DisagreementBearing:
    """On which courses a disagreement of the literature bears, so that both sides are shown where they matter."""

    disagreement: str
    modalities: tuple[str, ...]
    why: str
    beside: tuple[str, ...] = ()
    question: str | None = None
    marks_easily: bool = False


TABLES: dict[str, type] = {
    "setting": Setting,
    "mitigation_owner": MitigationOwner,
    "disagreement_bearing": DisagreementBearing,
}
