"""The tree of reasons: which lines stand in it, how deep, and why one regimen stands above another."""

from dataclasses import replace

import pytest

from planner.explain import explain_tree, first_difference
from planner.proposal import Parameter
from planner.reasons import reason
from tests.planner.test_document import DAY, PROCEDURE, PROPOSAL, REGIMEN, VISIT

WORSE = replace(REGIMEN, key="k2", levels=(("main concern", "first line"), ("needs reason", "none")))
PARTS = [
    "Proposal from catalog pack 1",
    "Scores",
    "No procedure now, first",
    "Regimen 1: subcision and ablative fractional laser",
    "Set aside",
    "Questions that matter",
    "Sources",
]


def lines(**changes):
    return explain_tree(replace(PROPOSAL, **changes)).splitlines()


def under(head, found):
    """The lines below a head line, as far as they stand deeper."""
    start = found.index(head)
    depth = len(head) - len(head.lstrip())
    below = []
    for line in found[start + 1 :]:
        if len(line) - len(line.lstrip()) <= depth:
            break
        below.append(line)
    return below


def test_parts_of_the_tree_stand_in_order():
    assert [line for line in lines() if not line.startswith(" ")] == PARTS


def test_unsigned_catalog_is_called_a_demonstration():
    told = "  Demonstration: not approved for patient care."

    assert lines()[1] == told
    assert told not in lines(catalog_signed=True)


def test_wish_not_judged_is_named():
    assert "  Not judged: the budget, because no price is known." in lines()


def test_scores_are_told_with_what_is_not_known():
    assert under("Scores", lines()) == [
        "  Goodman-Baron, qualitative: 3",
        "  Goodman-Baron, quantitative: 7",
        "  ECCA: not known",
        "  SCAR-S: 2",
        "    ECCA: a sum",
    ]


def test_no_procedure_tells_waits_reasons_and_date():
    assert under("No procedure now, first", lines()) == [
        "  Waiting: after delivery",
        "  The patient wants to avoid ablative fractional laser. [avoided; opened; asif2016]",
        "  Look again on 20 Feb 2027.",
    ]


def test_no_procedure_beside_the_first_says_nothing_of_it():
    assert "No procedure now" in lines(no_procedure=replace(PROPOSAL.no_procedure, first=False))


def test_regimen_is_told_from_label_to_reasons():
    assert under("Regimen 1: subcision and ablative fractional laser", lines()) == [
        "  Label: best match to findings",
        "  Provisional: questions are open.",
        "  Needs a recorded reason: ablative fractional laser",
        "  Options: topical platelet-rich plasma",
        "  Compared on",
        "    main concern: first line",
        "    needs reason: afl",
        "  Course",
        "    At home: topical priming from 22 Nov 2026 to 20 Feb 2027",
        "      pause from 22 Nov 2026 to 20 Feb 2027",
        "    22 Nov 2026, day 0: treatment (provisional)",
        "      1. subcision: chin (needle gauge 18 G)",
        "    22 Nov 2026, day 0: review (provisional)",
        "  Cautions",
        "    Text. [smoking; asif2016]",
        "      Stop. (extra check: nurse)",
        "  What to expect",
        "    subcision: improved: 71 %, n = 58 [asif2016]",
        "  Why",
        "    The patient wants to avoid ablative fractional laser. [avoided; opened; asif2016]",
    ]


def test_regimen_without_marks_tells_none():
    bare = replace(REGIMEN, labels=(), provisional=False, needs_reason=(), options=())

    assert under("Regimen 1: subcision and ablative fractional laser", lines(regimens=(bare,)))[0] == "  Compared on"


def test_option_is_told_without_settings():
    option = replace(PROCEDURE, modality="prp_topical", option=True, order=2, parameters=())

    found = lines(regimens=(replace(REGIMEN, visits=(replace(VISIT, procedures=(option,)),)),))

    assert "      2. topical platelet-rich plasma (option): chin" in found


@pytest.mark.parametrize(
    ("name", "value", "unit", "words"),
    [
        ("passes", 6, "passes", "passes 6"),
        ("endpoint", "bleeding", "text", "endpoint bleeding"),
        ("suction_from_day", 3, "day", "suction from day 3"),
        ("needle_length", 1.5, "mm", "needle length 1.5 mm"),
    ],
)
def test_setting_is_told_with_a_unit_that_adds(name, value, unit, words):
    procedure = replace(PROCEDURE, parameters=(Parameter(name, value, unit),))

    found = lines(regimens=(replace(REGIMEN, visits=(replace(VISIT, procedures=(procedure,)),)),))

    assert f"      1. subcision: chin ({words})" in found


def test_result_without_number_of_people_tells_none():
    regimen = replace(REGIMEN, expected=(replace(REGIMEN.expected[0], n=None),))

    assert "    subcision: improved: 71 % [asif2016]" in lines(regimens=(regimen,))


def test_no_regimen_is_said():
    assert "No regimen" in lines(regimens=())


def test_first_level_that_differs_says_why():
    assert first_difference(REGIMEN, WORSE) == ("needs reason", "afl", "none")
    assert "Why 1 stands above 2: needs reason, afl before none" in lines(regimens=(REGIMEN, WORSE))


def test_regimens_alike_in_all_are_refused():
    with pytest.raises(ValueError, match="do not differ"):
        first_difference(REGIMEN, replace(REGIMEN, key="k3"))


def test_set_aside_tells_verdict_date_and_condition():
    told = "The patient wants to avoid ablative fractional laser. [avoided; opened; asif2016]"

    assert under("Set aside", lines()) == [
        f"  ablative fractional laser, defer until 20 Feb 2027 until: after delivery: {told}",
        f"  non-ablative fractional laser, avoided: {told}",
    ]


def test_question_about_an_option_says_so():
    question = PROPOSAL.questions[0]

    found = lines(questions=(question, replace(question, regimens=())))

    assert under("Questions that matter", found) == [
        "  Are you? [pregnant: ablative fractional laser]",
        "  Are you? [pregnant: ablative fractional laser] (an option only)",
    ]
    assert "Questions that matter" not in lines(questions=())


def test_sources_end_the_tree():
    assert lines()[-2:] == ["Sources", "  asif2016: Asif M. 2016"]


def test_date_in_a_reason_is_written_out():
    why = reason("start_after_history", "start_after_history", modality="afl", until=DAY)

    found = lines(no_procedure=replace(PROPOSAL.no_procedure, reasons=(why,)))

    assert any("starts on 22 Nov 2026" in line for line in found)
