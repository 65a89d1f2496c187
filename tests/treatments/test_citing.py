"""A source is named as a reader would cite it, never by its key."""

import pytest

from planner.catalog import shipped_catalog
from treatments.citing import short_citation


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("majid2014", "Majid et al. 2014"),
        ("roberts2018", "Roberts 2018"),
        ("asds2005", "American Society for Dermatologic Surgery 2005"),
        ("cfr878_4430", "US Food and Drug Administration 2019"),
        ("dranton", "Dr Anton, clinic page"),
        ("highbrows", "Highbrows Beauty and Aesthetics, clinic page"),
        ("afr_chapter", "Narurkar"),
        ("bdd_tools_review", "Body Dysmorphic Disorder Screening Tools for the…"),
    ],
)
def test_source_is_named_by_author_and_year(key, said):
    found = short_citation(shipped_catalog().sources[key])

    assert found == said or (said.endswith("…") and found.startswith(said[:-1]))


def test_no_source_is_named_by_its_key():
    sources = shipped_catalog().sources

    assert [key for key, source in sources.items() if short_citation(source) == key] == []
