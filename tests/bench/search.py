"""How long the desk waits for a search among 50,000 patients, against a bare view that asks the database once.

python -m tests.bench.search [patients]: median and 95th percentile in ms over the whole answer, and the ratio of medians.
"""

import os
import random
import statistics
import sys
import time

os.environ |= {"CICATRIX_CLUSTER": "tests", "CICATRIX_MODE": "demo", "DJANGO_SETTINGS_MODULE": "clinic.settings"}
ROUNDS = 60


def main(count: int) -> None:
    import django
    from django.conf import settings
    from django.db import connection, connections

    django.setup()
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "tests.bench.bare", ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    connections.settings["default"]["USER"] = connections.settings["owner"]["USER"]
    connections.settings["default"]["TEST"]["NAME"] = f"test_cicatrix_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        measure(count)
    finally:
        connection.creation.destroy_test_db("cicatrix", verbosity=0)


def measure(count: int) -> None:
    from django.test import Client

    from tests import factories
    from tests.bench import crowd

    started = time.perf_counter()
    crowd.register(count)
    print(f"{count:,} patients loaded in {time.perf_counter() - started:.0f} s")
    browser = Client()
    browser.force_login(factories.user("front_desk"))
    bare = report("bare view, one indexed query", browser, [f"/bare/{one.public_id}/" for one in sample()], None)
    for label, make in SEARCHES.items():
        report(label, browser, [make(one) for one in sample()], bare)


def sample():
    """Different people in every round, so that no answer is the last one warmed up."""
    from patients.models import Patient

    keys = list(Patient.objects.values_list("pk", flat=True))
    chosen = Patient.objects.in_bulk(random.Random(2).sample(keys, ROUNDS))
    return list(chosen.values())


def swapped(name: str) -> str:
    return name[:2] + name[3:4] + name[2:3] + name[4:]


SEARCHES = {
    "one letter": lambda p: p.family_name[:1],
    "three letters": lambda p: p.family_name[:3],
    "family name": lambda p: p.family_name,
    "family and given name": lambda p: f"{p.given_names} {p.family_name}",
    "three letters of both": lambda p: f"{p.given_names[:3]} {p.family_name[:3]}",
    "two letters swapped": lambda p: swapped(p.family_name),
    "swapped in both names": lambda p: f"{swapped(p.given_names)} {swapped(p.family_name)}",
    "name and year": lambda p: f"{p.family_name} {p.birth_date.year}",
    "date of birth": lambda p: f"{p.birth_date:%d.%m.%Y}",
    "year": lambda p: str(p.birth_date.year),
    "phone": lambda p: p.phone,
    "last four figures of phone": lambda p: f"...{p.phone[-4:]}",
    "record number": lambda p: p.record_number,
    "nobody": lambda p: "xylq" + p.given_names[:2],
}


def report(label: str, browser, addresses: list[str], bare: float | None) -> float:
    """Ask for all, once warm, and say how long it took."""
    times = []
    for address in [addresses[0], *addresses]:
        asked = {"path": address} if address.startswith("/") else {"path": "/patients/", "query_params": {"q": address}}
        started = time.perf_counter()
        response = browser.get(**asked, headers={"HX-Request": "true"})
        times.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 200, (address, response.status_code)
    times = sorted(times[1:])
    median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"{label:32}{median:8.1f}{p95:8.1f}{'' if bare is None else f'{median / bare:8.1f} x'}")
    return median


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
