"""What somebody typed into the one box, read as names, dates of birth, telephone and record numbers. Pure: it asks nobody."""

import datetime
import re
import unicodedata
from dataclasses import dataclass, field

from patients.phones import plain_digits

LONGEST = 200
FIRST_YEAR = 1900
SHORTEST_PHONE = 4
LONGEST_RECORD_NUMBER = 9
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    "december",
)

ALONE, END = r"(?<![\w+./-])", r"(?![\w/-]|\.\d)"
YEAR_FIRST = re.compile(rf"{ALONE}(?P<y>\d{{4}})[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}}){END}")
DAY_FIRST = re.compile(
    rf"{ALONE}(?P<d>\d{{1,2}})(?:\.\s?|[-/])(?P<m>\d{{1,2}})(?:\.\s?|[-/])(?P<y>\d{{4}}|\d{{2}}){END}"
)
IN_SPACES = re.compile(rf"{ALONE}(?P<d>\d{{1,2}})\s+(?P<m>\d{{1,2}})\s+(?P<y>\d{{4}}){END}")
DAY_AND_NAME = re.compile(
    rf"{ALONE}(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*(?P<m>[A-Za-z]{{3,9}})\.?,?\s*(?P<y>\d{{4}}){END}"
)
NAME_AND_DAY = re.compile(
    rf"{ALONE}(?P<m>[A-Za-z]{{3,9}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){END}"
)
NO_PART, NO_MORE = r"(?<![\d).]\s)(?<!\))", r"(?!\s*\d)"  # of a longer date or phone number
MONTH_AND_YEAR = re.compile(rf"{ALONE}{NO_PART}(?P<m>\d{{1,2}})(?:\.\s?|[-/])(?P<y>\d{{4}}){END}{NO_MORE}")
YEAR_AND_MONTH = re.compile(rf"{ALONE}{NO_PART}(?P<y>\d{{4}})[-./](?P<m>\d{{1,2}}){END}{NO_MORE}")
NAMED_MONTH = re.compile(rf"{ALONE}{NO_PART}(?P<m>[A-Za-z]{{3,9}})\.?,?\s*(?P<y>\d{{4}}){END}")
MONTHS = (MONTH_AND_YEAR, YEAR_AND_MONTH, NAMED_MONTH)
DATES = (YEAR_FIRST, DAY_FIRST, IN_SPACES, DAY_AND_NAME, NAME_AND_DAY)
RECORD_NUMBER = re.compile(r"(?<!\w)c\s?-?\s?0*(\d{1,9})(?!\w)", re.IGNORECASE)
DIGITS = re.compile(r"(?<!\w)\+?\(?\d[\d\s()/.\-]*")


@dataclass(frozen=True)
class Figures:
    """One run of figures and everything it may mean; any of it is enough."""

    dates: tuple[datetime.date, ...] = ()
    year: int | None = None
    month: tuple[int, int] | None = None  # of birth, after its year
    name: str = ""  # the month may be one: Jan, May, August
    record_number: int | None = None
    phone: str = ""


@dataclass
class Typed:
    """All that was typed has to hold: every word of the name, and every run of figures."""

    words: list[str] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)

    @property
    def names(self) -> str:
        return " ".join(self.words)


def read(text: str, today: datetime.date) -> Typed:
    """Take out record numbers, then dates, then months, then other figures; what is left are names."""
    typed = Typed()
    rest = _take(RECORD_NUMBER, tidy(text), lambda m: Figures(record_number=int(m[1])), typed)
    for pattern in DATES:
        rest = _take(pattern, rest, lambda m: _dates_of(m, today), typed)
    for pattern in MONTHS:
        rest = _take(pattern, rest, lambda m: _month_of(m, today), typed)
    rest = _take(DIGITS, rest, lambda m: _figures(m[0], today), typed)
    typed.words = rest.split()
    return typed


