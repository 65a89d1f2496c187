"""What the fields of the forms mean."""

import datetime

import pytest
from django.utils import timezone

from patients import consultation_forms as forms
from patients.consulting import Told
from patients.consulting_refusals import NotTaken
from patients.showing_skin import bands_of
from planner.case.reading_dates import MOST_DAYS_AGO
from planner.catalog import shipped_catalog

QUESTION = shipped_catalog().questions["isotretinoin_last"]


def told(**fields):
    post = {f"a.isotretinoin_last{part}": value for part, value in fields.items()}
    return forms.told_in(post, [QUESTION], shipped_catalog()).get("isotretinoin_last")


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"": "never"}, "never"),
        ({"": "unknown"}, None),
        ({"": "day", ".day": "2026-03-01"}, "2026-03-01"),
        ({"": "", ".month": "2026-03"}, "2026-03"),
        ({"": "day"}, "nothing"),
    ],
)
def test_a_vague_date_is_told_as_it_was_meant(fields, value):
    assert told(**fields) == Told(value)


def test_a_question_left_open_is_no_answer():
    assert told() is None
    assert told(**{"": ""}) is None


@pytest.mark.parametrize(
    ("today", "months", "day"),
    [
        (datetime.date(2026, 11, 25), "6", datetime.date(2026, 5, 25)),
        (datetime.date(2026, 3, 31), "1", datetime.date(2026, 2, 28)),
        (datetime.date(2026, 1, 15), "13", datetime.date(2024, 12, 15)),
    ],
)
def test_months_ago_are_counted_by_the_calendar(today, months, day, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: today)

    assert today - datetime.timedelta(days=forms.months_as_days(months)) == day


def test_months_before_the_calendar_are_left_to_be_refused():
    assert forms.months_as_days("9999") > MOST_DAYS_AGO
    assert forms.months_as_days("99999") == "99999"
    assert forms.months_as_days("") == "nothing"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", (12, 12)),
        ("5-10", (5, 10)),
        ("5 – 10", (5, 10)),
        ("21-", (21, None)),
        ("?", (None, None)),
        ("0", None),
        ("", None),
    ],
)
def test_a_count_is_a_number_a_band_or_none(text, count):
    assert forms.read_count(text, "count") == count


@pytest.mark.parametrize("text", ["many", "-4", "4.5", "5-10-15", "9" * 30, "٣"])
def test_what_is_no_count_is_refused(text):
    with pytest.raises(NotTaken):
        forms.read_count(text, "count")


def test_bands_are_cut_where_the_scales_cut():
    assert [(band.low, band.high) for band in bands_of(shipped_catalog())] == [(1, 4), (5, 10), (11, 20), (21, None)]


def test_a_number_typed_over_a_band_counts_and_a_band_chosen_over_a_number_too():
    was_band = {"was.rolling.chin.": "5-10", "band.rolling.chin.": "5-10", "count.rolling.chin.": "7"}
    was_number = {"was.rolling.chin.": "7", "band.rolling.chin.": "5-10", "count.rolling.chin.": "7"}

    assert list(forms.counts_in(was_band).values()) == [(7, 7)]
    assert list(forms.counts_in(was_number).values()) == [(5, 10)]
