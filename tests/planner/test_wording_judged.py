"""What is said of an adopted course: a whole sentence for every concern, and plain values for what differs."""

import datetime

import pytest

from planner.case import NEVER, Answer, Finding, PastProcedure, Span
from planner.reasons import reason
from planner.wording import sentence
from planner.wording_judged import (
    JUDGED,
    a_finding,
    a_past_procedure,
    a_value,
    a_visit,
    amount,
    an_answer,
    from_to,
    some_days,
)

DAY, LATER = datetime.date(2027, 5, 1), datetime.date(2027, 5, 31)

WHOLE = [
    (
        "steps_too_close",
        {"first": "subcision", "second": "afl", "on": DAY, "between": 20, "days": 28},
        "Ablative fractional laser on 1 May 2027 would follow subcision after 20 days; "
        "the rows in force ask for at least 28 days.",
    ),
    (
        "too_soon_after_the_past",
        {"first": "subcision", "second": "afl", "until": DAY, "days": 28},
        "Ablative fractional laser may be done from 1 May 2027, after subcision that was done; "
        "the rows in force ask for at least 28 days in between.",
    ),
    (
        "past_not_dated",
        {"first": "subcision", "second": "afl", "days": 28},
        "It is not known when subcision was done last; "
        "the rows in force ask for 28 days before ablative fractional laser.",
    ),
    (
        "never_same_day",
        {"first": "microneedling", "second": "afl", "why": "two injuries."},
        "Microneedling and ablative fractional laser do not share a day: two injuries.",
    ),
    (
        "never_same_day",
        {"first": "microneedling", "second": "afl", "why": ""},
        "Microneedling and ablative fractional laser do not share a day.",
    ),
    (
        "wrong_order_on_a_visit",
        {"first": "subcision", "second": "tca_cross"},
        "TCA CROSS comes before subcision when they share a visit, not after it.",
    ),
    (
        "no_row_lets_them_share",
        {"first": "subcision", "second": "nafl"},
        "No row in force lets subcision and non-ablative fractional laser share a visit in the same area.",
    ),
    (
        "injury_exceeded",
        {"sum": 7, "limit": 5, "region": "cheek_lower"},
        "The injury classes of this visit add up to 7 in one area (lower cheek), at most 5.",
    ),
    (
        "question_open",
        {"modality": "afl", "ask": "Do you smoke?"},
        "No valid answer is on record, and it could change ablative fractional laser: Do you smoke?",
    ),
    ("window_over", {"latest_on": DAY}, "The window of this visit ended on 1 May 2027."),
    (
        "test_spot_gone",
        {"modality": "afl", "on": DAY, "why": "Darker skin marks easily."},
        "Ablative fractional laser would be done without its test spot of 1 May 2027, so nobody would have seen how this skin "
        "answers. A rule asks for it: Darker skin marks easily.",
    ),
    (
        "test_spot_gone",
        {"modality": "afl", "on": DAY, "why": ""},
        "Ablative fractional laser would be done without its test spot of 1 May 2027, so nobody would have seen how this skin "
        "answers.",
    ),
    (
        "review_gone",
        {"on": DAY, "visits": 1},
        "1 visit waits for the review of 1 May 2027: without it more would be done before anybody has looked at the result.",
    ),
    (
        "review_gone",
        {"on": DAY, "visits": 2},
        "2 visits wait for the review of 1 May 2027: without it more would be done before anybody has looked at the result.",
    ),
    (
        "interval_wider",
        {"modality": "afl", "between": 90, "days": 56},
        "Two sessions of ablative fractional laser would lie 90 days apart; in a series at most 56 days lie between them.",
    ),
    (
        "facts_old",
        {"seen": DAY, "on": LATER, "age": 400, "days": 365},
        "This plan rests on what was told and seen on 1 May 2027; at its next visit on 31 May 2027 that would be 400 days old, "
        "and no answer counts longer than 365 days.",
    ),
]


@pytest.mark.parametrize(("kind", "values", "words"), WHOLE, ids=[row[0] for row in WHOLE])
def test_concern_is_told_in_a_whole_sentence(kind, values, words):
    assert sentence(reason(kind, kind, **values)) == words


def test_every_kind_of_concern_is_tested_whole():
    assert {kind for kind, _, _ in WHOLE} == set(JUDGED)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not known"),
        (True, "yes"),
        (False, "no"),
        (NEVER, "never"),
        ("moderate_severe", "moderate severe"),
        (70.5, "70.5"),
        (Span.day(DAY), "1 May 2027"),
        (Span(DAY, LATER), "1 May 2027 to 31 May 2027"),
        (Span(None, DAY), "up to 1 May 2027"),
        (Span(DAY, None), "from 1 May 2027"),
    ],
)
def test_answer_is_told_in_words(value, words):
    assert a_value(value) == words


def test_answer_by_region_is_told_region_by_region():
    told = an_answer(Answer(DAY, regions={"nose": False, "cheek_lower": True}))

    assert told == "lower cheek: yes, nose: no"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "seen"),
        ({"count": (12, 12), "grade": 3}, "12, grade 3"),
        ({"count": (3, 5)}, "3 to 5"),
        ({"count": (3, None), "base": "abnormal"}, "3 or more, base abnormal"),
        ({"area_cm2": 4.5, "older_than_two_years": True}, "4.5 cm2, older than two years"),
        ({"older_than_two_years": False}, "not older than two years"),
    ],
)
def test_finding_is_told_by_what_was_seen(facts, words):
    assert a_finding(Finding("rolling", "nose", **facts)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "date not known"),
        ({"sessions": 1, "last_on": Span.day(DAY)}, "1 session, last 1 May 2027"),
        ({"sessions": 3, "response": "poor"}, "3 sessions, date not known, response poor"),
    ],
)
def test_past_procedure_is_told_with_what_is_known(facts, words):
    assert a_past_procedure(PastProcedure("afl", **facts)) == words


def test_values_of_a_visit_are_plain():
    assert a_visit("test_spot", DAY, ("afl",)) == "test spot on 1 May 2027: ablative fractional laser"
    assert a_visit("review", DAY, ()) == "review on 1 May 2027"
    assert (from_to(DAY, DAY), from_to(DAY, LATER)) == ("1 May 2027", "1 May 2027 to 31 May 2027")
    assert (some_days(1, 1), some_days(3, 7)) == ("1 day", "3 to 7 days")
    assert amount(None) == "not known"
