"""Reviews: when the result is looked at, before more of the same and after the last."""

from dataclasses import dataclass

from planner.combining.courses import Course


@dataclass(frozen=True)
class Review:
    """A look at the result on `day`, after session number `after` of a modality; None = after the whole course."""

    modality: str
    day: int
    after: int | None = None


def reviews_of(course: Course) -> tuple[Review, ...]:
    """After every review_after_sessions sessions, on the first day on which the next may take place; and one at the end.

    Modalities that go on at one visit are looked at together, on the later of their days. The last falls the assessment days of
    its protocol after the last session; a home phase alone is reviewed likewise.
    """
    protocol = course.situation.catalog.protocol
    reviewed = [
        session
        for session in course.sessions
        if session.number > 1 and (session.number - 1) % protocol[session.modality].review_after_sessions == 0
    ]
    first_days: dict[int, int] = {}
    for session in reviewed:
        first_days[session.day] = max(session.earliest, first_days.get(session.day, 0))
    between = tuple(Review(one.modality, first_days[one.day], one.number - 1) for one in reviewed)
    last = course.by_day[course.last_day] if course.by_day else course.modalities
    wait = max(protocol[key].assess_after_last_session_days for key in last)
    return (*between, Review(last[0], course.last_day + wait))
