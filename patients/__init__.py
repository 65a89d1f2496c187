"""Who comes here, what was told and what was seen."""
