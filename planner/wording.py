"""The one writer of sentences: whatever the planner says comes from here, or is a fact of the knowledge."""

from collections.abc import Callable
from typing import Any

from planner.reasons import OWN_THINKING, Reason
from planner.wording_judged import JUDGED
from planner.wording_waiting import WAITED_FOR, waiting_for, waiting_words
from planner.words import NAMES, days, listed, plain, upper, written_date

__all__ = [
    "NAMES",
    "SAID",
    "SENTENCES",
    "WAITED_FOR",
    "listed",
    "plain",
    "said",
    "sentence",
    "waiting_for",
    "waiting_words",
    "written_date",
]

LEVELS = {1: "first line", 2: "second line", 3: "an adjunct", 4: "a poor fit", 5: "contraindicated"}


def _answers_finding(v: dict[str, Any]) -> str:
    where = " in a region with several types" if v["mixed"] else ""
    return f"{upper(plain(v['modality']))} is {LEVELS[v['level']]} for {plain(v['scar_type'])} of grade {v['grade']}{where}."


def _answers_concern(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} is {LEVELS[v['level']]} for {plain(v['concern'])}."


def _lowered(v: dict[str, Any]) -> str:
    return (
        f"{upper(plain(v['modality']))} was used before with the response {v['response']}: it counts one place lower."
    )


def _published(v: dict[str, Any]) -> str:
    return f"The calendar is the published one of {v['label']}: {listed(v['modalities'])}."


def _protocol(v: dict[str, Any]) -> str:
    interval = "" if v["sessions"] == 1 else f", {days(v['interval'])} apart"
    sessions = "1 session" if v["sessions"] == 1 else f"{v['sessions']} sessions"
    return f"{upper(plain(v['modality']))}: {sessions}{interval}, as its schedule says."


def _order(v: dict[str, Any]) -> str:
    return f"First sessions follow the order of work, release before resurfacing and volume last: {listed(v['modalities'])}."


def _spacing(v: dict[str, Any]) -> str:
    if v["same_day"]:
        return f"{upper(plain(v['first']))} and {plain(v['second'])} may share a visit, in this order."
    return f"{upper(plain(v['second']))} follows {plain(v['first'])} in the same area after at least {days(v['days'])}."


def _default_spacing(v: dict[str, Any]) -> str:
    return (
        f"No source spaces {listed(v['modalities'])}: they stand at least {days(v['days'])} apart and share no visit."
    )


def _deferred_start(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} starts on {written_date(v['until'])}, when the rule {v['because']} lets it."


def _history_start(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} starts on {written_date(v['until'])}, to keep the interval to what was done before."


def _screened(v: dict[str, Any]) -> str:
    regions = v.get("regions")
    return f"{v['text']} This concerns: {listed(regions)}." if regions else v["text"]


def _priming(v: dict[str, Any]) -> str:
    lead_in, pause, restart = days(v["lead_in"]), days(v["pause"]), days(v["restart"])
    target = plain(v["target"])
    told = f"Priming leads in {lead_in} before {target}, pauses {pause} before each session and may restart {restart} after it."
    if "lost" not in v:
        return told
    return f"{told} The published calendar pauses it around other procedures too, which takes {days(v['lost'])} of this lead-in."


def _priming_left_out(v: dict[str, Any]) -> str:
    return (
        f"Priming is asked for before {listed(v['modalities'])} but may not be used here: the caution stays without it."
    )


def _test_spot(v: dict[str, Any]) -> str:
    return f"A test spot of {plain(v['modality'])} comes first and is watched for {days(v['wait'])}; later visits wait for its result."


def _review(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} is reviewed after every {v['after']} of its sessions. {v['stop_rule'].rstrip('.')}."


def _injury(v: dict[str, Any]) -> str:
    return f"The injury classes of one visit add up to at most {v['limit']} in one area."


def _downtime(v: dict[str, Any]) -> str:
    verb = "is" if v["typical"] == 1 else "are"
    return (
        f"{days(v['typical'])} {verb} typical after {plain(v['modality'])}; some people need up to {days(v['most'])}."
    )


def _main(v: dict[str, Any]) -> str:
    words = {1: "first line", 2: "second line", 3: "as an adjunct only"}
    return f"The main concern, {listed(v['main'])}, is answered {words[v['level']]}."


def _not_offered(v: dict[str, Any]) -> str:
    return f"This clinic does not offer {plain(v['modality'])}."


def _avoided(v: dict[str, Any]) -> str:
    return f"The patient wants to avoid {plain(v['modality'])}."


def _poor_fit(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} fits none of the findings and concerns here."


def _no_host(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} is only ever added to another procedure, and none shown here takes it."


def _dominated(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} fits, but the regimens shown do as well or better without it."


def _no_main(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} fits something here, but not the main concern."


def _wish(v: dict[str, Any]) -> str:
    return f"{upper(plain(v['modality']))} fits, but no course with it keeps the wish: {listed(v['wishes'])}."


