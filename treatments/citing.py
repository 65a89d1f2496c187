"""How a source is named in a line: by its first author and year, or by its title where nobody is named."""

import re

from django.utils.translation import gettext as _

from planner.catalog.sources import Source

SURNAME = re.compile(r"(?P<name>\S.*?) (?P<initials>[A-Z]{1,4})( \(.*)?$")
UNNAMED = ("author of", "authors not")
LONGEST_TITLE = 60


def short_citation(source: Source) -> str:
    """“Ramadan et al. 2011”, “British Association of Dermatologists 2019”, “Dr Anton, clinic page”; never a key."""
    who = _who(source)
    if source.kind == "clinic page":
        return _("%(who)s, clinic page") % {"who": who}
    return f"{who} {source.year}" if source.year else who


def _who(source: Source) -> str:
    if not source.authors or source.authors.startswith(UNNAMED):
        return _shortened(source.title)
    first, *others = re.split(r"[,;] ", source.authors)
    person = SURNAME.match(first)
    if not person:
        return _shortened(source.authors.partition(" (")[0])
    return _("%(name)s et al.") % {"name": person["name"]} if others else person["name"]


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rpartition(" ")[0].rstrip(",:;") + "…"
