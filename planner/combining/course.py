"""Placing the sessions of a set of modalities on days: the calendar that was published, or the order of work under the spacing rows."""

from dataclasses import replace

from planner.catalog.courses import Combination
from planner.combining.frame import Frame, Session
from planner.combining.order import by_stage, can_be_ordered, in_order_of_work, stage_of, waits_for_stage
from planner.combining.spacing import NO_GAP, blocking_gap, gap, never_shares_a_day, order_in_visit


def place_published(frame: Frame, row: Combination) -> tuple[Session, ...] | None:
    """The sessions on the days of a published calendar, moved as a whole until every rule and every blocking row lets them be.

    None when a modality does not open again in the course, or the calendar puts a pair on one day that is refused there.
    """
    steps = published_days(row, frame)
    first = {key: min(day for day, modality in steps if modality == key) for key in frame.regions}
    shift = max(0, *(frame.bases[key] - day for key, day in first.items()))
    placed: list[Session] = []
    for offset, key in steps:
        day = _published_day(frame, placed, key, offset + shift)
        if day is None:
            return None
        shift = day - offset
        number = 1 + sum(session.modality == key for session in placed)
        placed.append(Session(key, number, day, day, frame.latest(key, day)))
    return None if _holds_a_forbidden_pair(placed, frame) else tuple(placed)


def _holds_a_forbidden_pair(placed: list[Session], frame: Frame) -> bool:
    """A pair that is refused on one day is refused inside a published calendar too."""
    catalog = frame.situation.catalog
    return any(
        one.day == other.day and never_shares_a_day(one.modality, other.modality, True, catalog)
        for place, one in enumerate(placed)
        for other in placed[place + 1 :]
    )


def published_days(row: Combination, frame: Frame) -> list[tuple[int, str]]:
    """(day, modality) of every working session of a published calendar, the first on day 0; same-day steps in their own order."""
    days = [
        (step.day + turn * (step.every_days or 0), step.modality)
        for step in row.steps
        for turn in range(step.repeat)
        if step.modality in frame.regions
    ]
    start = min(day for day, _ in days)
    return sorted(((day - start, modality) for day, modality in days), key=lambda pair: pair[0])


def _published_day(frame: Frame, placed: list[Session], key: str, day: int) -> int | None:
    while True:
        opened = frame.next_open(key, day)
        if opened is None:
            return None
        blocked = [
            session.day + blocking_gap(session.modality, key, frame.situation.catalog)
            for session in placed
            if session.day < opened and frame.share_area(session.modality, key)
        ]
        free = max([opened, *blocked])
        if free == day:
            return day
        day = free


def place_free(frame: Frame) -> tuple[Session, ...] | None:
    """First sessions in the order of work, later ones as early as their spacing allows, on a day already planned where that fits.

    Where that stretches a series beyond the longest interval of its protocol, one stage is finished before the next begins.
    A set of one modality follows its protocol. None when a modality does not open again in the course.
    """
    catalog = frame.situation.catalog
    keys = in_order_of_work(frame.regions, catalog)
    together = _placed_in_turn(frame, [keys])
    if together is None or not overstretched(together, frame):
        return together
    staged = _placed_in_turn(frame, by_stage(keys, catalog))
    return min((together, staged), key=lambda sessions: overstretched(sessions, frame)) if staged else together


def overstretched(sessions: tuple[Session, ...], frame: Frame) -> int:
    """By how many days the intervals of the course exceed the longest of their protocols, all together."""
    last: dict[str, int] = {}
    excess = 0
    for session in sessions:
        if session.modality in last:
            longest = frame.situation.catalog.protocol[session.modality].interval_max_days
            excess += max(0, session.day - last[session.modality] - longest)
        last[session.modality] = session.day
    return excess


def _placed_in_turn(frame: Frame, groups: list[list[str]]) -> tuple[Session, ...] | None:
    """Group by group: the first sessions of its modalities in their order, then the rest, the earliest day first."""
    placed: list[Session] = []
    for group in groups:
        for key in group:
            session = _first_session(frame, placed, key)
            if session is None:
                return None
            placed.append(session)
        if not _place_the_rest(frame, placed, group):
            return None
    return tuple(sorted((_windowed(frame, placed, session) for session in placed), key=lambda session: session.day))


def _place_the_rest(frame: Frame, placed: list[Session], group: list[str]) -> bool:
    protocol = frame.situation.catalog.protocol
    open_keys = [key for key in group if protocol[key].sessions_typical > 1]
    while open_keys:
        nexts = [_next_session(frame, placed, key) for key in open_keys]
        if None in nexts:
            return False
        session = min(nexts, key=lambda one: (one.day, one.latest, open_keys.index(one.modality)))
        placed.append(session)
        if session.number == protocol[session.modality].sessions_typical:
            open_keys.remove(session.modality)
    return True


def _first_session(frame: Frame, placed: list[Session], key: str) -> Session | None:
    catalog = frame.situation.catalog
    earlier = [
        s.day
        for s in placed
        if waits_for_stage(key, catalog) and stage_of(s.modality, catalog) < stage_of(key, catalog)
    ]
    lower = max([frame.bases[key], *earlier])
    day = _fitting_day(frame, placed, key, lower)
    return None if day is None else _session(frame, key, 1, day, lower)


