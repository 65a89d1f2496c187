"""The home phase beside the visits: when the cream starts, pauses and ends."""

from planner.combining.courses import Course, asking_for_priming
from planner.proposal import HomePhase
from planner.vocabulary import PRIMING

Days = tuple[int, int]


def home_of(course: Course) -> tuple[HomePhase, ...]:
    """From the first day that is open to it; it pauses around every session of a target that has a row, and ends with the course.

    Priming that answers a finding goes on for the days its protocol gives until it is assessed.
    """
    if not course.priming:
        return ()
    situation = course.situation
    end = _end(course)
    pauses = [(situation.date(start), situation.date(until)) for start, until in pauses_of(course, end)]
    answered = tuple(situation.targets[place].finding for place in _answers(course))
    return (
        HomePhase(
            modality=PRIMING,
            from_on=situation.date(course.home_start),
            pauses=tuple(pauses),
            until_on=situation.date(end),
            answers_findings=tuple(finding for finding in answered if finding is not None),
            reasons=home_reasons(course),
        ),
    )


def _answers(course: Course) -> tuple[int, ...]:
    return course.situation.priming_answers if course.composition.priming else ()


def _end(course: Course) -> int:
    """The last day before the pause of the last session it leads in to; priming that answers a finding goes on until assessed."""
    rows = course.situation.catalog.home_phase
    led_in = [session for session in course.sessions if session.modality in course.priming_for]
    ends = [session.day - rows[PRIMING, session.modality].pause_days - 1 for session in led_in]
    if course.composition.priming:
        assessed = course.situation.catalog.protocol[PRIMING].assess_after_last_session_days
        ends += [course.last_day, course.home_start + assessed]
    return max(ends)


def pauses_of(course: Course, end: int) -> tuple[Days, ...]:
    """(first day, last day) of every pause up to `end`; pauses that touch are one."""
    rows = course.situation.catalog.home_phase
    pauses: list[Days] = []
    for session in course.sessions:
        row = rows.get((PRIMING, session.modality))
        if row is None or session.day - row.pause_days > end:
            continue
        pauses.append((max(0, session.day - row.pause_days), min(end, session.day + row.restart_days)))
    return joined(pauses)


def lead_in_lost(course: Course, key: str) -> int:
    """The days that pauses around earlier procedures take from the lead-in before the first session of a modality.

    0 in every course placed here; a published calendar may lose some. What is done at the same visit takes none: the longest
    pause of a visit belongs to it.
    """
    rows = course.situation.catalog.home_phase
    first = min(session.day for session in course.sessions if session.modality == key)
    pause = max(rows[PRIMING, other].pause_days for other in course.by_day[first] if (PRIMING, other) in rows)
    pauses = pauses_of(course, first - pause - 1)
    lead_in = range(first - rows[PRIMING, key].lead_in_days, first - pause)
    return sum(any(start <= day <= until for start, until in pauses) for day in lead_in)


def joined(pauses: list[Days]) -> tuple[Days, ...]:
    """Pauses in order, those that touch or overlap made one."""
    whole: list[Days] = []
    for start, until in sorted(pauses):
        if whole and start <= whole[-1][1] + 1:
            start, until = whole[-1][0], max(until, whole.pop()[1])
        whole.append((start, until))
    return tuple(whole)


def home_reasons(course: Course) -> tuple[str, ...]:
    """The rules that ask for priming, or the rows by which it answers a finding."""
    situation = course.situation
    answering = [situation.fits[PRIMING, place].reason.rule for place in _answers(course)]
    asking = [
        verdict.rule.key
        for key in course.priming_for
        for verdict in asking_for_priming(key, course.regions[key], situation)
    ]
    return tuple(dict.fromkeys((*answering, *asking)))
