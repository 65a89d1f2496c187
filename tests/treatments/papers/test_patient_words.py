"""What a patient reads of a treatment: plain, complete, without praise, and no more than the knowledge says."""

import dataclasses
import datetime
import html
import json
import re
from functools import cache
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from planner.case import read_case_text
from planner.catalog import shipped_catalog
from tests.bench.faces import faces
from treatments.papers import patient_words, studies
from treatments.papers.presented import Shown, no_procedure_in_words
from treatments.papers.sheet import Sheet
from treatments.papers.study_words import COMBINATIONS, EFFECTS
from treatments.papers.when_to_call import calls_for
from treatments.proposals import chosen_course, proposal_document

CATALOG = shipped_catalog()
PUBLISHED = sorted((Path(__file__).parent.parent / "planner" / "cases").glob("*.json"))
FACES, SEED = 30, 20261125
ALL_CASES = range(len(PUBLISHED) + FACES)
FORBIDDEN = (
    *("contraindicat", "do not treat", "recommend", "safest", "darker skin", "defect", "abnormal"),
    *("best match", "recorded reason", "least downtime", "fewest visits", "lowest estimated price", "set aside"),
    *("grade", "severity", "fitzpatrick", "%", "percent", "_"),
    *("escalat", "start antiviral", "dosage", "clinician", " refer "),
)
TAGS = re.compile(r"<[^>]*>")


@cache
def documents():
    """The three published cases and thirty generated faces, as text, with their proposals."""
    texts = [path.read_text() for path in PUBLISHED] + [json.dumps(one) for one in faces(FACES, SEED, CATALOG)]
    return [(text, proposal_document(text, CATALOG)) for text in texts]


def courses_of(document):
    """Every regimen without boosters, and with the first it offers."""
    for regimen in document["regimens"]:
        for options in {frozenset(), frozenset(regimen["options"][:1])}:
            yield chosen_course(regimen, options, CATALOG)


def a_sheet(course, case):
    """The sheet of a course as if it had been adopted on the day of the case, under the shipped knowledge."""
    sheet = Sheet(plan=None)
    sheet.__dict__.update(course=course, case=case, catalog=CATALOG, made_on=case.on, _first_held={})
    sheet.__dict__["calls"] = calls_for(sheet.modalities, CATALOG)
    return sheet


def papers_of(course, case):
    """All that a patient reads of a course, on the screen and on the sheet."""
    sheet, shown = a_sheet(course, case), Shown(course, case, CATALOG)
    parts = [
        render_to_string("treatments/patient/_shown.html", {"shown": shown, "several": True, "place": 1}),
        render_to_string("treatments/patient/_sheet_visits.html", {"sheet": sheet}),
        render_to_string("treatments/patient/_calls.html", {"sheet": sheet}),
        *(render_to_string("treatments/patient/_home.html", {"phase": phase}) for phase in sheet.home),
        *(render_to_string("treatments/patient/_care.html", {"care": care}) for care in sheet.care),
        " ".join(f"{one['name']} {one['means']}" for one in sheet.treatments),
    ]
    return text_of(" ".join(parts))


def text_of(page):
    return html.unescape(" ".join(TAGS.sub(" ", page).split()))


@pytest.mark.parametrize("place", ALL_CASES)
def test_patient_pages_hold_no_forbidden_word(place):
    text, document = documents()[place]
    case = read_case_text(text, CATALOG)
    card = no_procedure_in_words(document["no_procedure"])
    pages = [text_of(render_to_string("treatments/patient/_no_procedure.html", {"card": card}))]
    pages += [papers_of(course, case) for course in courses_of(document)]

    found = {word for page in pages for word in FORBIDDEN if word in page.lower()}

    assert not found


@pytest.mark.parametrize("place", ALL_CASES)
def test_patient_pages_tell_no_reason_of_a_rule(place):
    """Neither why something was set aside, nor what to wait for, nor a caution, nor a modality that is in no shown plan."""
    text, document = documents()[place]
    case = read_case_text(text, CATALOG)
    aside = [row["text"] for row in document["set_aside"]] + document["no_procedure"]["wait_for"]

    for course in courses_of(document):
        page = papers_of(course, case)

        told = [*aside, *(caution["text"] for caution in course["cautions"])]
        assert [words for words in told if words in page] == []
        assert course["key"] not in page


def test_every_modality_has_a_plain_name_and_sentence():
    assert set(patient_words.TREATMENTS) == set(CATALOG.modalities)


