"""The literature behind a proposal: every source it names, each with its citation, and no other."""

from dataclasses import replace

import pytest

from planner.presenting.sources import cited
from planner.proposal import Caution, Expected, SetAside
from planner.reasons import Reason
from tests.planner.builders import CATALOG
from tests.planner.test_document import PROPOSAL, REGIMEN

KEYS = list(CATALOG.sources)
BARE = replace(
    PROPOSAL,
    regimens=(),
    set_aside=(),
    no_procedure=replace(PROPOSAL.no_procedure, reasons=()),
)
EMPTY = replace(REGIMEN, expected=(), cautions=(), reasons=())


def why(*sources):
    return Reason("avoided", "avoided", (("modality", "afl"),), "opened", sources)


def in_regimen(**parts):
    return replace(BARE, regimens=(replace(EMPTY, **parts),))


NAMING = {
    "no procedure": replace(BARE, no_procedure=replace(BARE.no_procedure, reasons=(why(KEYS[0]),))),
    "set aside": replace(BARE, set_aside=(SetAside("afl", "avoided", None, None, why(KEYS[0])),)),
    "expected": in_regimen(expected=(Expected("afl", "any", "x", None, None, None, (KEYS[0],)),)),
    "cautions": in_regimen(cautions=(Caution("r", ("afl",), "x", "y", "none", "nobody", (KEYS[0],)),)),
    "reasons": in_regimen(reasons=(why(KEYS[0]),)),
}


@pytest.mark.parametrize("proposal", NAMING.values(), ids=NAMING)
def test_source_is_cited_wherever_it_is_named(proposal):
    assert cited(proposal, CATALOG).sources == {KEYS[0]: CATALOG.sources[KEYS[0]].citation}


def test_nothing_named_is_nothing_cited():
    assert cited(BARE, CATALOG).sources == {}


def test_citations_stand_in_the_order_of_keys():
    named = [*sorted(KEYS)[:3]][::-1]

    found = cited(in_regimen(reasons=(why(*named), why(named[0]))), CATALOG)

    assert list(found.sources) == sorted(named)


def test_source_that_nobody_holds_is_refused():
    with pytest.raises(KeyError):
        cited(in_regimen(reasons=(why("nobody1900"),)), CATALOG)
