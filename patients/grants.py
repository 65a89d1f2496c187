"""What the application may do with each table of patients. Records are never deleted; what is over is ended or merged."""

KEPT_FOR_EVER = ("SELECT", "INSERT")
KEPT_UP_TO_DATE = ("SELECT", "INSERT", "UPDATE")

GRANTS = {
    "patients_patient": KEPT_UP_TO_DATE,
    "patients_patientevent": KEPT_FOR_EVER,
    "patients_contactperson": KEPT_UP_TO_DATE,
    "patients_contactpersonevent": KEPT_FOR_EVER,
    "patients_merge": KEPT_UP_TO_DATE,
    "patients_mergeevent": KEPT_FOR_EVER,
    "patients_consultation": KEPT_UP_TO_DATE,
    "patients_consultationevent": KEPT_FOR_EVER,
    "patients_amendment": KEPT_FOR_EVER,
    "patients_amendmentevent": KEPT_FOR_EVER,
    "patients_screeninganswer": KEPT_UP_TO_DATE,
    "patients_screeninganswerevent": KEPT_FOR_EVER,
    "patients_skinassessment": KEPT_UP_TO_DATE,
    "patients_skinassessmentevent": KEPT_FOR_EVER,
    "patients_scarfinding": KEPT_UP_TO_DATE,
    "patients_scarfindingevent": KEPT_FOR_EVER,
    "patients_pasttreatment": KEPT_UP_TO_DATE,
    "patients_pasttreatmentevent": KEPT_FOR_EVER,
    "patients_tabletsession": KEPT_UP_TO_DATE,
    "patients_tabletsessionevent": KEPT_FOR_EVER,
}
