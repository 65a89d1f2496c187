"""A visit planned sooner than its preparation needs: said to the patient and to the clinician, never passed over."""

import dataclasses
import datetime

from planner.case import read_case
from planner.catalog import shipped_catalog
from treatments.papers.care_dates import lines_of, spans_of
from treatments.papers.preparing import SHOULD_HAVE, asked_about, preparations

CATALOG = shipped_catalog()
MADE_ON = datetime.date(2026, 11, 25)
NEEDED = next(
    -row.from_day
    for row in CATALOG.treatments["instruction"]
    if (row.modality, row.code) == ("subcision", "no_blood_thinning_otc")
)


def a_case():
    document = {"on": MADE_ON.isoformat(), "patient": {"age": 30}, "assessment": {"findings": []}, "history": []}
    return read_case(document | {"answers": {}, "preferences": {}}, CATALOG)


def lines(*modalities):
    return lines_of(modalities, a_case(), CATALOG)


def visit(target, earliest=None):
    """A visit so many days after the plan was made, which may be held as soon as `earliest`."""
    days = {"target_on": target, "earliest_on": target if earliest is None else earliest}
    return {key: (MADE_ON + datetime.timedelta(count)).isoformat() for key, count in days.items()}


def prepared(target, earliest=None, modalities=("subcision",)):
    found = preparations(
        lines(*modalities), {"Visit 1": visit(target, earliest)}, known_on=MADE_ON, tests_before="Visit 1"
    )
    return found[0] if found else None


def test_visit_today_asks_about_what_should_have_stopped():
    found = prepared(0)

    assert found.not_before == []
    assert found.passed == [
        (
            f"From {NEEDED} days before until the visit",
            "You should have stopped over-the-counter painkillers and supplements that thin blood, prescribed ones "
            "only with the prescriber; tell us if you did not.",
        )
    ]


def test_what_can_no_longer_begin_is_not_told_as_a_task():
    spans = spans_of(lines("subcision"), {"Visit 1": MADE_ON}, known_on=MADE_ON)

    assert "no_blood_thinning_otc" not in {line.code for span in spans for line in span.lines}
    assert "bare_skin" in {line.code for span in spans for line in span.lines}


def test_tablets_that_go_on_after_a_visit_today_stay_on_the_sheet():
    spans = spans_of(lines("afl"), {"Visit 1": MADE_ON}, known_on=MADE_ON)

    (days,) = [span for span in spans if any(line.code == "antiviral_cover" for line in span.lines)]
    assert days.dates == (("Visit 1", "25 Nov – 2 Dec 2026"),)


def test_later_visit_with_the_same_treatment_keeps_its_days():
    days = {"Visit 1": MADE_ON, "Visit 2": MADE_ON + datetime.timedelta(42)}

    spans = spans_of(lines("subcision"), days, known_on=MADE_ON)

    (stop,) = [span for span in spans if any(line.code == "no_blood_thinning_otc" for line in span.lines)]
    assert [name for name, _dates in stop.dates] == ["Visit 2"]


def test_visit_too_soon_names_the_first_day_with_room():
    found = prepared(NEEDED - 1)

    first = MADE_ON + datetime.timedelta(NEEDED)
    assert found.passed == []
    assert found.not_before == [
        f"Visit 1: not before {first.day} {first:%b %Y}, so that “Stop over-the-counter painkillers and supplements that "
        "thin blood; prescribed ones only with the prescriber” has its time. Tell us if you kept to it already."
    ]


def test_clinician_reads_how_many_days_are_lacking():
    (said,) = prepared(NEEDED - 3).lacking

    assert said.endswith(f"needs {NEEDED} days before; {NEEDED - 3} there, 3 lacking.")


def test_window_that_begins_too_soon_is_told_without_warning_the_clinician():
    found = prepared(NEEDED, earliest=0)

    assert len(found.not_before) == 1 and found.lacking == []


def test_visit_with_room_says_nothing():
    assert prepared(NEEDED) is None


def test_what_is_asked_of_some_has_a_day_of_its_own():
    """Whether a test of a small area is needed nobody knows here; the day for everybody does not wait for it."""
    found = prepared(2, modalities=("rf_microneedling",))

    for_all, *for_some = found.not_before
    assert for_all.startswith("Visit 1: not before")
    assert all(said.startswith("If ") for said in for_some)
    assert any("cold sores" in said for said in prepared(0, modalities=("afl",)).lacking)


def test_test_is_missed_only_before_the_first_visit():
    visits = {"Visit 1": visit(0), "Visit 2": visit(14)}

    found = preparations(lines("filler_pmma"), visits, known_on=MADE_ON, tests_before="Visit 1")

    assert [(one.visit, [line.code for line in one.lines]) for one in found] == [
        ("Visit 1", ["skin_test", "no_blood_thinning_otc"])
    ]


def test_every_question_restates_a_row_with_its_caution():
    texts = {}
    for row in CATALOG.treatments["instruction"]:
        if row.phase == "pre":
            texts.setdefault(row.code, set()).add(row.text)

    for code, asked in SHOULD_HAVE.items():
        (text,) = texts[code]
        assert ("prescribe" in str(asked)) or "prescribe" not in text


def test_row_worded_anew_by_the_clinic_is_asked_about_as_it_stands():
    (line,) = [one for one in lines("subcision") if one.code == "no_blood_thinning_otc"]

    said = asked_about(dataclasses.replace(line, texts=("No garlic pills",)))

    assert said.startswith("This should have begun before your visit: “No garlic pills; leave out prescribed ones only")


def test_no_sheet_leaves_out_prescribed_painkillers():
    pills = [
        one for key in CATALOG.modalities for one in lines(key) if one.code in ("no_nsaid", "no_blood_thinning_otc")
    ]

    assert pills and [one.text for one in pills if "only with the prescriber" not in one.text] == []
