"""Valid case documents for property tests: every scar type, region, question and kind of answer, dated and vague."""

import datetime
from typing import get_args

from hypothesis import strategies as st

from planner.case.reading_answers import LIMITS, WIDEST, may_lie_ahead
from planner.vocabulary import COLOUR_MARKS, Aim, Base, Response, Sex, Side

FIRST_ON, LAST_ON = datetime.date(2020, 1, 1), datetime.date(2040, 12, 31)
DAYS_BACK = 900


def maybe(strategy):
    """A value, or null = unknown."""
    return st.none() | strategy


def some_of(members):
    """An object with any of these members."""
    return st.fixed_dictionaries({}, optional=members)


def days_before(on, least=0, most=DAYS_BACK):
    """A day up to `on`, as text."""
    return st.integers(least, most).map(lambda days: (on - datetime.timedelta(days)).isoformat())


def days_after(on, most=DAYS_BACK):
    """A day after `on`, as text."""
    return st.integers(1, most).map(lambda days: (on + datetime.timedelta(days)).isoformat())


def patients(on):
    """A person with a birth date, an age, or neither."""
    born = days_before(on, 0, 36_000).map(lambda day: {"birth_date": day})
    age = maybe(st.integers(0, 120)).map(lambda years: {"age": years})
    facts = some_of({"sex": maybe(st.sampled_from(get_args(Sex))), "phototype": maybe(st.integers(1, 6))})
    return st.tuples(st.just({}) | born | age, facts).map(lambda pair: pair[0] | pair[1])


def counts():
    """Lesions: a whole number, a range, or open at the high end."""
    low = st.integers(1, 60)
    closed = st.tuples(low, st.integers(0, 40)).map(lambda pair: [pair[0], pair[0] + pair[1]])
    return low | st.just(10_000) | closed | low.map(lambda least: [least, None])


@st.composite
def one_finding(draw, catalog, scar_types=None, regions=None):
    """One finding of the scar types and regions named, or of any."""
    scar_type = draw(st.sampled_from(scar_types or list(catalog.scar_types)))
    region = draw(st.sampled_from(regions or list(catalog.regions)))
    grades = st.just(1) if scar_type in COLOUR_MARKS else st.integers(2, 4)
    sides = maybe(st.sampled_from(get_args(Side))) if catalog.regions[region].paired else st.none()
    facts = {
        "side": sides,
        "count": maybe(counts()),
        "grade": maybe(grades),
        "area_cm2": maybe(st.integers(1, 400) | st.floats(0.01, 400)),
        "base": maybe(st.sampled_from(get_args(Base))),
        "older_than_two_years": maybe(st.booleans()),
    }
    return {"scar_type": scar_type, "region": region} | draw(some_of(facts))


def findings(catalog, max_size=8, **kinds):
    """Findings, no two of the same scar type, region and side."""
    rows = one_finding(catalog, **kinds)
    return st.lists(rows, max_size=max_size, unique_by=lambda row: (row["scar_type"], row["region"], row.get("side")))


@st.composite
def assessments(draw, catalog, max_findings=8):
    """Judged skin, with priorities that are found or named in it."""
    rows = draw(findings(catalog, max_findings))
    concerns = draw(st.lists(st.sampled_from(catalog.concerns), unique=True, max_size=3))
    present = list(dict.fromkeys([row["scar_type"] for row in rows] + concerns))
    priorities = draw(st.lists(st.sampled_from(present), unique=True, max_size=2)) if present else []
    levels = st.dictionaries(st.sampled_from(catalog.scales["scar_s"].regions), maybe(st.integers(0, 5)))
    facts = draw(some_of({"grade": maybe(st.integers(1, 4)), "scar_s": maybe(levels)}))
    return {"findings": rows, "concerns": concerns, "priorities": priorities} | facts


