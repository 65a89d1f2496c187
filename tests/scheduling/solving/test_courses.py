"""Which courses are proposed, told by what each rule is about."""

from dataclasses import replace

import pytest

from scheduling.solving import Gap, Level, Order, Phase, Wish, propose
from tests.scheduling.solving.plain import (
    DOCTOR,
    LASER,
    NURSE,
    ROOM,
    asked,
    at,
    clinic,
    course,
    doctor,
    laser,
    nurse,
    on,
    room,
    shown,
    visit,
)


def first(answer):
    return shown(answer.courses[0])


def test_first_course_finishes_as_early_as_gaps_allow():
    answer = propose(clinic(), asked(*course(3, 14, 21)))

    assert first(answer) == ["Mon 01 Jun 09:00", "Mon 15 Jun 09:00", "Mon 29 Jun 09:00"]


def test_one_impossible_visit_leaves_no_course():
    taken = [at(on(day), "09:00", 480) for day in range(14, 22)]
    answer = propose(clinic(), asked(*course(2, 14, 21, days=21), patient_taken=tuple(taken)))

    assert (answer.courses, bool(answer.why_not)) == ((), True)


def test_same_time_keeps_weekday_and_time():
    busy = doctor(taken=(at(on(14), "09:00", 60),))
    answer = propose(clinic(busy, room()), asked(*course(3, 14, 16)))

    same = next(row for row in answer.courses if row.order is Order.SAME_TIME)
    assert shown(same) == ["Mon 01 Jun 10:00", "Mon 15 Jun 10:00", "Mon 29 Jun 10:00"]
    assert same.counts[Level.RHYTHM] == 0


def test_as_wished_waits_for_the_wished_day():
    wish = Wish(frozenset({3}), 840, 1020)
    answer = propose(clinic(), asked(*course(2, 14, 21), wishes=(wish,)))

    wished = next(row for row in answer.courses if row.order is Order.AS_WISHED)
    assert shown(wished) == ["Thu 04 Jun 14:00", "Thu 18 Jun 14:00"]


def test_one_practitioner_leads_the_whole_course():
    away = doctor("Dr Weiss", away=(at(on(14), "09:00", 480),))
    answer = propose(clinic(away, doctor("Dr Brandt"), room()), asked(*course(2, 14, 14)))

    assert [row.leader for row in answer.courses[0].visits] == ["Dr Brandt", "Dr Brandt"]


def test_same_practitioner_comes_before_the_wished_time_in_the_earliest_course():
    """On the second day Dr Weiss is there in the afternoon alone, and the patient would rather come in the morning."""
    weiss = doctor("Dr Weiss", exceptions={on(7): ((780, 1020),)})
    brandt = doctor("Dr Brandt", exceptions={on(0): ()})
    request = asked(*course(2, 7, 7, days=7), wishes=(Wish(until_minute=720),))
    earliest, *others = propose(clinic(weiss, brandt, room()), request).courses

    as_wished = next(row for row in others if row.order is Order.AS_WISHED)
    assert [row.leader for row in earliest.visits] == ["Dr Weiss", "Dr Weiss"]
    assert [row.leader for row in as_wished.visits] == ["Dr Weiss", "Dr Brandt"]


def test_target_day_decides_between_courses_that_end_alike():
    visits = (visit("visit 1", on(0), on(3), target_on=on(2)), visit("visit 2", on(10), on(10)))
    answer = propose(clinic(), asked(*visits))

    assert first(answer) == ["Wed 03 Jun 09:00", "Thu 11 Jun 09:00"]


def test_courses_are_unlike_one_another():
    answer = propose(clinic(), asked(visit("visit", on(0), on(0))), unlike_from_minutes=120)

    starts = [row.visits[0].starts_at for row in answer.courses]
    assert [shown(row) for row in answer.courses][0] == ["Mon 01 Jun 09:00"]
    assert all(abs((one - other).total_seconds()) >= 7200 for one in starts for other in starts if one != other)
    assert len(set(starts)) == len(starts) == 3


def test_fewer_than_three_where_there_are_no_more():
    morning = doctor(week=(((540, 630),),) * 7)
    answer = propose(clinic(morning, room()), asked(visit("visit", on(0), on(0))))

    assert [row.order for row in answer.courses] == [Order.EARLIEST]


def test_phase_takes_only_what_it_needs():
    """The doctor is with somebody else while the nurse numbs, and the room is held throughout."""
    phases = (Phase("numbing", 30, (NURSE, ROOM)), Phase("procedure", 30, (DOCTOR, ROOM)))
    busy = doctor(taken=(at(on(0), "09:00", 30),))
    answer = propose(clinic(busy, nurse(), room()), asked(visit("visit", on(0), on(0), *phases)))

    held = {row.resource: (row.starts_at, row.ends_at) for row in answer.courses[0].visits[0].held}
    nine = at(on(0), "09:00", 30)
    assert first(answer) == ["Mon 01 Jun 09:00"]
    assert held["Nurse Adler"] == (nine.starts_at, nine.ends_at)
    assert held["Dr Weiss"] == (nine.ends_at, at(on(0), "09:30", 30).ends_at)
    assert held["Room 1"] == (nine.starts_at, at(on(0), "09:30", 30).ends_at)


