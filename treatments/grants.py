"""What the application may do with each table of treatments. Nothing of it is ever deleted."""

KEPT_FOR_EVER = ("SELECT", "INSERT")
KEPT_UP_TO_DATE = ("SELECT", "INSERT", "UPDATE")

GRANTS = {
    "treatments_presentation": KEPT_FOR_EVER,
    "treatments_presentationevent": KEPT_FOR_EVER,
    "treatments_presentationdeclined": KEPT_FOR_EVER,
    "treatments_presentationdeclinedevent": KEPT_FOR_EVER,
    "treatments_questionsetaside": KEPT_FOR_EVER,
    "treatments_questionsetasideevent": KEPT_FOR_EVER,
    "treatments_proposalreport": KEPT_FOR_EVER,
    "treatments_proposalreportevent": KEPT_FOR_EVER,
    "treatments_reportanswer": KEPT_FOR_EVER,
    "treatments_reportanswerevent": KEPT_FOR_EVER,
    "treatments_treatmentplan": KEPT_UP_TO_DATE,
    "treatments_treatmentplanevent": KEPT_FOR_EVER,
    "treatments_planrevision": KEPT_FOR_EVER,
    "treatments_planrevisionevent": KEPT_FOR_EVER,
    "treatments_plannedsession": KEPT_UP_TO_DATE,
    "treatments_plannedsessionevent": KEPT_FOR_EVER,
    "treatments_plantask": KEPT_UP_TO_DATE,
    "treatments_plantaskevent": KEPT_FOR_EVER,
    "treatments_planjudgement": KEPT_UP_TO_DATE,
}
