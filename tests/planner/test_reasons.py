"""Reasons as objects: their rule, the values that decided, and what they rest on."""

import pytest

from planner.reasons import OWN_THINKING, Reason, each_once, reason, weakest
from tests.planner.builders import CATALOG, spacing


def test_reason_rests_on_its_row():
    found = reason("spacing_row", "spacing_row", spacing("afl", "nafl", 7), first="afl", days=7)

    assert found == Reason("spacing_row", "spacing_row", (("first", "afl"), ("days", 7)), "opened", ("asif2016",))


def test_reason_without_row_is_own_thinking():
    found = reason("not_offered", "not_offered", modality="afl")

    assert (found.confidence, found.sources) == ("unverified", OWN_THINKING)
    assert set(OWN_THINKING) <= set(CATALOG.sources)


def test_row_that_names_no_source_is_own_thinking():
    link = CATALOG.treatments["scar_type_link"][0]

    assert reason("no_evidence_row", "no_evidence_row", link, scar_type="rolling").sources == OWN_THINKING


def test_value_is_read_by_its_name():
    found = reason("avoided", "avoided", modality="afl")

    assert found["modality"] == "afl"
    with pytest.raises(KeyError):
        found["days"]


def test_equal_reasons_are_told_once_in_order():
    one, other = reason("avoided", "avoided", modality="nafl"), reason("avoided", "avoided", modality="afl")

    assert each_once([one, other, reason("avoided", "avoided", modality="nafl")]) == (one, other)


def test_least_verified_confidence_is_weakest():
    assert weakest(["secondary", "opened", "partial"]) == "partial"
    assert weakest(["unverified", "partial"]) == "unverified"
    assert weakest([]) is None
