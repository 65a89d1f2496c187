"""An adopted course on the desk: subcision on day 0, 42 and 84, reviewed on day 144; and what stands against it in short."""

from dataclasses import replace

from planner.adopted import course_of_regimen
from planner.case import Span
from planner.engine import propose
from planner.judging import judge
from tests.planner.builders import a_case, ahead, catalog_with, line, protocol

THREE = protocol("subcision", sessions_typical=3, interval_min_days=28, interval_typical_days=42, interval_max_days=56)
ROLLING = line("rolling", 3, first=("subcision",))
WORLD = (ROLLING, THREE)
FACE = a_case("rolling 3 x9")


def adopted(*rows, case=FACE):
    """The first regimen that a catalog of these rows proposes."""
    return course_of_regimen(propose(case, catalog_with(*rows)).regimens[0])


def told(course, *rows, case=FACE, items=None, **settled):
    """(step, modality, kind, rule) of what stands against a course under these rows."""
    found = judge(course, case, catalog_with(*rows, items=items), **settled)
    return [(one.step, one.modality, one.kind, one.reason.rule) for one in found]


def on(case, days, **facts):
    """The same person so many days later; what was answered no is asked anew."""
    later = ahead(days)
    answers = {
        key: told if isinstance(told.value, Span) else replace(told, on=later) for key, told in case.answers.items()
    }
    return replace(case, on=later, answers=answers, **facts)


COURSE = adopted(*WORLD)  # subcision on day 0, 42 and 84, reviewed on day 144
