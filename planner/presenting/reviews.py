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

    The last falls the assessment days of its protocol after the last session; a home phase alone is reviewed likewise.
    """
    protocol = course.situation.catalog.protocol
    between = tuple(
        Review(session.modality, session.earliest, session.number - 1)
        for session in course.sessions
        if session.number > 1 and (session.number - 1) % protocol[session.modality].review_after_sessions == 0
    )
    last = course.by_day[course.last_day] if course.by_day else course.modalities
    wait = max(protocol[key].assess_after_last_session_days for key in last)
    return (*between, Review(last[0], course.last_day + wait))
