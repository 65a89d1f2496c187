"""What has to hold of a patient's row to be found, each part answered by an index (patients/search_sql.py says of what)."""

import calendar
import datetime
import functools
import operator

from django.contrib.postgres.search import SearchQueryField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower
from django.db.models.lookups import Exact

from patients import phones, typed

WHOLE, BEGINNING, NEAR, FIGURES = "whole", "beginning", "near", "figures"
MOST_BY_CONTACT = 200  # patients whose contact person has the number that was typed


class Matches(Func):
    """A search vector answers a query."""

    template, arg_joiner, output_field = "(%(expressions)s)", " @@ ", models.BooleanField()


class Overlaps(Func):
    """Two arrays share an element."""

    template, arg_joiner, output_field = "(%(expressions)s)", " && ", models.BooleanField()


def stages(read: typed.Typed) -> dict[str, Q]:
    """Name of the stage -> what holds in it and in none before; figures hold in all."""
    figures = all_of(figures_mean(one) for one in read.figures)
    if not read.words:
        return {FIGURES: figures}
    whole, beginning = has_words(read.names, ""), has_words(read.names, ":*")
    near = all_of(has_words(word, ":*") | near_to(word) for word in read.words)
    return {WHOLE: whole & figures, BEGINNING: beginning & ~whole & figures, NEAR: near & ~beginning & figures}


def is_broad(read: typed.Typed) -> bool:
    """One letter alone: a tenth of all patients begin with it."""
    return not read.figures and len(read.names) == 1


def likeness(names: str, birth_date, phone_e164: str, email: str) -> dict[str, Q]:
    """What two records of one person share, as far as there is something to share."""
    shared = {}
    if birth_date and names.strip():
        shared["same_name_and_birth_date"] = Q(birth_date=birth_date) & (near_to(names) | shares_a_word(names))
    if phone_e164:
        shared["same_phone"] = Q(phone_digits=phone_e164.removeprefix("+"))
    if email:
        shared["same_email"] = Q(Exact(Lower("email"), email.lower())) & ~Q(email="")
    return shared


def all_of(conditions) -> Q:
    return functools.reduce(operator.and_, conditions, Q())


def has_words(text: str, ending: str) -> Q:
    query = Func(Value(text), Value(ending), function="patients_query", output_field=SearchQueryField())
    return Q(Matches(F("searched"), query))


def near_to(text: str) -> Q:
    return Q(Overlaps(F("spellings"), Func(Value(text), function="patients_spellings")))


def shares_a_word(names: str) -> Q:
    """Also for words too short to be misspelt."""
    own = Func(Concat("family_name", Value(" "), "given_names"), function="patients_words")
    return Q(Overlaps(own, Func(Value(names), function="patients_words")))


def figures_mean(figures: typed.Figures) -> Q:
    """Any of the things these figures may be."""
    readings = []
    if figures.dates:
        readings.append(Q(birth_date__in=figures.dates))
    if figures.year:
        readings.append(Q(birth_date__year=figures.year))
    if figures.month:
        readings.append(born_in(*figures.month))
    if figures.name:
        readings.append(has_words(figures.name, ":*") & Q(birth_date__year=figures.month[0]))
    if figures.record_number:
        readings.append(Q(record_number=f"C-{figures.record_number:06d}"))
    if figures.phone:
        readings += [has_phone(figures.phone), Q(pk__in=_patients_by_contact(figures.phone))]
    return functools.reduce(operator.or_, readings, Q())


def born_in(year: int, month: int) -> Q:
    last = calendar.monthrange(year, month)[1]
    return Q(birth_date__range=(datetime.date(year, month, 1), datetime.date(year, month, last)))


def has_phone(text: str) -> Q:
    """The number begins with what was typed, with or without country code, or ends with it."""
    digits = phones.plain_digits(text)
    ends = Q(phone_backwards__startswith=digits[::-1])
    return functools.reduce(operator.or_, (Q(phone_digits__startswith=one) for one in phones.beginnings(text)), ends)


def _patients_by_contact(text: str) -> list[int]:
    """Asked beforehand, because a subquery beside other readings would keep their indexes from being used."""
    from patients.models import ContactPerson

    return list(
        ContactPerson.objects.current().filter(has_phone(text)).values_list("patient", flat=True)[:MOST_BY_CONTACT]
    )