def _next_session(frame: Frame, placed: list[Session], key: str) -> Session | None:
    done = [session for session in placed if session.modality == key]
    last, spacing = done[-1].day, gap(key, key, frame.situation.catalog)
    day = _fitting_day(frame, placed, key, last + spacing.typical)
    if day is None:
        return None
    day = _shared_day(frame, placed, key, last, day)
    return _session(frame, key, len(done) + 1, day, last + spacing.least)


def _shared_day(frame: Frame, placed: list[Session], key: str, last: int, day: int) -> int:
    """A day on which there is a visit already, the nearest to `day` inside the published interval, else `day` itself."""
    row = frame.situation.catalog.protocol[key]
    least, most = last + gap(key, key, frame.situation.catalog).least, last + row.interval_max_days
    days = {session.day for session in placed if least <= session.day <= most}
    fitting = [other for other in days if _conflict_free(frame, placed, key, other)]
    return min(fitting, key=lambda other: (abs(other - day), other), default=day)


def _session(frame: Frame, key: str, number: int, day: int, lower: int) -> Session:
    return Session(key, number, day, min(day, lower), frame.latest(key, day))


def _windowed(frame: Frame, placed: list[Session], session: Session) -> Session:
    """The session with a window that keeps the least spacing to everything before it, and holds no day that a rule closes."""
    catalog = frame.situation.catalog
    before = [other for other in placed if other.day < session.day]
    bounds = [
        other.day + gap(other.modality, session.modality, catalog).least
        for other in before
        if frame.share_area(other.modality, session.modality)
    ]
    if session.number == 1:
        bounds += [other.day + frame.lead_in(other.modality, session.modality) for other in before]
    since = frame.situation.open_since(session.modality, frame.regions[session.modality], session.day)
    return replace(session, earliest=min(session.day, max([session.earliest, since, *bounds])))


def _fitting_day(frame: Frame, placed: list[Session], key: str, day: int) -> int | None:
    """The first day from `day` on with the typical spacing to all that is placed, open by every rule."""
    while True:
        opened = frame.next_open(key, day)
        if opened is None:
            return None
        moved = max([opened, *(_after_conflict(frame, placed, session, key, opened) for session in placed)])
        if moved == day:
            return day
        day = moved


def _after_conflict(frame: Frame, placed: list[Session], session: Session, key: str, day: int) -> int:
    """`day` when a session stands well beside `session`, else the next day on which it may.

    A pair that may not share the day keeps its whole spacing, whatever its areas: nobody is asked to come on two days running.
    """
    if session.day == day:
        behind = gap(session.modality, key, frame.situation.catalog).typical
        return day if can_share(frame, placed, key, day) else day + max(1, behind)
    if session.day < day:
        return max(day, session.day + _typical_distance(frame, placed, session.modality, key))
    return day if session.day - day >= _distance_to(frame, session, key) else session.day


def _typical_distance(frame: Frame, placed: list[Session], before: str, key: str) -> int:
    """The days from a session of `before` to the next one of `key`: their typical spacing, the lead-in before a first one."""
    behind = frame.gaps.get((before, key), NO_GAP).typical
    is_first = all(session.modality != key for session in placed)
    return max(behind, frame.lead_in(before, key)) if is_first else behind


def _distance_to(frame: Frame, session: Session, key: str) -> int:
    """The days from a session of `key` to one that is placed behind it."""
    ahead = frame.gaps.get((key, session.modality), NO_GAP).typical
    return max(ahead, frame.lead_in(key, session.modality)) if session.number == 1 else ahead


def _conflict_free(frame: Frame, placed: list[Session], key: str, day: int) -> bool:
    """Whether a session on `day` keeps the least spacing to all that is placed."""
    if frame.next_open(key, day) != day or not can_share(frame, placed, key, day):
        return False
    for session in placed:
        first, second = (session.modality, key) if session.day < day else (key, session.modality)
        if (
            session.day != day
            and (first, second) in frame.gaps
            and abs(session.day - day) < frame.gaps[first, second].least
        ):
            return False
        if session.day > day and session.number == 1 and session.day - day < frame.lead_in(key, session.modality):
            return False
    return True


def can_share(frame: Frame, placed: list[Session], key: str, day: int) -> bool:
    """Whether a modality may join what is placed on `day`: no forbidden pair, an order by the rows, the injury limit kept."""
    catalog = frame.situation.catalog
    others = [session.modality for session in placed if session.day == day]
    if key in others or any(never_shares_a_day(other, key, False, catalog) for other in others):
        return False
    if any(frame.share_area(other, key) and order_in_visit(other, key, catalog) is None for other in others):
        return False
    if len(others) > 1 and not can_be_ordered([*others, key], catalog):
        return False
    return not others or _injury(frame, [*others, key]) <= catalog.settings["injury_limit_per_visit_and_area"]


def _injury(frame: Frame, keys: list[str]) -> int:
    """The largest sum of injury classes in one region."""
    regions = {region for key in keys for region in frame.regions[key]}
    injury = {key: frame.situation.catalog.modalities[key].injury for key in keys}
    return max(sum(injury[key] for key in keys if region in frame.regions[key]) for region in regions)
