"""How regimens are compared: eight levels, in order, never by a weighted sum; and which courses may stand beside a relative verdict."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from planner.combining.courses import IN_FORCE, Course
from planner.combining.sets import beyond_need, leaves_priming_out
from planner.indications import ADJUNCT, FIRST, LEVEL_WORDS, NOT_ANSWERED, SECOND, Fit
from planner.reasons import weakest
from planner.situation import Situation
from planner.vocabulary import CONFIDENCES, EVIDENCE_LEVELS, PHOTOTYPES, PRIMING, SKIN_TYPE_CLASSES

LEVELS = {
    "main concern": "First line, then second line, then adjunct. Several main concerns count as the one answered worst.",
    "needs reason": "What needs no recorded reason, then what needs one.",
    "rest of burden": "More of the other burden answered first line, then to second line or better, then at all.",
    "pigment risk": "In skin that marks easily the mildest class of phototype, of several modalities the worst.",
    "evidence": "The better evidence for what answers the main concern worst, then its place in the list of a mixed row, "
    "then the better verified caution in force.",
    "what matters most": "What the patient named, in the patient's order.",
    "effort": "No procedure beyond need, no answering cream left out, fewer visits, fewer days of downtime, a lower price, "
    "fewer treatments.",
    "stated order": "The order of the catalog.",
}
LEVEL_NAMES = tuple(LEVELS)
NOT_COMPARED = "not compared"


@dataclass(frozen=True, eq=False)
class Judged:
    """A course with the values on which it is compared."""

    course: Course

    @property
    def situation(self) -> Situation:
        """The situation it answers."""
        return self.course.situation

    # ---- what it answers

    @cached_property
    def answers(self) -> tuple[Fit | None, ...]:
        """For every target the fit of the modality that answers it best: level, then evidence, then place in a list."""
        keys = self.course.working
        situation = self.situation
        best = []
        for place in range(len(situation.targets)):
            fits = [situation.fits[key, place] for key in keys if (key, place) in situation.fits]
            if self.course.composition.priming and place in situation.priming_answers:
                fits.append(situation.fits[PRIMING, place])
            best.append(min(fits, key=_strength, default=None))
        return tuple(best)

    @cached_property
    def main_fit(self) -> Fit | None:
        """The fit of what answers the main concern worst; None when part of it is not answered."""
        return worst_fit(self._main_places, self.answers)

    @cached_property
    def _main_places(self) -> tuple[int, ...] | None:
        return answerable_main_places(self.situation)

    @cached_property
    def main_level(self) -> int:
        """First line, second line, adjunct or not."""
        return self.main_fit.level if self.main_fit else NOT_ANSWERED

    @cached_property
    def gate_level(self) -> int:
        """The level that counts for the rule on relative verdicts: the better of own and mixed row."""
        if self.main_fit is None:
            return NOT_ANSWERED
        return max(self.answers[place].own_or_mixed for place in self._main_places)

    @cached_property
    def rest(self) -> tuple[int, int, int]:
        """Burden beyond the main concern that is answered first line; first or second; first, second or as adjunct."""
        return tuple(sum(self._rest_at(level)) for level in (FIRST, SECOND, ADJUNCT))

    def _rest_at(self, level: int) -> Iterable[int]:
        main = self.situation.main
        for target, fit in zip(self.situation.targets, self.answers, strict=True):
            if target.key not in main and fit is not None and fit.level <= level:
                yield target.burden

    @cached_property
    def burden_answered(self) -> tuple[int, int, int]:
        """The whole burden answered first line; first or second; first, second or as adjunct."""
        pairs = list(zip(self.situation.targets, self.answers, strict=True))
        return tuple(
            sum(target.burden for target, fit in pairs if fit is not None and fit.level <= level)
            for level in (FIRST, SECOND, ADJUNCT)
        )

    # ---- what it risks and rests on

    @cached_property
    def pigment_class(self) -> int:
        """The worst phototype class of its modalities: 0 ok, 1 caution, 2 avoid; a phototype not known counts as the darkest."""
        catalog, phototype = self.situation.catalog, self.situation.case.phototype or len(PHOTOTYPES)
        classes = [catalog.skin_type_class(key, phototype) for key in self.course.modalities]
        return max((SKIN_TYPE_CLASSES.index(word) for word in classes if word), default=0)

    @cached_property
    def evidence(self) -> tuple[int, int]:
        """Evidence level of what answers the main concern worst, and its place in the list of a mixed row."""
        if self.main_fit is None:
            return len(EVIDENCE_LEVELS), 0
        return EVIDENCE_LEVELS.index(self.main_fit.evidence or "D"), self.main_fit.place

    @cached_property
    def confidence(self) -> str | None:
        """The least verified of the caution and relative rules in force; None when there is none."""
        verdicts = (v for found in self.course.verdicts.values() for v in found if v.severity in IN_FORCE)
        return weakest(verdict.rule.confidence for verdict in verdicts)

    # ---- what it asks of the patient

    @property
    def visits(self) -> int:
        """Treatment visits."""
        return len(self.course.by_day)

    @cached_property
    def beyond_need(self) -> int:
        """Procedures that answer nothing better than the rest of the course does."""
        return beyond_need(self.course.composition, self.situation)

    @property
    def effort(self) -> tuple:
        """No procedure beyond need, no answering cream left out, fewer visits, less downtime, lower price, fewer modalities.

        Where a price is not known the visits stand in.
        """
        price = self.course.price
        cost = price if price is not None else self.visits
        return *self.waste, self.visits, self.course.total_downtime, cost, len(self.course.modalities)

    @property
    def waste(self) -> tuple[int, bool]:
        """Procedures beyond need, and whether an answering cream is left out."""
        return self.beyond_need, self.leaves_priming_out

    @cached_property
    def leaves_priming_out(self) -> bool:
        """Whether priming would answer something here and is not used."""
        return leaves_priming_out(self.course.composition, self.situation)

    @cached_property
    def order(self) -> list[int]:
        """The places of its modalities in the stated order."""
        return sorted(self.situation.catalog.position[key] for key in self.course.modalities)

    @cached_property
    def merits(self) -> tuple:
        """What one course may be no worse in to dominate another: answer, reason, rest, pigment, evidence, downtime, visits,
        duration, price; smaller is better."""
        price = self.course.price
        return (
            self.main_level,
            bool(self.course.needs_reason),
            *(-burden for burden in self.rest),
            self.pigment_class if self.situation.pigment_counts else 0,
            self.evidence[0],
            self.course.total_downtime,
            self.visits,
            self.course.last_day,
            price if price is not None else 0,
        )

    # ---- the levels

    @cached_property
    def key(self) -> tuple:
        """What regimens are sorted by: smaller stands first."""
        return (
            self.main_level,
            bool(self.course.needs_reason),
            tuple(-burden for burden in self.rest),
            self.pigment_class if self.situation.pigment_counts else 0,
            (*self.evidence, CONFIDENCES.index(self.confidence) if self.confidence else -1),
            tuple(AIMS[aim](self) for aim in self.situation.case.preferences.most_important),
            self.effort,
            self.order,
        )

    @cached_property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """The eight levels in order, each with its value in words; two regimens differ where these words differ."""
        words = (
            LEVEL_WORDS[self.main_level],
            ", ".join(self.course.needs_reason) or "none",
            self._rest_words(),
            SKIN_TYPE_CLASSES[self.pigment_class] if self.situation.pigment_counts else NOT_COMPARED,
            self._evidence_words(),
            "; ".join(self._aim_words(aim) for aim in self.situation.case.preferences.most_important) or NOT_COMPARED,
            self._effort_words(),
            ", ".join(self.course.modalities),
        )
        return tuple(zip(LEVEL_NAMES, words, strict=True))

    def _rest_words(self) -> str:
        whole = sum(target.burden for target in self.situation.targets if target.key not in self.situation.main)
        if not whole:
            return NOT_COMPARED
        first, second, adjunct = self.rest
        return f"of {whole}: {first} first line, {second} first or second line, {adjunct} at least as adjunct"

    def _evidence_words(self) -> str:
        level, place = self.evidence
        said = f"level {EVIDENCE_LEVELS[level]}" + (
            f", place {place + 1} in the mixed list" if place or self._is_mixed() else ""
        )
        return f"{said}; rules in force {self.confidence}" if self.confidence else f"{said}; no rule in force"

    def _is_mixed(self) -> bool:
        return bool(self.main_fit and self.main_fit.reason and dict(self.main_fit.reason.values).get("mixed"))

    def _aim_words(self, aim: str) -> str:
        return f"{aim.replace('_', ' ')}: {_flat(AIMS[aim](self))}"

    def _effort_words(self) -> str:
        price = f"price {self.course.price}" if self.course.price is not None else "price not known"
        needless = f"procedures beyond need: {self.beyond_need}; " if self.beyond_need else ""
        kinds = len(self.course.modalities)
        needless += "priming left out; " if self.leaves_priming_out else ""
        return f"{needless}visits: {self.visits}; days of downtime: {self.course.total_downtime}; {price}; treatments: {kinds}"


AIMS: dict[str, Callable[[Judged], object]] = {
    "improvement": lambda judged: tuple(-burden for burden in judged.burden_answered),
    "downtime": lambda judged: judged.course.total_downtime,
    "price": lambda judged: judged.course.price if judged.course.price is not None else judged.visits,
    "speed": lambda judged: judged.course.last_day,
    "pigment_risk": lambda judged: judged.pigment_class,
}


def _flat(value: object) -> str:
    return ", ".join(str(abs(part)) for part in value) if isinstance(value, tuple) else str(value)


def _strength(fit: Fit) -> tuple:
    return fit.level, EVIDENCE_LEVELS.index(fit.evidence or "D"), fit.place


def worst_fit(places: tuple[int, ...] | None, answers: tuple[Fit | None, ...]) -> Fit | None:
    """The weakest of the answers at these places; None when one is missing or there is no place."""
    if not places or any(answers[place] is None for place in places):
        return None
    return max((answers[place] for place in places), key=_strength)


def answerable_main_places(situation: Situation) -> tuple[int, ...] | None:
    """The targets of the main concern that anything may answer; None when a part of the main concern has none.

    Where no modality may be done on a part of the skin, the rest of it is judged; the page says what is left out.
    """
    answerable = {place for key, place in situation.fits if key in situation.working} | set(situation.priming_answers)
    places = []
    for key in situation.main:
        own = [place for place, target in enumerate(situation.targets) if target.key == key and place in answerable]
        if not own:
            return None
        places += own
    return tuple(places)


def with_reasons_only_where_needed(judged: list[Judged]) -> list[Judged]:
    """A relative modality stands in no regimen while one with fewer of them answers the main concern first or second line.

    Nor where one with fewer answers it as well: a recorded reason has to gain something.
    """
    best: dict[frozenset[str], int] = {}
    for one in judged:
        reasons = frozenset(one.course.needs_reason)
        best[reasons] = min(best.get(reasons, NOT_ANSWERED), one.gate_level)
    return [one for one in judged if not _better_without(one, best)]


def _better_without(one: Judged, best: dict[frozenset[str], int]) -> bool:
    reasons = frozenset(one.course.needs_reason)
    return any(fewer < reasons and level <= max(SECOND, one.gate_level) for fewer, level in best.items())
