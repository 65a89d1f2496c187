"""How treatments are said to the person they are for: plain, without praise, and no more than the row of the knowledge says.

Names and sentences restate the rows of the shipped knowledge. Where the clinic's catalog words a row differently, that row
is read out as it stands, so that nothing here outlives what it restated.
"""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from patients.saying import day_in_words
from planner.catalog import Catalog, shipped_catalog

NOTHING_PUBLISHED = "nothing published"  # as the planner says it
DAYS_OF_A_WEEK, DAYS_OF_A_MONTH, WEEKS_BEFORE_MONTHS = 7, 30, 9

# modality -> (its name, what is done)
TREATMENTS = {
    "microneedling": (
        gettext_lazy("Needling"),
        gettext_lazy("Fine sterile needles make tiny channels in the skin; as it heals, it lays down new collagen."),
    ),
    "rf_microneedling": (
        gettext_lazy("Needling with warmth (radiofrequency)"),
        gettext_lazy(
            "Fine needles bring warmth into the deeper skin; its collagen is built anew and the skin tightens."
        ),
    ),
    "prp_topical": (
        gettext_lazy("Plasma from your own blood, spread on the skin"),
        gettext_lazy(
            "A little of your blood is drawn; the part rich in platelets is spread on the skin while it is open."
        ),
    ),
    "prp_intradermal": (
        gettext_lazy("Plasma from your own blood, injected"),
        gettext_lazy(
            "A little of your blood is drawn; the part rich in platelets is injected into or under the scars."
        ),
    ),
    "crosslinking": (
        gettext_lazy("Serum on needled skin"),
        gettext_lazy("A serum is spread on the skin right after needling, so that the skin takes it up better."),
    ),
    "peel_superficial": (
        gettext_lazy("Light chemical peel"),
        gettext_lazy("A mild acid solution is put on the skin and acts on its upper layer."),
    ),
    "peel_medium": (
        gettext_lazy("Medium-depth chemical peel"),
        gettext_lazy("A stronger acid solution is put on the skin and acts deeper than a light peel."),
    ),
    "tca_cross": (
        gettext_lazy("Acid placed in single scars (TCA CROSS)"),
        gettext_lazy(
            "A strong acid is placed only in the pit of each scar, with a toothpick, a fine brush or a needle."
        ),
    ),
    "subcision": (
        gettext_lazy("Loosening scars from below (subcision)"),
        gettext_lazy(
            "A needle or a thin tube is passed under the scar and cuts the bands that hold it down; "
            "collagen then fills the space."
        ),
    ),
    "nafl": (
        gettext_lazy("Laser below the surface (non-ablative fractional laser)"),
        gettext_lazy("The laser makes fine columns of heat below a surface that stays closed."),
    ),
    "afl": (
        gettext_lazy("Laser that opens the surface (ablative fractional laser)"),
        gettext_lazy("The laser takes away fine columns of skin, with a thin rim of heat around each."),
    ),
    "vascular_laser": (
        gettext_lazy("Laser for the small vessels of a scar (vascular laser)"),
        gettext_lazy("The light of the laser warms the blood in the small vessels of the scar."),
    ),
    "filler_ha": (
        gettext_lazy("Filler of hyaluronic acid"),
        gettext_lazy("A gel is placed in or under the dip."),
    ),
    "filler_pmma": (
        gettext_lazy("Permanent filler (PMMA with collagen)"),
        gettext_lazy("Tiny beads that stay for good, in collagen from cattle, are injected; a skin test comes first."),
    ),
    "filler_plla": (
        gettext_lazy("Poly-L-lactic acid"),
        gettext_lazy("It is injected where the skin or the fat below has become thin; collagen builds over months."),
    ),
    "fat_graft": (
        gettext_lazy("Your own fat"),
        gettext_lazy("Fat is taken from your body, prepared, and injected below the scar."),
    ),
    "punch": (
        gettext_lazy("Taking out or lifting single scars (punch)"),
        gettext_lazy("A small round blade takes out the pit and a stitch closes it, or the floor is lifted level."),
    ),
    "dermabrasion": (
        gettext_lazy("Planing the skin (dermabrasion)"),
        gettext_lazy("A rotating wheel planes the surface of the skin."),
    ),
    "topical_priming": (
        gettext_lazy("Creams at home"),
        gettext_lazy(
            "A cream with a retinoid, with lightening cream and sunscreen, as your doctor prescribes; "
            "you use them at home before and between the visits."
        ),
    ),
    "intralesional": (
        gettext_lazy("Injection into raised scars"),
        gettext_lazy("Cortisone, 5-fluorouracil or both are injected into raised scars only."),
    ),
}
PLACES = {"perioral": gettext_lazy("Around the mouth"), "glabella": gettext_lazy("Between the eyebrows")}
# Of the planner's labels those that say a fact; what praises a plan, or compares it with plans nobody is shown, is left out.
LABELS = {"lowest risk of dark marks": gettext_lazy("Lowest risk of dark marks")}
HEALED_BY, HEALED_BY_IN_WORDS = "planned to be healed by ", gettext_lazy("Planned to be healed by %(day)s")
# rule of “no procedure now” -> what it means for the person; the others are reasons, which the doctor explains
ADVICE = {
    "control_acne_first": gettext_lazy("Bring active acne under control first: new spots make new scars."),
    "topical_care": gettext_lazy("Creams at home may help meanwhile; ask us which."),
    "protect_from_sun": gettext_lazy("Protect the skin from the sun every day; it marks easily."),
    "natural_course": gettext_lazy("How scars change without a treatment: there are no study results."),
    "no_evidence_row": gettext_lazy(
        "For some of your scars we have no treatment to suggest; your doctor may send you to somebody else."
    ),
}


