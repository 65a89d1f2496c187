"""From the fields of the proposal page to what bridge and actions take. What cannot be read is handed on and refused there.

Wishes are named as a case names them; `options.<course>` are the boosters switched on in the card of that course,
`lost.<course>` those it does not offer now, `course.<key>` is what the course of a regimen is called, and `reason.<modality>`
is why something is done although a rule speaks against it. The key of a regimen changes with every wish and answer; what its
course is called does not.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refused
from treatments.adopting import Choice, Seen

NUMBERS, TEXTS, LISTS = ("max_downtime_days", "max_visits"), ("max_price", "ready_by"), ("avoid", "most_important")
WISH_FIELDS = (*NUMBERS, *TEXTS, *LISTS)
OPTIONS_OF, LOST_OF, COURSE_OF, REASON = "options.", "lost.", "course.", "reason."
LONGEST_FIELD, MOST_LISTED = 200, 40
BETWEEN, COUNTED = "-", "."  # no key of a treatment holds either


class DateMissing(Refused):
    """An offer says until when the patient may think."""


@dataclass(frozen=True)
class Wishes:
    """The patient's wishes as they stand in the fields, each as text or a list of texts; what is empty is no wish."""

    fields: Mapping[str, Any]

    @property
    def given(self) -> dict[str, Any]:
        """The wishes as the document of a case has them; what is no number stays the text that was typed."""
        return {name: _number(value) if name in NUMBERS else value for name, value in self.fields.items()}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each field with its value, one pair for every value of a list: for hidden inputs and for the address."""
        return [
            (name, one) for name, value in self.fields.items() for one in ([value] if isinstance(value, str) else value)
        ]

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    def without(self, name: str) -> "Wishes":
        return Wishes({key: value for key, value in self.fields.items() if key != name})

    def __bool__(self):
        return bool(self.fields)


def wishes_in(data: QueryDict) -> Wishes:
    """The wishes of a form or an address; an empty field is no wish, and a comma in a price is a point."""
    fields: dict[str, Any] = {name: data.get(name, "").strip()[:LONGEST_FIELD] for name in (*NUMBERS, *TEXTS)}
    if re.fullmatch(r"[0-9]{1,9},[0-9]{1,2}", fields["max_price"]):
        fields["max_price"] = fields["max_price"].replace(",", ".")
    fields |= {name: _several(data, name) for name in LISTS}
    return Wishes({name: fields[name] for name in WISH_FIELDS if fields[name]})


def wishes_again(kept: Mapping[str, Any]) -> Wishes:
    """The wishes as they were kept with a case, as they stand in the fields."""
    given = {name: kept[name] for name in WISH_FIELDS if kept.get(name) not in (None, "", [])}
    return Wishes({name: value if isinstance(value, list) else str(value) for name, value in given.items()})


def _several(data: QueryDict, name: str) -> list[str]:
    given = [one.strip()[:LONGEST_FIELD] for one in data.getlist(name)[:MOST_LISTED]]
    return list(dict.fromkeys(one for one in given if one))


def _number(text: str) -> int | str:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else text


def courses_of(regimens: Iterable[Mapping]) -> dict[str, str]:
    """Key of a regimen -> what its course is called in fields and addresses: its treatments in order.

    Whatever is wished, answered or asked on another day, the same course is called the same; of two alike the later is counted.
    """
    called: dict[str, str] = {}
    for regimen in regimens:
        name = BETWEEN.join(regimen["modalities"])
        alike = sum(other.partition(COUNTED)[0] == name for other in called.values())
        called[regimen["key"]] = f"{name}{COUNTED}{alike + 1}" if alike else name
    return called


def treatments_of(course: str) -> list[str]:
    """The treatments by which a course is called."""
    return course.partition(COUNTED)[0].split(BETWEEN)


def options_in(data: QueryDict) -> dict[str, list[str]]:
    """Course -> the boosters that were switched on for it, whether or not they could be had on the page that was sent."""
    found: dict[str, list[str]] = {}
    for prefix in (OPTIONS_OF, LOST_OF):
        for course, chosen in _by_course(data, prefix).items():
            found[course] = [*found.get(course, []), *chosen]
    return found


def _by_course(data: QueryDict, prefix: str) -> dict[str, list[str]]:
    names = [name for name in data if name.startswith(prefix)][:MOST_LISTED]
    found = {name.removeprefix(prefix): _several(data, name) for name in names}
    return {course: chosen for course, chosen in found.items() if chosen}


def chosen_in(data: QueryDict) -> dict[str, list[str]]:
    """Key of a regimen -> the boosters that are switched on in its card, for every regimen the form tells the course of."""
    options = _by_course(data, OPTIONS_OF)
    courses = {name.removeprefix(COURSE_OF): data[name] for name in data if name.startswith(COURSE_OF)}
    return {key: options[course] for key, course in courses.items() if course in options}


def options_as_pairs(options: Mapping[str, Iterable[str]], prefix: str = OPTIONS_OF) -> list[tuple[str, str]]:
    """The switched options for hidden inputs and for the address."""
    return [(f"{prefix}{course}", one) for course, chosen in options.items() for one in chosen]


def choice_in(data: QueryDict, on: datetime.date | None = None) -> Choice:
    """The regimen to adopt, or to offer until a day. Raises DateMissing."""
    return Choice(
        key=data.get("key", ""),
        options=frozenset(chosen_in(data).get(data.get("key", ""), ())),
        reasons=reasons_in(data),
        wishes=wishes_in(data).given,
        think_until=_think_until(data, on or timezone.localdate()) if "offer" in data else None,
    )


def reasons_in(data: QueryDict) -> dict[str, str]:
    """Modality -> the reason that was written for it."""
    return {name.removeprefix(REASON): _plain(data[name]) for name in data if name.startswith(REASON)}


def _think_until(data: QueryDict, today: datetime.date) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(data.get("think_until", "").strip())
    except ValueError:
        raise DateMissing(_("Say until when the patient may think: choose a day.")) from None
    if day <= today:
        raise DateMissing(_("Time to think ends on a day after today."))
    return day


def seen_in(data: QueryDict) -> Seen:
    """What the page rested on that was sent."""
    return Seen(data.get("on", "")[:10], whole_in(data, "version"), whole_in(data, "revision"))


def whole_in(data: QueryDict, name: str) -> int | None:
    """A whole number; anything else is none."""
    text = data.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def text_in(data: QueryDict, name: str) -> str:
    """A text as it was written, its lines ended in one way."""
    return _plain(data.get(name, ""))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
