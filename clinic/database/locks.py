"""File locks that the kernel frees when the last process holding them is gone, even by kill -9."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def share(path: Path) -> int:
    """Hold `path` together with others for as long as this process, its forks or what it becomes by exec are alive."""
    held = _opened(path)
    fcntl.flock(held, fcntl.LOCK_SH)
    os.set_inheritable(held, True)
    return held


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until nobody else is inside, and keep others out until the end of the block."""
    held = _opened(path)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def taken(path: Path) -> int | None:
    """The descriptor of `path`, held alone, or None while somebody else holds it."""
    held = _opened(path)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    return held


def is_free(path: Path) -> bool:
    """Whether nobody holds `path` at this moment."""
    held = taken(path)
    if held is not None:
        os.close(held)
    return held is not None
