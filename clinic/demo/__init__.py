"""A believable clinic to look at: people who sign in, what it offers, patients and their consultations. All of it is invented.

Each part is a module of this package with a function load(); what happened on earlier days is written in bulk, with its trail,
under the same constraints; what happens today goes through the actions. The same seed and day give the same clinic.
"""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from accounts import audit
from clinic.demo.staff import SIGN_INS

__all__ = ["PARTS", "SIGN_INS", "load"]

PARTS = ("people", "catalog", "patients", "consultations", "lately", "plans")  # each rests on those before it


def load() -> bool:
    """Fill an empty clinic, whole or not at all. False where somebody works here already.

    Raises ImproperlyConfigured outside demo mode: everybody knows the passwords of these people.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("The demonstration clinic is for CICATRIX_MODE=demo alone; it has public passwords.")
    with audit.visit(path="demonstration clinic"), transaction.atomic():
        with connection.cursor() as cursor:  # of two who load at once, the second finds it filled
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('demonstration clinic'))")
        if get_user_model().objects.exists():
            return False
        with connection.cursor() as cursor:  # no statistics know of these rows yet: never loop as if there were none
            cursor.execute("SET LOCAL enable_nestloop = off")
        for part in PARTS:
            import_module(f"clinic.demo.{part}").load()
            with connection.cursor() as cursor:  # what comes next reads these rows as many as they are
                cursor.execute("ANALYZE")
    return True
