"""Many patients at once, by COPY: names as uneven as in life, a few very common, most rare."""

import datetime
import io
import random

from django.db import connection

FAMILY = (
    "mo",
    "mar",
    "ke",
    "lin",
    "sto",
    "bra",
    "vel",
    "dra",
    "hof",
    "ner",
    "sen",
    "ski",
    "reau",
    "tin",
    "ler",
    "mann",
    "witz",
    "ez",
)
GIVEN = ("a", "li", "ne", "ma", "ri", "jo", "han", "na", "pe", "ter", "ka", "ro", "lu", "is", "el", "sa", "vi", "da")
COLUMNS = "public_id, family_name, given_names, preferred_name, birth_date, language, needs_interpreter, email, phone, phone_e164, contact_by, contact_note, address, latex_or_plaster_allergy, needs_longer_slot, wheelchair, identity_alert, registered_at, revision"  # noqa: E501
AT_ONCE = 5_000
FIRST_BIRTH = datetime.date(1940, 1, 1)


def name(dice: random.Random, syllables: tuple[str, ...], longest: int) -> str:
    """The cube of a chance makes the first syllables common."""
    parts = [syllables[int(len(syllables) * dice.random() ** 3)] for _ in range(dice.randint(2, longest))]
    return "".join(parts).capitalize()


def line(dice: random.Random) -> str:
    born = FIRST_BIRTH + datetime.timedelta(days=dice.randrange(31_000))
    key = f"{dice.getrandbits(128):032x}"
    national = f"17{dice.randrange(10**8):08d}"
    names = f"{name(dice, FAMILY, 4)}\t{name(dice, GIVEN, 4)}"
    rest = "phone\t\t\tf\tf\tf\t\t2026-01-01T08:00Z\t1"
    return f"{key}\t{names}\t\t{born}\tde\tf\t{key[:12]}@example.org\t0{national}\t+49{national}\t{rest}\n"


def register(count: int, seed: int = 1) -> None:
    """Register `count` people as a clinic of many years has them, and let the database count them."""
    dice = random.Random(seed)
    with connection.cursor() as cursor:
        for first in range(0, count, AT_ONCE):
            lines = io.StringIO("".join(line(dice) for _ in range(min(AT_ONCE, count - first))))
            cursor.copy_expert(f"COPY patients_patient ({COLUMNS}) FROM STDIN", lines)
        cursor.execute("VACUUM ANALYZE patients_patient")
