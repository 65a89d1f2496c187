"""Reading a case by the contract: what is accepted, and what it comes to mean."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from planner.case import NEVER, Answer, Case, Finding, PastProcedure, Preferences, Span, read_case, read_case_text
from planner.catalog import shipped_catalog
from tests.planner.case.malformed import with_wrong
from tests.planner.case.malformed_fields import LEFT_OUT, SOUND

CATALOG = shipped_catalog()
ON = datetime.date(2026, 11, 22)
PUBLISHED = sorted((Path(__file__).parent.parent / "cases").glob("*.json"))


def day(text):
    return datetime.date.fromisoformat(text)


def read_answer(question, answer):
    return read_case(with_wrong(f"answers.{question}", answer), CATALOG).answers.get(question)


def accepted(path, value):
    return read_case(with_wrong(path, value), CATALOG)


def test_three_published_cases_are_there():
    assert len(PUBLISHED) == 3


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_case_is_read(path):
    case = read_case_text(path.read_bytes(), CATALOG)

    assert case.on == ON
    assert case.findings
    assert case.age_years in (18, 24, 30)


def test_every_field_of_a_case_is_read():
    assert read_case(SOUND, CATALOG) == Case(
        on=ON,
        birth_date=day("1999-05-01"),
        sex="female",
        phototype=4,
        grade=3,
        scar_s={"face": 3, "chest": 0, "back": 0},
        priorities=("rolling",),
        concerns=("skin_texture",),
        findings=(
            Finding("rolling", "cheek_lower", "left", (12, 12)),
            Finding("icepick", "cheek_upper", "right", (6, 6), grade=3, base="normal"),
            Finding("macular_erythematous", "chin", None, (3, 8), grade=1),
        ),
        answers={
            "pregnant": Answer(ON, "no"),
            "isotretinoin_last": Answer(ON, Span.day(day("2026-10-01"))),
            "keloid_history": Answer(day("2026-11-01"), "no"),
            "metal_implant_area": Answer(ON, regions={"cheek_lower": True}),
        },
        history=(PastProcedure("microneedling", 3, Span.day(day("2026-06-01")), "poor"),),
        preferences=Preferences(10, Decimal("1500.00"), day("2027-06-01"), 6, ("filler_ha",), ("downtime",)),
    )


def test_least_case_knows_nothing_but_its_day():
    assert read_case({"on": "2026-11-22", "patient": {}, "assessment": {}}, CATALOG) == Case(on=ON)


def test_null_everywhere_is_unknown_everywhere():
    document = {
        "on": "2026-11-22",
        "about": None,
        "patient": dict.fromkeys(("birth_date", "age", "sex", "phototype")),
        "assessment": dict.fromkeys(("grade", "scar_s", "priorities", "concerns", "findings")),
        "answers": {"pregnant": None, "tattoo_area": {"regions": {"chin": None}}, "gold_ever": {"value": None}},
        "history": None,
        "preferences": dict.fromkeys(("max_price", "ready_by", "avoid", "most_important")),
    }

    assert read_case(document, CATALOG) == Case(on=ON)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("on", "2027-05-31"),
        ("about", ""),
        ("about", "Zoë 🙂\n" * 1000),
        ("patient.birth_date", "2026-11-22"),
        ("patient.birth_date", "1906-11-22"),
        ("patient.sex", "other"),
        ("patient.phototype", 1),
        ("patient.phototype", 6),
        ("assessment.grade", 1),
        ("assessment.grade", 4),
        ("assessment.scar_s", {"face": 5}),
        ("assessment.scar_s", {}),
        ("assessment.priorities", ["skin_texture", "icepick"]),
        ("assessment.priorities", []),
        ("assessment.findings[0].count", 1),
        ("assessment.findings[0].count", 10_000),
        ("assessment.findings[0].count", [4, 4]),
        ("assessment.findings[0].count", [21, None]),
        ("assessment.findings[0].count", LEFT_OUT),
        ("assessment.findings[0].side", "both"),
        ("assessment.findings[0].side", None),
        ("assessment.findings[0].area_cm2", 0.01),
        ("assessment.findings[0].area_cm2", 20_000),
        ("assessment.findings[0].base", "abnormal"),
        ("assessment.findings[0].older_than_two_years", False),
        ("assessment.findings[2].side", None),
        ("assessment.findings[2].grade", None),
        ("answers.weight_kg", 1),
        ("answers.weight_kg", 499.5),
        ("answers.platelet_count", 0),
        ("answers.haemoglobin", 13.4),
        ("answers.bdd_screen", "not_done"),
        ("answers.keloid_history.on", "2026-11-22"),
        ("answers.isotretinoin_last", "2026-11-22"),
        ("answers.isotretinoin_last", {"before_days": 50_000}),
        ("answers.planned_sun", "2027-08-01"),
        ("answers.planned_sun", "2026-08-01"),
        ("history", []),
        ("history[0].last_on", "2026-11-22"),
        ("history[0].last_on", {"after_days": 400}),
        ("history[0].sessions", 1),
        ("preferences.max_downtime_days", 0),
        ("preferences.max_price", 0),
        ("preferences.max_price", "100000000"),
        ("preferences.ready_by", "2026-11-23"),
        ("preferences.max_visits", 1),
        ("preferences.avoid", []),
        ("preferences.most_important", ["improvement", "downtime", "price", "speed", "pigment_risk"]),
    ],
)
def test_value_at_the_edge_is_accepted(path, value):
    assert isinstance(accepted(path, value), Case)


@pytest.mark.parametrize("years", [0, 27, 120])
def test_age_may_stand_for_the_birth_date(years):
    case = accepted("patient", {"age": years, "birth_date": None})

    assert case.age_years == years


@pytest.mark.parametrize(("count", "read"), [(7, (7, 7)), ([5, 10], (5, 10)), ([21, None], (21, None)), (None, None)])
def test_count_is_read_as_low_and_high(count, read):
    assert accepted("assessment.findings[0].count", count).findings[0].count == read


def test_same_scar_type_stands_at_both_sides_of_a_region():
    twin = {"scar_type": "rolling", "region": "cheek_lower", "side": "right"}

    assert len(accepted("assessment.findings[3]", twin).findings) == 4


@pytest.mark.parametrize(
    ("answer", "earliest", "latest"),
    [
        ("2026-10-01", "2026-10-01", "2026-10-01"),
        ("2026-10", "2026-10-01", "2026-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-11", "2026-11-01", "2026-11-22"),
        ({"before_days": 180}, None, "2026-05-26"),
        ({"before_days": 0}, None, "2026-11-22"),
        ({"after_days": 30}, "2026-10-24", "2026-11-22"),
        ({"after_days": 1}, "2026-11-22", "2026-11-22"),
    ],
)
def test_vague_date_is_read_from_its_earliest_to_its_latest_day(answer, earliest, latest):
    span = Span(earliest and day(earliest), day(latest))

    assert read_answer("isotretinoin_last", answer) == Answer(ON, span)
    assert accepted("history[0].last_on", answer).history[0].last_on == span


def test_days_ago_are_counted_from_the_day_of_the_answer():
    told = {"value": {"after_days": 30}, "on": "2026-01-30"}

    assert read_answer("isotretinoin_last", told) == Answer(
        day("2026-01-30"), Span(day("2026-01-01"), day("2026-01-30"))
    )


def test_month_that_lies_ahead_is_kept_whole():
    assert read_answer("planned_sun", "2026-11").value == Span(day("2026-11-01"), day("2026-11-30"))


@pytest.mark.parametrize("word", [False, "never", {"value": False}, {"value": "never", "on": "2026-11-22"}])
def test_never_is_the_answer_that_something_has_not_happened(word):
    assert read_answer("isotretinoin_last", word) == Answer(ON, NEVER)


@pytest.mark.parametrize("unknown", [None, {"value": None}, {"value": None, "on": "2026-01-01"}])
def test_unknown_is_no_answer(unknown):
    assert read_answer("gold_ever", unknown) is None


def test_no_is_an_answer():
    assert read_answer("gold_ever", False) == Answer(ON, False)


@pytest.mark.parametrize(
    "spelling",
    [
        {"regions": {"chin": "2026-10-01", "nose": False, "neck": None}, "on": "2026-11-01"},
        {"value": {"regions": {"nose": "never", "chin": "2026-10-01"}}, "on": "2026-11-01"},
    ],
)
def test_answer_by_region_leaves_other_regions_unknown(spelling):
    answer = read_answer("last_tan", spelling)

    assert answer.on == day("2026-11-01")
    assert answer.at("chin") == Span.day(day("2026-10-01"))
    assert answer.at("nose") is NEVER
    assert answer.at("neck") is None
    assert answer.at("forehead") is None


def test_answers_stand_in_the_order_of_the_catalog():
    document = with_wrong("answers", {"melasma": True, "gold_ever": True, "pregnant": "no"})

    assert list(read_case(document, CATALOG).answers) == ["pregnant", "gold_ever", "melasma"]


@pytest.mark.parametrize(
    ("price", "read"),
    [("1500.00", "1500"), (1500, "1500"), (1499.5, "1499.5"), ("0", "0"), (-0.0, "0"), ("0.1", "0.1"), (0.1, "0.1")],
)
def test_price_is_an_exact_decimal(price, read):
    assert accepted("preferences.max_price", price).preferences.max_price == Decimal(read)


def test_text_and_bytes_are_read_alike():
    text = '{"about": "Zoë", "on": "2026-11-22", "patient": {}, "assessment": {}}'

    assert read_case_text(text, CATALOG) == read_case_text(text.encode(), CATALOG) == Case(on=ON)


def test_reading_leaves_the_document_as_it_was():
    document = with_wrong("about", "kept")

    read_case(document, CATALOG)

    assert document == with_wrong("about", "kept")
