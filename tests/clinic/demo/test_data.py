"""The invented skins and answers speak the language of the shipped knowledge."""

import pytest

from clinic.demo.data import read
from planner.case import read_case
from planner.catalog import shipped_catalog


@pytest.mark.parametrize("face", read("faces")["face"], ids=lambda face: face["about"])
def test_every_skin_is_one_that_the_planner_reads(face):
    names = ("scar_type", "region", "side")
    findings = [dict(zip(names, (*row[:2], row[2] or None), strict=True)) for row in face["findings"]]
    seen = {"findings": findings, "grade": face.get("grade"), "scar_s": face["scar_s"]}
    seen |= {"priorities": face["priorities"], "concerns": face["concerns"]}
    past = [{"modality": modality} for modality in face["past"]]

    case = read_case({"on": "2026-11-25", "patient": {}, "assessment": seen, "history": past}, shipped_catalog())

    assert len(case.findings) == len(face["findings"])


def test_only_questions_of_the_knowledge_are_answered():
    told, questions = read("told"), shipped_catalog().questions
    answered = [
        *told["people"],
        *told["moments"],
        *told["choices"],
        *told["ago"],
        *told["numbers"],
        *told["last"].values(),
    ]

    assert set(answered) <= set(questions)


def test_choices_are_those_of_their_question():
    questions = shipped_catalog().questions

    assert all(set(shares) <= set(questions[key].choices) for key, shares in read("told")["choices"].items())


def test_whole_texts_say_that_they_are_a_demonstration():
    notes = read("told")["notes"]

    assert all(text.startswith("Demonstration: ") for text in notes["written"] + notes["amendments"])
