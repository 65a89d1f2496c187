"""The fields of the proposal page as they are read: an empty field is no wish, and what cannot be read is handed on and refused."""

import datetime

import pytest
from django.http import QueryDict

from planner.case import CaseError
from planner.catalog import shipped_catalog
from treatments import proposals
from treatments.proposing import forms
from treatments.proposing.wishes import problem_in_words

ON = datetime.date(2026, 11, 25)


def wishes(query: str) -> forms.Wishes:
    return forms.wishes_in(QueryDict(query))


def test_wishes_are_read_as_a_case_states_them():
    given = wishes(
        "max_downtime_days=5&max_price=1200,50&ready_by=2027-06-01&max_visits=4&avoid=afl&avoid=filler_ha"
        "&most_important=downtime&most_important=price"
    ).given

    read = proposals.read_wishes(given, shipped_catalog(), ON)

    assert (read.max_downtime_days, str(read.max_price), read.max_visits) == (5, "1200.50", 4)
    assert read.ready_by == datetime.date(2027, 6, 1)
    assert (read.avoid, read.most_important) == (("afl", "filler_ha"), ("downtime", "price"))


def test_empty_fields_are_no_wishes():
    found = wishes("max_downtime_days=&max_price=+&ready_by=&max_visits=&most_important=&most_important=")

    assert not found
    assert found.given == {}


def test_the_same_wish_said_twice_counts_once():
    assert wishes("most_important=price&most_important=price").given == {"most_important": ["price"]}


def test_what_is_no_number_is_refused_at_its_field():
    with pytest.raises(CaseError) as refused:
        proposals.read_wishes(wishes("max_visits=many").given, shipped_catalog(), ON)

    assert refused.value.field == "preferences.max_visits"


def test_address_carries_the_wishes_and_gives_them_back():
    found = wishes("max_visits=4&avoid=afl&avoid=filler_ha&card=x&csrfmiddlewaretoken=secret")

    assert found.query == "max_visits=4&avoid=afl&avoid=filler_ha"
    assert wishes(found.query) == found


def test_options_are_read_by_course():
    data = QueryDict("options.afl=prp_topical&lost.afl=filler_ha&options.tca=crosslinking&key=one&course.one=afl")

    assert forms.options_in(data) == {"afl": ["prp_topical", "filler_ha"], "tca": ["crosslinking"]}
    assert forms.choice_in(data).options == {"prp_topical"}


def test_reasons_are_read_by_modality():
    assert forms.choice_in(QueryDict("key=one&reason.afl=Discussed.%0D%0AAgreed.")).reasons == {
        "afl": "Discussed.\nAgreed."
    }


@pytest.mark.parametrize("day", ["", "soon", "2026-11-25", "2026-11-24"])
def test_an_offer_ends_on_a_day_to_come(day):
    with pytest.raises(forms.DateMissing):
        forms.choice_in(QueryDict(f"key=one&offer=1&think_until={day}"), ON)


def test_without_an_offer_the_day_is_not_read():
    assert forms.choice_in(QueryDict("key=one&think_until=soon"), ON).think_until is None


def test_what_the_page_rested_on_is_read_without_trust():
    assert forms.seen_in(QueryDict("on=2026-11-25&version=3&revision=12")) == forms.Seen("2026-11-25", 3, 12)
    assert forms.seen_in(QueryDict("version=three&revision=-1")) == forms.Seen("", None, None)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("max_price=cheap", "“cheap” cannot be read here. Write an amount, such as 1500 or 1500.50."),
        ("max_visits=0", "“0” cannot be read here. Write a whole number of visits, 1 or more."),
        ("ready_by=2020-01-01", "“2020-01-01” cannot be read here. Choose a day after today."),
        ("avoid=magic", "“magic” cannot be read here. Tick treatments of the list."),
    ],
)
def test_trouble_with_a_wish_is_said_in_plain_words(query, said):
    name = query.partition("=")[0]

    assert problem_in_words(name, wishes(query).fields[name]) == said
