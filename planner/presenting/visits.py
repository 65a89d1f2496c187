"""From a course to the visits a person reads: test spots, treatments with their options, and the reviews between and after them."""

from dataclasses import replace

from planner.combining.courses import Course
from planner.combining.order import order_of_visit
from planner.parameters import areas_alike
from planner.presenting.options import options_on
from planner.presenting.reviews import Review, reviews_of
from planner.proposal import Procedure, Visit
from planner.reasons import Reason
from planner.visit_sums import TEST_SPOT, TREATMENT, minutes_of, sum_of
from planner.vocabulary import DEEPER_INJURY

LastDays = dict[bool, int] | None
REVIEW = "review"


def visits_of(course: Course, last_days: LastDays = None) -> tuple[Visit, ...]:
    """All visits by day; on one day the test spot or the review comes before the treatment.

    `last_days`: windows end by them where their target does, for visits without and with a deeper injury.
    """
    reviews = reviews_of(course)
    visits = [*_test_spot_visits(course), *(_review_visit(course, day) for day in sorted({one.day for one in reviews}))]
    visits += [_treatment_visit(course, day, reviews, last_days) for day in course.by_day]
    return tuple(sorted(visits, key=lambda visit: (visit.day, visit.kind == TREATMENT)))


# ---- treatments


def _treatment_visit(course: Course, day: int, reviews: tuple[Review, ...], last_days: LastDays) -> Visit:
    situation = course.situation
    sessions = {session.modality: session for session in course.sessions if session.day == day}
    latest = min(session.latest for session in sessions.values())
    latest = latest if last_days is None else min(latest, last_days[_injures_deeper(course, day)])
    least, _, most = course.downtime(day)
    numbing, chair = minutes_of(_fixed(course, day), situation.catalog)
    return Visit(
        day=day,
        earliest_on=situation.date(max(session.earliest for session in sessions.values())),
        target_on=situation.date(day),
        latest_on=situation.date(max(day, latest)),
        kind=TREATMENT,
        provisional=_is_provisional(course, day, reviews),
        minutes=numbing + chair,
        numbing_minutes=numbing,
        downtime_days=(least, most),
        price=_price(course, day),
        procedures=_procedures(course, day),
    )


def _injures_deeper(course: Course, day: int) -> bool:
    return any(course.situation.catalog.modalities[key].injury >= DEEPER_INJURY for key in course.by_day[day])


def _price(course: Course, day: int):
    return sum_of(course.price_of(key) for key in _fixed(course, day))


def _fixed(course: Course, day: int) -> tuple[str, ...]:
    """What is part of a visit without being chosen: its working modalities and the boosters this clinic made standard."""
    keys = [key for modality in course.by_day[day] for key in course.with_standard(modality)]
    return tuple(dict.fromkeys(keys))


def _is_provisional(course: Course, day: int, reviews: tuple[Review, ...]) -> bool:
    """Behind a review, whatever it looks at; or waiting for the result of a test spot of a modality of the visit."""
    behind_review = any(one.after is not None and one.day <= day for one in reviews)
    return behind_review or any(spot.modality in course.by_day[day] for spot in course.test_spots)


def _procedures(course: Course, day: int) -> tuple[Procedure, ...]:
    """The procedures in the order they are done; a modality whose areas take different settings is written area by area."""
    options = options_on(course, day)
    fixed = _fixed(course, day)
    keys = order_of_visit((*fixed, *options), course.situation.catalog)
    if course.published is not None:
        keys = (*fixed, *options)
    written = []
    for order, key in enumerate(keys, start=1):
        regions = course.regions.get(key) or options.get(key) or _host_regions(course, day)
        written += [
            Procedure(
                modality=key,
                order=order,
                areas=areas,
                option=key in options,
                parameters=settings,
                answers_findings=_findings(course, key, areas),
                reasons=tuple(dict.fromkeys(reason.rule for reason in why_done(course, key, areas))),
            )
            for areas, settings in areas_alike(course, key, regions)
        ]
    return tuple(written)


def _host_regions(course: Course, day: int) -> tuple[str, ...]:
    wanted = {region for key in course.by_day[day] for region in course.regions[key]}
    return tuple(region for region in course.situation.catalog.regions if region in wanted)


def _findings(course: Course, key: str, areas: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(target.finding for _, target in _answered(course, key, areas) if target.finding is not None)


def _answered(course: Course, key: str, areas: tuple[str, ...]):
    situation = course.situation
    places = course.treated.get(key, range(len(situation.targets)))
    for place in places:
        target = situation.targets[place]
        if (key, place) in situation.fits and (target.region is None or target.region in areas):
            yield place, target


def why_done(course: Course, key: str, areas: tuple[str, ...]) -> tuple[Reason, ...]:
    """The reasons for which a modality is done in some areas: the rows by which it answers what lies there."""
    fits = course.situation.fits
    return tuple(dict.fromkeys(fits[key, place].reason for place, _ in _answered(course, key, areas)))


# ---- test spots and reviews


def _test_spot_visits(course: Course) -> list[Visit]:
    days = sorted({spot.day for spot in course.test_spots})
    return [_test_spot_visit(course, day) for day in days]


def _test_spot_visit(course: Course, day: int) -> Visit:
    spots = [spot for spot in course.test_spots if spot.day == day]
    procedures = [
        Procedure(
            modality=spot.modality,
            order=order,
            areas=course.regions[spot.modality][:1],
            option=False,
            parameters=(),
            answers_findings=(),
            reasons=tuple(dict.fromkeys(verdict.rule.key for verdict in spot.verdicts)),
        )
        for order, spot in enumerate(spots, start=1)
    ]
    return replace(_bare_visit(course, day, TEST_SPOT), procedures=tuple(procedures))


def _review_visit(course: Course, day: int) -> Visit:
    return replace(_bare_visit(course, day, REVIEW), provisional=any(day > spot.day for spot in course.test_spots))


def _bare_visit(course: Course, day: int, kind: str) -> Visit:
    date = course.situation.date(day)
    return Visit(
        day=day,
        earliest_on=date,
        target_on=date,
        latest_on=date,
        kind=kind,
        provisional=False,
        minutes=None,
        numbing_minutes=None,
        downtime_days=None,
        price=None,
        procedures=(),
    )
