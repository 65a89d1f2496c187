"""Cases as files and lines: never read without bound, and refused in the words of every other malformed case."""

from collections.abc import Iterator
from typing import BinaryIO

from planner.case import CaseError

MOST_BYTES = 1_000_000
READABLE = f"a readable JSON document of at most {MOST_BYTES} bytes, or - for standard input"


def opened(name: str) -> BinaryIO:
    """The file `name`, or standard input for "-". Raises CaseError when it cannot be opened."""
    try:
        return open(0, "rb", closefd=False) if name == "-" else open(name, "rb")
    except OSError as error:
        raise _unreadable(error) from None


def read_whole(source: BinaryIO) -> bytes:
    """All of `source`. Raises CaseError when it cannot be read or is longer than MOST_BYTES."""
    try:
        return within_bound(source.read(MOST_BYTES + 1))
    except OSError as error:
        raise _unreadable(error) from None


def read_lines(source: BinaryIO) -> Iterator[bytes]:
    """The lines of `source` as they come, without blank ones; of one that is too long the first MOST_BYTES + 1 bytes.

    Raises CaseError when `source` cannot be read.
    """
    try:
        while line := source.readline(MOST_BYTES + 1):
            rest = line
            while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
                rest = source.readline(MOST_BYTES + 1)
            if line.strip() or len(line) > MOST_BYTES:
                yield line.rstrip(b"\r\n")
    except OSError as error:
        raise _unreadable(error) from None


def within_bound(text: bytes) -> bytes:
    """`text` as it is. Raises CaseError when it is longer than MOST_BYTES."""
    if len(text) > MOST_BYTES:
        raise CaseError("document", f"is longer than {MOST_BYTES} bytes", READABLE)
    return text


def _unreadable(error: OSError) -> CaseError:
    return CaseError("document", f"cannot be read: {error.strerror}", READABLE)
