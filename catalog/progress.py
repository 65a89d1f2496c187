"""How far the clinical lead has come: every unverified safety row by itself, then every table as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.book import Book, Entry
from catalog.models import CatalogVersion, SignOff
from catalog.tables import TABLES, Table


@dataclass(frozen=True)
class Task:
    """One signature that a version needs, and the one it has."""

    kind: str
    key: str
    title: str
    entry: Entry | None = None
    signature: SignOff | None = None

    @property
    def name(self) -> str:
        """How an address names it."""
        return f"{self.kind}/{self.key}" if self.key else self.kind

    @property
    def table(self) -> Table:
        return TABLES[self.kind]


@dataclass(frozen=True)
class Progress:
    """All signatures a version needs, in the order in which they are asked for."""

    tasks: tuple[Task, ...]

    @property
    def rows(self) -> list[Task]:
        return [task for task in self.tasks if task.key]

    @property
    def tables(self) -> list[Task]:
        return [task for task in self.tasks if not task.key]

    @property
    def open(self) -> list[Task]:
        return [task for task in self.tasks if not task.signature]

    @property
    def open_rows(self) -> int:
        return sum(bool(task.key) for task in self.open)

    @property
    def open_tables(self) -> int:
        return sum(not task.key for task in self.open)

    @property
    def needed(self) -> int:
        return len(self.tasks)

    @property
    def done(self) -> int:
        return self.needed - len(self.open)

    @property
    def signed(self) -> bool:
        return bool(self.tasks) and not self.open

    def find(self, name: str) -> Task | None:
        return next((task for task in self.tasks if task.name == name), None)

    def following(self, task: Task | None) -> Task | None:
        """The next one that is open after `task`, from the top again after the last; None when all are signed."""
        after = self.tasks.index(task) + 1 if task else 0
        return next((one for one in self.tasks[after:] + self.tasks[:after] if not one.signature), None)


def progress_of(version: CatalogVersion, book: Book) -> Progress:
    """The tasks of `version`, whose content `book` holds, with the signatures given so far: one query."""
    given = {(one.kind, one.key): one for one in version.sign_offs.select_related("signed_by")}
    return Progress(tuple(Task(*task, signature=given.get(task[:2])) for task in _tasks(book)))


def _tasks(book: Book) -> Iterator[tuple[str, str, str, Entry | None]]:
    for entry in book:
        if entry.signed_alone:
            yield entry.kind, entry.key, entry.title, entry
    for kind, entries in book.tables.items():
        if entries:
            yield kind, "", TABLES[kind].name, None