def test_row_worded_anew_by_the_clinic_speaks_for_itself():
    row = dataclasses.replace(CATALOG.modalities["subcision"], description="Done with a new instrument")
    treatments = dict(CATALOG.treatments)
    treatments["modality"] = tuple(row if one.id == row.id else one for one in CATALOG.treatments["modality"])
    changed = dataclasses.replace(CATALOG, treatments=treatments)

    assert patient_words.treatment_means("subcision", changed) == "Done with a new instrument"
    assert "bands that hold it down" in patient_words.treatment_means("subcision", CATALOG)


def test_every_sentence_on_studies_restates_a_row():
    effects = {row.id for row in CATALOG.treatments["effect"]}
    combined = {(row.combination, row.design) for row in CATALOG.treatments["combination_effect"]}

    assert set(EFFECTS) == effects
    assert set(COMBINATIONS) <= combined
    assert len(studies._restated()) == len(EFFECTS) + len(COMBINATIONS)


@pytest.mark.parametrize("sentence", [*EFFECTS.values(), *COMBINATIONS.values()])
def test_sentence_on_studies_holds_no_number_but_how_many_took_part(sentence):
    assert re.findall(r"[0-9]", str(sentence)) == []
    assert str(sentence).count("%") == str(sentence).count("%(n)s") <= 1


def expected_row(effect, **changed):
    row = next(one for one in CATALOG.treatments["effect"] if one.id == effect)
    said = {
        "modality": row.modalities[0],
        "outcome": row.outcome,
        "result": row.result,
        "n": row.n,
        "design": row.design,
    }
    return said | changed


def test_study_is_told_with_the_number_of_people():
    said = studies.sentence_of(expected_row("mn_alam"), CATALOG)

    assert said.startswith("In a study of 20 people one side of the face was needled")


def test_result_worded_anew_by_the_clinic_is_left_to_the_doctor():
    said = studies.sentence_of(expected_row("mn_alam", result="mean fall 9 points"), CATALOG)

    assert said == "A study of 20 people is published; your doctor will explain what it found."


def test_number_of_studies_is_never_said_as_a_number_of_people():
    said = studies.sentence_of(expected_row("mn_review", result="all improved"), CATALOG)

    assert said == "There are published results; your doctor will explain them."


def test_nothing_published_is_said_plainly():
    row = {"modality": "punch", "outcome": "any", "result": "nothing published", "n": None, "design": None}

    assert studies.findings_of([row], ["punch"], CATALOG) == {"punch": ["Nothing published yet."]}


def test_result_of_a_combination_is_told_only_of_the_whole():
    label = CATALOG.combinations["mn_prp"].label
    result = next(
        one for one in CATALOG.treatments["combination_effect"] if one.combination == "mn_prp" and one.n == 311
    )
    row = {"modality": "microneedling", "outcome": label, "result": result.result, "n": 311, "design": result.design}

    assert studies.findings_of([row], ["microneedling"], CATALOG) == {}
    assert studies.findings_of([row], ["microneedling", "prp_topical"], CATALOG) != {}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([3, 7], "Most people look normal again after 3–7 days; some longer."),
        ([5, 5], "Most people look normal again after 5 days; some longer."),
        ([0, 7], "Most people look normal again after up to 7 days; some longer."),
        ([0, 1], "Most people look normal again after 1 day; some longer."),
        ([0, 0], "Most people look normal again the same day; some later."),
        (None, "How long it shows on the skin is not known; ask us."),
    ],
)
def test_downtime_is_said_of_most_people(days, said):
    assert patient_words.downtime(days) == said


@pytest.mark.parametrize(
    ("price", "visits", "said"),
    [
        ("1240.00", 4, "about 1,240 EUR for 4 visits"),
        ("99.50", 1, "about 99.50 EUR for 1 visit"),
        ("60.00", 0, "about 60 EUR"),
        (None, 4, "Price: ask us"),
    ],
)
def test_price_is_said_with_the_number_of_visits(price, visits, said, settings):
    settings.CURRENCY = "EUR"

    assert patient_words.price_of_all({"price": price, "visits": visits}) == said


def test_labels_that_praise_are_left_out():
    regimen = {
        "labels": [
            "best match to findings",
            "lowest risk of dark marks",
            "fewest visits",
            "planned to be healed by 1 May 2027",
        ]
    }

    assert patient_words.labels(regimen) == ["Lowest risk of dark marks", "Planned to be healed by 1 May 2027"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2026, 3, 3), (2026, 3, 3), "3 Mar 2026"),
        ((2026, 3, 3), (2026, 3, 7), "3–7 Mar 2026"),
        ((2026, 2, 28), (2026, 3, 4), "28 Feb – 4 Mar 2026"),
        ((2026, 12, 28), (2027, 1, 4), "28 Dec 2026 – 4 Jan 2027"),
    ],
)
def test_span_of_days_is_said_without_doubt(first, last, said):
    assert patient_words.days_from_to(datetime.date(*first), datetime.date(*last)) == said
