"""One full sentence for every kind that the planner tells: its values, and the words."""

import datetime

DAY = datetime.date(2027, 5, 1)
FIT = {"modality": "afl", "scar_type": "rolling", "grade": 3, "level": 1, "mixed": False}

WHOLE = [
    ("answers_finding", FIT, "Ablative fractional laser is first line for rolling scars of grade 3."),
    (
        "answers_finding",
        FIT | {"level": 3, "mixed": True},
        "Ablative fractional laser is an adjunct for rolling scars of grade 3 in a region with several types.",
    ),
    (
        "answers_concern",
        {"modality": "microneedling", "concern": "fine_lines", "level": 2},
        "Microneedling is second line for fine lines.",
    ),
    (
        "response_counts_lower",
        {"modality": "punch", "response": "poor"},
        "Punch technique was used before with the response poor: it counts one place lower.",
    ),
    (
        "published_calendar",
        {"label": "Release, then light", "modalities": ("subcision", "nafl")},
        "The calendar is the published one of Release, then light: subcision and non-ablative fractional laser.",
    ),
    (
        "protocol_schedule",
        {"modality": "subcision", "sessions": 3, "interval": 42},
        "Subcision: 3 sessions, 42 days apart, as its schedule says.",
    ),
    (
        "protocol_schedule",
        {"modality": "fat_graft", "sessions": 1, "interval": 180},
        "Fat graft: 1 session, as its schedule says.",
    ),
    (
        "order_of_work",
        {"modalities": ("tca_cross", "subcision", "filler_ha")},
        "First sessions follow the order of work, release before resurfacing and volume last: "
        "TCA CROSS, subcision and hyaluronic acid filler.",
    ),
    (
        "spacing_row",
        {"first": "subcision", "second": "afl", "days": 28, "same_day": False},
        "Ablative fractional laser follows subcision in the same area after at least 28 days.",
    ),
    (
        "spacing_row",
        {"first": "subcision", "second": "afl", "days": 28, "same_day": True},
        "Subcision and ablative fractional laser may share a visit, in this order.",
    ),
    (
        "spacing_without_a_row",
        {"modalities": ("punch", "dermabrasion"), "days": 28},
        "No source spaces punch technique and dermabrasion: they stand at least 28 days apart and share no visit.",
    ),
    (
        "deferred_start",
        {"modality": "nafl", "until": DAY, "because": "tan_laser"},
        "Non-ablative fractional laser starts on 1 May 2027, when the rule tan_laser lets it.",
    ),
    (
        "start_after_history",
        {"modality": "afl", "until": DAY},
        "Ablative fractional laser starts on 1 May 2027, to keep the interval to what was done before.",
    ),
    ("screening", {"text": "Smoke slows healing.", "severity": "caution"}, "Smoke slows healing."),
    (
        "screening",
        {"text": "Ink absorbs light.", "severity": "absolute", "regions": ("chin", "cheek_upper")},
        "Ink absorbs light. This concerns: chin and upper cheek.",
    ),
    (
        "priming_lead_in",
        {"target": "tca_cross", "lead_in": 14, "pause": 5, "restart": 1},
        "Priming leads in 14 days before TCA CROSS, pauses 5 days before each session and may restart 1 day after it.",
    ),
    (
        "priming_lead_in",
        {"target": "tca_cross", "lead_in": 14, "pause": 5, "restart": 7, "lost": 6},
        "Priming leads in 14 days before TCA CROSS, pauses 5 days before each session and may restart 7 days after it. "
        "The published calendar pauses it around other procedures too, which takes 6 days of this lead-in.",
    ),
    (
        "priming_left_out",
        {"modalities": ("afl", "punch")},
        "Priming is asked for before ablative fractional laser and punch technique but may not be used here: "
        "the caution stays without it.",
    ),
    (
        "test_spot_first",
        {"modality": "afl", "wait": 28},
        "A test spot of ablative fractional laser comes first and is watched for 28 days; later visits wait for its result.",
    ),
    (
        "review_before_more",
        {"modality": "subcision", "after": 2, "stop_rule": "No visible change means stop."},
        "Subcision is reviewed after every 2 of its sessions. No visible change means stop.",
    ),
    (
        "injury_limit",
        {"limit": 6},
        "The injury classes of one visit add up to at most 6 in one area.",
    ),
    (
        "longer_downtime",
        {"modality": "punch", "most": 10, "typical": 1},
        "1 day is typical after punch technique; some people need up to 10 days.",
    ),
    (
        "main_concern",
        {"main": ("icepick", "rolling"), "level": 3},
        "The main concern, ice-pick scars and rolling scars, is answered as an adjunct only.",
    ),
    (
        "main_concern",
        {"main": ("rolling",), "level": 1},
        "The main concern, rolling scars, is answered first line.",
    ),
    ("not_offered", {"modality": "peel_medium"}, "This clinic does not offer medium-depth peel."),
    ("avoided", {"modality": "filler_pmma"}, "The patient wants to avoid PMMA filler."),
    ("poor_fit", {"modality": "peel_superficial"}, "Superficial peel fits none of the findings and concerns here."),
    (
        "no_host",
        {"modality": "crosslinking"},
        "Serum after needling is only ever added to another procedure, and none shown here takes it.",
    ),
    (
        "dominated",
        {"modality": "rf_microneedling"},
        "Radiofrequency microneedling fits, but the regimens shown do as well or better without it.",
    ),
    (
        "answers_no_main_concern",
        {"modality": "filler_plla"},
        "Poly-L-lactic acid filler fits something here, but not the main concern.",
    ),
    (
        "wish_not_kept",
        {"modality": "afl", "wishes": ("max_downtime_days", "max_price")},
        "Ablative fractional laser fits, but no course with it keeps the wish: the longest downtime and the budget.",
    ),
    (
        "relative_not_needed",
        {"text": "Smoke slows healing.", "severity": "relative", "regions": None},
        "Smoke slows healing. A regimen without it answers the main concern.",
    ),
    (
        "nothing_answers_main_concern",
        {"main": ("tunnel_bridge",), "something_would": False},
        "Nothing in the knowledge in force answers tunnels and bridges.",
    ),
    (
        "nothing_answers_main_concern",
        {"main": ("keloid",), "something_would": True},
        "Nothing that may be done now answers keloids.",
    ),
    ("nothing_recorded", {}, "No finding and no concern is recorded, so there is nothing to propose."),
    (
        "no_evidence_row",
        {"scar_type": "macular_hypopigmented"},
        "The knowledge in force has no treatment for pale marks: a reason to refer.",
    ),
    (
        "answered_as_adjunct_only",
        {"main": ("papular",), "by_wish": False},
        "The best regimen answers papular scars only as an adjunct.",
    ),
    (
        "answered_as_adjunct_only",
        {"main": ("papular",), "by_wish": True},
        "The best regimen that keeps the wishes answers papular scars only as an adjunct.",
    ),
    (
        "reason_for_a_passing_condition",
        {"text": "Light peels only."},
        "The best regimen needs a recorded reason for something that passes: Light peels only.",
    ),
    (
        "part_left_out",
        {"scar_type": "rolling", "region": "back_upper"},
        "Nothing may be done now for rolling scars in upper back; the rest of it is answered.",
    ),
    (
        "nearest_without_a_wish",
        {"wish": "ready_by"},
        "No course keeps every wish; these keep all but the date to be ready by.",
    ),
    (
        "no_course_keeps_the_wishes",
        {"wishes": ("max_visits", "avoid")},
        "No course keeps the wishes, even with any one of them dropped: the most visits and treatments to avoid.",
    ),
    ("control_acne_first", {}, "Bring active acne under control first: new lesions make new scars."),
    ("treat_first", {"text": "Treat rosacea first."}, "Treat rosacea first."),
    ("protect_from_sun", {}, "Protect the skin from the sun every day; it marks easily."),
    ("natural_course", {}, "Natural course without a procedure: no data."),
    (
        "topical_care",
        {"level": 1, "key": "macular_hyperpigmented"},
        "Topical care at home may help meanwhile: it is first line for brown marks.",
    ),
]

