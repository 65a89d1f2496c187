"""No procedure now: a card that is always there, and comes first where waiting is the better or the only course."""

from planner.choosing import Shown
from planner.indications import ADJUNCT
from planner.presenting.waiting import look_again_on, passing_relatives, treated_first, wait_for, would_answer
from planner.proposal import NoProcedure, SetAside
from planner.ranking import Judged, answerable_main_places
from planner.reasons import Reason, each_once, reason
from planner.situation import Situation
from planner.vocabulary import PRIMING
from planner.wishes import wishes_given, wishes_not_judged
from planner.wording import sentence

ACNE = "active_acne"
SUNSCREEN = "sunscreen"


def no_procedure(
    shown: tuple[Shown, ...], ranked: list[Judged], aside: tuple[SetAside, ...], situation: Situation
) -> NoProcedure:
    """The card, whether it comes first, and why; with what to wait for, what to do meanwhile and when to look again."""
    why = why_first(shown, ranked, situation)
    advice = advice_for(situation)
    waits = wait_for(shown, aside, situation)
    return NoProcedure(
        first=bool(why),
        wait_for=waits,
        advice=tuple(sentence(one) for one in advice),
        look_again_on=look_again_on(aside, situation),
        reasons=each_once((*why, *referrals(situation), *left_out(situation), *advice)),
    )


def why_first(shown: tuple[Shown, ...], ranked: list[Judged], situation: Situation) -> tuple[Reason, ...]:
    """First when nothing is shown, when the best answers only as adjunct, or needs a reason for a condition that passes."""
    if not shown:
        return (_why_empty(ranked, situation),)
    best = shown[0].judged
    reasons = []
    if best.main_level == ADJUNCT:
        by_wish = ranked[0].main_level < ADJUNCT
        reasons.append(
            reason("answered_as_adjunct_only", "answered_as_adjunct_only", main=situation.main, by_wish=by_wish)
        )
    for verdict in passing_relatives(best, situation):
        rule = verdict.rule
        reasons.append(reason(rule.key, "reason_for_a_passing_condition", rule, text=rule.reason))
    return tuple(reasons)


def _why_empty(ranked: list[Judged], situation: Situation) -> Reason:
    if not situation.targets:
        return reason("nothing_recorded", "nothing_recorded")
    if ranked:
        unjudged = wishes_not_judged(situation)
        wishes = tuple(name for name in wishes_given(situation.case.preferences) if name not in unjudged)
        return reason("no_course_keeps_the_wishes", "no_course_keeps_the_wishes", wishes=wishes)
    would = {situation.targets[place].key for _, place in would_answer(situation)}
    values = {"main": situation.main, "something_would": bool(would & set(situation.main))}
    return reason("nothing_answers_main_concern", "nothing_answers_main_concern", **values)


def referrals(situation: Situation) -> tuple[Reason, ...]:
    """A scar type without a row of evidence is a reason to refer, never silence."""
    links = {row.assessment_key: row for row in situation.catalog.treatments["scar_type_link"]}
    types = dict.fromkeys(t.key for t in situation.targets if t.finding is not None and not t.evidence_types)
    return tuple(reason("no_evidence_row", "no_evidence_row", links.get(key), scar_type=key) for key in types)


def left_out(situation: Situation) -> tuple[Reason, ...]:
    """Parts of the main concern on which nothing may be done now, while others are answered."""
    judged = answerable_main_places(situation)
    if judged is None:
        return ()
    return tuple(
        reason("part_left_out", "part_left_out", scar_type=target.key, region=target.region)
        for place, target in enumerate(situation.targets)
        if target.key in situation.main and place not in judged and target.region
    )


def advice_for(situation: Situation) -> tuple[Reason, ...]:
    """Control acne, treat what others wait for, topical care, sun, referral, and what is known of the natural course."""
    return (*_acne(situation), *_disease(situation), *_topical(situation), *_sun(situation), *_natural_course())


def _acne(situation: Situation) -> tuple[Reason, ...]:
    """Active acne comes before its scars."""
    rules = [
        verdict.rule
        for key in situation.catalog.modalities
        for verdict in situation.verdicts_anywhere(key)
        if verdict.rule.question == ACNE
    ]
    return (reason("control_acne_first", "control_acne_first", rules[0]),) if rules else ()


def _disease(situation: Situation) -> tuple[Reason, ...]:
    """A disease that treatments wait for is treated meanwhile; acne has a sentence of its own."""
    rules = {one.rule.question: one.rule for one in treated_first(situation) if one.rule.question != ACNE}
    return tuple(reason(rule.key, "treat_first", rule, text=rule.mitigation) for rule in rules.values())


def _topical(situation: Situation) -> tuple[Reason, ...]:
    """Topical care that may be used and answers something here."""
    fits = [
        (fit, place) for (key, place), fit in situation.fits.items() if key == PRIMING and PRIMING in situation.offered
    ]
    return tuple(
        reason("topical_care", "topical_care", fit.reason, key=situation.targets[place].key, level=fit.level)
        for fit, place in sorted(fits, key=lambda pair: pair[0].level)[:1]
    )


def _sun(situation: Situation) -> tuple[Reason, ...]:
    """Skin that marks easily is kept out of the sun."""
    rows = [row for row in situation.catalog.treatments["instruction"] if row.code == SUNSCREEN]
    if not rows or not situation.pigment_counts:
        return ()
    return (reason("protect_from_sun", "protect_from_sun", rows[0]),)


def _natural_course() -> tuple[Reason, ...]:
    return (reason("natural_course", "natural_course"),)