def test_two_needed_at_once_are_two_people():
    both = doctor("Dr Weiss")
    second = doctor("Dr Brandt", week=(((600, 1020),),) * 7)
    assistant = replace(DOCTOR, part="assistant")
    phases = (Phase("procedure", 60, (DOCTOR, assistant)),)
    answer = propose(clinic(both, second), asked(visit("visit", on(0), on(0), *phases)))

    assert first(answer) == ["Mon 01 Jun 10:00"]
    assert {row.resource for row in answer.courses[0].visits[0].held} == {"Dr Weiss", "Dr Brandt"}


def test_one_person_may_do_two_phases_in_turn():
    able_to_both = nurse("Nurse Adler", able=frozenset({"numbing", "subcision"}))
    phases = (Phase("numbing", 30, (NURSE,)), Phase("procedure", 30, (DOCTOR,)))
    answer = propose(clinic(able_to_both), asked(visit("visit", on(0), on(0), *phases)))

    (held,) = answer.courses[0].visits[0].held
    assert (held.resource, held.parts) == ("Nurse Adler", ("doctor", "nurse"))


@pytest.mark.parametrize(
    ("changed", "starts"),
    [
        ({"week": (((540, 585), (630, 1020)),) * 7}, "Mon 01 Jun 10:30"),
        ({"exceptions": {on(0): ()}}, "Tue 02 Jun 09:00"),
        ({"exceptions": {on(0): ((660, 1020),)}}, "Mon 01 Jun 11:00"),
        ({"away": (at(on(0), "08:00", 600),)}, "Tue 02 Jun 09:00"),
        ({"taken": (at(on(0), "09:00", 61),)}, "Mon 01 Jun 10:30"),
    ],
    ids=["break", "day off", "other hours", "leave", "appointment"],
)
def test_visit_waits_until_the_doctor_is_free(changed, starts):
    answer = propose(clinic(doctor(**changed), room()), asked(visit("visit", on(0), on(3))))

    assert first(answer) == [starts]


def test_turnover_fits_before_the_next_use_and_before_closing():
    cleaned = room(turnover_minutes=30, week=(((540, 720),),) * 7, taken=(at(on(0), "10:00", 60),))
    answer = propose(clinic(doctor(), cleaned), asked(visit("visit", on(0), on(1))))

    held_by_room = next(row for row in answer.courses[0].visits[0].held if row.resource == "Room 1")
    assert first(answer) == ["Tue 02 Jun 09:00"]
    assert held_by_room.ends_at == at(on(1), "09:00", 90).ends_at


def test_closure_and_the_present_moment_bind_everyone():
    closed, now = at(on(0), "00:00", 1440), at(on(1), "11:40", 1).starts_at
    answer = propose(clinic(closed=[closed]), asked(visit("visit", on(0), on(3)), not_before=now))

    assert first(answer) == ["Tue 02 Jun 12:00"]


def test_turnover_does_not_run_into_a_closure():
    closed = at(on(0), "10:00", 60)
    answer = propose(clinic(doctor(), room(turnover_minutes=15), closed=[closed]), asked(visit("visit", on(0), on(0))))

    assert first(answer) == ["Mon 01 Jun 11:00"]


def test_interval_to_the_visit_before_last_is_kept_in_mind():
    """The first visit is best on the 9th; but only from the 3rd is the third, 18 days later, early."""
    busy = doctor(exceptions={on(day): () for day in range(30) if day not in (2, 8, 12, 20, 26)})
    visits = (
        visit("visit 1", on(0), on(9), target_on=on(8)),
        visit("visit 2", on(12), on(12)),
        visit("visit 3", on(13), on(29), gaps=[Gap("visit 1", 18, 18)]),
    )
    answer = propose(clinic(busy, room()), asked(*visits))

    assert first(answer) == ["Wed 03 Jun 09:00", "Sat 13 Jun 09:00", "Sun 21 Jun 09:00"]


def test_device_is_taken_by_the_phase_that_needs_it():
    phases = (Phase("consultation", 30, (DOCTOR,)), Phase("laser", 30, (DOCTOR, LASER)))
    used = laser(taken=(at(on(0), "09:00", 30), at(on(0), "10:00", 420)))
    answer = propose(clinic(doctor(), used), asked(visit("visit", on(0), on(0), *phases)))

    assert first(answer) == ["Mon 01 Jun 09:00"]


def test_order_given_up_is_answered_by_no_course_and_no_reason():
    answer = propose(clinic(), asked(*course(2, 14, 21)), looks=0)

    assert (answer.courses, answer.why_not, answer.given_up) == ((), (), tuple(Order))