def _relative_not_needed(v: dict[str, Any]) -> str:
    return f"{_screened(v)} A regimen without it answers the main concern."


def _nothing_answers(v: dict[str, Any]) -> str:
    may = "Nothing that may be done now" if v["something_would"] else "Nothing in the knowledge in force"
    return f"{may} answers {listed(v['main'])}."


def _nothing_recorded(v: dict[str, Any]) -> str:
    return "No finding and no concern is recorded, so there is nothing to propose."


def _refer(v: dict[str, Any]) -> str:
    return f"The knowledge in force has no treatment for {plain(v['scar_type'])}: a reason to refer."


def _only_adjunct(v: dict[str, Any]) -> str:
    kept = " that keeps the wishes" if v["by_wish"] else ""
    return f"The best regimen{kept} answers {listed(v['main'])} only as an adjunct."


def _passing(v: dict[str, Any]) -> str:
    return f"The best regimen needs a recorded reason for something that passes: {v['text']}"


def _left_out(v: dict[str, Any]) -> str:
    return f"Nothing may be done now for {plain(v['scar_type'])} in {plain(v['region'])}; the rest of it is answered."


def _nearest(v: dict[str, Any]) -> str:
    return f"No course keeps every wish; these keep all but {plain(v['wish'])}."


def _no_course(v: dict[str, Any]) -> str:
    return f"No course keeps the wishes, even with any one of them dropped: {listed(v['wishes'])}."


SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "answers_finding": _answers_finding,
    "answers_concern": _answers_concern,
    "response_counts_lower": _lowered,
    "published_calendar": _published,
    "protocol_schedule": _protocol,
    "order_of_work": _order,
    "spacing_row": _spacing,
    "spacing_without_a_row": _default_spacing,
    "deferred_start": _deferred_start,
    "start_after_history": _history_start,
    "screening": _screened,
    "priming_lead_in": _priming,
    "priming_left_out": _priming_left_out,
    "test_spot_first": _test_spot,
    "review_before_more": _review,
    "injury_limit": _injury,
    "longer_downtime": _downtime,
    "main_concern": _main,
    "not_offered": _not_offered,
    "avoided": _avoided,
    "poor_fit": _poor_fit,
    "no_host": _no_host,
    "dominated": _dominated,
    "answers_no_main_concern": _no_main,
    "wish_not_kept": _wish,
    "relative_not_needed": _relative_not_needed,
    "nothing_answers_main_concern": _nothing_answers,
    "nothing_recorded": _nothing_recorded,
    "no_evidence_row": _refer,
    "answered_as_adjunct_only": _only_adjunct,
    "reason_for_a_passing_condition": _passing,
    "part_left_out": _left_out,
    "nearest_without_a_wish": _nearest,
    "no_course_keeps_the_wishes": _no_course,
    "control_acne_first": lambda v: "Bring active acne under control first: new lesions make new scars.",
    "treat_first": lambda v: v["text"],
    "protect_from_sun": lambda v: "Protect the skin from the sun every day; it marks easily.",
    "natural_course": lambda v: "Natural course without a procedure: no data.",
    "topical_care": lambda v: (
        f"Topical care at home may help meanwhile: it is {LEVELS[v['level']]} for {plain(v['key'])}."
    ),
} | JUDGED


def sentence(reason: Reason) -> str:
    """The sentence of a reason."""
    return SENTENCES[reason.kind](dict(reason.values))


def cited(reason: Reason) -> tuple[str, ...]:
    """The sources of a reason; what is general knowledge has none to cite."""
    return tuple(key for key in reason.sources if key not in OWN_THINKING)


# ---- sentences that are no reasons: cautions of the planner's own

SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    "dose_not_cleared": lambda v: (
        "Dose not cleared: "
        + ("amount and strength of" if v["weight_known"] else "body weight, amount and strength of")
        + " every source of lidocaine are needed before numbing starts."
    ),
    "dose_not_cleared_mitigation": lambda v: (
        "Add all lidocaine of the visit and compare it with the strictest limit of the routes used."
    ),
    "past_date_not_known": lambda v: "The date of an earlier procedure is not known; it counts as done today.",
    "past_date_not_known_mitigation": lambda v: "Ask when it was done; an earlier start may be possible.",
    "full_result_after_wished_date": lambda v: (
        f"Healed by {written_date(v['ready_by'])}, but the full result of {plain(v['modality'])} is due later, "
        f"about {written_date(v['full_on'])}."
    ),
    "others_wait": lambda v: (
        f"{v['text']} Here {listed(v['modalities'])} {'waits' if len(v['modalities']) == 1 else 'wait'} for this: "
        f"{v['condition']}. "
        + ("This regimen starts behind it." if v["moved"] else "The rule does not speak of this regimen.")
    ),
    "full_result_after_wished_date_mitigation": lambda v: (
        "Tell the patient what will show by then and what comes later."
    ),
}


def said(name: str, **values: Any) -> str:
    """A sentence by its name, filled with `values`."""
    return SAID[name](values)
