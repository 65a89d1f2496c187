"""A case is never read without bound, and what cannot be read is refused in words."""

import io

import pytest

from planner.case import CaseError
from treatments.case_files import MOST_BYTES, opened, read_lines, read_whole, within_bound


def test_file_is_read_whole(tmp_path):
    (tmp_path / "case.json").write_bytes(b"{}\n")

    with opened(str(tmp_path / "case.json")) as source:
        assert read_whole(source) == b"{}\n"


@pytest.mark.parametrize(("name", "words"), [("missing.json", "No such file"), ("", "Is a directory")])
def test_what_cannot_be_opened_is_refused_in_words(tmp_path, name, words):
    with pytest.raises(CaseError) as refused:
        opened(str(tmp_path / name))

    assert (refused.value.field, words in refused.value.problem) == ("document", True)


def test_document_one_byte_too_long_is_refused():
    assert len(read_whole(io.BytesIO(b" " * MOST_BYTES))) == MOST_BYTES
    with pytest.raises(CaseError) as refused:
        read_whole(io.BytesIO(b" " * (MOST_BYTES + 1)))

    assert refused.value.problem == "is longer than 1000000 bytes"


def test_lines_come_without_blank_ones_and_line_ends():
    assert list(read_lines(io.BytesIO(b'{"a": 1}\n\n  \r\n{"b": 2}\r\n{"c": 3}'))) == [
        b'{"a": 1}',
        b'{"b": 2}',
        b'{"c": 3}',
    ]


def test_line_too_long_costs_no_other_line():
    first, second = read_lines(io.BytesIO(b" " * (3 * MOST_BYTES) + b"x\n{}\n"))

    assert len(first) == MOST_BYTES + 1
    assert second == b"{}"
    with pytest.raises(CaseError):
        within_bound(first)


def test_line_of_the_greatest_length_is_kept_whole():
    assert list(read_lines(io.BytesIO(b"x" * MOST_BYTES + b"\n"))) == [b"x" * MOST_BYTES]