WHOLE_SAID = [
    (
        "dose_not_cleared",
        {"weight_known": False},
        "Dose not cleared: body weight, amount and strength of every source of lidocaine are needed before numbing starts.",
    ),
    (
        "dose_not_cleared",
        {"weight_known": True},
        "Dose not cleared: amount and strength of every source of lidocaine are needed before numbing starts.",
    ),
    (
        "dose_not_cleared_mitigation",
        {},
        "Add all lidocaine of the visit and compare it with the strictest limit of the routes used.",
    ),
    (
        "past_date_not_known",
        {},
        "The date of an earlier procedure is not known; it counts as done today.",
    ),
    ("past_date_not_known_mitigation", {}, "Ask when it was done; an earlier start may be possible."),
    (
        "others_wait",
        {"text": "Acids sting.", "modalities": ("afl", "punch"), "condition": "quiet skin", "moved": True},
        "Acids sting. Here ablative fractional laser and punch technique wait for this: quiet skin. "
        "This regimen starts behind it.",
    ),
    (
        "others_wait",
        {"text": "Acids sting.", "modalities": ("afl",), "condition": "quiet skin", "moved": False},
        "Acids sting. Here ablative fractional laser waits for this: quiet skin. The rule does not speak of this regimen.",
    ),
    (
        "full_result_after_wished_date",
        {"ready_by": DAY, "modality": "subcision", "full_on": datetime.date(2027, 12, 24)},
        "Healed by 1 May 2027, but the full result of subcision is due later, about 24 Dec 2027.",
    ),
    (
        "full_result_after_wished_date_mitigation",
        {},
        "Tell the patient what will show by then and what comes later.",
    ),
]
