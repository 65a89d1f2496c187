"""Each operator of the rules at its edges: the day before, the day itself, the day after."""

import datetime

import pytest

from planner.case import NEVER, Known, Span
from planner.safety.operators import Days, birthday, days_of, possible_until
from planner.safety.verdicts import Verdict
from tests.planner.safety.people import ON, ago, ahead, day_ago, rule

ALWAYS = Days(None, None)


def days(op, value, answer, told_on=ON, born=None, **facts):
    return days_of(rule(op, value, **facts), Known(answer, open=False, on=told_on), born)


def holds_on(found, day):
    return Verdict(rule(), "afl", None, found.from_on, found.until_on).holds((), day)


@pytest.mark.parametrize(("op", "value"), [("is", True), ("in", ("a",)), ("lt", 5), ("within_days", 5)])
def test_unknown_fires_no_rule(op, value):
    assert days(op, value, None) is None


@pytest.mark.parametrize(("answer", "found"), [(True, ALWAYS), (False, None)])
def test_is_holds_for_its_value(answer, found):
    assert days("is", True, answer) == found


@pytest.mark.parametrize(("answer", "found"), [("a", ALWAYS), ("b", ALWAYS), ("c", None)])
def test_in_holds_for_each_value(answer, found):
    assert days("in", ("a", "b"), answer) == found


@pytest.mark.parametrize(("answer", "found"), [(17, ALWAYS), (17.9, ALWAYS), (18, None), (19, None)])
def test_lt_ends_at_its_value(answer, found):
    assert days("lt", 18, answer) == found


@pytest.mark.parametrize(("answer", "found"), [(3, None), (4, ALWAYS), (5, ALWAYS)])
def test_gte_begins_at_its_value(answer, found):
    assert days("gte", 4, answer) == found


@pytest.mark.parametrize(("day", "holds"), [(-400, True), (0, True), (13, True), (14, False), (15, False)])
def test_within_days_ends_before_its_day(day, holds):
    found = days("within_days", 14, day_ago(0))

    assert holds_on(found, ahead(day)) is holds


def test_within_days_reads_never_as_no():
    assert days("within_days", 14, NEVER) is None


def test_within_days_uses_the_later_end():
    assert days("within_days", 14, Span(ago(30), ago(2))) == Days(None, ahead(12))
    assert days("within_days", 14, Span(None, ago(20))) == Days(None, ago(6))


def test_within_days_never_ends_without_an_end():
    assert days("within_days", 14, Span(ago(30), None)) == ALWAYS


def test_deferral_lasts_its_own_days():
    facts = {"severity": "defer", "defer_days": 20}

    assert days("within_days", 14, day_ago(0), **facts) == Days(None, ahead(20))
    assert days("within_days", 30, day_ago(0), **facts) == Days(None, ahead(30))


def test_only_a_deferral_reads_defer_days():
    assert days("within_days", 14, day_ago(0), severity="relative", defer_days=20) == Days(None, ahead(14))
    assert days("is", True, True, severity="relative", defer_days=20) == ALWAYS


@pytest.mark.parametrize(
    ("day", "holds"), [(-15, False), (-14, True), (0, True), (27, True), (28, True), (29, False), (30, False)]
)
def test_around_days_includes_both_ends(day, holds):
    sun = ahead(100)
    found = days("around_days", (14, 28), Span.day(sun))

    assert holds_on(found, sun + datetime.timedelta(day)) is holds


def test_around_days_widens_a_vague_date():
    found = days("around_days", (14, 28), Span(ahead(40), ahead(70)))

    assert found == Days(ahead(26), ahead(99))


def test_around_days_with_open_ends():
    assert days("around_days", (14, 28), Span(None, ahead(10))) == Days(None, ahead(39))
    assert days("around_days", (14, 28), Span(ahead(10), None)) == Days(ago(4), None)


def test_around_days_deferral_lasts_its_days():
    found = days("around_days", (14, 28), Span.day(ahead(10)), severity="defer", defer_days=40)

    assert found == Days(ago(4), ahead(50))


def test_around_days_reads_never_as_no():
    assert days("around_days", (14, 28), NEVER) is None


def test_dated_deferral_counts_from_the_answer():
    found = days("is", True, True, told_on=ago(3), severity="defer", defer_days=14)

    assert found == Days(None, ahead(11))


def test_deferral_without_days_has_no_end():
    assert days("is", True, True, severity="defer", defer_days=0) == ALWAYS


def test_minor_comes_of_age_on_the_birthday():
    born = datetime.date(2009, 3, 5)
    found = days("lt", 18, 17, born=born)

    assert holds_on(found, datetime.date(2027, 3, 4))
    assert not holds_on(found, datetime.date(2027, 3, 5))
    assert days("lt", 18, 18, born=born) is None


def test_age_alone_holds_throughout():
    assert days("lt", 18, 17) == ALWAYS


def test_age_limit_begins_on_the_birthday():
    assert days("gte", 60, 59, born=datetime.date(1967, 1, 2)) == Days(datetime.date(2027, 1, 2), None)


@pytest.mark.parametrize(
    ("age", "day"), [(18, datetime.date(2026, 3, 1)), (20, datetime.date(2028, 2, 29)), (17, datetime.date(2025, 3, 1))]
)
def test_leap_day_counts_as_first_of_march(age, day):
    assert birthday(datetime.date(2008, 2, 29), age) == day


def test_days_that_are_over_end_today():
    assert Days(None, ON).are_over(ON)
    assert not Days(None, ahead(1)).are_over(ON)
    assert not ALWAYS.are_over(ON)


def test_past_dates_reach_their_days_after_today():
    assert possible_until(rule("within_days", 14), ON) == ahead(14)
    assert possible_until(rule("within_days", 14, severity="defer", defer_days=20), ON) == ahead(20)
    assert possible_until(rule("around_days", (14, 28)), ON) is None
    assert possible_until(rule("is", True), ON) is None
