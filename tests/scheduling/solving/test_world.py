"""What cannot be asked is refused by name, with what is allowed."""

import datetime

import pytest

from scheduling.solving import Clinic, Gap, Kind, Need, Period, Phase, propose
from tests.scheduling.solving.plain import BERLIN, DOCTOR, MONDAY, asked, clinic, doctor, on, visit

HERE = datetime.datetime(2026, 6, 1, 9, tzinfo=BERLIN)
CONFUSED = Phase("procedure", 30, (DOCTOR, Need("doctor", Kind.ROOM)))

REFUSED = {
    "instant without a zone": (lambda: Period(HERE.replace(tzinfo=None), HERE.replace(tzinfo=None)), "names no zone"),
    "period that does not last": (lambda: Period(HERE, HERE), "does not last"),
    "hours backwards": (lambda: doctor(week=(((600, 540),),) * 7), "hours of Dr Weiss: 600 to 540"),
    "short week": (lambda: doctor(week=((),)), "1 days; allowed: 7"),
    "turnover below none": (lambda: doctor(turnover_minutes=-1), "turnover of Dr Weiss"),
    "resource twice": (lambda: clinic(doctor(), doctor()), "every key once"),
    "no step": (lambda: Clinic(BERLIN, (), (), 0), "start_step_minutes: 0"),
    "no visit": (lambda: asked(), "at least one visit"),
    "visit twice": (lambda: asked(visit("one", MONDAY, on(1)), visit("one", MONDAY, on(1))), "named twice"),
    "visit without time": (lambda: asked(visit("one", MONDAY, on(1), Phase("rest", 0, (DOCTOR,)))), "phases that last"),
    "visit with nobody": (lambda: asked(visit("one", MONDAY, on(1), Phase("rest", 5))), "needs nobody"),
    "gap after a later visit": (lambda: asked(visit("one", MONDAY, on(1), gaps=[Gap("two", 1)])), "an earlier session"),
    "gap backwards": (
        lambda: asked(visit("one", MONDAY, on(1)), visit("two", MONDAY, on(9), gaps=[Gap("one", 5, 4)])),
        "5 to 4 days",
    ),
    "part of two kinds": (
        lambda: propose(clinic(), asked(visit("one", MONDAY, on(1), CONFUSED))),
        "doctor is a practitioner and a room",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_asked_is_refused_by_name(name):
    ask, said = REFUSED[name]

    with pytest.raises(ValueError, match=said):
        ask()
