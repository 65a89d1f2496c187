"""What the one box reads from a text."""

import datetime

import pytest

from patients import typed

TODAY = datetime.date(2026, 11, 25)
BORN = datetime.date(1994, 3, 12)


@pytest.mark.parametrize(
    "text",
    ["12.3.1994", "12.03.94", "12. 3. 1994", "12-3-1994", "1994-03-12", "1994/3/12", "12 Mar 1994", "12 march 1994"]
    + [
        "12th March 1994",
        "Mar 12, 1994",
        "March 12 1994",
        "12 3 1994",
        "12031994",
        "19940312",
        "12Mar1994",
        "١٢.٣.١٩٩٤",
    ],
)
def test_date_of_birth_is_read_in_many_ways(text):
    assert BORN in typed.read(text, TODAY).figures[0].dates
    assert typed.birth_date(text, TODAY) == BORN


@pytest.mark.parametrize("text", ["31.2.1994", "tomorrow", "12 Foo 1994", "1994", "13.13.1994", ""])
def test_what_is_no_date_is_none(text):
    assert typed.birth_date(text, TODAY) is None


@pytest.mark.parametrize("text", ["jan 1988", "January 1988", "Jan. 1988", "1/1988", "01.1988", "1. 1988", "1988-01"])
def test_month_of_birth_is_read_without_a_day(text):
    (figures,) = typed.read(text, TODAY).figures

    assert figures.month == (1988, 1)
    assert typed.birth_date(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["13/1988", "1/1799", "1/2999", "foo 1988", "030 12/1988", "(030) 12/1988", "12/1988 55"]
)
def test_what_is_no_month_is_read_as_before(text):
    assert all(figures.month is None for figures in typed.read(text, TODAY).figures)


@pytest.mark.parametrize(
    ("text", "month"),
    [("31.2.2001", (2001, 2)), ("2001-04-31", (2001, 4)), ("29 Feb 2001", (2001, 2))]
    + [("28.2.2001", None), ("31.13.2001", None), ("tomorrow", None), ("31.2.01", None)],
)
def test_day_its_month_does_not_have_is_noticed(text, month):
    assert typed.month_without_day(text) == month


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "a\nb"])
def test_lines_end_alike(text):
    assert typed.plain_line_ends(text) == "a\nb"


def test_two_figures_are_the_last_such_year():
    assert typed.birth_date("1.5.26", TODAY) == datetime.date(2026, 5, 1)
    assert typed.birth_date("1.5.27", TODAY) == datetime.date(1927, 5, 1)


def test_day_and_month_may_stand_in_either_order_when_finding():
    assert typed.read("3/12/1994", TODAY).figures[0].dates == (datetime.date(1994, 12, 3), datetime.date(1994, 3, 12))


def test_words_and_figures_are_told_apart():
    read = typed.read("  Moreau 1994 aline ", TODAY)

    assert read.words == ["Moreau", "aline"]
    assert read.figures == [typed.Figures(year=1994, record_number=1994)]


@pytest.mark.parametrize("text", ["C-000123", "c123", "C 123", "c-00123"])
def test_record_number_is_read_with_its_letter(text):
    assert typed.read(text, TODAY).figures == [typed.Figures(record_number=123)]


@pytest.mark.parametrize("text", ["0171 234 56 78", "(0171) 2345678", "0171-2345678", "+49 171/2345678"])
def test_phone_keeps_together_however_it_is_written(text):
    assert typed.read(text, TODAY).figures == [
        typed.Figures(phone=text, record_number=None),
    ]


def test_months_that_begin_names_stay_names():
    assert typed.read("Mar May", TODAY).words == ["Mar", "May"]


@pytest.mark.parametrize("text", ["\x00", "", " \t ", "\x00\x01"])
def test_nothing_is_read_from_nothing(text):
    read = typed.read(text, TODAY)

    assert (read.words, read.figures) == ([], [])


def test_a_long_text_is_read_from_its_beginning():
    assert len(typed.read("x" * 10_000_000, TODAY).names) == typed.LONGEST