def birth_date(text: str, today: datetime.date) -> datetime.date | None:
    """A date of birth as typed into a form: the day stands before the month unless the month cannot be one."""
    text = tidy(text)
    for pattern in DATES:
        if (match := pattern.fullmatch(text)) and (dates := _possible(match, today)):
            return dates[0]
    compact = re.fullmatch(r"\d{8}", text)
    dates = _compact_dates(text, today) if compact else ()
    return dates[0] if dates else None


def month_without_day(text: str) -> tuple[int, int] | None:
    """Year and month of what is written like a date whose day that month does not have."""
    matches = filter(None, (pattern.fullmatch(tidy(text)) for pattern in DATES))
    match = next((match for match in matches if len(match["y"]) == 4), None)
    month = match and (int(match["y"]), _month(match["m"]))
    return month if month and _date(*month, 1) and not _date(*month, int(match["d"])) else None


def plain_line_ends(value):
    """Browsers end the lines of a text with two signs, everything else with one; values that are no text stay."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def tidy(text: str) -> str:
    """The beginning of the text, in composed letters and plain figures, without signs that cannot be stored."""
    signs = unicodedata.normalize("NFKC", text[:LONGEST])
    return "".join(_plain(sign) for sign in signs).strip()


def _plain(sign: str) -> str:
    if unicodedata.category(sign) in ("Cc", "Cs"):
        return " "
    return plain_digits(sign) or sign


def _take(pattern, text: str, read_one, typed: Typed) -> str:
    """Move what `pattern` finds from the text to the figures; what makes no sense stays."""

    def take(match):
        figures = read_one(match)
        if figures is None:
            return match[0]
        typed.figures.append(figures)
        return " "

    return pattern.sub(take, text)


def _dates_of(match, today) -> Figures | None:
    dates = _possible(match, today)
    return Figures(dates=dates) if dates else None


def _possible(match, today) -> tuple[datetime.date, ...]:
    """The dates a match may mean: with figures only, also month before day where that is one."""
    year, month, day = _year(match["y"], today), _month(match["m"]), int(match["d"])
    dates = [_date(year, month, day)]
    if match["m"].isdigit() and len(match["y"]) == 4 and match.start("y") > match.start("d"):
        dates.append(_date(year, day, month))
    return tuple(dict.fromkeys(date for date in dates if date))


def _month_of(match, today) -> Figures | None:
    """A month of birth; in letters it may as well be a name beside a year, in figures the beginning of a phone number."""
    year, month = int(match["y"]), _month(match["m"])
    if not (FIRST_YEAR <= year <= today.year and _date(year, month, 1)):
        return None
    written = match["m"]
    return Figures(month=(year, month), **({"phone": match[0]} if written.isdigit() else {"name": written}))


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(MONTH_NAMES, 1) if name.startswith(text.lower())), 0)


def _year(text: str, today) -> int:
    """Two figures are the last such year that has begun."""
    year = int(text)
    if len(text) == 4:
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year else century - 100 + year


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _figures(text: str, today) -> Figures | None:
    digits = plain_digits(text)
    plain = text.strip().isdigit()
    if plain and len(digits) == 4 and FIRST_YEAR <= int(digits) <= today.year:
        return Figures(year=int(digits), record_number=int(digits))
    number = int(digits) if plain and len(digits) <= LONGEST_RECORD_NUMBER else None
    phone = text.strip() if len(digits) >= SHORTEST_PHONE else ""
    dates = _compact_dates(digits, today) if plain and len(digits) == 8 else ()
    if number is None and not phone:
        return None
    return Figures(dates=dates, record_number=number, phone=phone)


def _compact_dates(digits: str, today) -> tuple[datetime.date, ...]:
    """12031994 and 19940312."""
    readings = ((digits[4:], digits[2:4], digits[:2]), (digits[:4], digits[4:6], digits[6:]))
    dates = (_date(int(year), int(month), int(day)) for year, month, day in readings)
    return tuple(date for date in dates if date and FIRST_YEAR <= date.year <= today.year)
