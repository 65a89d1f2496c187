"""Whether the planner proposes to the patient of an algorithm vignette what the vignette expects, in complaints a person can read."""

from collections.abc import Iterator

from planner.catalog import Catalog
from planner.engine import propose
from planner.proposal import Proposal, Regimen
from tests.planner.vignettes.algorithm_reading import Expectation, Vignette


def complaints(vignette: Vignette, catalog: Catalog) -> list[str]:
    """What the proposal gets wrong."""
    proposal = propose(vignette.read(), catalog)
    if not proposal.regimens:
        return ["nothing is proposed"]
    first, expect = proposal.regimens[0], vignette.expect
    return [*_first(first, expect), *_beside(proposal, expect), *_aside(proposal, expect), *_waiting(proposal)]


def _first(regimen: Regimen, expect: Expectation) -> Iterator[str]:
    """What stands first, how well it answers, without a reason to be recorded, and after which test spot."""
    held = set(regimen.modalities)
    if not held.issuperset(expect.first):
        yield f"first: {sorted(held)} without {list(expect.first)}"
    if expect.first_one_of and held.isdisjoint(expect.first_one_of):
        yield f"first: {sorted(held)} without any of {list(expect.first_one_of)}"
    answered = dict(regimen.levels)["main concern"]
    if answered != expect.answered:
        yield f"main concern answered {answered}, expected {expect.answered}"
    if regimen.needs_reason:
        yield f"first needs a reason: {list(regimen.needs_reason)}"
    spots = {one.modality for visit in regimen.visits if visit.kind == "test_spot" for one in visit.procedures}
    if spots != set(expect.test_spot):
        yield f"test spots of {sorted(spots)}, expected {list(expect.test_spot)}"


def _beside(proposal: Proposal, expect: Expectation) -> Iterator[str]:
    """What some regimen holds, and what none does."""
    used = {key for regimen in proposal.regimens for key in (*regimen.modalities, *regimen.options)}
    for modality in set(expect.shown) - used:
        yield f"{modality} is in no regimen"
    for modality in used.intersection(expect.never):
        yield f"{modality} is in a regimen"


def _aside(proposal: Proposal, expect: Expectation) -> Iterator[str]:
    said = {one.modality: one.verdict for one in proposal.set_aside}
    for modality, verdict in expect.set_aside.items():
        if said.get(modality) != verdict:
            yield f"{modality} is set aside as {said.get(modality)}, expected {verdict}"


def _waiting(proposal: Proposal) -> Iterator[str]:
    """Every question was answered, so nothing waits for an answer."""
    for one in proposal.questions:
        yield f"asks {one.question}"
    if any(regimen.provisional for regimen in proposal.regimens):
        yield "a regimen waits for answers"
