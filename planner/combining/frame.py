"""What the sessions of a course are placed in: areas, first days, spacing between any two, windows, the lead-in of priming."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.combining.spacing import Gap, gap
from planner.situation import Situation
from planner.vocabulary import PRIMING


@dataclass(frozen=True)
class Session:
    """One session of a modality on `day`; it may lie from `earliest` to `latest`. Days count from the date of the case."""

    modality: str
    number: int
    day: int
    earliest: int
    latest: int


@dataclass(frozen=True, eq=False)
class Frame:
    """What sessions are placed in: where each modality works, the first day of each, and which of them priming leads in to."""

    situation: Situation
    regions: Mapping[str, tuple[str, ...]]
    bases: Mapping[str, int]
    led_in: tuple[str, ...] = ()

    @cached_property
    def gaps(self) -> dict[tuple[str, str], Gap]:
        """(first, second) -> the gap between them, for the pairs that work in a common region."""
        catalog = self.situation.catalog
        return {
            (one, other): gap(one, other, catalog)
            for one in self.regions
            for other in self.regions
            if one == other or not set(self.regions[one]).isdisjoint(self.regions[other])
        }

    def share_area(self, one: str, other: str) -> bool:
        """Whether two modalities work in a common region."""
        return (one, other) in self.gaps

    def next_open(self, modality: str, day: int) -> int | None:
        """The first day from `day` on which the modality may be done in its regions."""
        return self.situation.next_open(modality, self.regions[modality], day)

    def slack(self, modality: str) -> int:
        """How far a session may move behind its day: from the typical to the longest interval of its protocol."""
        row = self.situation.catalog.protocol[modality]
        return row.interval_max_days - row.interval_typical_days

    def latest(self, modality: str, day: int) -> int:
        """The last day of the window of a session on `day`, before a rule closes the modality again."""
        closing = self.situation.next_closing(modality, self.regions[modality], day)
        latest = day + self.slack(modality)
        return latest if closing is None else max(day, min(latest, closing - 1))

    def lead_in(self, before: str, key: str) -> int:
        """The days from a session of `before` to the first of `key` that leave the whole lead-in of priming between them.

        0 where priming does not lead in to `key`, or does not pause around `before`. The cream is for the whole face: whatever
        the areas, a pause around one procedure takes days from the lead-in of another.
        """
        rows = self.situation.catalog.home_phase
        if key not in self.led_in or key == before or (PRIMING, before) not in rows:
            return 0
        return rows[PRIMING, before].restart_days + 1 + rows[PRIMING, key].lead_in_days
