"""Facts of the two bibliographies: where a statement was read, and how much of it."""

from planner.catalog.facts import fact


@fact
class Source:
    """A published work or page; `access` says what of it was read."""

    title: str
    kind: str
    access: str
    cited: bool
    authors: str | None = None
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    ids_seen: bool | None = None
    note: str | None = None
    read_via: str | None = None

    @property
    def citation(self) -> str:
        """Authors, title, journal, year and identifier on one line; what is not known is left out."""
        doi = f"doi {self.doi}" if self.doi else self.url
        parts = [self.authors, self.title, self.journal, str(self.year) if self.year else None, doi]
        return ". ".join(part.rstrip(".") for part in parts if part)