@cache
def _restated(modality: str) -> tuple[str, str] | None:
    """Name and description in the shipped knowledge, which the sentences here restate."""
    row = shipped_catalog().modalities.get(modality)
    return row and (row.name, row.description)


def treatment_name(modality: str, catalog: Catalog) -> str:
    """What a treatment is called to the person who gets it."""
    row = catalog.modalities.get(modality)
    if modality in TREATMENTS and (row is None or _restated(modality) == (row.name, row.description)):
        return str(TREATMENTS[modality][0])
    return row.name if row else modality.replace("_", " ")


def treatment_means(modality: str, catalog: Catalog) -> str:
    """What is done, in a sentence."""
    row = catalog.modalities.get(modality)
    if modality in TREATMENTS and (row is None or _restated(modality) == (row.name, row.description)):
        return str(TREATMENTS[modality][1])
    return row.description if row else ""


def named_together(modalities: Iterable[str], catalog: Catalog) -> str:
    """Several treatments as a heading."""
    return joined([treatment_name(key, catalog) for key in modalities])


def joined(words: list[str]) -> str:
    """Words with commas and an and; those after the first begin small unless they are a name of their own."""
    words = [words[0], *(_small(word) for word in words[1:])] if words else []
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _small(word: str) -> str:
    return word if word[1:2].isupper() or word.startswith("Poly") else word[:1].lower() + word[1:]


def places(areas: Iterable[str], catalog: Catalog) -> str:
    """Where: the areas by their names."""
    names = dict.fromkeys(place_name(key, catalog) for key in areas)
    return ", ".join(name if place == 0 else _small(name) for place, name in enumerate(names))


def place_name(area: str, catalog: Catalog) -> str:
    """A region without its second, medical name."""
    if area in PLACES:
        return str(PLACES[area])
    return catalog.regions[area].label.partition(" / ")[0] if area in catalog.regions else area.replace("_", " ")


def labels(regimen: Mapping) -> list[str]:
    """What may stand on a patient's page of the labels of a regimen."""
    said = []
    for label in regimen["labels"]:
        if label.startswith(HEALED_BY):
            said.append(HEALED_BY_IN_WORDS % {"day": label.removeprefix(HEALED_BY)})
        elif label in LABELS:
            said.append(str(LABELS[label]))
    return said


def downtime(days: Iterable[int] | None) -> str:
    """How long the skin shows it."""
    if days is None:
        return _("How long it shows on the skin is not known; ask us.")
    typical, most = days
    if most == 0:
        return _("Most people look normal again the same day; some later.")
    if typical == 0:
        words = ngettext("%(most)s day", "up to %(most)s days", most) % {"most": most}
        return _("Most people look normal again after %(days)s; some longer.") % {"days": words}
    if typical == most:
        words = ngettext("%(most)s day", "%(most)s days", most) % {"most": most}
    else:
        words = _("%(typical)s–%(most)s days") % {"typical": typical, "most": most}
    return _("Most people look normal again after %(days)s; some longer.") % {"days": words}


def minutes(visit: Mapping) -> str:
    """How long a visit takes, with the time in which the skin is made numb."""
    if not visit["minutes"]:
        return ""
    if visit["numbing_minutes"]:
        return _("about %(all)s minutes, of which %(numb)s for the numbing cream to work") % {
            "all": visit["minutes"],
            "numb": visit["numbing_minutes"],
        }
    return _("about %(all)s minutes") % {"all": visit["minutes"]}


def money(price: str | Decimal | None) -> str:
    """A price with the clinic's currency; one that is not known is asked for."""
    if price is None:
        return ""
    amount = Decimal(price)
    shown = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{shown} {settings.CURRENCY}"


def price_of_all(totals: Mapping) -> str:
    """What a plan costs together."""
    if totals["price"] is None:
        return _("Price: ask us")
    visits = ngettext("%(count)s visit", "%(count)s visits", totals["visits"]) % {"count": totals["visits"]}
    if not totals["visits"]:
        return _("about %(price)s") % {"price": money(totals["price"])}
    return _("about %(price)s for %(visits)s") % {"price": money(totals["price"]), "visits": visits}


def span_of(days: int) -> str:
    """A number of days as weeks or months, as one says it."""
    weeks = round(days / DAYS_OF_A_WEEK)
    if weeks < WEEKS_BEFORE_MONTHS:
        return ngettext("%(count)s week", "%(count)s weeks", max(1, weeks)) % {"count": max(1, weeks)}
    months = round(days / DAYS_OF_A_MONTH)
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def day(text: str | datetime.date) -> str:
    """A date that nobody can mix up."""
    return day_in_words(datetime.date.fromisoformat(text) if isinstance(text, str) else text)


def days_from_to(first: datetime.date, last: datetime.date) -> str:
    """A span of days as short as it stays clear: 3 Mar 2026; 3–7 Mar 2026; 28 Feb – 4 Mar 2026; 28 Dec 2026 – 4 Jan 2027."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{day(first)} – {day(last)}"
