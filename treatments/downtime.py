"""How long one sees a treatment, said in one way on every page: from the least to the most days, and how many are usual."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.catalog import Catalog


def usual_after(visit: Mapping, catalog: Catalog) -> int:
    """The typical days after a visit: those of what takes longest, and what the visit itself adds to them."""
    done = {row["modality"] for row in visit["procedures"] if not row["option"]}
    rows = [catalog.downtime[key] for key in done if _works(key, catalog) and key in catalog.downtime]
    added = visit["downtime_days"][1] - max((row.social_downtime_days_max for row in rows), default=0)
    return max((row.social_downtime_days_typical for row in rows), default=0) + added


def _works(key: str, catalog: Catalog) -> bool:
    """A booster adds nothing to the downtime of what it is added to."""
    return key in catalog.modalities and catalog.modalities[key].role == "working"


def usual_in_all(course: Mapping, catalog: Catalog) -> int:
    """The typical days after all visits together."""
    return sum(usual_after(visit, catalog) for visit in course["visits"] if visit["downtime_days"])


def after_visit(visit: Mapping, catalog: Catalog) -> str:
    """The downtime of one visit: “2 to 7 days, usually 3”."""
    return days_in_words(*visit["downtime_days"], usual_after(visit, catalog))


def in_all(course: Mapping, catalog: Catalog) -> str:
    """The downtime of all visits together, in the same words."""
    return days_in_words(*course["totals"]["downtime_days"], usual_in_all(course, catalog))


def days_in_words(least: int, most: int, usual: int) -> str:
    """From the least to the most days, and what is usual between them."""
    if not most:
        return _("none")
    if least == most:
        return ngettext("%(n)s day", "%(n)s days", most) % {"n": most}
    said = {"least": least, "most": most, "usual": usual or _("none")}
    if not least:
        return ngettext("up to %(most)s day, usually %(usual)s", "up to %(most)s days, usually %(usual)s", most) % said
    return _("%(least)s to %(most)s days, usually %(usual)s") % said
