"""The tree of reasons behind a proposal, to be read by a person in a terminal."""

from collections.abc import Iterator

from planner.proposal import HomePhase, Parameter, Procedure, Proposal, Regimen, Visit
from planner.reasons import Reason
from planner.wording import listed, plain, sentence, written_date

Lines = Iterator[tuple[int, str]]


def explain_tree(proposal: Proposal) -> str:
    """The proposal as an indented tree: scores, no procedure now, regimens, set aside, questions, sources."""
    parts = (_head, _scores, _no_procedure, _regimens, _set_aside, _questions, _sources)
    return "\n".join("  " * depth + text for part in parts for depth, text in part(proposal))


def _head(proposal: Proposal) -> Lines:
    yield 0, f"Proposal from catalog {proposal.catalog_version}"
    if not proposal.catalog_signed:
        yield 1, "Demonstration: not approved for patient care."
    for wish in proposal.wishes_not_judged:
        yield 1, f"Not judged: {plain(wish)}, because no price is known."


def _scores(proposal: Proposal) -> Lines:
    scores = proposal.scores
    yield 0, "Scores"
    named = {
        "Goodman-Baron, qualitative": scores.goodman_baron_qual,
        "Goodman-Baron, quantitative": scores.goodman_baron_quant,
        "ECCA": scores.ecca,
        "SCAR-S": scores.scar_s,
    }
    for name, value in named.items():
        yield 1, f"{name}: {'not known' if value is None else value}"
    for working in scores.workings:
        yield 2, working


def _no_procedure(proposal: Proposal) -> Lines:
    card = proposal.no_procedure
    yield 0, "No procedure now" + (", first" if card.first else "")
    for condition in card.wait_for:
        yield 1, f"Wait for: {condition}"
    for one in card.reasons:
        yield 1, _said(one)
    otherwise = "Look again" if card.first else "If nothing is done now, look again"
    yield 1, f"{otherwise} on {written_date(card.look_again_on)}."


def _regimens(proposal: Proposal) -> Lines:
    if not proposal.regimens:
        yield 0, "No regimen"
    for place, regimen in enumerate(proposal.regimens, start=1):
        yield from _regimen(place, regimen)
    for place, (above, below) in enumerate(zip(proposal.regimens, proposal.regimens[1:], strict=False), start=1):
        name, better, worse = first_difference(above, below)
        yield 0, f"Why {place} stands above {place + 1}: {name}, {better} before {worse}"


def first_difference(above: Regimen, below: Regimen) -> tuple[str, str, str]:
    """The first level at which two regimens differ, and its value in each."""
    for (name, better), (_, worse) in zip(above.levels, below.levels, strict=True):
        if better != worse:
            return name, better, worse
    raise ValueError("the two regimens do not differ at any level")


def _regimen(place: int, regimen: Regimen) -> Lines:
    yield 0, f"Regimen {place}: {listed(regimen.modalities)}"
    for label in regimen.labels:
        yield 1, f"Label: {label}"
    if regimen.provisional:
        yield 1, "Provisional: questions are open."
    if regimen.needs_reason:
        yield 1, f"Needs a recorded reason: {listed(regimen.needs_reason)}"
    if regimen.options:
        yield 1, f"Options: {listed(regimen.options)}"
    yield 1, "Compared on"
    for name, value in regimen.levels:
        yield 2, f"{name}: {value}"
    yield 1, "Course"
    for phase in regimen.home:
        yield from _home(phase)
    for visit in regimen.visits:
        yield from _visit(visit)
    yield 1, "Cautions"
    for caution in regimen.cautions:
        yield 2, f"{caution.text} [{caution.rule}; {', '.join(caution.sources)}]"
        yield 3, f"{caution.mitigation} ({plain(caution.kind)}: {caution.owner})"
    yield 1, "What to expect"
    for row in regimen.expected:
        numbers = f", n = {row.n}" if row.n is not None else ""
        yield 2, f"{plain(row.modality)}: {row.outcome}: {row.result}{numbers} [{', '.join(row.sources)}]"
    yield 1, "Why"
    for one in regimen.reasons:
        yield 2, _said(one)


def _home(phase: HomePhase) -> Lines:
    yield 2, f"At home: {plain(phase.modality)} from {written_date(phase.from_on)} to {written_date(phase.until_on)}"
    for start, end in phase.pauses:
        yield 3, f"pause from {written_date(start)} to {written_date(end)}"


def _visit(visit: Visit) -> Lines:
    said = f"{written_date(visit.target_on)}, day {visit.day}: {plain(visit.kind)}"
    yield 2, said + (" (provisional)" if visit.provisional else "")
    for procedure in visit.procedures:
        yield 3, _procedure(procedure)


def _procedure(procedure: Procedure) -> str:
    option = " (option)" if procedure.option else ""
    settings = "; ".join(_setting(one) for one in procedure.parameters)
    done = f"{procedure.order}. {plain(procedure.modality)}{option}: {listed(procedure.areas)}"
    return f"{done} ({settings})" if settings else done


def _setting(parameter: Parameter) -> str:
    unit = "" if parameter.unit in ("text", parameter.name, "day") else f" {parameter.unit}"
    return f"{plain(parameter.name)} {parameter.value}{unit}"


def _set_aside(proposal: Proposal) -> Lines:
    yield 0, "Set aside"
    for row in proposal.set_aside:
        until = f" until {written_date(row.until)}" if row.until else ""
        condition = f" until: {row.condition}" if row.condition else ""
        yield 1, f"{plain(row.modality)}, {plain(row.verdict)}{until}{condition}: {_said(row.reason)}"


def _questions(proposal: Proposal) -> Lines:
    if proposal.questions:
        yield 0, "Questions that matter"
    for question in proposal.questions:
        waiting = "" if question.regimens else " (an option only)"
        yield 1, f"{question.text} [{question.question}: {listed(question.modalities)}]{waiting}"


def _sources(proposal: Proposal) -> Lines:
    yield 0, "Sources"
    for key, citation in proposal.sources.items():
        yield 1, f"{key}: {citation}"


def _said(one: Reason) -> str:
    return f"{sentence(one)} [{one.rule}; {one.confidence}; {', '.join(one.sources)}]"
