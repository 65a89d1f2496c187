"""The days of a regimen: spacing, pairs, order of work, injury and published calendars, read from the rows anew."""

import datetime
from collections.abc import Iterator
from itertools import combinations

from planner.catalog import Catalog
from planner.vocabulary import PRIMING
from tests.planner.checking.paper import Course, areas_of, day_of, fixed

Said = Iterator[str]
STAGES = (
    ("vascular_laser",),
    ("subcision", "tca_cross", "punch"),
    ("microneedling", "rf_microneedling", "peel_superficial", "peel_medium", "nafl", "afl", "dermabrasion"),
    ("filler_ha", "filler_pmma", "filler_plla", "fat_graft"),
)


def least_days(first: str, second: str, is_published: bool, catalog: Catalog) -> int:
    """Days from one procedure to a later one in the same area; in a published calendar only rows that block count."""
    rows = [row for row in catalog.treatments["spacing_rule"] if (row.first, row.second) == (first, second)]
    if is_published:
        return max((row.min_days for row in rows if row.strength == "block_same_area"), default=0)
    days = [row.min_days for row in rows]
    if first == second:
        days.append(catalog.protocol[first].interval_min_days)
    elif not rows and {catalog.modalities[key].role for key in (first, second)} == {"working"}:
        days.append(catalog.treatments["spacing_default"][0].working_pair_days)
    return max(days, default=0)


def stage(key: str) -> int | None:
    """The place in the order of work: colour, release and lift, resurface, volume; None = it has none."""
    return next((place for place, keys in enumerate(STAGES) if key in keys), None)


def too_close(course: Course) -> Said:
    """Sessions nearer to one another than their rows allow, by target and by the first day of the window."""
    catalog, published = course.paper.catalog, course.published is not None
    for earlier, later in combinations(course.visits("treatment"), 2):
        for one in fixed(earlier):
            for other in [row["modality"] for row in later["procedures"]]:
                if not areas_of(earlier, one) & areas_of(later, other):
                    continue
                least = least_days(one, other, published, catalog)
                if catalog.modalities[other].role == "booster" and one == other:
                    continue
                since = (day_of(later["earliest_on"]) - day_of(earlier["target_on"])).days
                if least and since < least:
                    yield f"{other} on day {later['day']} may lie {since} days after {one}, least {least}"


def after_history(course: Course) -> Said:
    """Sessions too near to what was done before; a date not known counts as the day of the case."""
    paper = course.paper
    for past in paper.case.history:
        last = past.last_on.latest if past.last_on and past.last_on.latest else paper.case.on
        for visit in (*course.visits("treatment"), *course.visits("test_spot")):
            for key in {row["modality"] for row in visit["procedures"]} - {PRIMING}:
                is_booster = paper.catalog.modalities[key].role == "booster" and key == past.modality
                least = 0 if is_booster else least_days(past.modality, key, False, paper.catalog)
                if day_of(visit["earliest_on"]) < last + datetime.timedelta(least):
                    yield f"{key} on day {visit['day']} is nearer than {least} days to {past.modality} done before"


def forbidden_on_one_day(course: Course) -> Said:
    """Pairs that share no day, pairs that no row lets share an area, wrong orders, and too much injury in one area."""
    for visit in course.visits("treatment"):
        order = {row["modality"]: row["order"] for row in visit["procedures"]}
        options = {row["modality"] for row in visit["procedures"] if row["option"]}
        for one, other in combinations(sorted(order, key=order.get), 2):
            if not {one, other} <= options:
                yield from wrong_pair(one, other, visit, course)
        if course.published is None:
            yield from too_much_injury(visit, options, course.paper.catalog)


def wrong_pair(one: str, other: str, visit: dict, course: Course) -> Said:
    catalog, published = course.paper.catalog, course.published is not None
    both = [row for row in catalog.treatments["never_same_day"] if {row.a, row.b} == {one, other}]
    if any(row.strength == "block" or not published for row in both):
        yield f"{one} and {other} share day {visit['day']}"
    share_area = bool(areas_of(visit, one) & areas_of(visit, other))
    in_order, backwards = shared_by_a_row(one, other, catalog), shared_by_a_row(other, one, catalog)
    has_booster = "booster" in (catalog.modalities[one].role, catalog.modalities[other].role)
    if published:
        return
    if share_area and not in_order and not (has_booster and not backwards):
        yield f"{one} before {other} in one area on day {visit['day']} rests on no row"
    stages = stage(one), stage(other)
    if not in_order and not backwards and None not in stages and stages[0] > stages[1]:
        yield f"{one} is done before {other} on day {visit['day']}, against the order of work"
    if not in_order and one == "intralesional" and other in ("afl", "nafl", "vascular_laser"):
        yield f"intralesional is done before {other} on day {visit['day']}"


def shared_by_a_row(one: str, other: str, catalog: Catalog) -> bool:
    """Whether a row lets two procedures share a visit, `one` done first."""
    rows = {(row.first, row.second): row.same_day for row in catalog.treatments["spacing_rule"]}
    return rows.get((one, other)) == "yes_ordered" or rows.get((other, one)) == "yes_reverse_order"


def too_much_injury(visit: dict, options: set[str], catalog: Catalog) -> Said:
    """Alone any modality may be done; two or more keep the limit, with any one option too."""
    limit = catalog.settings["injury_limit_per_visit_and_area"]
    for region in {area for row in visit["procedures"] for area in row["areas"]}:
        here = [key for key in fixed(visit) if region in areas_of(visit, key)]
        injury = sum(catalog.modalities[key].injury for key in here)
        added = [catalog.modalities[key].injury for key in options if region in areas_of(visit, key)]
        if len(here) > 1 and injury > limit:
            yield f"injury {injury} in {region} on day {visit['day']}, limit {limit}"
        elif injury <= limit < injury + max(added, default=0):
            yield f"an option brings the injury in {region} on day {visit['day']} above {limit}"


def out_of_order(course: Course) -> Said:
    """First sessions against the order of work; a published calendar keeps its own and is followed day by day."""
    if course.published is not None:
        yield from off_the_published_days(course)
        return
    firsts = {key: visits[0]["day"] for key, visits in course.done.items()}
    for one, other in combinations(sorted(firsts, key=firsts.get), 2):
        if None not in (stage(one), stage(other)) and stage(one) > stage(other) and firsts[one] < firsts[other]:
            yield f"{one} starts before {other}, against the order of work"
    for key, visits in course.done.items():
        row = course.paper.catalog.protocol[key]
        if course.paper.catalog.modalities[key].role == "working" and len(visits) != row.sessions_typical:
            yield f"{key} has {len(visits)} sessions, its protocol {row.sessions_typical}"


def off_the_published_days(course: Course) -> Said:
    row, roles = course.published, course.paper.catalog.modalities
    steps = [step for step in row.steps if roles[step.modality].role == "working"]
    days = [(s.day + turn * (s.every_days or 0), s.modality) for s in steps for turn in range(s.repeat)]
    days.sort(key=lambda pair: pair[0])
    done = [(visit["day"], key) for visit in course.visits("treatment") for key in fixed(visit)]
    if [key for _, key in done] != [key for _, key in days]:
        yield f"{row.id} is done as {done}"
    elif any(b - a < d - c for (a, _), (b, _), (c, _), (d, _) in zip(done, done[1:], days, days[1:], strict=False)):
        yield f"{row.id} is squeezed: {done}"
