"""The home phase: when the cream starts, pauses and ends, and why it is used."""

import pytest

from planner.presenting.home import home_of, joined, pauses_of
from tests.planner.builders import ON, a_case, a_rule, ahead, catalog_with, course_in, home, line, protocol

LINES = [
    line("rolling", 3, first=["subcision"], second=["afl"]),
    line("pih", 1, first=["topical_priming"], second=["nafl"]),
]
SMOKER = a_case("rolling 3", yes=["smoker"])
DARK = a_case("rolling 3", "macular_hyperpigmented 1 chin")
ASKED = a_rule("caution", "subcision", mitigation_kind="priming")
ROW = home("subcision", lead_in=14, pause=5, restart=7)


def course(*working, case=SMOKER, rows=(ASKED, ROW), **how):
    return course_in(case, catalog_with(*LINES, *rows), *working, **how)


def phase(*working, **facts):
    return home_of(course(*working, **facts))[0]


def test_no_priming_has_no_home_phase():
    assert home_of(course("subcision", rows=[])) == ()


def test_priming_that_mitigates_ends_before_the_last_session():
    found = phase("subcision")

    assert (found.modality, found.from_on, found.until_on, found.pauses) == ("topical_priming", ON, ahead(8), ())
    assert (found.answers_findings, found.reasons) == ((), ("caution_smoker",))


def test_priming_pauses_around_every_session():
    rows = [ASKED, ROW, protocol("subcision", sessions_typical=3)]

    found = phase("subcision", rows=rows)

    assert found.pauses == ((ahead(9), ahead(21)), (ahead(37), ahead(49)))
    assert found.until_on == ahead(64)


def test_pause_begins_no_earlier_than_the_course():
    found = course("nafl", case=DARK, rows=[home("nafl", lead_in=3, pause=5, restart=7)], priming=True)

    assert pauses_of(found, 168) == ((0, 10),)


def test_pause_ends_with_the_phase():
    assert pauses_of(course("subcision"), 15) == ((9, 15),)
    assert pauses_of(course("subcision"), 8) == ()


def test_target_without_row_needs_no_pause():
    rows = [ASKED, ROW]

    assert pauses_of(course("subcision", "afl", rows=rows), 100) == ((9, 21),)


@pytest.mark.parametrize(
    ("pauses", "whole"),
    [
        ([(9, 16), (17, 20)], ((9, 20),)),
        ([(9, 16), (18, 20)], ((9, 16), (18, 20))),
        ([(14, 17), (9, 21)], ((9, 21),)),
        ([(9, 30), (12, 20)], ((9, 30),)),
        ([], ()),
    ],
)
def test_pauses_that_touch_are_one(pauses, whole):
    assert joined(pauses) == whole


def test_priming_that_answers_goes_on_until_assessed():
    rows = [protocol("topical_priming", assess_after_last_session_days=168)]

    found = phase("subcision", case=DARK, rows=rows, priming=True)

    assert (found.until_on, found.answers_findings, found.reasons) == (
        ahead(168),
        (1,),
        ("macular_hyperpigmented_first_line",),
    )


def test_priming_that_answers_outlasts_a_long_course():
    rows = [protocol("topical_priming", assess_after_last_session_days=20), protocol("subcision", sessions_typical=3)]

    assert phase("subcision", case=DARK, rows=rows, priming=True).until_on == ahead(56)


def test_home_phase_alone_runs_until_assessed():
    rows = [protocol("topical_priming", assess_after_last_session_days=100)]

    assert phase(case=DARK, rows=rows, priming=True).until_on == ahead(100)
