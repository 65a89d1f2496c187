"""The repository as the house tests see it: what stands in it, without what machines make."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_BY_MACHINES = {
    ".git",
    ".venv",
    ".hypothesis",
    ".pytest_cache",
    ".ruff_cache",
    ".import_linter_cache",
    "__pycache__",
    "node_modules",
    "dist",
    "var",
}
OWN_TO_ONE_PERSON = {".env", ".idea", ".vscode", ".DS_Store"}
ROOMS = ("clinic", "scheduling", "treatments", "patients", "catalog", "accounts")


def children(folder: Path) -> list[Path]:
    """What stands in `folder`, in the order of names."""
    return sorted(path for path in folder.iterdir() if path.name not in MADE_BY_MACHINES | OWN_TO_ONE_PERSON)


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file in and below `folder`."""
    for path in children(folder):
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def named(path: Path) -> str:
    """The path as the repository speaks of it."""
    return path.relative_to(ROOT).as_posix()


def text_files() -> dict[str, str]:
    """Path -> text, for every file that is text."""
    texts = {}
    for path in files():
        try:
            texts[named(path)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts
