"""How long a dermatologist waits for “what if”: the proposal anew under another wish, in its place on the page.

python -m tests.bench.what_if [patients]: among so many patients, for the published cases and for typical faces, median and 95th
percentile in ms over the whole answer, and the ratio of medians to a bare view that asks the database once, by an index.
"""

import datetime
import itertools
import json
import os
import sys
import time
from pathlib import Path

os.environ |= {"CICATRIX_CLUSTER": "tests", "CICATRIX_MODE": "demo", "DJANGO_SETTINGS_MODULE": "clinic.settings"}
CASES = sorted((Path(__file__).parents[1] / "planner" / "cases").glob("*.json"))
FACES, SEED = 20, 7
WISHES = (
    {"max_downtime_days": "5"},
    {"max_visits": "3"},
    {"avoid": ["afl", "subcision"]},
    {"most_important": ["downtime"]},
    {"max_price": "900"},
    {"max_downtime_days": "14", "most_important": ["improvement", "pigment_risk"]},
    {},
)


def measure(count: int) -> None:
    from django.test import Client
    from django.utils import timezone

    from planner.catalog import shipped_catalog
    from tests import factories
    from tests.bench import crowd
    from tests.bench.consultation import pages, report
    from tests.bench.faces import ON, faces
    from tests.treatments import plans as planning

    timezone.localdate = lambda value=None, timezone=None: ON  # the day of every case below
    started = time.perf_counter()
    crowd.register(count)
    planning.catalog_in_force()
    doctor = factories.user("dermatologist")
    published = [held_for(json.loads(path.read_text()), doctor) for path in CASES]
    typical = [held_for(face, doctor) for face in faces(FACES, SEED, shipped_catalog())]
    print(
        f"{count:,} patients, {len(published) + FACES} consultations, loaded in {time.perf_counter() - started:.0f} s"
    )
    browser = Client()
    browser.force_login(doctor)
    print(f"{'in ms':32}{'median':>8}{'p95':>8}{'ratio':>8}")
    bare = report("bare view, one indexed query", pages(browser, f"/bare/{published[0].patient.public_id}/"), None)
    for path, held in zip(CASES, published, strict=True):
        report(path.stem, asked(browser, [held]), bare)
    report(f"{FACES} typical faces", asked(browser, typical), bare)


def held_for(case: dict, doctor):
    """A consultation that holds what a case says, told and seen on the day of the case."""
    from patients import assessing, consulting
    from tests import factories

    on, about, seen = datetime.date.fromisoformat(case["on"]), case["patient"], case["assessment"]
    patient = factories.patient(sex=about["sex"], birth_date=on.replace(year=on.year - about["age"]))
    held = consulting.start(patient=patient, by=doctor)
    told = {key: told_of(answer) for key, answer in case["answers"].items()}
    consulting.answer_many(consultation=held, told=told, by=doctor)
    counts = {}
    for row in seen["findings"]:
        ends = row.get("count")
        place = assessing.Place(row["scar_type"], row["region"], row.get("side"))
        counts[place] = tuple(ends) if isinstance(ends, list) else (ends, ends)
    assessing.record_findings(consultation=held, counts=counts, by=doctor)
    assessing.assess_skin(consultation=held, by=doctor, phototype=about["phototype"], grade=seen["grade"])
    for past in case["history"]:
        assessing.record_past(consultation=held, by=doctor, **past)
    held.refresh_from_db()
    return held


def told_of(answer):
    from patients.consulting import Told

    spoken = answer if isinstance(answer, dict) else {"value": answer}
    return Told(answer) if not {"value", "regions"} & set(spoken) else Told(spoken.get("value"), spoken.get("regions"))


def asked(browser, consultations):
    """One wish after another, of one consultation after another, as the page asks without loading itself again."""
    from django.urls import reverse

    for held, wishes in zip(itertools.cycle(consultations), itertools.cycle(WISHES)):
        address = reverse("proposal", args=[held.public_id])
        yield lambda address=address, wishes=wishes: browser.get(address, wishes, headers={"HX-Request": "true"})


if __name__ == "__main__":
    from tests.bench import consultation

    consultation.main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000, measure)
