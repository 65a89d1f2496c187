"""The treatments that are in no regimen: by verdict, each with its rule in a sentence and its sources."""

from collections.abc import Mapping
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.words import said
from patients.saying import day_in_words
from planner.catalog import Catalog
from treatments.planning import stored_course as words

VERDICTS = {  # as a heading, in a count, and the colour of its date or condition
    "absolute": (gettext_lazy("Not possible"), gettext_lazy("not possible"), "danger"),
    "defer": (gettext_lazy("Not yet"), gettext_lazy("not yet"), "warn"),
    "relative": (gettext_lazy("Only with a recorded reason"), gettext_lazy("only with a recorded reason"), "warn"),
    "avoided": (gettext_lazy("The patient wants to avoid it"), gettext_lazy("to be avoided"), ""),
    "not_offered": (gettext_lazy("Not offered here"), gettext_lazy("not offered"), ""),
    "poor_fit": (gettext_lazy("Fits these findings poorly"), gettext_lazy("a poor fit"), ""),
    "dominated": (
        gettext_lazy("Fits, but something shown does as well or better"),
        gettext_lazy("not better than what is shown"),
        "",
    ),
}


def set_aside_by_verdict(rows: list[Mapping], catalog: Catalog) -> list[dict]:
    """In the order of the proposal, the strongest verdict first."""
    return [_verdict(verdict, list(group), catalog) for verdict, group in groupby(rows, key=lambda row: row["verdict"])]


def _verdict(verdict: str, rows: list[Mapping], catalog: Catalog) -> dict:
    title, short, kind = VERDICTS.get(verdict, (said(verdict), said(verdict), ""))
    return {"title": title, "short": short, "kind": kind, "rows": [_row(row, catalog) for row in rows]}


def _row(row: Mapping, catalog: Catalog) -> dict:
    until = _("until %(day)s") % {"day": day_in_words(words.day_of(row["until"]))} if row["until"] else ""
    return {
        "name": words.name_of(row["modality"], catalog),
        "until": until or row["condition"] or "",
        "text": row["text"],
        "sources": words.sources_in_words(row, catalog),
    }


def counted(groups: list[dict]) -> str:
    """How many of each, so that the list may stay folded."""
    return ", ".join(f"{len(group['rows'])} {group['short']}" for group in groups)
