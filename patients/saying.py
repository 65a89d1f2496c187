"""How recorded things are said: counts, places, values of answers and vague dates, the same on pages and in notes."""

from planner.case import NEVER, Answer, Finding, Span
from planner.case.reading_dates import month_of
from planner.catalog import Catalog
from planner.catalog.safety import Question

Count = tuple[int, int | None] | None
NOT_KNOWN = "not known"


def day_in_words(day) -> str:
    return f"{day.day} {day:%b %Y}"


def span_in_words(span: Span) -> str:
    """A date no more exact than it was told."""
    earliest, latest = span.earliest, span.latest
    if earliest is None:
        return NOT_KNOWN if latest is None else f"{day_in_words(latest)} or earlier"
    if earliest == latest:
        return day_in_words(earliest)
    if span == month_of(earliest.year, earliest.month):
        return f"{earliest:%b %Y}"
    if latest is None:
        return f"{day_in_words(earliest)} or later"
    return f"between {day_in_words(earliest)} and {day_in_words(latest)}"


def value_in_words(question: Question, value) -> str:
    """One value of an answer, with its unit; None is not known."""
    if value is None:
        return NOT_KNOWN
    if value is NEVER:
        return "never"
    if isinstance(value, Span):
        return span_in_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.replace("_", " ")
    return f"{value:g} {question.unit or ''}".strip()


def answer_in_words(question: Question, answer: Answer | None, catalog: Catalog) -> str:
    """An answer for everywhere, or region by region."""
    if answer is None:
        return NOT_KNOWN
    if answer.regions is None:
        return value_in_words(question, answer.value)
    by_region = (
        f"{catalog.regions[key].label}: {value_in_words(question, told)}" for key, told in answer.regions.items()
    )
    return "; ".join(by_region)


def count_in_words(count: Count) -> str:
    """How many lesions: 12, 5–10, over 20, or that nobody counted."""
    if count is None:
        return "not counted"
    low, high = count
    if high is None:
        return f"over {low - 1}"
    return str(low) if low == high else f"{low}–{high}"


def place_in_words(region: str, side: str | None, catalog: Catalog) -> str:
    """Where, with the side as the patient has it."""
    label = catalog.regions[region].label if region in catalog.regions else region
    sides = {"left": "left {}", "right": "right {}", "both": "{}, both sides"}
    said = sides.get(side, "{}").format(label if side in (None, "both") else label[:1].lower() + label[1:])
    return said[:1].upper() + said[1:]


def scar_type_in_words(scar_type: str, catalog: Catalog) -> str:
    """A scar type, or a concern beyond scars, by its name in the catalog."""
    row = catalog.scar_types.get(scar_type)
    return row.label if row else scar_type.replace("_", " ").capitalize()


def finding_in_words(finding: Finding, catalog: Catalog) -> str:
    """One finding: type, count and what else was described of it."""
    words = [f"{scar_type_in_words(finding.scar_type, catalog)} ({count_in_words(finding.count)})"]
    if finding.grade is not None:
        words.append(f"grade {finding.grade}")
    if finding.area_cm2 is not None:
        words.append(f"{finding.area_cm2:g} cm²")
    if finding.base is not None:
        words.append(f"{finding.base} base")
    if finding.older_than_two_years is not None:
        words.append("older than two years" if finding.older_than_two_years else "not older than two years")
    return ", ".join(words)
