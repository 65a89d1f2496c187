"""Before and after a visit, by date: every instruction of the knowledge that applies, once, on the right days."""

import dataclasses
import datetime

import pytest

from planner.case import read_case
from planner.catalog import shipped_catalog
from treatments.papers.care_dates import condition_holds, dated, days_in_words, lines_of, spans_of

CATALOG = shipped_catalog()
ON = datetime.date(2026, 11, 25)
IF_COLD_SORES = "If you ever had cold sores, tell us; if your doctor then prescribes it:"
LONG_AGO = datetime.date(2020, 1, 1)


def a_case(answers=None, phototype=None):
    patient = {"age": 30} | ({"phototype": phototype} if phototype else {})
    document = {"on": ON.isoformat(), "patient": patient, "assessment": {"findings": []}, "history": []}
    return read_case(document | {"answers": answers or {}, "preferences": {}}, CATALOG)


def with_instruction(modality, code, **changes):
    """The catalog with one instruction changed."""
    rows = tuple(
        dataclasses.replace(row, **changes) if (row.modality, row.code) == (modality, code) else row
        for row in CATALOG.treatments["instruction"]
    )
    return dataclasses.replace(CATALOG, treatments=dict(CATALOG.treatments) | {"instruction": rows})


def line(code, modalities, case=None, catalog=CATALOG):
    return [one for one in lines_of(modalities, case or a_case(), catalog) if one.code == code]


# ---- conditions


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"hsv_history": True}, ["If your doctor prescribed it:"]),
        ({"hsv_history": False}, []),
        ({}, [IF_COLD_SORES]),
        (
            {"hsv_history": {"value": False, "on": "2024-01-01"}},
            [IF_COLD_SORES],
        ),
    ],
)
def test_antivirals_follow_what_was_told_of_cold_sores(answers, said):
    assert [one.when for one in line("antiviral_cover", ["microneedling"], a_case(answers))] == said


@pytest.mark.parametrize(("phototype", "holds"), [(2, False), (3, True), (6, True), (None, None)])
def test_skin_type_decides_its_conditions(phototype, holds):
    assert condition_holds("Fitzpatrick III-VI", a_case(phototype=phototype), CATALOG) is holds


@pytest.mark.parametrize(("phototype", "holds"), [(5, True), (2, None), (None, None)])
def test_unknown_half_of_a_condition_never_counts_as_no(phototype, holds):
    assert condition_holds("Fitzpatrick IV-VI or first full-face laser", a_case(phototype=phototype), CATALOG) is holds


def test_condition_nobody_knows_is_said_as_if():
    assert [one.when for one in line("suction", ["subcision"])] == ["If suction was agreed with you:"]


def test_condition_a_clinic_wrote_is_read_out():
    catalog = with_instruction("subcision", "dressing", condition="beard")

    assert [one.when for one in line("dressing", ["subcision"], catalog=catalog)] == ["If this applies to you (beard):"]


def test_answer_for_clinicians_alone_is_never_read_out():
    question = dataclasses.replace(CATALOG.questions["hsv_history"], restricted=True)
    questions = tuple(question if one.key == question.key else one for one in CATALOG.safety["question"])
    catalog = dataclasses.replace(CATALOG, safety=dict(CATALOG.safety) | {"question": questions})

    assert condition_holds("herpes_simplex_history", a_case({"hsv_history": True}), catalog) is None


# ---- several treatments on one visit


def test_what_is_avoided_is_avoided_over_the_widest_span():
    (both,) = line("no_makeup", ["microneedling", "subcision"])

    assert (both.from_day, both.to_day, both.text) == (0, 3, "No make-up")


def test_care_in_other_words_keeps_its_own_days():
    """Sunscreen that is right a day after needling is too early on skin that a laser has opened."""
    spans = {one.text: (one.from_day, one.to_day) for one in line("sunscreen", ["microneedling", "afl"])}

    assert spans == {
        "Broad-spectrum SPF 30 or more every day": (1, 28),
        "SPF 50 several times a day": (5, 60),
    }


def test_what_one_treatment_allows_gives_way_to_what_another_forbids():
    assert line("makeup_ok", ["nafl"])
    assert line("makeup_ok", ["nafl", "subcision"]) == []
    assert line("analgesic", ["afl"])
    assert line("analgesic", ["afl", "prp_topical"]) == []


