"""Whether two procedures keep the distance that is written down for them a second time, in complaints a person can read."""

import datetime
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from planner.case import PastProcedure, Span
from planner.catalog import Catalog
from planner.combining.spacing import never_shares_a_day, order_in_visit
from planner.situation import situation_of
from tests.planner.vignettes.negative import negative_case

FILE = Path(__file__).parent / "spacing" / "pairs.toml"
ON = datetime.date(2026, 11, 22)
LONG_AGO, MOMENTS_AGO = 1_000, 0
VISITS = {-1: "in this order", 1: "the other way round", None: "never by this row"}
PATIENT = negative_case({"patient": {"age": 30, "sex": "female", "phototype": 2}})


@dataclass(frozen=True)
class Between:
    """Days from one procedure to a later one, and how the row lets them share a visit."""

    first: str
    second: str
    days: int
    visit: str

    @property
    def name(self) -> str:
        return f"{self.first} then {self.second}"


@dataclass(frozen=True)
class Apart:
    """Two procedures that share no day, or none but inside a published combination."""

    one: str
    other: str
    even_when_published: bool

    @property
    def name(self) -> str:
        return f"{self.one} and {self.other} apart"


def betweens() -> list[Between]:
    return [Between(**row) for row in tomllib.loads(FILE.read_text())["between"]]


def aparts() -> list[Apart]:
    return [Apart(**row) for row in tomllib.loads(FILE.read_text())["apart"]]


def complaints(pair: Between | Apart, catalog: Catalog) -> list[str]:
    """What the catalog makes of a pair, where that is not what is written."""
    return [*(_between(pair, catalog) if isinstance(pair, Between) else _apart(pair, catalog))]


def _between(pair: Between, catalog: Catalog) -> Iterator[str]:
    """Somebody who had the first today waits these days for the second; who had it long ago waits no more."""
    if (pair.first, pair.second) not in catalog.spacing:
        yield f"{pair.name}: no row says so, only the default"
    for ago in (MOMENTS_AGO, LONG_AGO):
        waits = _waits(pair, ago, catalog)
        if waits != max(0, pair.days - ago):
            yield f"{pair.name}: {waits} days to wait {ago} days after, expected {max(0, pair.days - ago)}"
    row = catalog.spacing.get((pair.first, pair.second))
    alone = replace_rows(catalog, [row] if row else [])
    shared = VISITS[order_in_visit(pair.first, pair.second, alone)] if pair.first != pair.second else pair.visit
    if shared != pair.visit:
        yield f"{pair.name}: share a visit {shared}, expected {pair.visit}"


def _waits(pair: Between, ago: int, catalog: Catalog) -> int:
    day = ON - datetime.timedelta(days=ago)
    case = replace(PATIENT, on=ON, history=(PastProcedure(pair.first, last_on=Span(day, day)),))
    return situation_of(case, catalog).after_history(pair.second)


def _apart(pair: Apart, catalog: Catalog) -> Iterator[str]:
    if not never_shares_a_day(pair.one, pair.other, False, catalog):
        yield f"{pair.name}: may share a day"
    if never_shares_a_day(pair.one, pair.other, True, catalog) != pair.even_when_published:
        yield f"{pair.name}: in a published combination it is the other way"


def replace_rows(catalog: Catalog, rows: list) -> Catalog:
    """The catalog with these spacing rows in place of its own."""
    return replace(catalog, treatments={**catalog.treatments, "spacing_rule": tuple(rows)})
