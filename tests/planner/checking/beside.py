"""What stands beside and around the visits: reviews, provisional marks, the home phase, wishes, minutes and totals."""

import datetime
from collections.abc import Iterator

from planner.vocabulary import DEEPER_INJURY, PRIMING
from tests.planner.checking.paper import Course, day_of, downtime, fixed
from tests.planner.checking.safety import last_response

Said = Iterator[str]


def windows(course: Course) -> Said:
    """Every window holds its target, no window opens before the case, and a day is what its date says."""
    on = course.paper.case.on
    for visit in course.regimen["visits"]:
        first, target, last = (day_of(visit[name]) for name in ("earliest_on", "target_on", "latest_on"))
        if not on <= first <= target <= last or target != on + datetime.timedelta(visit["day"]):
            yield f"day {visit['day']}: window {first}, {target}, {last}"
    days = [visit["day"] for visit in course.regimen["visits"]]
    treated = [visit["day"] for visit in course.visits("treatment")]
    if days != sorted(days) or len(set(treated)) < len(treated):
        yield f"visits stand in the order {days}"


def reviews(course: Course) -> Said:
    """A review before every session behind review_after_sessions, and one after the last."""
    protocol, looks = course.paper.catalog.protocol, [visit["day"] for visit in course.visits("review")]
    for key, visits in course.worked.items():
        for number, (before, visit) in enumerate(zip(visits, visits[1:], strict=False), start=1):
            earliest = (day_of(visit["earliest_on"]) - course.paper.case.on).days
            looked = any(before["day"] < day <= earliest for day in looks)
            if number % protocol[key].review_after_sessions == 0 and not looked:
                yield f"no review between session {number} and {number + 1} of {key}"
    last = course.visits("treatment")[-1:]
    keys, day = (fixed(last[0]), last[0]["day"]) if last else (course.regimen["modalities"], 0)
    wait = max(protocol[key].assess_after_last_session_days for key in keys)
    if not looks or looks[-1] != day + wait:
        yield f"the last review is on {looks[-1:]}, due on day {day + wait}"


def provisional_marks(course: Course) -> Said:
    """Provisional is every treatment behind a review and every one that waits for a test spot."""
    protocol = course.paper.catalog.protocol
    looks = [visit["day"] for visit in course.visits("review")]
    tried = {row["modality"] for visit in course.visits("test_spot") for row in visit["procedures"]}
    behind = {visit["day"] for key in tried for visit in course.done.get(key, ())}
    behind |= {visit["day"] for visit in course.visits("treatment") if visit["day"] >= looks[0]}
    for key, visits in course.worked.items():
        behind |= {visit["day"] for visit in visits[protocol[key].review_after_sessions :]}
    for visit in course.visits("treatment"):
        if visit["provisional"] != (visit["day"] in behind):
            yield f"day {visit['day']}: provisional is {visit['provisional']}"


def home_phase(course: Course) -> Said:
    """Priming is there when a caution asks for it and nothing speaks against it, leads in, and pauses around its targets."""
    phases, rows = course.regimen["home"], course.paper.catalog.home_phase
    targets = {key: rows[PRIMING, key] for key in course.worked if (PRIMING, key) in rows}
    asked = [key for key in targets if any(v.rule.mitigation_kind == "priming" for v in course.in_force(key))]
    if [row["modality"] for row in phases] != [key for key in course.regimen["modalities"] if key == PRIMING]:
        yield f"home phases {phases} do not fit the modalities"
    if asked and not phases and is_free(course):
        yield f"{asked} ask for priming and there is none"
    for phase in phases:
        if not phase["reasons"]:
            yield "priming without a reason"
        for key, row in targets.items():
            if phase["answers_findings"] or key in asked:
                yield from lead_in_and_pauses(course, phase, key, row)


def is_free(course: Course) -> bool:
    paper = course.paper
    against = [v for v in paper.verdicts(PRIMING, paper.places, [paper.case.on]) if v.severity != "caution"]
    barred = any(v.severity != "info" for v in against) or PRIMING in paper.case.preferences.avoid
    barred = barred or last_response(PRIMING, paper.case) == "worse"
    return not barred and PRIMING in paper.catalog.offers


def lead_in_and_pauses(course: Course, phase: dict, key: str, row) -> Said:
    start, end = day_of(phase["from_on"]), day_of(phase["until_on"])
    first = day_of(course.worked[key][0]["earliest_on"])
    if (first - start).days < row.lead_in_days:
        yield f"{key} starts {(first - start).days} days after priming, lead-in {row.lead_in_days}"
    yield from days_taken_from_the_lead_in(course, key, row, first)
    for visit in course.worked[key]:
        target = day_of(visit["target_on"])
        since = max(start, target - datetime.timedelta(row.pause_days))
        until = min(end, target + datetime.timedelta(row.restart_days))
        if since <= until and not any(day_of(a) <= since and until <= day_of(b) for a, b in phase["pauses"]):
            yield f"priming does not pause around {key} on day {visit['day']}"
    flat = [day_of(day) for pause in phase["pauses"] for day in pause]
    if flat != sorted(flat) or (flat and not start <= flat[0] <= flat[-1] <= end):
        yield f"pauses {phase['pauses']} of priming from {start} to {end}"


def days_taken_from_the_lead_in(course: Course, key: str, row, first: datetime.date) -> Said:
    """No pause around an earlier procedure lies in the lead-in, but in a published calendar, where it is said."""
    rows, target = course.paper.catalog.home_phase, day_of(course.worked[key][0]["target_on"])
    shared = max(rows[PRIMING, other].pause_days for other in fixed(course.worked[key][0]) if (PRIMING, other) in rows)
    before = [
        (day_of(visit["target_on"]), rows[PRIMING, other])
        for other, visits in course.worked.items()
        for visit in visits
        if (PRIMING, other) in rows and day_of(visit["target_on"]) < target
    ]
    if course.published is None:
        for day, earlier in before:
            if (first - day).days <= row.lead_in_days + earlier.restart_days:
                yield f"{key} may be done on {first}: the pause around {day} takes days from its lead-in"
        return
    lead_in = [target - datetime.timedelta(back) for back in range(shared + 1, row.lead_in_days + 1)]
    lost = sum(
        any(-other.pause_days <= (day - on).days <= other.restart_days for on, other in before) for day in lead_in
    )
    told = [reason["text"] for reason in course.regimen["reasons"] if reason["rule"] == "priming_lead_in"]
    if lost and not any(f"takes {lost} day" in text for text in told):
        yield f"{lost} days of the lead-in to {key} are lost in the published calendar and nothing says so"


def wishes(course: Course) -> Said:
    """Every wish is kept but the one that `nearest` names."""
    regimen, paper = course.regimen, course.paper
    treatments, keys = course.visits("treatment"), regimen["modalities"]
    most_days, most_visits = paper.wish("max_downtime_days", regimen), paper.wish("max_visits", regimen)
    longest = max((downtime(visit, paper.catalog)[1] for visit in treatments), default=0)
    if most_days is not None and longest > most_days:
        yield f"downtime of {longest} days, wished {most_days}"
    if most_visits is not None and len(treatments) > most_visits:
        yield f"{len(treatments)} visits, wished {most_visits}"
    if set(keys) & set(paper.wish("avoid", regimen) or ()) or set(regimen["options"]) & set(
        paper.case.preferences.avoid
    ):
        yield f"{keys} with {regimen['options']} hold what is to be avoided"
    price, most = regimen["totals"]["price"], paper.wish("max_price", regimen)
    if price is not None and most is not None and float(price) > most:
        yield f"price {price}, wished {most}"
    if paper.wish("ready_by", regimen) is not None:
        yield from healed_late(course, paper.wish("ready_by", regimen))


def healed_late(course: Course, ready_by: datetime.date) -> Said:
    """The last day of every window with its downtime, and the pigment buffer after a deeper injury where skin marks easily."""
    paper = course.paper
    for visit in course.visits("treatment"):
        is_deep = any(paper.catalog.modalities[key].injury >= DEEPER_INJURY for key in fixed(visit))
        buffer = paper.catalog.settings["pigment_buffer_days"][0] if is_deep and paper.marks_easily else 0
        needed = datetime.timedelta(max(buffer, downtime(visit, paper.catalog)[1]))
        if day_of(visit["latest_on"]) + needed > ready_by:
            yield f"day {visit['day']} may lie on {visit['latest_on']}, ready by {ready_by} needs {needed.days} days"


def totals(course: Course) -> Said:
    """Minutes, downtime, price and totals are those of the rows."""
    catalog, treatments = course.paper.catalog, course.visits("treatment")
    sums = [0, 0]
    for visit in treatments:
        rows = [catalog.modalities[key] for key in fixed(visit)]
        numbing = max(row.numbing_minutes for row in rows)
        minutes = numbing + sum(row.chair_typical_minutes for row in rows)
        least, _, most = downtime(visit, catalog)
        sums = [sums[0] + least, sums[1] + most]
        said = visit["numbing_minutes"], visit["minutes"], visit["downtime_days"], visit["price"]
        if said != (numbing, minutes, [least, most], price_of(fixed(visit), course)):
            yield f"day {visit['day']}: {said} for {fixed(visit)}"
    said = course.regimen["totals"]
    last = treatments[-1]["day"] if treatments else 0
    if said["price"] != price_of([key for visit in treatments for key in fixed(visit)], course):
        yield f"the total price is {said['price']}"
    if [said["visits"], said["days"], said["downtime_days"]] != [len(treatments), last, sums]:
        yield f"totals {said}, counted {len(treatments)} visits to day {last} with {sums} days"


def price_of(keys: list[str], course: Course) -> str | None:
    """The prices of these together; None when one is not known, or there is none."""
    items = course.paper.screening.items
    prices = [items[key].price for key in keys]
    return f"{sum(prices):.2f}" if prices and None not in prices else None
