"""Four hundred invented people with names of the whole world: who they are, before anything is stored."""

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from clinic.demo.chance import OPENED_DAYS_AGO, Chance, days_before
from clinic.demo.data import read

HOW_MANY, DUPLICATES = 400, 10
YOUNGEST, USUAL, OLDEST = 14, 26, 63
ADULT = 18
CITIES = ("030 23125{:03}", "+49 40 66969 {:03}", "(089) 99998-{:03}", "0049 30 23125{:03}")  # nobody has these numbers
SEX = {"female": 60, "male": 37, "other": 1.5, None: 1.5}
CONTACT_BY = {"phone": 40, "sms": 30, "email": 22, "letter": 4, "none": 4}
WISHES = (
    "after 17:00",
    "do not leave a message",
    "only in the morning",
    "use the work number",
    "write to the mother as well",
)
RELATIONS = {"partner": 4, "mother": 3, "friend": 2, "case worker": 1}


@dataclass(frozen=True)
class Person:
    """One record to be: the fields of the patient, since when, and who stands by."""

    registered_on: datetime.date
    fields: dict[str, Any]
    contacts: tuple[dict[str, Any], ...] = field(default_factory=tuple)


def population(today: datetime.date) -> list[Person]:
    """Everybody in the order of registration: ordinary people, a pair of twins, and second records of some."""
    chance = Chance("population")
    people = [_person(chance, number, today) for number in range(HOW_MANY - DUPLICATES - 1)]
    people.append(_twin(people[0], HOW_MANY))
    people += [_second_record(people[7 * place + 5], place, today) for place in range(DUPLICATES)]
    return sorted(people, key=lambda person: person.registered_on)


def _person(chance: Chance, number: int, today: datetime.date) -> Person:
    group = chance.one_by(read("names")["group"], "weight")
    sex = chance.weighted(SEX)
    born = _birth_date(chance, today)
    fields = _names(chance, group, sex) | _spoken_to(chance, group) | _reached(chance, group, number) | _special(chance)
    fields |= {"sex": sex, "birth_date": born}
    registered_on = days_before(today, chance.randrange(OPENED_DAYS_AGO))
    return Person(registered_on, fields, _contacts(chance, fields, number, today))


def _birth_date(chance: Chance, today: datetime.date) -> datetime.date | None:
    """Most are in their twenties and thirties; of a few the date is not known."""
    age_in_days = round(chance.triangular(YOUNGEST, OLDEST, USUAL) * 365.25)
    return None if chance.happens(8) else days_before(today, age_in_days)


def _names(chance: Chance, group: dict, sex: str | None) -> dict[str, str]:
    names = group[sex if sex in ("female", "male") else chance.choice(("female", "male"))]
    given = chance.choice(names)
    if group.get("middle") and chance.happens(330):
        given = " ".join(chance.sample(names, 2))
    families = 0 if group.get("single") else 2 if group.get("double") else 1
    family = " ".join(chance.sample(group["family"], families))
    preferred = given.split()[0][:4] if chance.happens(70) else ""
    return {"family_name": family, "given_names": given, "preferred_name": preferred}


def _spoken_to(chance: Chance, group: dict) -> dict[str, Any]:
    language = chance.weighted({group["language"]: 70, "de": 25, "": 5})
    interpreter = language not in ("", "de", "en") and chance.happens(300)
    return {"language": language, "needs_interpreter": interpreter}


def _reached(chance: Chance, group: dict, number: int) -> dict[str, str]:
    has_phone, has_email = chance.happens(930), chance.happens(700)
    return {
        "phone": _phone(chance, group, number) if has_phone else "",
        "email": f"person{number}@demo.example" if has_email else "",
        "contact_by": chance.weighted(CONTACT_BY),
        "contact_note": chance.choice(WISHES) if chance.happens(120) else "",
        "address": f"Demonstration Street {chance.randrange(1, 140)}\n00000 Demonstration",
    }


def _phone(chance: Chance, group: dict, number: int) -> str:
    if "abroad" not in group or chance.happens(500):
        return CITIES[number % len(CITIES)].format(number)
    digits = f"{number:03}" if group["abroad"].startswith("+44") else f"{number // 100:02} {number % 100:02}"
    return f"{group['abroad']}{'' if group['abroad'].startswith('+44') else ' '}{digits}"


def _special(chance: Chance) -> dict[str, Any]:
    return {
        "latex_or_plaster_allergy": chance.happens(25),
        "needs_longer_slot": chance.happens(45),
        "wheelchair": chance.happens(15),
        "identity_alert": "Same name as a neighbour: ask for the date of birth" if chance.happens(8) else "",
    }


def _contacts(chance: Chance, fields: dict, number: int, today: datetime.date) -> tuple[dict[str, Any], ...]:
    """Minors have a guardian, but a few for whom nobody is named yet; some grown-ups name somebody."""
    born = fields["birth_date"]
    is_minor = born is not None and days_before(today, round(ADULT * 365.25)) < born
    if not chance.happens(850 if is_minor else 120):
        return ()
    relation = chance.choice(("mother", "father", "guardian by court")) if is_minor else chance.weighted(RELATIONS)
    contact = {
        "name": f"{chance.choice(('Alex', 'Kim', 'Robin'))} {fields['family_name'] or fields['given_names']}",
        "relation": relation,
        "phone": f"+44 20 7946 0{number:03}",  # nobody has these numbers either
        "is_guardian": is_minor,
        "may_be_told": is_minor or chance.happens(700),
    }
    return (contact,)


def _twin(person: Person, number: int) -> Person:
    """A brother or sister of the same day, who is somebody else."""
    fields = person.fields | {
        "given_names": person.fields["given_names"][0] + "ohanna",
        "preferred_name": "",
        "phone": CITIES[0].format(number),
        "email": "",
        "identity_alert": "Twin with the same first letter: ask for the given name",
    }
    return replace(person, fields=fields)


def _second_record(person: Person, place: int, today: datetime.date) -> Person:
    """The same person once more, as a hurried desk types it: a letter left out, names swapped, without date, or by phone alone."""
    family, given = person.fields["family_name"], person.fields["given_names"]
    slips = (
        {"family_name": family[:-2] + family[-1:], "email": ""},
        {"family_name": given, "given_names": family, "preferred_name": ""},
        {"birth_date": None, "address": ""},
        {"given_names": given[:1] + ".", "preferred_name": "", "phone": ""},
    )
    fields = person.fields | slips[place % len(slips)]
    registered_on = min(today, person.registered_on + datetime.timedelta(days=30 + place))
    return Person(registered_on, fields)