@pytest.mark.parametrize("modality", ["peel_medium", "tca_cross", "afl", "microneedling"])
def test_neither_numbing_nor_priming_is_asked_of_anybody_at_home(modality):
    codes = {one.code for one in lines_of([modality], a_case(phototype=5), CATALOG)}

    assert not codes & {"numbing_cream", "priming", "resume_priming"}
    assert codes


def test_every_other_instruction_of_a_treatment_stands_once():
    wanted = {(row.phase, row.code) for row in CATALOG.treatments["instruction"] if row.modality == "microneedling"}

    found = [(one.phase, one.code) for one in lines_of(["microneedling"], a_case(), CATALOG)]

    assert set(found) == wanted - {("pre", "numbing_cream")}
    assert len(found) == len(set(found))


# ---- on the calendar


@pytest.mark.parametrize(
    ("visit", "from_day", "to_day", "said"),
    [
        ((2026, 3, 30), -5, 0, "25–30 Mar 2026"),  # the clocks go forward on the 29th
        ((2026, 10, 26), -1, 7, "25 Oct – 2 Nov 2026"),  # and back on the 25th
        ((2026, 3, 1), -14, 0, "15 Feb – 1 Mar 2026"),
        ((2028, 2, 28), 0, 2, "28 Feb – 1 Mar 2028"),  # a leap year
        ((2026, 12, 30), 1, 28, "31 Dec 2026 – 27 Jan 2027"),
        ((2026, 3, 3), 0, 0, "3 Mar 2026"),
    ],
)
def test_days_are_counted_on_the_calendar(visit, from_day, to_day, said):
    assert dated(datetime.date(*visit), from_day, to_day, LONG_AGO) == said


def test_nothing_is_asked_for_before_the_plan_was_made():
    assert dated(ON + datetime.timedelta(2), -14, 0, ON) == "25–27 Nov 2026"


def test_days_that_have_passed_are_said_and_not_dropped():
    assert dated(ON, -42, -28, ON) == "the usual days (14–28 Oct 2026) have passed; ask us"


def test_same_days_stand_together_with_a_date_for_each_visit():
    visits = {"Visit 1": datetime.date(2026, 3, 3), "Visit 2": datetime.date(2026, 3, 31)}

    spans = spans_of(lines_of(["microneedling"], a_case(), CATALOG), visits, known_on=LONG_AGO)

    week = next(one for one in spans if one.words == "From the visit until 7 days after")
    assert week.dates == (("Visit 1", "3–10 Mar 2026"), ("Visit 2", "31 Mar – 7 Apr 2026"))
    assert {one.code for one in week.lines} == {"no_picking", "no_hair_removal"}


def test_before_a_visit_that_is_done_nothing_is_left_to_do():
    visits = {"Visit 1": datetime.date(2026, 3, 3), "Visit 2": datetime.date(2026, 3, 31)}

    spans = spans_of(lines_of(["microneedling"], a_case(), CATALOG), visits, known_on=LONG_AGO, done={"Visit 1"})

    of_first = [one for one in spans if dict(one.dates).get("Visit 1")]
    assert of_first and {line.phase for one in of_first for line in one.lines} == {"post"}


def test_test_is_made_before_the_first_visit_alone():
    visits = {"Visit 1": datetime.date(2026, 3, 3), "Visit 2": datetime.date(2026, 3, 31)}

    spans = spans_of(lines_of(["filler_pmma"], a_case(), CATALOG), visits, known_on=LONG_AGO)

    (test,) = [one for one in spans if any(line.code == "skin_test" for line in one.lines)]
    assert test.dates == (("Visit 1", "3 Feb 2026"),)


def test_contraception_is_asked_of_whoever_can_become_pregnant():
    assert [one.when for one in line("avoid_pregnancy", ["topical_priming"])] == ["If you can become pregnant:"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0, 0), "On the day of the visit"),
        ((-28, -28), "28 days before"),
        ((28, 28), "28 days after"),
        ((-42, -28), "42 to 28 days before"),
        ((-1, 0), "From 1 day before until the visit"),
        ((-1, 7), "From 1 day before until 7 days after"),
        ((0, 1), "From the visit until 1 day after"),
        ((3, 17), "3 to 17 days after"),
    ],
)
def test_days_are_said_in_words(days, said):
    assert days_in_words(*days) == said
