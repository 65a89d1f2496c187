"""The literature behind a proposal: every source key that it names, with its citation."""

from collections.abc import Iterable
from dataclasses import replace

from planner.catalog import Catalog
from planner.proposal import Proposal


def cited(proposal: Proposal, catalog: Catalog) -> Proposal:
    """The proposal with the citations of all the sources it names, in the order of their keys."""
    keys = sorted(set(_named(proposal)))
    return replace(proposal, sources={key: catalog.sources[key].citation for key in keys})


def _named(proposal: Proposal) -> Iterable[str]:
    for one in proposal.no_procedure.reasons:
        yield from one.sources
    for row in proposal.set_aside:
        yield from row.reason.sources
    for regimen in proposal.regimens:
        for part in (*regimen.expected, *regimen.cautions, *regimen.reasons):
            yield from part.sources