def dates(told_on, ahead=False):
    """A date as people know it, up to `told_on` unless it may lie ahead."""
    days = days_before(told_on) | days_after(told_on) if ahead else days_before(told_on)
    before = st.integers(0, 4000).map(lambda days: {"before_days": days})
    after = st.integers(1, 4000).map(lambda days: {"after_days": days})
    return days | days.map(lambda day: day[:7]) | before | after


def values(question, told_on, catalog):
    """A value that the question takes."""
    if question.answer == "boolean":
        return st.booleans()
    if question.answer == "choice":
        return st.sampled_from(question.choices)
    if question.answer == "number":
        low, high = LIMITS.get(question.unit, WIDEST)
        return st.integers(low, high) | st.floats(low, high)
    return st.sampled_from([False, "never"]) | dates(told_on, may_lie_ahead(question.key, catalog))


@st.composite
def one_answer(draw, question, catalog, on):
    """An answer in any of its spellings: plain, dated, by region; fresh or long expired."""
    told_on = draw(st.just(on) | st.integers(0, DAYS_BACK).map(lambda days: on - datetime.timedelta(days)))
    value = maybe(values(question, told_on, catalog))
    if question.per_area and draw(st.booleans()):
        regions = draw(st.dictionaries(st.sampled_from(list(catalog.regions)), value, min_size=1, max_size=4))
        given, by_region = {"regions": regions}, True
    else:
        given, by_region = draw(value), False
    if told_on == on and draw(st.booleans()):
        return given
    wrapped = given if by_region and draw(st.booleans()) else {"value": given}
    return wrapped | {"on": told_on.isoformat()}


def asked(catalog):
    """The questions that a case may answer."""
    return [question for question in catalog.questions.values() if question.derived_from is None]


def none_of_these(catalog):
    """What "none of these apply" writes for every question that has such a value."""
    return {question.key: question.none_value for question in asked(catalog) if question.none_value is not None}


@st.composite
def answers(draw, catalog, on, max_size=20):
    """Some answers alone, or on top of "none of these apply"."""
    chosen = draw(st.lists(st.sampled_from(asked(catalog)), unique_by=lambda question: question.key, max_size=max_size))
    drawn = {question.key: draw(one_answer(question, catalog, on)) for question in chosen}
    return (none_of_these(catalog) if draw(st.booleans()) else {}) | drawn


def history(catalog, on, max_size=4):
    """Past procedures, with vague dates and every response."""
    facts = {
        "sessions": maybe(st.integers(1, 20)),
        "last_on": maybe(dates(on)),
        "response": maybe(st.sampled_from(get_args(Response))),
    }
    modality = {"modality": st.sampled_from(list(catalog.modalities))}
    return st.lists(st.fixed_dictionaries(modality, optional=facts), max_size=max_size)


def prices():
    """A price as decimal text or as a number."""
    text = st.decimals(0, 20_000, places=2, allow_nan=False).map(lambda price: f"{abs(price):f}")
    return text | st.integers(0, 20_000) | st.integers(0, 40_000).map(lambda halves: halves / 2)


def preferences(catalog, on):
    """Wishes, any of them."""
    return some_of(
        {
            "max_downtime_days": maybe(st.integers(0, 60)),
            "max_price": maybe(prices()),
            "ready_by": maybe(days_after(on)),
            "max_visits": maybe(st.integers(1, 20)),
            "avoid": st.lists(st.sampled_from(list(catalog.modalities)), unique=True, max_size=4),
            "most_important": st.lists(st.sampled_from(get_args(Aim)), unique=True),
        }
    )


@st.composite
def cases(draw, catalog, on=None):
    """A valid case document of any day, or of the day `on`."""
    day = draw(st.dates(FIRST_ON, LAST_ON)) if on is None else on
    required = {"on": day.isoformat(), "patient": draw(patients(day)), "assessment": draw(assessments(catalog))}
    optional = some_of(
        {
            "about": maybe(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)),
            "answers": answers(catalog, day),
            "history": history(catalog, day),
            "preferences": preferences(catalog, day),
        }
    )
    return required | draw(optional)
