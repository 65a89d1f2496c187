"""What is compared is said without the planner's short words."""

import pytest

from planner.catalog import shipped_catalog
from tests.treatments import plans as planning
from treatments import proposals
from treatments.proposing.level_words import LEVELS, value_in_words


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("main concern", "not", "not answered"),
        ("needs reason", "none", "none"),
        ("needs reason", "afl, subcision", "Ablative fractional laser, Subcision"),
        (
            "rest of burden",
            "of 68: 16 first line, 64 first or second line, 66 at least as adjunct",
            "16 of 68 first line, 48 second line, 2 as adjunct, 2 not answered",
        ),
        ("rest of burden", "of 4: 4 first line, 4 first or second line, 4 at least as adjunct", "4 of 4 first line"),
        ("rest of burden", "64 of 68 first or second line", "64 of 68 at least second line"),
        ("rest of burden", "not compared", "no other finding"),
        ("pigment risk", "caution", "with caution"),
        ("pigment risk", "not compared", "plays no part in this skin type"),
        ("evidence", "level C; rules in force partial", "level C; a caution was read only in part"),
        (
            "evidence",
            "level B, place 3 in the mixed list; no rule in force",
            "level B, listed as number 3 for skin with several scar types; no caution applies",
        ),
        ("what matters most", "not compared", "the patient named nothing"),
        ("what matters most", "downtime: 22; price: 1640.00", "usual days of downtime: 22; price: 1640.00"),
        (
            "effort",
            "procedures beyond need: 1; visits: 1; days of downtime: 22; price 1640.00; treatments: 2",
            "1 procedure that adds nothing, 1 visit, usually 22 days of downtime, 1640.00 EUR, 2 treatments",
        ),
    ],
)
def test_value_is_said_in_words(name, value, said):
    assert value_in_words(name, value, shipped_catalog()) == said


@pytest.mark.parametrize("wishes", [{}, {"most_important": ["improvement", "pigment_risk"]}])
def test_every_value_of_a_proposal_has_words(once_loaded, dermatologist, wishes):
    held = planning.a_consultation(dermatologist, phototype=5)

    for regimen in proposals.proposed(held, wishes=wishes).document["regimens"]:
        said = [value_in_words(name, value, shipped_catalog()) for name, value in regimen["levels"]]
        assert [name for name, _value in regimen["levels"]] == list(LEVELS)
        assert not any(
            word in " ".join(said) for word in ("not compared", "mixed list", "rules in force", "_", "of 1:")
        )
