"""How long a dermatologist waits for the pages of a patient with 300 consultations, and for one finding to be saved.

python -m tests.bench.consultation [patients]: among so many patients, median and 95th percentile in ms over the whole answer,
and the ratio of medians to a bare view that asks the database once, by an index.
"""

import datetime
import itertools
import os
import random
import statistics
import sys
import time

os.environ |= {"CICATRIX_CLUSTER": "tests", "CICATRIX_MODE": "demo", "DJANGO_SETTINGS_MODULE": "clinic.settings"}
ROUNDS = 60
CONSULTATIONS, EVERY_DAYS = 300, 12
OTHERS = 1_000  # other patients with a consultation each, so that no table holds one person alone
ANSWERS, FINDINGS = 30, 6
AT_ONCE = 2_000


def main(count: int, measured=None) -> None:
    """Measure on a database of its own, made for it and dropped afterwards."""
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
        (measured or measure)(count)
    finally:
        connection.creation.destroy_test_db("cicatrix", verbosity=0)


def measure(count: int) -> None:
    from django.test import Client

    from catalog.pack import load_shipped_pack
    from patients.models import Patient
    from tests import factories
    from tests.bench import crowd

    started = time.perf_counter()
    crowd.register(count)
    load_shipped_pack()
    doctor, patient = factories.user("dermatologist"), factories.patient(sex="female")
    others = list(Patient.objects.exclude(pk=patient.pk)[:OTHERS])
    draft = hold_all(doctor, patient, others)
    print(
        f"{count:,} patients, one with {CONSULTATIONS} consultations, loaded in {time.perf_counter() - started:.0f} s"
    )
    browser = Client()
    browser.force_login(doctor)
    print(f"{'in ms':32}{'median':>8}{'p95':>8}{'ratio':>8}")
    bare = report("bare view, one indexed query", pages(browser, f"/bare/{patient.public_id}/"), None)
    record = patient.get_absolute_url()
    report("patient page", pages(browser, record), bare)
    report("list of the 50 newest", pages(browser, f"{record}consultations/"), bare)
    report("draft of today", pages(browser, draft.get_absolute_url()), bare)
    report("one finding saved", findings(browser, draft, another=True), bare)
    report("a count changed", findings(browser, draft, another=False), bare)


def hold_all(doctor, patient, others):
    """Consultations over ten years, all signed but the one of today; what was told and seen in each."""
    from django.db import connection
    from django.db.models import F
    from django.utils import timezone

    from patients.models import Consultation

    today = timezone.localdate()
    days = [today - datetime.timedelta(EVERY_DAYS * back) for back in range(CONSULTATIONS)]
    whose = [*((patient, day) for day in days), *((other, days[n % CONSULTATIONS]) for n, other in enumerate(others))]
    held = [
        Consultation(patient=one, held_on=day, started_by=doctor, revision=9, note="As before.") for one, day in whose
    ]
    stored(held)
    tell(held, doctor)
    see(held, doctor)
    draft = held[0]
    Consultation.objects.exclude(pk=draft.pk).update(state="signed", signed_by=doctor, signed_at=F("started_at"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return draft


def tell(held, doctor) -> None:
    """Answers as they come in a clinic: most are denied, some speak."""
    from catalog.snapshot import in_force
    from patients.models import ScreeningAnswer

    dice = random.Random(3)
    asked = [one for one in in_force().questions.values() if one.none_value is not None][:ANSWERS]
    stored(
        ScreeningAnswer(
            consultation=one,
            question=question.key,
            value=True if question.answer == "boolean" and dice.random() < 0.1 else question.none_value,
            source=question.who,
            told_on=one.held_on,
            asked_by=doctor,
            changed_by=doctor,
        )
        for one in held
        for question in asked
    )


def see(held, doctor) -> None:
    """The skin judged, some scars counted, and a past treatment told now and then."""
    from patients.models import PastTreatment, ScarFinding, SkinAssessment

    skins = [SkinAssessment(consultation=one, phototype=4, grade=3, changed_by=doctor) for one in held]
    stored(skins)
    at = [(place, 1 + number) for number, place in enumerate(places()[:FINDINGS])]
    stored(
        ScarFinding(
            assessment=skin, scar_type=scar, region=region, side=side, count_low=n, count_high=n, changed_by=doctor
        )
        for skin in skins
        for (scar, region, side), n in at
    )
    stored(
        PastTreatment(
            patient=one.patient,
            consultation=one,
            modality="microneedling",
            sessions=1,
            last_latest=one.held_on,
            told_on=one.held_on,
            told_by=doctor,
            changed_by=doctor,
        )
        for one in held[::10]
    )


def stored(rows) -> None:
    """Insert them by the thousand; their triggers and their history included."""
    rows = list(rows)
    type(rows[0]).objects.bulk_create(rows, batch_size=AT_ONCE)


def places() -> list[tuple[str, str, str]]:
    """Places to count at, another region each time."""
    types = ("rolling", "icepick", "boxcar_shallow", "boxcar_deep")
    return list(itertools.product(types, ("cheek_upper", "cheek_lower", "temple"), ("left", "right")))


def pages(browser, address: str):
    """Open one page, again and again."""
    while True:
        yield lambda: browser.get(address)


def findings(browser, draft, *, another: bool):
    """What the page sends when a count is set: at one more place each time, from none, or at the same place anew."""
    new = itertools.cycle(places()[FINDINGS:]) if another else itertools.repeat(places()[0])
    for number, place in enumerate(new):
        draft.refresh_from_db(fields=["revision"])
        name = ".".join(place)
        sent = {f"count.{name}": str(2 + number % 40), f"was.{name}": "", "at": ".".join(place[1:])}
        form = sent | {"revision": str(draft.revision)}
        yield lambda form=form: browser.post(
            f"{draft.get_absolute_url()}findings/", form, headers={"HX-Request": "true"}
        )


def report(label: str, acts, bare: float | None) -> float:
    """Do it once to warm up, then so many times, and say how long each took."""
    times = []
    for act in itertools.islice(acts, ROUNDS + 1):
        started = time.perf_counter()
        response = act()
        times.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 200, (label, response.status_code)
    times = sorted(times[1:])
    median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"{label:32}{median:8.1f}{p95:8.1f}{'' if bare is None else f'{median / bare:8.1f} x'}")
    return median


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
