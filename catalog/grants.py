"""What the web and the worker may do with the tables of the catalog. No row of a published version changes: triggers refuse."""

READ_AND_ADD = ("SELECT", "INSERT")

GRANTS = {
    "catalog_catalogversion": ("SELECT", "INSERT", "UPDATE"),
    "catalog_fact": ("SELECT", "INSERT", "UPDATE", "DELETE"),  # of drafts
    "catalog_clinicitem": ("SELECT", "INSERT", "UPDATE", "DELETE"),  # of drafts
    "catalog_signoff": READ_AND_ADD,
    "catalog_catalogversionevent": READ_AND_ADD,
    "catalog_factevent": READ_AND_ADD,
    "catalog_clinicitemevent": READ_AND_ADD,
    "catalog_signoffevent": READ_AND_ADD,
}
