"""Why a regimen is as it is: each step with the finding it answers, the row that decided, the numbers and the sources."""

from collections.abc import Iterable

from planner.choosing import Shown
from planner.combining.courses import Course, asking_for_priming
from planner.combining.spacing import order_in_visit
from planner.indications import past_responses
from planner.presenting.home import lead_in_lost
from planner.presenting.options import options_on
from planner.presenting.visits import why_done
from planner.reasons import Reason, each_once, reason
from planner.vocabulary import PRIMING


def reasons_of(shown: Shown) -> tuple[Reason, ...]:
    """All reasons of a regimen, each once: what it answers, its calendar, its safety, its home phase."""
    judged, course = shown.judged, shown.judged.course
    found = [reason("main_concern", "main_concern", main=judged.situation.main, level=judged.main_level)]
    found += [one for key in course.working for one in why_done(course, key, course.regions[key])]
    found += _option_reasons(course)
    found += [*_responses(course), *_calendar(course), *_starts(course), *_home(course)]
    found += [*_test_spots(course), *_reviews(course), *_downtime(course), *_verdicts(course)]
    if shown.nearest is not None:
        found.append(reason("nearest_without_a_wish", "nearest_without_a_wish", wish=shown.nearest))
    return each_once(found)


def _option_reasons(course: Course) -> Iterable[Reason]:
    for day in course.by_day:
        for key, regions in options_on(course, day).items():
            yield from why_done(course, key, regions)


def _responses(course: Course) -> Iterable[Reason]:
    """What was learned from the last use of a modality."""
    for key, response in past_responses(course.situation.case).items():
        if key in course.modalities and response in ("none", "poor"):
            yield reason("response_counts_lower", "response_counts_lower", modality=key, response=response)


def _calendar(course: Course) -> Iterable[Reason]:
    """The published calendar, or the schedule of every modality with the rows that space them."""
    catalog = course.situation.catalog
    if course.published is not None:
        row = course.published
        yield reason(row.id, "published_calendar", row, label=row.label, modalities=course.working)
        return
    for key in course.working:
        row = catalog.protocol[key]
        values = {"sessions": row.sessions_typical, "interval": row.interval_typical_days}
        yield reason("protocol_schedule", "protocol_schedule", row, modality=key, **values)
    if len(course.working) > 1:
        yield from _order(course)
        yield from _spacing(course)
        if any(len(keys) > 1 for keys in course.by_day.values()):
            yield reason("injury_limit", "injury_limit", limit=catalog.settings["injury_limit_per_visit_and_area"])


def _order(course: Course) -> Iterable[Reason]:
    firsts = sorted((s for s in course.sessions if s.number == 1), key=lambda s: s.day)
    principles = [
        row for row in course.situation.catalog.treatments["principle"] if row.text.startswith("Order of work")
    ]
    row = principles[0] if principles else None
    yield reason("order_of_work", "order_of_work", row, modalities=tuple(session.modality for session in firsts))


def _spacing(course: Course) -> Iterable[Reason]:
    catalog = course.situation.catalog
    for first in course.working:
        for second in course.working:
            if first == second or set(course.regions[first]).isdisjoint(course.regions[second]):
                continue
            row = catalog.spacing.get((first, second))
            if row is not None:
                same_day = order_in_visit(first, second, catalog) == -1 and _share_a_visit(course, first, second)
                values = {"first": first, "second": second, "days": row.min_days, "same_day": same_day}
                yield reason("spacing_row", "spacing_row", row, **values)
            elif (second, first) not in catalog.spacing and first < second:
                default = catalog.treatments["spacing_default"][0]
                pair = tuple(sorted((first, second), key=catalog.position.__getitem__))
                yield reason(
                    "spacing_without_a_row",
                    "spacing_without_a_row",
                    default,
                    modalities=pair,
                    days=default.working_pair_days,
                )


def _share_a_visit(course: Course, first: str, second: str) -> bool:
    return any(first in keys and second in keys for keys in course.by_day.values())


def _starts(course: Course) -> Iterable[Reason]:
    """Why a modality does not start on the day of the case."""
    situation = course.situation
    for key in course.working:
        deferring = [
            v for v in situation.verdicts_on(key, course.regions[key], (0,)) if v.severity == "defer" and v.until_on
        ]
        if deferring:
            last = max(deferring, key=lambda verdict: verdict.until_on)
            values = {"modality": key, "until": last.until_on, "because": last.rule.key}
            yield reason("deferred_start", "deferred_start", last.rule, **values)
        day = situation.after_history(key)
        if day > 0:
            row = situation.catalog.treatments["spacing_default"][0]
            yield reason("start_after_history", "start_after_history", row, modality=key, until=situation.date(day))


def _home(course: Course) -> Iterable[Reason]:
    situation = course.situation
    if not course.priming:
        asked = tuple(key for key in course.working if asking_for_priming(key, course.regions[key], situation))
        if asked:
            yield reason("priming_left_out", "priming_left_out", modalities=asked)
        return
    if course.composition.priming:
        yield from (situation.fits[PRIMING, place].reason for place in situation.priming_answers)
    for key in course.working if course.composition.priming else course.priming_for:
        row = situation.catalog.home_phase.get((PRIMING, key))
        if row is not None:
            days = {"lead_in": row.lead_in_days, "pause": row.pause_days, "restart": row.restart_days}
            lost = lead_in_lost(course, key)
            if lost:
                days["lost"] = lost
            yield reason("priming_lead_in", "priming_lead_in", row, target=key, **days)


def _test_spots(course: Course) -> Iterable[Reason]:
    for spot in course.test_spots:
        rule = spot.verdicts[0].rule
        yield reason("test_spot_first", "test_spot_first", rule, modality=spot.modality, wait=spot.wait)


def _reviews(course: Course) -> Iterable[Reason]:
    for key in course.modalities:
        row = course.situation.catalog.protocol[key]
        after = row.review_after_sessions
        if sum(session.modality == key for session in course.sessions) > after:
            yield reason(
                "review_before_more", "review_before_more", row, modality=key, after=after, stop_rule=row.stop_rule
            )


def _downtime(course: Course) -> Iterable[Reason]:
    for key in course.working:
        row = course.situation.catalog.downtime.get(key)
        if row is not None and row.social_downtime_days_max > row.social_downtime_days_typical:
            values = {"most": row.social_downtime_days_max, "typical": row.social_downtime_days_typical}
            yield reason("longer_downtime", "longer_downtime", row, modality=key, **values)


def _verdicts(course: Course) -> Iterable[Reason]:
    """Every rule in force for the course in its own words, from what needs a reason to what is for information."""
    for key in course.modalities:
        for verdict in course.verdicts[key]:
            rule = verdict.rule
            yield reason(rule.key, "screening", rule, text=rule.reason, severity=rule.severity)
