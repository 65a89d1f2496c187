"""How long a proposal takes, from the case to the document, on the published cases and on typical faces: `make bench`."""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from planner.case import Case, read_case
from planner.catalog import Catalog, read_pack, shipped_catalog
from planner.catalog.pack import KNOWLEDGE
from planner.combining.sets import compositions
from planner.document import as_document
from planner.engine import feasible_courses, propose
from planner.situation import situation_of
from tests.bench.faces import faces

CASES = Path(__file__).parent.parent / "planner" / "cases"
FACES, SEED, TIMES, PACK_TIMES = 200, 20261122, 5, 3
MEDIAN_GOAL_MS, P95_GOAL_MS = 50, 150
COLUMNS = "{:<34}{:>12}{:>10}{:>10}{:>14}{:>10}"


def milliseconds(work: Callable[[], object], times: int) -> list[float]:
    """Processor time of each of several runs: as long as it would take on an idle core."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return taken


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay below."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def visited(case: Case, catalog: Catalog) -> tuple[int, int]:
    """Compositions of the stated space, and those of them that get a calendar and answer the main concern."""
    situation = situation_of(case, catalog)
    return len(list(compositions(situation))), len(feasible_courses(situation))


def row(name: str, cases: list[Case], catalog: Catalog) -> tuple[str, list[float]]:
    """A line of the table, and the fastest of several runs of every case: what else the machine does is no part of it."""
    taken = [min(milliseconds(lambda case=case: as_document(propose(case, catalog)), TIMES)) for case in cases]
    pairs = [visited(case, catalog) for case in cases]
    composed, feasible = (f"{statistics.median(side):.0f}/{max(side)}" for side in zip(*pairs, strict=True))
    median = statistics.median(taken)
    return COLUMNS.format(name, f"{median:.1f}", f"{p95(taken):.1f}", f"{max(taken):.1f}", composed, feasible), taken


def main() -> None:
    """The table, in plain text."""
    pack = statistics.median(milliseconds(lambda: read_pack(KNOWLEDGE), PACK_TIMES))
    catalog = shipped_catalog()
    published = {
        path.stem: [read_case(json.loads(path.read_bytes()), catalog)] for path in sorted(CASES.glob("*.json"))
    }
    typical = [read_case(document, catalog) for document in faces(FACES, SEED, catalog)]
    print(COLUMNS.format("milliseconds per proposal", "median", "p95", "worst", "compositions", "feasible"))
    for name, cases in published.items():
        print(row(name, cases, catalog)[0])
    line, taken = row(f"{FACES} typical faces", typical, catalog)
    print(line)
    median, high = statistics.median(taken), p95(taken)
    print(f"\nGoal on one idle core: median {MEDIAN_GOAL_MS} ms, p95 {P95_GOAL_MS} ms.")
    print(f"Compositions and feasible courses: median/most. Parsing the pack takes {pack:.0f} ms.")
    print(f"A proposal for a typical face takes {median / pack:.3f} of that, at p95 {high / pack:.3f}.")


if __name__ == "__main__":
    main()
