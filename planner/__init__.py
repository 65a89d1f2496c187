"""The planner: from a case, a catalog and the patient's wishes to an argued proposal. Standard library only; it decides nothing alone."""
