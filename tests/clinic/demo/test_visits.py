"""When the invented patients come."""

import datetime

import pytest

from clinic.demo.visits import TODAY as UNDER_WAY
from clinic.demo.visits import visits

TODAY = datetime.date(2026, 11, 25)
REGISTERED = [TODAY - datetime.timedelta(days=540 - 5 * place) for place in range(100)]


@pytest.fixture(scope="module")
def planned():
    return visits(REGISTERED, TODAY)


def test_same_day_gives_the_same_visits(planned):
    assert visits(REGISTERED, TODAY) == planned


def test_visits_stand_in_the_order_of_time(planned):
    assert [(one.on, one.minutes) for one in planned] == sorted((one.on, one.minutes) for one in planned)


def test_nobody_comes_before_registration_or_after_today(planned):
    assert all(REGISTERED[one.place] <= one.on <= TODAY for one in planned)


def test_what_is_under_way_today_is_not_signed(planned):
    today = [one for one in planned if one.on == TODAY]

    assert sorted(one.extent for one in today) == sorted(UNDER_WAY)
    assert not any(one.signed for one in today)


def test_only_what_is_signed_is_amended(planned):
    assert any(one.amended for one in planned)
    assert all(one.signed for one in planned if one.amended)


def test_one_patient_has_a_long_history(planned):
    assert sum(one.place == 1 for one in planned) > 10


def test_steps_of_a_patient_follow_each_other(planned):
    for place in range(len(REGISTERED)):
        steps = [one.step for one in planned if one.place == place]
        assert steps == list(range(len(steps)))
